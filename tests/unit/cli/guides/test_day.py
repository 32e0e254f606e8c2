"""The day, as `coachvault` alone and `coachvault status` show it."""

from __future__ import annotations

import json

from coachvault.cli.guides.day import show_day
from tests.unit.cli.scripted import Scripted


def test_scripts_get_the_day_under_its_word(coach: Scripted) -> None:
    show_day(coach.alone())
    data = json.loads(coach.shown())["data"]
    assert list(data) == ["day", "next_sessions"]
    assert (data["day"]["locked"], data["day"]["unlocked"], data["day"]["practice"]) == (False, None, "Riverside")


def test_a_person_sees_what_is_open(coach: Scripted) -> None:
    show_day(coach.alone(as_json=False))
    shown = coach.shown()
    assert "Riverside" in shown
    assert "E1" in shown
    assert "Unlocked" not in shown
