"""Known copies are cleaned of what was taken away here since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import Refused, StorageFailed
from coachvault.services.copies import backups
from coachvault.services.destruction import clean_copies
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.keys.credentials import rotate_keys
from coachvault.services.notes.editing import erase_earlier, erase_note
from coachvault.services.notes.journal import read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.records.register import list_entries
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

    def test_a_backup_with_other_keys_is_named_and_left(self, practice: Practice, tmp_path: Path) -> None:
        backups.create(practice.open(), tmp_path / "old.vault")
        before = (tmp_path / "old.vault").read_bytes()
        rotate_keys(practice.open(), PASSPHRASE, TESTING)
        (left,) = clean_copies.clean(practice.open())
        assert "before the keys were rotated" in left.problem
        with pytest.raises(Refused, match="before the keys were rotated"):
            backups.verify(practice.open(), "B1", lambda *_: None)
        assert (tmp_path / "old.vault").read_bytes() == before

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
