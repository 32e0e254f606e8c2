"""Saved means: read back from the disk and opened. What was not saved is said not to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, IntegrityError, NotConfirmed, VaultBusy
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.vault import schema
from coachvault.vault.store import Store
from coachvault.vault.vault import Vault
from tests.fakes import Practice, filled_practice

LIES: dict[str, Callable[[Path, bytes], Any]] = {
    "the write was dropped": lambda path, before: path.write_bytes(before),
    "the file is gone": lambda path, _: path.unlink(),
    "the file is empty": lambda path, _: path.write_bytes(b""),
    "the file is something else": lambda path, _: path.write_bytes(b"Dear diary,\n" * 1000),
    "the file was cut": lambda path, _: path.write_bytes(path.read_bytes()[:40_000]),
    "the last pages were dropped": lambda path, before: path.write_bytes(
        path.read_bytes()[:30_000] + before[30_000:].ljust(len(path.read_bytes()) - 30_000, b"\0")
    ),
}


def after_commit(monkeypatch: pytest.MonkeyPatch, lie: Callable[[Vault], Any]) -> None:
    """Lets something happen between COMMIT and reading back."""
    keep = Vault.keep

    def lie_and_keep(vault: Vault, *details: Any) -> None:
        lie(vault)
        keep(vault, *details)

    monkeypatch.setattr(Vault, "keep", lie_and_keep)


@pytest.mark.parametrize("lie", LIES)
def test_a_disk_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: str) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    after_commit(monkeypatch, lambda vault: LIES[lie](vault.path, before))
    with pytest.raises(IntegrityError, match="NOT saved") as caught:
        add_note(opened, "heron", NoteDraft("A talk."))
    assert "paper" in caught.value.hint


def test_a_change_that_cannot_be_read_back_is_never_said_not_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    monkeypatch.setattr(schema, "BUSY_WAIT_SECONDS", 0.05)
    held: list[sqlite3.Connection] = []

    def hold(vault: Vault) -> None:
        held.append(sqlite3.connect(vault.path, isolation_level=None))
        held[0].execute("BEGIN EXCLUSIVE")

    after_commit(monkeypatch, hold)
    with pytest.raises(NotConfirmed, match="was written") as caught:
        add_note(opened, "heron", NoteDraft("A talk that is there."))
    assert "second time" in caught.value.hint
    held[0].close()
    assert show_note(practice.open(), "heron").note.body == "A talk that is there."


def test_a_state_that_cannot_be_remembered_afterwards_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    known = practice.setting.state_folder / "known"
    after_commit(monkeypatch, lambda _: known.chmod(0o770))
    with pytest.raises(NotConfirmed, match="was written"):
        add_note(opened, "heron", NoteDraft("A talk that is there."))


def test_a_state_that_cannot_be_remembered_is_told_before_anything_is_written(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    (practice.setting.state_folder / "known").chmod(0o770)
    with pytest.raises(BadInput):
        add_note(opened, "heron", NoteDraft("A talk."))
    assert practice.path.read_bytes() == before


@pytest.mark.parametrize("given_back", [None, b"another box"])
def test_a_row_that_does_not_come_back_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given_back: bytes | None
) -> None:
    opened = filled_practice(tmp_path).open()
    record = Store.record

    def lying(store: Store, *place: Any) -> object:
        row = record(store, *place)
        return None if row is None or given_back is None else row._replace(box=given_back)

    after_commit(monkeypatch, lambda _: monkeypatch.setattr(Store, "record", lying))
    with pytest.raises(IntegrityError, match="NOT saved"):
        add_note(opened, "heron", NoteDraft("A talk."))


def test_what_was_not_read_back_does_not_become_the_newest_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    with monkeypatch.context() as patch:
        after_commit(patch, lambda vault: vault.path.write_bytes(before))
        with pytest.raises(IntegrityError):
            add_note(opened, "heron", NoteDraft("A talk."))
    assert len(list_notes(practice.open(), "heron", Filter()).notes) == 3
    assert str(add_note(practice.open(), "heron", NoteDraft("Again.")).id) == "heron/4"


def test_another_change_meanwhile_is_no_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = filled_practice(tmp_path)
    mine, other = practice.open(), practice.open()
    with monkeypatch.context() as patch:

        def meddle(_: Vault) -> None:
            patch.undo()
            add_note(other, "wren", NoteDraft("From another window."))

        after_commit(patch, meddle)
        add_note(mine, "heron", NoteDraft("A talk."))
    assert show_note(practice.open(), "heron/4").note.body == "A talk."
    assert show_note(practice.open(), "wren/2").note.body == "From another window."
    assert practice.faults() == []


def test_a_vault_in_use_is_told_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    monkeypatch.setattr(schema, "BUSY_WAIT_SECONDS", 0.01)
    other = sqlite3.connect(practice.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(VaultBusy):
        add_note(opened, "heron", NoteDraft("A talk."))
    assert len(list_notes(opened, "heron", Filter()).notes) == 3
    other.execute("ROLLBACK")
    other.close()
    assert practice.path.read_bytes() == before


@pytest.mark.parametrize("step", ["add_record", "update_compartment", "add_ledger", "delete_record"])
def test_what_fails_half_way_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, step, fail)
        with pytest.raises(KeyboardInterrupt):
            add_note(opened, "heron", NoteDraft("A talk."))
    assert practice.path.read_bytes() == before
    assert str(add_note(opened, "heron", NoteDraft("A talk.")).id) == "heron/4"


def numbers(practice: Practice) -> list[int]:
    return [line.id.number for line in list_notes(practice.open(), "heron", Filter()).notes]


def test_two_sessions_take_turns(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    first, second = practice.open(), practice.open()
    for _ in range(3):
        add_note(first, "heron", NoteDraft("One."))
        add_note(second, "heron", NoteDraft("Two."))
    assert numbers(practice) == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert practice.faults() == []
