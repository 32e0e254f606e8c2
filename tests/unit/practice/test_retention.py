"""Which rule applies, from which day it runs, and when something is due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from coachvault.practice.ids import Code
from coachvault.practice.periods import parse_period
from coachvault.practice.retention import (
    OVERDUE_AFTER,
    Basis,
    Case,
    Extension,
    Policy,
    RecordClass,
    Rule,
    furthest_moment,
    newest_moment,
)

HERON = Code("heron")
CASE = Case(HERON, date(2015, 1, 1), date(2016, 1, 31), last_contact=date(2016, 1, 10), sponsor="otter", kind="team")
NOTES = RecordClass.NOTES


def rule(keep: str, record_class: RecordClass = NOTES, **fields: Any) -> Rule:
    return Rule(record_class, parse_period(keep), "because", **fields)


def test_the_last_rule_that_fits_wins() -> None:
    policy = Policy(
        (rule("7 years"), rule("2 years", sponsor="otter", number=1), rule("3 years", kind="team", number=2))
    )
    assert policy.decide(NOTES, CASE).rule.number == 2
    assert policy.decide(NOTES, msgspec.structs.replace(CASE, kind="executive")).rule.number == 1
    assert policy.decide(NOTES, msgspec.structs.replace(CASE, kind="", sponsor="")).rule.number == 0


def test_whatever_a_rule_names_has_to_fit() -> None:
    both = rule("2 years", sponsor="otter", tag="minor", number=1)
    assert Policy((rule("7 years"), both)).decide(NOTES, CASE).rule.number == 0
    minor = msgspec.structs.replace(CASE, tags=("minor", "board"))
    assert Policy((rule("7 years"), both)).decide(NOTES, minor).rule.number == 1
    other = rule("2 years", client="wren", number=1)
    assert Policy((rule("7 years"), other)).decide(NOTES, CASE).rule.number == 0


def test_a_class_without_a_rule_follows_the_notes() -> None:
    policy = Policy((rule("7 years"), rule("2 years", tag="minor", number=1)))
    minor = msgspec.structs.replace(CASE, tags=("minor",))
    assert policy.decide(RecordClass.CONTACTS, minor).due == date(2018, 1, 31)
    own = Policy((*policy.rules, rule("1 year", RecordClass.CONTACTS)))
    assert own.decide(RecordClass.CONTACTS, minor).due == date(2017, 1, 31)


@pytest.mark.parametrize(
    ("basis", "born", "due"),
    [
        (Basis.END, None, date(2023, 1, 31)),
        (Basis.LAST_CONTACT, None, date(2023, 1, 10)),
        (Basis.BIRTH, date(2010, 2, 28), date(2017, 2, 28)),
        (Basis.BIRTH, None, date(2023, 1, 31)),
        (Basis.BIRTH, date(1970, 2, 28), date(2016, 1, 31)),
    ],
)
def test_a_period_runs_from_the_day_that_the_rule_names(basis: Basis, born: date | None, due: date) -> None:
    case = msgspec.structs.replace(CASE, born=born)
    decision = Policy((rule("7 years", basis=basis),)).decide(NOTES, case)
    assert decision.due == due, "nothing is due before the work was over"
    assert ("birth date is not known" in decision.remark) == (basis is Basis.BIRTH and born is None)


def test_what_was_never_ended_counts_from_the_last_contact() -> None:
    silent = msgspec.structs.replace(CASE, ended=None)
    policy = Policy((rule("7 years"),))
    assert policy.decide(NOTES, silent).due == date(2023, 1, 10)
    assert policy.decide(NOTES, msgspec.structs.replace(silent, last_contact=None)).due == date(2022, 1, 1)


def test_an_extension_makes_it_later_and_never_earlier() -> None:
    policy = Policy((rule("7 years"),))
    longer = Extension(1, datetime(2022, 5, 1, tzinfo=UTC), date(2030, 1, 1), "the client asked")
    decision = policy.decide(NOTES, CASE, longer)
    assert decision.due == date(2030, 1, 1)
    assert decision.remark == "extended on 2022-05-01 until 2030-01-01, because: the client asked"
    decision = policy.decide(NOTES, CASE, msgspec.structs.replace(longer, until=date(2020, 1, 1)))
    assert (decision.due, decision.remark) == (date(2023, 1, 31), "")
    assert Policy((rule("for ever"),)).decide(NOTES, CASE, longer).due is None


def test_it_is_due_on_the_day_and_overdue_thirty_days_later() -> None:
    decision = Policy((rule("7 years"),)).decide(NOTES, CASE)
    day = date(2023, 1, 31)
    assert [decision.is_due(day + timedelta(days=each)) for each in (-1, 0, 1)] == [False, True, True]
    late = day + OVERDUE_AFTER
    assert [decision.is_overdue(late + timedelta(days=each)) for each in (0, 1)] == [False, True]


def test_what_is_kept_for_ever_is_never_due() -> None:
    decision = Policy((rule("for ever"),)).decide(NOTES, CASE)
    assert not decision.is_due(date.max)
    assert not decision.is_overdue(date.max)


def test_a_rule_tells_what_it_says() -> None:
    assert str(rule("7 years")) == "notes: 7 years after the end"
    assert str(rule("for ever")) == "notes: for ever"
    told = str(rule("25 years", basis=Basis.BIRTH, tag="minor", sponsor="otter", number=3))
    assert told == "notes: 25 years from birth (rule 3: sponsor otter, tag minor)"
    assert str(rule("1 year", basis=Basis.LAST_CONTACT, number=1)).endswith("after the last contact (rule 1: always)")


@pytest.mark.parametrize(
    ("days", "confirmed", "newest"),
    [
        ([], [], None),
        ([0], [], 0),
        ([0, 90, 180], [], 180),
        ([0, 91], [], 0),
        ([0, 91, 92, 30], [], 30),
        ([0, 5000, 91], [], 0),
        ([0, 5000], [5000], 5000),
        ([0, 5000, 5001], [5000], 5001),
        ([0, 5000, 10], [10], 10),
        ([10, 0], [], 10),
    ],
)
def test_an_entry_that_leaps_ahead_counts_only_with_a_word(
    days: list[int], confirmed: list[int], newest: int | None
) -> None:
    assert newest_moment(map(at, days), [*map(at, confirmed)]) == (None if newest is None else at(newest))


@pytest.mark.parametrize(
    ("days", "put_right", "furthest"),
    [
        ([], [], None),
        ([0, 5, 3], [], 5),
        ([0, 200, 3], [], 200),
        ([0, 5, 3], [3], 3),
        ([0, 5, 3, 9], [3], 9),
        ([0, 5, 3, 9, 3], [3], 9),
        ([0, 5, 3, 9, 3], [3, 3], 3),
        ([0, 5, 3], [4], 5),
        ([3, 5, 3, 3], [3], 3),
        ([0, 5, 4], [4], 5),
    ],
)
def test_what_was_written_ahead_counts_until_somebody_says_that_it_was(
    days: list[int], put_right: list[int], furthest: int | None
) -> None:
    assert furthest_moment(map(at, days), map(at, put_right)) == (None if furthest is None else at(furthest))


def at(day: int) -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=day)
