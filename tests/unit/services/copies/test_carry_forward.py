"""What a copy gets from the vault whose place it takes: what happened since, and nothing that was taken away."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from coachvault.crypto.kdf import encode_passphrase
from coachvault.errors import IntegrityError, StorageFailed
from coachvault.practice.ids import Code
from coachvault.services.copies import backups, carry_forward, reapply
from coachvault.services.copies.carry_forward import Brought, Ways, bring_forward
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.keys.credentials import change_passphrase, rotate_keys
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.records import roster
from coachvault.services.records.register import list_entries
from coachvault.services.retention import due, policy
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.store import RecordRow
from coachvault.vault.vault import LockedVault
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS, Practice, as_cleaning, filled_practice

NEW = "another pass phrase"


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def copy_of(practice: Practice) -> OpenVault:
    made = backups.create(practice.open(), practice.path.parent / "copy.vault")
    setting = msgspec.structs.replace(practice.setting, vault_path=Path(made.path))
    return as_cleaning(open_vault(setting, Credentials(str, [WORDS])))


def brought(copy: OpenVault, practice: Practice) -> Brought:
    now = practice.open()
    present = LockedVault.at(practice.path, None)
    with copy.vault.change("restore", NOON, sealing=copy.unseal()) as change:
        return bring_forward(change, present, (now.vault.day, now.unseal()))


def test_what_was_erased_goes_and_what_has_to_be_accounted_for_comes(practice: Practice) -> None:
    copy = copy_of(practice)
    practice.clock.pass_days(1)
    erase_note(practice.open(), "heron/2")
    add_note(practice.open(), "heron", NoteDraft("Written since: it does not come."))
    due.add_hold(practice.open(), "E1", "a claim was announced")
    found = brought(copy, practice)
    assert found == Brought(NOON + timedelta(days=1), Ways.TAKEN)
    assert [str(each.id) for each in list_notes(copy, "heron", Filter()).notes] == ["heron/3", "heron/1"]
    assert [each.event.value for each in list_entries(copy, "heron")][-2:] == ["note erased", "hold put on"]
    with copy.vault.read() as snapshot:
        assert [hold.engagement for hold in policy.holds(snapshot)] == [1]


@pytest.mark.parametrize(
    ("change", "ways"), [("passphrase", Ways.TAKEN), ("keys", Ways.OTHER_KEYS), ("tampered", Ways.CHANGED)]
)
def test_it_says_what_became_of_the_ways_in(practice: Practice, change: str, ways: Ways) -> None:
    copy = copy_of(practice)
    if change == "passphrase":
        change_passphrase(practice.open(), NEW, TESTING)
    elif change == "keys":
        rotate_keys(practice.open(), PASSPHRASE, TESTING)
    now, present = practice.open(), LockedVault.at(practice.path, None)
    if change == "tampered":
        practice.tamper("UPDATE slot SET box = zeroblob(length(box)) WHERE slot_id = (SELECT max(slot_id) FROM slot)")
    with copy.vault.change("restore", NOON, sealing=copy.unseal()) as changing:
        found = bring_forward(changing, present, (now.vault.day, now.unseal()))
    assert found.ways_in is ways
    opens = LockedVault.at(copy.vault.path, None).unlock
    passphrase = NEW if ways is Ways.TAKEN else PASSPHRASE
    assert opens(encode_passphrase(passphrase)) == copy.root()


def test_a_vault_that_cannot_be_read_brings_nothing(practice: Practice) -> None:
    copy = copy_of(practice)
    now = practice.open()
    present = LockedVault.at(practice.path, None)
    practice.tamper("UPDATE ledger SET box = zeroblob(length(box)) WHERE seq = (SELECT max(seq) FROM ledger)")
    with copy.vault.change("restore", NOON, sealing=copy.unseal()) as change:
        found = bring_forward(change, present, (now.vault.day, now.unseal()))
        assert (found.written, found.ways_in, bool(found.problem)) == (None, Ways.OTHER_KEYS, True)
        assert change.is_untouched


WHOLE = {"bring_forward", "_all_of", "catch_up", *(each.__name__ for each in reapply.TABLES.values())}
STEPS = sorted(
    {
        name
        for module in (carry_forward, reapply)
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text()))
        if isinstance(node, ast.FunctionDef) and node.name in WHOLE
        for called in ast.walk(node)
        if isinstance(called, ast.Call) and isinstance(called.func, ast.Name)
        for name in [called.func.id]
        if inspect.isfunction(getattr(module, name, None))
        and getattr(module, name).__module__.startswith("coachvault.")
    }
)
"""Everything that is called while a copy takes the vault's place."""
FIRST = ("keep_numbers",)
"""What keeps its numbers: they are lost where they cannot be told."""


