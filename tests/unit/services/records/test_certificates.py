"""Certificates are kept in the register, and tell what has become of every known copy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import NotFound
from coachvault.practice.backup import Backup, GoneBy
from coachvault.practice.certificate import NOT_YET, Certificate, Copy, Method, Performer
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.certificates import (
    CleaningOutcome,
    certificate_ids,
    declare_gone,
    find_certificate,
    list_certificates,
    save_certificate,
    strike_off,
)
from coachvault.services.records.register import list_entries
from tests.fakes import NOON, filled_practice

NOTES, CONTACTS = RecordClass.NOTES, RecordClass.CONTACTS
BACKUPS = [Backup(number, bytes([number]) * 16, f"/media/{number}.vault", NOON, 7) for number in (1, 2)]
FIRST, SECOND = BACKUPS
COPIES = tuple(Copy(each.number, each.path, NOON, NOT_YET, copy_id=each.copy_id) for each in BACKUPS)
LINDEN = Certificate(
    subject="E3",
    client="linden",
    series=NOTES,
    first_day=NOON.date(),
    last_day=NOON.date(),
    quantity="2 notes",
    authority="notes: 7 years after the end",
    due=None,
    reason="the client asked",
    method=Method.KEY_AND_ROWS,
    at=NOON,
    performer=Performer.COACH,
    witness="",
    holds="none",
    copies=COPIES,
)
OF_CONTACTS = msgspec.structs.replace(
    LINDEN, subject="linden", series=CONTACTS, at=NOON + timedelta(days=1), method=Method.ROWS_ONLY
)


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    """A vault with two certificates; the later one was written first."""
    found = filled_practice(tmp_path).open()
    with found.vault.change("retention destroy", NOON) as change:
        for each in (OF_CONTACTS, LINDEN):
            save_certificate(change, each)
    return found


def struck(opened: OpenVault, *outcomes: CleaningOutcome) -> list[Certificate]:
    with opened.vault.change("backup clean", NOON) as change:
        strike_off(change, NOON, outcomes, certificate_ids(change))
    return list_certificates(opened)


def test_they_come_back_in_the_order_of_time(opened: OpenVault) -> None:
    assert list_certificates(opened) == [LINDEN, OF_CONTACTS]


@pytest.mark.parametrize(
    ("given", "series", "found"),
    [
        ("E3", None, LINDEN),
        (" e3 ", NOTES, LINDEN),
        ("linden", None, OF_CONTACTS),
        ("lin", NOTES, LINDEN),
    ],
)
def test_one_is_found_by_its_subject_or_its_client(
    opened: OpenVault, given: str, series: RecordClass | None, found: Certificate
) -> None:
    assert find_certificate(opened, given, series) == found


@pytest.mark.parametrize(("given", "series"), [("E1", None), ("R7", None), ("heron", None), ("E3", CONTACTS)])
def test_what_was_not_destroyed_has_none(opened: OpenVault, given: str, series: RecordClass | None) -> None:
    with pytest.raises(NotFound, match="Nothing of that"):
        find_certificate(opened, given, series)


def test_a_copy_that_was_cleaned_is_struck_off_and_the_register_tells(opened: OpenVault) -> None:
    for certificate in struck(opened, CleaningOutcome(FIRST)):
        clean, left = certificate.copies
        assert (clean.cleaned_at, clean.why) == (NOON, "")
        assert left == COPIES[1]
    told = [each.what for each in list_entries(opened) if each.event is Event.DESTROYED_IN_COPY]
    assert sorted(told) == [f"{series.value}, in B1" for series in sorted((NOTES, CONTACTS))]


def test_a_copy_that_could_not_be_cleaned_says_why(opened: OpenVault) -> None:
    notes, contacts = struck(
        opened,
        CleaningOutcome(FIRST, "it is away"),
        CleaningOutcome(SECOND, left={("E3", NOTES): "it is held there"}),
    )
    assert [copy.why for copy in notes.copies] == ["it is away", "it is held there"]
    assert contacts.copies[0].why == "it is away"
    assert contacts.copies[1].cleaned_at == NOON


def test_an_old_page_holds_contact_data_alone(opened: OpenVault) -> None:
    notes, contacts = struck(opened, CleaningOutcome(FIRST, page_problem="the page is from before"))
    assert notes.copies[0].cleaned_at == NOON
    assert contacts.copies[0].why == "the page is from before"


def test_a_copy_that_is_declared_gone_stays_gone(opened: OpenVault) -> None:
    with opened.vault.change("backup forget", NOON) as change:
        declare_gone(change, NOON, SECOND, GoneBy.COACH)
    for certificate in struck(opened, CleaningOutcome(SECOND, "it is away")):
        assert [copy.gone_at for copy in certificate.copies] == [None, NOON]
        assert certificate.copies_left == COPIES[:1]


def test_a_copy_is_struck_off_by_its_id_and_never_by_its_number(opened: OpenVault) -> None:
    other = msgspec.structs.replace(FIRST, copy_id=bytes(16))
    elsewhere = msgspec.structs.replace(FIRST, path="/media/other.vault")
    for certificate in struck(opened, CleaningOutcome(other), CleaningOutcome(elsewhere)):
        assert certificate.copies == COPIES
    renumbered = msgspec.structs.replace(FIRST, number=9)
    for certificate in struck(opened, CleaningOutcome(renumbered)):
        assert [copy.is_left for copy in certificate.copies] == [False, True]


def test_a_certificate_that_was_written_since_is_left_as_it_is(opened: OpenVault) -> None:
    with opened.vault.read() as snapshot:
        seen = certificate_ids(snapshot)
    later = msgspec.structs.replace(LINDEN, subject="E2", at=NOON + timedelta(days=2))
    with opened.vault.change("retention destroy", NOON) as change:
        save_certificate(change, later)
    with opened.vault.change("backup clean", NOON) as change:
        strike_off(change, NOON, [CleaningOutcome(FIRST)], seen)
    found = list_certificates(opened)
    assert [len(each.copies_left) for each in found] == [1, 1, 2]
    assert found[-1] == later
