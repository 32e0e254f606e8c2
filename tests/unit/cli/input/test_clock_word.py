"""The coach's word that a clock is right, as it is typed or given."""

from __future__ import annotations

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.clock_word import said_to_be_right
from coachvault.services.retention.clock_trust import ClockIsRight
from tests.unit.cli.scripted import Scripted


@pytest.fixture
def doubtful(coach: Scripted) -> Scripted:
    """The vault was last written ten days from now."""
    coach.practice.clock.pass_days(10)
    with coach.opened().vault.change("document written", coach.practice.clock.now()):
        pass
    coach.practice.clock.pass_days(-10)
    return coach


def test_nothing_is_asked_while_the_clock_is_trusted(coach: Scripted) -> None:
    assert said_to_be_right(coach.types(), coach.opened(), "2026-11-23", "asked") is None


def test_the_day_and_the_reason_are_asked(doubtful: Scripted) -> None:
    today = doubtful.practice.clock.now().date()
    word = said_to_be_right(doubtful.types(str(today), "the laptop was wrong"), doubtful.opened(), "", "")
    assert word == ClockIsRight(today, "the laptop was wrong")
    assert said_to_be_right(doubtful.types(""), doubtful.opened(), "", "") is None


def test_a_script_gives_both(doubtful: Scripted) -> None:
    today = doubtful.practice.clock.now().date()
    assert said_to_be_right(doubtful.alone(), doubtful.opened(), "", "") is None
    word = said_to_be_right(doubtful.alone(), doubtful.opened(), str(today), "the laptop was wrong")
    assert word == ClockIsRight(today, "the laptop was wrong")
    with pytest.raises(UsageError, match="not a date"):
        said_to_be_right(doubtful.alone(), doubtful.opened(), "today", "the laptop was wrong")
