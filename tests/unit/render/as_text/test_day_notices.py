"""Until when something is kept, and what the day says of what is due and of disclosures."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from coachvault.practice.disclosure import DisclosurePlace
from coachvault.practice.ids import Code
from coachvault.practice.retention import Decision, Hold
from coachvault.render.as_text.day_notices import day_lines, disclosure_lines, kept_until, no_quorum
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.retention import due
from coachvault.services.retention.due import Due
from tests.fakes import NOON, Practice


def test_it_is_kept_until_a_day_or_for_ever(opened: OpenVault) -> None:
    decision: Decision = next(each.decision for each in due.list_kept(opened) if each.subject == "E3")
    assert kept_until(decision).startswith("kept until 2032-12-31: notes: 7 years after the end, because: ")
    assert kept_until(msgspec.structs.replace(decision, due=None, remark="so agreed")).endswith(" (so agreed)")
    assert kept_until(msgspec.structs.replace(decision, due=None)).startswith("kept for ever: ")


def test_what_is_due_is_named_up_to_six(practice: Practice) -> None:
    assert day_lines(due.list_due(practice.open())) == []
    practice.clock.pass_days(9 * 366)
    found = due.list_due(practice.open())
    item = next(each for each in found.items if each.subject == "E3")
    (line,) = day_lines(msgspec.structs.replace(found, items=[item] * 8))
    assert line.count("E3 (notes)") == 6
    assert "and 2 more" in line
    held = msgspec.structs.replace(item, hold=Hold(3, NOON, "a claim"))
    (line,) = day_lines(msgspec.structs.replace(found, items=[held]))
    assert line == "  1 due but held. `coachvault retention review` leads through it."


def test_a_clock_and_holds_to_be_reviewed_are_said() -> None:
    found = Due([], [Hold(3, NOON, "a claim", date(2026, 11, 1))], "The clock is ahead.")
    assert day_lines(found) == ["  The clock is ahead.", "  The hold on E3 has been due for review since 2026-11-01."]


def test_a_disclosure_has_to_be_written_down_and_then_told() -> None:
    begun = DisclosurePlace(1, Code("heron"), bytes(16), NOON)
    made = msgspec.structs.replace(begun, number=2, done_at=NOON)
    told = msgspec.structs.replace(made, number=3, told_at=NOON)
    lines = disclosure_lines([begun, made, told])
    assert len(lines) == 2
    assert "D1 with heron was begun on 2026-11-23 12:00" in lines[0]
    assert "heron has still to be notified of D2" in lines[1]


@pytest.mark.parametrize(("readers", "said"), [(1, "add CODE --role reader"), (3, "3 readers, but no quorum")])
def test_readers_who_open_nothing_are_told_what_is_missing(readers: int, said: str) -> None:
    assert said in no_quorum(readers)