def rows_of(change: Change) -> list[object]:
    store = change.store
    waiting = sorted(item_id for item_id, _ in store.inbox())
    return [*store.records(), *store.compartments(), *store.slots(), *sorted(store.header().items()), *waiting]


@pytest.mark.parametrize("step", STEPS)
def test_of_a_vault_that_cannot_be_read_to_its_end_nothing_half_is_kept(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    copy = copy_of(practice)
    add_note(practice.open(), "heron", NoteDraft("Written since."))
    erase_note(practice.open(), "heron/2")
    end_engagement(practice.open(), "heron", NOON.date())
    now, present = practice.open(), LockedVault.at(practice.path, None)
    for module in (carry_forward, reapply):
        if (real := getattr(module, step, None)) is not None:
            monkeypatch.setattr(module, step, _failing_after(real))
    with copy.vault.change("restore", NOON, sealing=copy.unseal()) as change:
        before, schedule = rows_of(change), change.part(Part.SCHEDULE)
        found = bring_forward(change, present, (now.vault.day, now.unseal()))
        numbers = roster.counters(change)
        left = [row for row in rows_of(change) if row not in before]
        kept = {row.compartment_id for row in left if isinstance(row, RecordRow)}
    assert (found.written, found.problem) == (None, "It is damaged.")
    assert kept <= {schedule}  # at most the numbers, which stand there
    assert len(left) <= 1
    if step not in FIRST:
        assert (numbers.engagements, numbers.notes[Code("heron")]) == (3, 4)
    assert show_note(copy, "heron/2").note.body
    assert (
        Practice(msgspec.structs.replace(practice.setting, vault_path=copy.vault.path), practice.clock).faults() == []
    )


def test_a_disk_that_does_not_take_the_copy_is_told_and_nothing_of_it_goes_on(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of(practice)
    erase_note(practice.open(), "heron/2")
    now, present = practice.open(), LockedVault.at(practice.path, None)

    def undone(change: Change, *_: object, **__: object) -> None:
        change.store._connection.execute("ROLLBACK")  # as SQLite does by itself where a disk is full
        raise StorageFailed("The disk is full; nothing was changed.")

    monkeypatch.setattr(carry_forward, "catch_up", undone)
    with (
        pytest.raises(StorageFailed),
        copy.vault.change("restore", NOON, sealing=copy.unseal()) as change,
    ):
        bring_forward(change, present, (now.vault.day, now.unseal()))
    assert show_note(copy, "heron/2").note.body


def _failing_after(real: Callable[..., object]) -> Callable[..., object]:
    def fails(*args: object, **named: object) -> object:
        real(*args, **named)
        raise IntegrityError("It is damaged.")

    return fails


def test_what_has_ended_since_is_sealed_in_the_copy(practice: Practice) -> None:
    copy = copy_of(practice)
    end_engagement(practice.open(), "heron", NOON.date())
    brought(copy, practice)
    with copy.vault.read() as snapshot:
        compartment_ids = {each.engagement.id: each.compartment_id for each in roster.engagements(snapshot)}
        assert {name: snapshot.is_sealed(each) for name, each in compartment_ids.items()} == {
            "E1": True,
            "E2": False,
            "E3": True,
        }
