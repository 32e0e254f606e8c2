"""Known copies are cleaned of what was taken away here since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.crypto.sealing import KeyPair
from coachvault.errors import NoWayIn, Refused, StorageFailed
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.register import Event
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.keys.credentials import rotate_keys
from coachvault.services.notes.editing import erase_earlier, erase_note
from coachvault.services.notes.journal import read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.records.register import list_entries
from coachvault.vault.keys import RootKey
from coachvault.vault.store import Store
from tests.fakes import NOON, PASSPHRASE, TESTING, Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def written_anew(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which files are written anew from now on."""
    real, found = Store.write_anew, list[Path]()

    def write_anew(store: Store) -> None:
        real(store)
        found.append(store.path)

    monkeypatch.setattr(Store, "write_anew", write_anew)
    return found


def certificates_after(opened: OpenVault, subject: str = "E3") -> dict[str, bool]:
    """Destroys an engagement's notes, and returns which copies may still hold them."""
    if subject != "E3":
        end_engagement(opened, subject, NOON.date())
    return {copy.id: copy.is_left for copy in destroy.destroy(opened, Order(subject)).copies}


def fails(*_: Any) -> None:
    raise StorageFailed("The disk is full; nothing was changed.")


class TestCleaning:
    def test_what_was_erased_here_is_erased_in_every_backup_that_is_there(
        self, practice: Practice, tmp_path: Path
    ) -> None:
        first, second = tmp_path / "first.vault", tmp_path / "second.vault"
        backups.create(practice.open(), first)
        backups.create(practice.open(), second)
        erase_note(practice.open(), "heron/1")
        erase_earlier(practice.open(), "heron/2")
        end_engagement(practice.open(), "wren", NOON.date())
        second.rename(tmp_path / "away.vault")
        cleaned = {each.backup.id: each for each in clean_copies.clean(practice.open())}
        assert (cleaned["B1"].count, cleaned["B1"].problem) == (2, "")
        assert "not where it was written" in cleaned["B2"].problem
        assert [entry.event.value for entry in list_entries(practice.open())][-1] == "backup cleaned"
        copy = Practice(msgspec.structs.replace(practice.setting, vault_path=first), practice.clock)
        ids = [str(line.id) for line in list_notes(copy.open(), None, Filter()).notes]
        assert "heron/1" not in ids
        assert len(read_history(copy.open(), "heron/2")) == 1
        assert list_notes(copy.open(), "wren", Filter()).sealed == 1
        assert copy.faults() == practice.faults() == []
        assert backups.verify(practice.open(), "B1", lambda *_: None)[1].faults == []

    def test_a_copy_from_before_rotations_is_cleaned_by_the_keys_of_then(
        self, practice: Practice, tmp_path: Path
    ) -> None:
        copies = [tmp_path / "first.vault", tmp_path / "second.vault"]
        for path in copies:
            backups.create(practice.open(), path)
            rotate_keys(practice.open(), PASSPHRASE, TESTING)
        erase_note(practice.open(), "heron/1")
        end_engagement(practice.open(), "wren", NOON.date())
        assert [each.why for each in clean_copies.clean(practice.open())] == ["", ""]
        for path in copies:
            copy = Practice(msgspec.structs.replace(practice.setting, vault_path=path), practice.clock)
            assert "heron/1" not in [str(line.id) for line in list_notes(copy.open(), "heron", Filter()).notes]
            assert list_notes(copy.open(), "wren", Filter()).sealed == 1
        assert backups.verify(practice.open(), "B1", lambda *_: None)[1].faults == []

    def test_a_copy_whose_keys_were_not_kept_is_named_and_left(
        self, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backups.create(practice.open(), tmp_path / "old.vault")
        before = (tmp_path / "old.vault").read_bytes()
        rotate_keys(practice.open(), PASSPHRASE, TESTING)
        monkeypatch.setattr("coachvault.services.core.open_vault.former_keys", lambda *_: [])
        (left,) = clean_copies.clean(practice.open())
        assert "before the keys were rotated" in left.problem
        with pytest.raises(Refused, match="before the keys were rotated"):
            backups.verify(practice.open(), "B1", lambda *_: None)
        assert (tmp_path / "old.vault").read_bytes() == before

    def test_a_copy_from_before_a_step_takes_the_passphrase_asked_for_once(
        self, practice: Practice, tmp_path: Path
    ) -> None:
        asked = []

        def by_agent(answer: str = "") -> OpenVault:
            """Opens it as the agent lends it: the passphrase is asked for where the day keys do not do."""
            opened = practice.open()

            def root() -> RootKey:
                asked.append(answer)
                if not answer:
                    raise NoWayIn("Nobody is there to ask.")
                return opened.root()

            def unseal() -> KeyPair:
                return opened.vault.locked.sealing_pair(root())

            vault = msgspec.structs.replace(opened.vault, day=opened.vault.with_keys_of_now().day)
            return msgspec.structs.replace(opened, vault=vault, root=root, unseal=unseal)

        for name in ("first.vault", "second.vault"):
            backups.create(practice.open(), tmp_path / name)
        erase_note(practice.open(), "heron/1")
        left = certificates_after(by_agent())
        assert left == {"B1": True, "B2": True}
        assert asked == [""], "nobody is asked a second time"
        assert [each.problem for each in clean_copies.clean(by_agent())] == [
            f"{name} is from before the keys took their last step, and takes the passphrase, too."
            for name in ("B1", "B2")
        ]
        asked.clear()
        assert certificates_after(by_agent("typed"), "E2") == {"B1": False, "B2": False}
        assert asked == ["typed"]

    def test_a_copy_that_could_not_be_written_anew_is_not_clean_before_it_is(
        self, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backups.create(practice.open(), tmp_path / "copy.vault")
        erase_note(practice.open(), "heron/1")
        with monkeypatch.context() as patched:
            patched.setattr(Store, "write_anew", fails)
            assert "traces may be left" in clean_copies.clean(practice.open())[0].problem
        found = written_anew(monkeypatch)
        assert clean_copies.clean(practice.open())[0].problem == ""
        assert tmp_path / "copy.vault" in found

    def test_wordings_that_go_from_a_copy_leave_no_trace_in_its_file(
        self, practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backups.create(practice.open(), tmp_path / "copy.vault")
        erase_earlier(practice.open(), "heron/2")
        found = written_anew(monkeypatch)
        clean_copies.clean(practice.open())
        assert tmp_path / "copy.vault" in found


def test_a_cleaning_by_an_executor_says_that_erased_notes_stay(practice: Practice, tmp_path: Path) -> None:
    [*words] = custodians.add(practice.open(), "maple", CustodianRole.EXECUTOR, {}).words
    backups.create(practice.open(), tmp_path / "first.vault")
    end_engagement(practice.open(), "heron", NOON.date())
    clean_copies.clean(open_vault(practice.setting, Credentials(str, [" ".join(words)])))
    [entry] = [each for each in list_entries(practice.open()) if each.event is Event.CLEANED]
    assert "notes that were erased stay in it" in entry.what
    erase_note(practice.open(), "wren/1")
    clean_copies.clean(practice.open())
    assert [each.what for each in list_entries(practice.open()) if each.event is Event.CLEANED][-1] == ""
