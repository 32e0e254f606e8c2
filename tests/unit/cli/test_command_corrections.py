"""Corrections at the terminal: what was said before is the default of each question."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.cli.commands import measure, note
from coachvault.practice.measures import Rating
from coachvault.services.engagements import measures
from coachvault.services.notes.journal import last_note
from tests.unit.cli.scripted import Scripted

DAY = date(2026, 11, 20)


def ratings(coach: Scripted) -> list[Rating]:
    return measures.series(coach.opened(), "heron").ratings


def test_a_rating_is_asked_for_with_what_was_said_before(coach: Scripted) -> None:
    before = Rating(DAY, {"mindset": 3, "morale": 4, "ability": 5}, {"mindset": "low", "ability": "fine"})
    measures.add(coach.opened(), "heron", before)
    lines = ("", "", "6", "rising", "", "", "-", "")
    measure.edit(coach.types(*lines), coach.opened(), "heron", "20 november")
    assert ratings(coach) == [Rating(DAY, {"mindset": 3, "morale": 6}, {"mindset": "low", "morale": "rising"})]
    said = coach.said()
    assert "mindset, from 0 to 10 (- leaves it out) [3]" in said
    assert "→ Fri 20 November 2026" in said


def test_a_rating_of_another_day_is_asked_for(coach: Scripted) -> None:
    measure.add(coach.types("4", "", "", "", "", "", ""), "heron", on="20.11.2026")
    assert ratings(coach) == [Rating(DAY, {"mindset": 4})]


def test_the_last_note_is_said_before_it_is_edited(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.cli.commands.note.read_body", lambda *_: "Session 3, told again.")
    note.edit(coach.types(), coach.opened(), "her")
    assert "heron/3, Mon 23 November 2026" in coach.said()
    assert last_note(coach.opened(), "heron").note.body == "Session 3, told again."
    assert str(last_note(coach.opened()).id) == "heron/3"
