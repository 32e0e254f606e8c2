"""Going through what is due, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.guides.retention_review import go_through
from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.retention import due
from tests.fakes import say_that_the_clock_is_right
from tests.unit.cli.scripted import Scripted


@pytest.fixture
def late(coach: Scripted) -> Scripted:
    """On the day after the notes of E3 were due; E1 and E2 go on, and were written to meanwhile."""
    coach.practice.clock.moment = coach.practice.clock.moment.replace(year=2033, month=1, day=15)
    say_that_the_clock_is_right(coach.opened())
    return coach


def items(coach: Scripted) -> list[str]:
    return [f"{each.subject} {each.record_class.value}" for each in due.list_due(coach.opened()).items]


def test_what_is_left_stays_due(late: Scripted) -> None:
    before = items(late)
    assert "E3 notes" in before
    assert go_through(late.types(*["later"] * len(before)), late.opened()) == 0
    assert items(late) == before


def test_each_thing_is_destroyed_kept_longer_or_held(late: Scripted) -> None:
    order = items(late)
    answers = {"E3 notes": ("extend", "2040-01-01", "the client asked")}
    lines = [line for name in order for line in answers.get(name, ("later",))]
    assert go_through(late.types(*lines), late.opened()) == 1
    assert "E3 notes" not in items(late)


def test_a_copy_comes_first_and_what_cannot_be_is_said(late: Scripted) -> None:
    order = items(late)
    answers = {
        "E3 notes": ("hand", "linden.txt", "extend", "2020-01-01", "destroy", "linden"),
    }
    lines = [line for name in order for line in answers.get(name, ("later",))]
    assert go_through(late.types(*lines), late.opened()) == 1
    assert "Sealed session 1." in Path("linden.txt").read_text()
    said = late.said()
    assert "is over; today is" in said
    assert "Certificate of destruction" in said
    assert [each.id for each in list_engagements(late.opened()) if each.destroyed] == ["E3"]


def test_what_is_held_is_not_asked_about(late: Scripted) -> None:
    due.add_hold(late.opened(), "E3", "a claim was announced")
    free = [each for each in due.list_due(late.opened()).items if not each.hold]
    assert go_through(late.types(*["later"] * len(free)), late.opened()) == 0
    assert "E3 · linden · notes" not in late.said()
