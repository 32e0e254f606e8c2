"""Filling a throw-away vault with a made-up practice, through the same services that a coach uses."""

from __future__ import annotations

from datetime import timedelta

from coachvault.practice.note import NoteKind
from coachvault.services.core.dates import parse_when
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.notes import journal
from coachvault.services.people import directory
from coachvault.texts.sample_notes import (
    SAMPLE_CLIENTS,
    SAMPLE_NOTES,
    SAMPLE_OBJECTIVES,
    SAMPLE_SPONSOR,
    SAMPLE_SPONSOR_MAY_RECEIVE,
    SampleClient,
    SampleNote,
)


def fill_with_sample(opened: OpenVault) -> int:
    """Adds clients, a sponsor, engagements and a year of notes, and returns how many notes there are."""
    sponsor = SAMPLE_SPONSOR
    form = {"name": sponsor.name, "organisation": sponsor.organisation, "email": sponsor.email}
    directory.add_sponsor(opened, sponsor.code, form)
    for client in SAMPLE_CLIENTS:
        _add(opened, client)
    for note in SAMPLE_NOTES:
        if note.client is None:
            _write(opened, note)
    return len(SAMPLE_NOTES)


_BY_CHANCE = 3


def sample_secrets() -> set[str]:
    """Returns what the file must not contain: every name, code, address and line of the sample.

    A word of three letters is left out: in a file of a megabyte chance alone writes one in every sixteenth.
    """
    people_words = {word for client in SAMPLE_CLIENTS for word in (client.code, *client.name.split(), client.email)}
    sponsor = SAMPLE_SPONSOR
    lines = {line.strip() for note in SAMPLE_NOTES for line in note.text.splitlines() if line.strip()}
    found = people_words | {sponsor.code, sponsor.name, sponsor.organisation} | lines
    return {word for word in found if len(word) > _BY_CHANCE}


def _add(opened: OpenVault, client: SampleClient) -> None:
    form = {"name": client.name, "email": client.email, "private_channel": client.private_channel}
    directory.add_client(opened, client.code, form | {"language": client.language})
    today = opened.now().date()
    notes = [note for note in SAMPLE_NOTES if note.client == client.code]
    before = [note for note in notes if note.days_before_today > client.started_days_before]
    for note in before:
        _write(opened, note)
    agreed = {
        "kind": client.kind,
        "pro_bono": client.pro_bono,
        "session_minutes": client.session_minutes,
        "objectives": list(SAMPLE_OBJECTIVES.get(client.code, ())),
        "sponsor_may_receive": SAMPLE_SPONSOR_MAY_RECEIVE if client.sponsor else "",
    }
    first = today - timedelta(days=client.started_days_before)
    lifecycle.start(opened, lifecycle.Start(client.code, client.sponsor or "", first, agreed))
    for note in notes[len(before) :]:
        _write(opened, note)
    if client.ended_days_before is not None:
        lifecycle.end_engagement(opened, client.code, today - timedelta(days=client.ended_days_before))


def _write(opened: OpenVault, note: SampleNote) -> None:
    day = opened.now().date() - timedelta(days=note.days_before_today)
    draft = journal.NoteDraft(
        body=note.text,
        held_on=parse_when(f"{day} {note.time}", opened.clock),
        kind=NoteKind(note.kind),
        minutes=note.minutes,
        pro_bono=note.pro_bono,
        tags=note.tags,
    )
    journal.add_note(opened, note.client, draft)
