"""The made-up practice of the tour: plausible, coherent, and nobody in it exists."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from coachvault.practice.engagement import Terms
from coachvault.practice.ids import parse_code
from coachvault.practice.note import OWN_KINDS, Note, NoteKind
from coachvault.practice.people import Client, Sponsor, lies_with
from coachvault.texts.code_words import CODE_WORDS
from coachvault.texts.sample_notes import (
    SAMPLE_CLIENTS,
    SAMPLE_NOTES,
    SAMPLE_OBJECTIVES,
    SAMPLE_SPONSOR,
    SAMPLE_SPONSOR_MAY_RECEIVE,
    SampleNote,
)

TODAY = date(2026, 1, 31)
BY_CODE = {client.code: client for client in SAMPLE_CLIENTS}
RESERVED = re.compile(r"[a-z.]+@example\.(com|net|org)")


def notes_of(code: str | None) -> list[SampleNote]:
    return [note for note in SAMPLE_NOTES if note.client == code]


def named(note: SampleNote) -> str:
    return f"{note.client}-{note.days_before_today}"


def test_the_cast_is_the_one_of_the_documents() -> None:
    assert list(BY_CODE) == ["heron", "wren", "linden", "basalt"]
    assert SAMPLE_SPONSOR.code == "otter"
    assert {*BY_CODE, SAMPLE_SPONSOR.code} <= set(CODE_WORDS)
    assert [client.code for client in SAMPLE_CLIENTS if client.sponsor] == ["heron"]


def test_all_addresses_lie_in_domains_set_aside_for_examples() -> None:
    addresses = [SAMPLE_SPONSOR.email]
    addresses += [address for client in SAMPLE_CLIENTS for address in (client.email, client.private_channel)]
    assert [address for address in addresses if not RESERVED.fullmatch(address)] == []


def test_the_practice_can_be_built_from_it() -> None:
    sponsor = Sponsor(
        code=parse_code(SAMPLE_SPONSOR.code),
        name=SAMPLE_SPONSOR.name,
        organisation=SAMPLE_SPONSOR.organisation,
        email=SAMPLE_SPONSOR.email,
    )
    clients = [
        Client(
            code=parse_code(client.code),
            name=client.name,
            email=client.email,
            private_channel=client.private_channel,
            language=client.language,
        )
        for client in SAMPLE_CLIENTS
    ]
    assert [client.code for client in clients if lies_with(client.email, sponsor)] == ["heron"]
    assert set(SAMPLE_OBJECTIVES) == set(BY_CODE)
    for objectives in SAMPLE_OBJECTIVES.values():
        assert Terms(objectives, SAMPLE_SPONSOR_MAY_RECEIVE).objectives == objectives


def test_there_is_a_year_of_notes_in_the_order_in_which_they_were_written() -> None:
    assert len(SAMPLE_NOTES) == 36
    days = [note.days_before_today for note in SAMPLE_NOTES]
    assert days == sorted(days, reverse=True)
    assert all(0 < day < 365 for day in days)
    assert len(set(days)) == len(days)


@pytest.mark.parametrize("note", SAMPLE_NOTES, ids=named)
def test_a_note_is_one_that_could_be_kept(note: SampleNote) -> None:
    held_on = datetime.combine(
        TODAY - timedelta(days=note.days_before_today), time.fromisoformat(note.time), tzinfo=UTC
    )
    kept = Note(
        number=1,
        body=note.text,
        held_on=held_on.isoformat(timespec="minutes"),
        zone="UTC",
        kind=NoteKind(note.kind),
        written_at=held_on,
        minutes=note.minutes,
        pro_bono=note.pro_bono,
        tags=note.tags,
    )
    assert 60 <= kept.summary.words <= 220
    assert kept.summary.title == note.text.splitlines()[0]


@pytest.mark.parametrize("note", SAMPLE_NOTES, ids=named)
def test_a_note_fits_a_narrow_terminal(note: SampleNote) -> None:
    lines = note.text.splitlines()
    assert lines[1] == ""
    assert [line for line in lines if len(line) > 76 or line != line.rstrip()] == []


@pytest.mark.parametrize("note", SAMPLE_NOTES, ids=named)
def test_a_note_lies_within_its_engagement(note: SampleNote) -> None:
    if note.client is None:
        assert note.kind in OWN_KINDS
        return
    client = BY_CODE[note.client]
    began = note.days_before_today <= client.started_days_before
    assert began != (note.kind == NoteKind.CHEMISTRY)
    assert client.ended_days_before is None or note.days_before_today > client.ended_days_before
    assert note.pro_bono == client.pro_bono


@pytest.mark.parametrize("note", SAMPLE_NOTES, ids=named)
def test_a_note_names_nobody_else(note: SampleNote) -> None:
    own = set() if note.client is None else {note.client, *BY_CODE[note.client].name.lower().split()}
    everyone = {word for client in SAMPLE_CLIENTS for word in (client.code, *client.name.lower().split())}
    words = set(re.findall(r"\w+", note.text.lower()))
    assert words & (everyone - own) <= {"sample"}


def test_there_is_one_of_everything() -> None:
    kinds = Counter(note.kind for note in SAMPLE_NOTES)
    assert set(kinds) == set(NoteKind)
    assert any(note.tags for note in SAMPLE_NOTES)
    assert any(not note.tags for note in SAMPLE_NOTES)
    assert {len(notes_of(code)) for code in BY_CODE} > {5}
    assert [note.client for note in SAMPLE_NOTES if "deutsch" in note.tags] == ["linden"]
    assert [note.client for note in SAMPLE_NOTES if "français" in note.tags] == ["wren"]
    assert [client.code for client in SAMPLE_CLIENTS if client.ended_days_before] == ["basalt"]


def test_delegation_is_a_thread_to_search_for() -> None:
    found = [note for note in SAMPLE_NOTES if "delegat" in note.text.lower()]
    assert len([note for note in found if note.client == "heron"]) >= 6
    assert {note.client for note in found} >= {"heron", "wren", "basalt", None}


def test_what_a_session_asks_for_is_in_the_notes() -> None:
    sessions = [note for note in SAMPLE_NOTES if note.kind == NoteKind.SESSION]
    assert all(re.search(r"^(Actions|Schritte)$|^Closing:", note.text, re.MULTILINE) for note in sessions)
    assert sum("words:" in note.text for note in sessions) >= 15
    assert sum("Obstacle:" in note.text for note in sessions) >= 8
    assert sum("For me:" in note.text for note in SAMPLE_NOTES) >= 5
