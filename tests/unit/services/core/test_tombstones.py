"""What a vault says itself of what is gone or held is enough for a computer that has lost its memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice import kinds
from coachvault.practice.ids import Code
from coachvault.practice.retention import RecordClass
from coachvault.services.copies import backups
from coachvault.services.core import tombstones
from coachvault.services.destruction.destroy import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft
from coachvault.services.records import roster
from coachvault.services.records.backups import drop_line
from coachvault.services.retention import due
from coachvault.vault.keys import Part
from coachvault.vault.taken import CONTACTS, HOURS, Taking, mark_of
from tests.fakes import NOON, Practice, filled_practice, row_of


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def found(practice: Practice) -> Taking:
    with practice.open().vault.read() as snapshot:
        return tombstones.found_in(snapshot)


def test_a_vault_in_which_nothing_is_gone_says_nothing(practice: Practice) -> None:
    assert vars(found(practice)) == vars(Taking(-1))


def test_what_was_erased_destroyed_and_held_is_found(practice: Practice) -> None:
    with practice.open().vault.read() as snapshot:
        places = {kept.engagement.id: kept.compartment_id for kept in roster.engagements(snapshot)}
    erased = row_of(practice.open(), "heron/2")
    erase_note(practice.open(), "heron/2")
    due.add_hold(practice.open(), "E1", "a claim was announced")
    destroy(practice.open(), Order("E3", reason="asked for by the client"))
    taking = found(practice)
    assert erased in taking.erased
    assert (taking.destroyed, taking.held, taking.sealed) == ({places["E3"]}, {places["E1"]}, set())
    due.lift_hold(practice.open(), "E1", "the claim was withdrawn")
    assert found(practice).held == set()


def test_hours_and_contacts_that_went_are_found(practice: Practice) -> None:
    with practice.open().vault.read() as snapshot:
        schedule, part = snapshot.part(Part.SCHEDULE), snapshot.part(Part.ROSTER)
        hours = mark_of(HOURS, roster.engagement(snapshot, 3).record_id)
        client = snapshot.head(part).item(roster.codes(snapshot, kinds.CLIENT)[Code("linden")])
        contacts = mark_of(CONTACTS, client.record_id, client.newest.revision)
    for order in (Order("E3", RecordClass.HOURS), Order("linden", RecordClass.CONTACTS)):
        destroy(practice.open(), order)
    assert {(schedule, hours), (part, contacts)} <= found(practice).erased


def test_a_line_that_was_dropped_from_the_list_of_copies_is_nothing_that_was_taken_away(
    practice: Practice, tmp_path: Path
) -> None:
    made = backups.create(practice.open(), tmp_path / "copy.vault")
    inbox.settle(practice.open())
    inbox.write_locked(practice.setting, "heron", NoteDraft("Thrown away."))
    with practice.open().vault.change("backup list", NOON) as change:
        drop_line(change, made)
    (waits,) = inbox.list_waiting(practice.open())
    inbox.discard(practice.open(), waits.id)
    with practice.open().vault.read() as snapshot:
        schedule = snapshot.part(Part.SCHEDULE)
        assert len(snapshot.head(schedule).erased) == 2
    assert [place for place, _ in found(practice).erased] == [schedule]
