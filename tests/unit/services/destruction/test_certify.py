"""A destruction as part of a change: what goes, what stays, and what the certificate says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import NotFound, Refused
from coachvault.practice.certificate import Method
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.services.copies import backups
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements
from coachvault.services.people.directory import show_client
from coachvault.services.records.register import list_entries
from tests.fakes import NOON, Practice, filled_practice
from tests.unit.services.destruction.test_destroy import LINDEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_certificate_tells_what_the_records_office_asks_for(practice: Practice) -> None:
    practice.clock.pass_days(8 * 365)
    backups.create(practice.open(), practice.path.parent / "copies")
    certificate = destroy.destroy(practice.open(), Order("linden", witness="Dee"))
    assert (certificate.subject, certificate.client, certificate.series) == ("E3", "linden", RecordClass.NOTES)
    assert (certificate.first_day, certificate.last_day) == (date(2025, 3, 1), date(2025, 3, 2))
    assert certificate.quantity.startswith("2 notes, ")
    assert certificate.authority.startswith("notes: 7 years after the end; because: ")
    assert (certificate.due, certificate.reason, certificate.witness) == (date(2032, 12, 31), "", "Dee")
    assert certificate.method is Method.KEY_AND_ROWS
    assert certificate.performer.value == "the coach"
    assert "none" in certificate.holds
    assert [copy.id for copy in certificate.copies] == ["B1"]
    assert "with other tools" in certificate.remark
    told = [(entry.event, entry.subject) for entry in list_entries(practice.open())[-2:]]
    assert told == [(Event.DESTROYED, "E3"), (Event.DESTROYED_IN_COPY, "E3")]


def test_nothing_of_a_note_stands_in_certificate_or_register(practice: Practice) -> None:
    certificate = destroy.destroy(practice.open(), LINDEN)
    told = f"{certificate} {list_entries(practice.open())}"
    assert "Sealed session" not in told
    assert "Cy Doran" not in told


def test_what_is_destroyed_early_says_so(practice: Practice) -> None:
    bare = destroy.destroy(practice.open(), LINDEN)
    assert bare.reason == "no reason was given"
    assert "before it was due" in bare.authority
    end_engagement(practice.open(), "heron", NOON.date())
    assert destroy.destroy(practice.open(), Order("E1", reason="the client asked")).reason == "the client asked"


def test_contact_data_go_by_rows_and_the_code_stays(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    with pytest.raises((NotFound, Refused)):
        destroy.destroy(opened, Order("heron", RecordClass.CONTACTS))
    backups.create(opened, practice.path.parent / "copies")
    certificate = destroy.destroy(opened, Order("linden", RecordClass.CONTACTS))
    assert (certificate.method, certificate.compartments) == (Method.ROWS_ONLY, ())
    assert "any copy from before" in certificate.remark
    client, engagements = show_client(opened, "linden")
    assert (client.name, client.email, [each.id for each in engagements]) == ("", "", ["E3"])
    copy = practice.on_another_machine(tmp_path / "other")
    assert copy.faults() == []


def test_hours_go_by_rows(practice: Practice) -> None:
    opened = practice.open()
    certificate = destroy.destroy(opened, Order("E3", RecordClass.HOURS))
    assert certificate.quantity == "2 hours of 2 sessions"
    tally = next(each.tally for each in list_engagements(opened) if each.number == 3)
    assert (tally.paid_minutes, tally.sessions, tally.notes) == (0, 2, 2)
