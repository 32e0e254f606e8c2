"""A destruction as part of a change: what goes, what stays, and what the certificate says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import NotFound, Refused
from coachvault.practice.certificate import NOT_YET, Method
from coachvault.practice.ids import Code
from coachvault.practice.people import Client
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.services.copies import backups
from coachvault.services.destruction import certify, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import end_engagement, list_engagements
from coachvault.services.people.directory import show_client
from coachvault.services.records import certificates, roster
from coachvault.services.records.register import list_entries
from tests.fakes import NOON, Practice, filled_practice, say_that_the_clock_is_right
from tests.unit.services.destruction.test_destroy import LINDEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_certificate_tells_what_the_records_office_asks_for(practice: Practice) -> None:
    practice.clock.pass_days(8 * 365)
    say_that_the_clock_is_right(practice.open())
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


def test_one_destruction_is_part_of_a_change_and_names_every_copy_as_left(practice: Practice, tmp_path: Path) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    opened = practice.open()
    with opened.vault.change("retention destroy", NOON) as change:
        made = certify.destroy_in(change, opened, Order("E3", reason="the client asked", witness="Ida Berg"))
        with pytest.raises(NotFound):
            certify.destroy_in(change, opened, Order("E3"))
    assert (made.method, made.witness, made.reason) == (Method.KEY_AND_ROWS, "Ida Berg", "the client asked")
    assert made.authority.startswith("decided by the coach before it was due")
    assert [(copy.id, copy.why) for copy in made.copies] == [("B1", NOT_YET)]
    assert certify.PLANTED in made.remark
    assert certificates.find_certificate(practice.open(), "E3") == made
    (entry,) = [each for each in list_entries(practice.open(), "linden") if each.event is Event.DESTROYED]
    assert (entry.subject, "2 notes" in entry.what, "the client asked" in entry.why) == ("E3", True, True)


def test_of_a_person_only_the_code_is_left(practice: Practice) -> None:
    with practice.open().vault.change("client erase", NOON) as change:
        certify.forget_person(change, Code("heron"))
    with practice.open().vault.read() as snapshot:
        assert roster.client(snapshot, Code("heron")) == Client(Code("heron"))
    assert practice.faults() == []
