"""The day, as `coachvault` alone and `coachvault status` show it."""

from __future__ import annotations

import json

import pytest

from coachvault.cli.guides.day import show_day
from tests.unit.cli.scripted import Scripted


@pytest.mark.parametrize("word", ["day", "status"])
def test_scripts_are_told_under_the_word_that_was_used(coach: Scripted, word: str) -> None:
    show_day(coach.alone(), word)
    data = json.loads(coach.shown())["data"]
    assert list(data) == [word]
    assert (data[word]["locked"], data[word]["unlocked"], data[word]["practice"]) == (False, None, "Riverside")


def test_a_person_sees_what_is_open(coach: Scripted) -> None:
    show_day(coach.alone(as_json=False))
    shown = coach.shown()
    assert "Riverside" in shown
    assert "E1" in shown
    assert "Unlocked" not in shown
