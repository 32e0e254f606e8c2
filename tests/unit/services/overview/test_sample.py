"""The made-up practice is written by the services that a coach uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.overview import sample
from coachvault.services.overview.sample import fill_with_sample, sample_secrets
from coachvault.services.people.directory import list_clients
from coachvault.texts.sample_notes import SAMPLE_CLIENTS, SAMPLE_NOTES
from tests.fakes import empty_practice


def test_everybody_and_every_note_is_in_it_and_nothing_in_the_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = SAMPLE_NOTES[::6]
    monkeypatch.setattr(sample, "SAMPLE_NOTES", some)
    practice = empty_practice(tmp_path)
    opened = practice.open()
    assert fill_with_sample(opened) == len(some)
    assert {line.code for line in list_clients(opened)} == {client.code for client in SAMPLE_CLIENTS}
    found = list_notes(opened, None, Filter())
    assert len(found.notes) + found.sealed == len(some)
    ended = [each.client for each in list_engagements(opened) if each.ended]
    assert ended == [client.code for client in SAMPLE_CLIENTS if client.ended_days_before]
    data = practice.path.read_bytes()
    assert [each for each in sample_secrets() if each.encode() in data] == []


def test_what_must_not_stand_in_the_file_is_names_codes_and_lines() -> None:
    secrets = sample_secrets()
    client = SAMPLE_CLIENTS[0]
    assert {client.code, client.email, *(word for word in client.name.split() if len(word) > 3)} <= secrets
    assert not [word for word in secrets if len(word) < 4]
    assert {line.strip() for line in SAMPLE_NOTES[0].text.splitlines() if line.strip()} <= secrets
    assert "" not in secrets
