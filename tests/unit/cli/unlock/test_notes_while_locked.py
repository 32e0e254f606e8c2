"""Notes that are written while the vault is locked, and what becomes of them."""

from __future__ import annotations

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.unlock.notes_while_locked import add_after_the_end, add_locked, settle
from coachvault.errors import BadInput, VaultBusy
from coachvault.services.notes import inbox
from coachvault.services.notes.journal import NoteDraft
from coachvault.services.notes.sealed import show_note
from tests.unit.cli.scripted import Scripted

NOTE = NoteDraft("While locked.")


@pytest.fixture
def locked(coach: Scripted) -> Scripted:
    """On a machine that has unlocked the vault before."""
    inbox.settle(coach.opened())
    return coach


def test_a_note_takes_a_code_and_no_key(locked: Scripted) -> None:
    reply = add_locked(locked.alone(), "heron", NOTE)
    assert reply is not None
    assert reply.data == {"inbox": {"waiting": 1}}
    with pytest.raises(UsageError, match="requires the client's code"):
        add_locked(locked.alone(), "", NOTE)
    assert inbox.count_waiting(locked.practice.setting) == 1


def test_code_and_text_are_asked_for(locked: Scripted) -> None:
    add_locked(locked.types("wren", "Typed."), "", NoteDraft(""))
    settle(locked.alone(), locked.opened())
    assert show_note(locked.opened(), "wren/2").note.body == "Typed.\n"
    assert "filed now: wren/2" in locked.said()


def test_what_could_not_be_written_may_be_tried_again(locked: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    write, tries = inbox.write_locked, [VaultBusy("Another program holds the vault.")]

    def busy_once(*given: object) -> int:
        if tries:
            raise tries.pop()
        return write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "write_locked", busy_once)
    add_locked(locked.types("y"), "heron", NOTE)
    assert inbox.count_waiting(locked.practice.setting) == 1
    tries.append(VaultBusy("Another program holds the vault."))
    with pytest.raises(VaultBusy):
        add_locked(locked.alone(), "heron", NOTE)


def test_a_note_whose_code_nobody_has_is_asked_about_once(locked: Scripted) -> None:
    for _ in range(2):
        add_locked(locked.alone(), "jay", NOTE)
    locked.said()
    settle(locked.types("wren", "later"), locked.opened())
    said = locked.said()
    assert "Whose note is it?" in said
    assert "1 note waits to be filed" in said
    assert show_note(locked.opened(), "wren/2").note.body == "While locked."
    settle(locked.types(), locked.opened())
    assert "Whose note is it?" not in locked.said()


def test_enter_files_a_note_with_nobody(locked: Scripted) -> None:
    add_locked(locked.alone(), "jay", NOTE)
    settle(locked.types(""), locked.opened())
    assert "It waits as w1" in locked.said()
    assert inbox.count_waiting(locked.practice.setting) == 1


def test_an_answer_that_is_refused_leaves_the_note_waiting_and_the_vault_open(locked: Scripted) -> None:
    """The engagement of that client has ended: the note cannot be filed there."""
    add_locked(locked.alone(), "jay", NOTE)
    settle(locked.types("linden"), locked.opened())
    said = locked.said()
    assert "has ended" in said
    assert "It waits as w1" in said
    assert inbox.count_waiting(locked.practice.setting) == 1


def test_a_note_after_the_end_waits_where_it_is_meant(locked: Scripted) -> None:
    assert add_after_the_end(locked.types("n"), locked.opened(), "linden", NOTE) is None
    assert "Nothing was written" in locked.said()
    reply = add_after_the_end(locked.types("y"), locked.opened(), "linden", NOTE)
    assert reply is not None
    assert reply.data == {"inbox": {"waiting": 1}}
    with pytest.raises(VaultBusy):
        add_after_the_end(locked.alone(), locked.opened(), "heron", NOTE)


def test_a_code_that_could_never_be_one_is_refused_at_once(locked: Scripted) -> None:
    with pytest.raises(BadInput):
        add_locked(locked.types("never typed"), "Not A Code!", NoteDraft(""))
