"""New keys: everything stays readable, and nothing of the old keys opens or writes the vault any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.crypto.kdf import encode_passphrase
from coachvault.errors import CoachVaultError, IntegrityError, UnlockFailed
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.copies import backups
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.engagements.lifecycle import end_engagement, reopen_engagement
from coachvault.services.keys import credentials
from coachvault.services.notes import inbox, sealed
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.people import directory
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from coachvault.vault import known
from coachvault.vault.keys import Part
from coachvault.vault.vault import LockedVault, Vault
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice, mail


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    made = filled_practice(tmp_path / "practice")
    inbox.settle(made.open())
    return made


def rotate(practice: Practice) -> int:
    return credentials.rotate_keys(practice.open(), PASSPHRASE, TESTING)


def state(practice: Practice) -> list[str]:
    opened = practice.open()
    open_notes = [line.id for line in list_notes(opened, None, Filter()).notes]
    return [view.note.body for note in sorted(map(str, open_notes)) for view in read_history(opened, note)]


def by_words(practice: Practice) -> None:
    def ask() -> str:
        raise AssertionError

    with open_vault(practice.setting, Credentials(ask, [WORDS])).vault.read():
        pass


def test_everything_is_readable_afterwards_by_both_ways_in(practice: Practice) -> None:
    before = state(practice)
    assert [rotate(practice), rotate(practice), rotate(practice)] == [2, 3, 4]
    assert state(practice) == before
    by_words(practice)
    assert practice.faults() == []
    assert sealed.show_note(practice.open(), "linden/2", "the client asked").note.body == "Sealed session 2."


def test_the_vault_is_lived_in_afterwards(practice: Practice, tmp_path: Path) -> None:
    release = draft(practice.open(), "heron", Form(text="She leads."))
    asked = request(practice.open(), release.id, Ask(SignoffMethod.EMAIL))
    rotate(practice)
    add_note(practice.open(), "heron", NoteDraft("after"))
    import_answer(practice.open(), "R1", Answer(mail(f"I approve {asked.request.code}")))
    export(practice.open(), "R1", tmp_path / "report.txt")
    end_engagement(practice.open(), "heron", practice.clock.now().date())
    rotate(practice)
    reopen_engagement(practice.open(), "heron", "not ended after all")
    assert read_history(practice.open(), "heron/4")[0].note.body == "after"
    assert show(practice.open(), "R1").exports
    assert practice.faults() == []


def test_no_old_key_opens_anything(practice: Practice) -> None:
    old = practice.open()
    old_root = old.root()
    sealing = old.unseal()
    rotate(practice)
    locked = LockedVault.at(practice.path, practice.setting.state_folder)
    assert locked.unlock(encode_passphrase(PASSPHRASE)) != old_root
    with pytest.raises(IntegrityError), Vault(locked, old.vault.day).read():
        pass
    with pytest.raises(CoachVaultError):
        locked.sealing_pair(old_root)
    assert locked.sealing_pair(practice.open().root()).private != sealing.private


def test_a_stale_session_reads_and_writes_nothing(practice: Practice) -> None:
    stale = practice.open()
    rotate(practice)
    before = practice.path.read_bytes()
    with pytest.raises(IntegrityError):
        add_note(stale, "heron", NoteDraft("with dead keys"))
    with pytest.raises(IntegrityError):
        list_notes(stale, None, Filter())
    assert practice.path.read_bytes() == before


def test_what_is_sealed_stays_sealed(practice: Practice) -> None:
    rotate(practice)
    listed = list_notes(practice.open(), "linden", Filter())
    assert (listed.notes, listed.sealed) == ([], 2)
    with practice.open().vault.read() as snapshot:
        states = {each: snapshot.is_sealed(each) for each in snapshot.compartment_ids()}
        assert sum(states.values()) == 1
        newest = {each: snapshot.generation(each) for each in states}
        assert newest.pop(snapshot.part(Part.PRACTICE)) == 3, "it had another key since an engagement ended"
        assert set(newest.values()) == {2}


def test_a_wrong_passphrase_rotates_nothing(practice: Practice) -> None:
    before = practice.path.read_bytes()
    with pytest.raises(UnlockFailed):
        credentials.rotate_keys(practice.open(), "another", TESTING)
    assert practice.path.read_bytes() == before


def test_what_waits_is_sealed_anew_and_filed_once(practice: Practice) -> None:
    inbox.write_locked(practice.setting, "jay", NoteDraft("for somebody new"))
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("on the train"))
    boxes = {bytes(row[0]) for row in practice.rows("SELECT box FROM inbox")}
    rotate(practice)
    assert boxes.isdisjoint({bytes(row[0]) for row in practice.rows("SELECT box FROM inbox")})
    inbox.write_locked(practice.setting, "heron", NoteDraft("and after"))
    filing = inbox.settle(practice.open())
    assert [view.note.body for view in filing.filed] == ["on the train", "and after"]
    assert ([each.client for each in filing.waiting], filing.missing, filing.foreign) == (["jay"], 0, 0)
    directory.add_client(practice.open(), "jay", {"name": "Eve Frost"})
    assert [str(view.id) for view in inbox.settle(practice.open()).filed] == ["jay/1"]


def test_a_planted_item_does_not_survive(practice: Practice) -> None:
    practice.tamper("INSERT INTO inbox (item_id, box) VALUES (?, ?)", bytes(16), b"planted" * 20)
    rotate(practice)
    assert practice.rows("SELECT item_id FROM inbox") == []


def test_a_crash_before_the_anchor_moved_leaves_a_vault_that_opens(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(known.Known, "advance", lambda *_: None)
        rotate(practice)
    assert practice.faults() == []
    add_note(practice.open(), "heron", NoteDraft("after"))


def test_the_old_file_put_back_is_noticed(practice: Practice) -> None:
    before = practice.path.read_bytes()
    rotate(practice)
    practice.path.write_bytes(before)
    with pytest.raises(CoachVaultError, match="older"):
        practice.open()


def test_a_copy_from_before_the_rotation_brings_nothing_back_that_was_erased(
    practice: Practice, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.vault"
    backups.create(practice.open(), copy)
    rotate(practice)
    erase_note(practice.open(), "heron/1")
    end_engagement(practice.open(), "heron", practice.clock.now().date())
    wanted = RestoreOrder(copy, accept=True, new_passphrase=None, cost=TESTING)
    restored = restore(practice.setting, wanted, Credentials(lambda: PASSPHRASE))
    assert restored.compared
    assert practice.faults() == []
    listed = list_notes(practice.open(), "heron", Filter())
    assert (listed.notes, listed.sealed) == ([], 2)
    by_words(practice)
