"""When a note was held, as people say it; what is no date is never guessed to be one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from coachvault.errors import BadInput
from coachvault.practice.dates import DateOrder, Doubtful, Meant
from coachvault.services.core.dates import moment_now, parse_day, parse_when
from tests.fakes import FakeClock

pytestmark = pytest.mark.sampled(3)

CLOCK = FakeClock(datetime(2026, 11, 23, 14, 30, 59, tzinfo=timezone(timedelta(hours=1))), "Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-01-31", "2026-01-31"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2026-01-31 14:30", "2026-01-31T14:30+01:00"),
        ("2026-07-31 14:30", "2026-07-31T14:30+02:00"),
        ("2026-01-31T14:30-05:00", "2026-01-31T14:30-05:00"),
        ("2026-01-31T14:30Z", "2026-01-31T14:30+00:00"),
        ("yesterday", "2026-11-22"),
        ("gestern", "2026-11-22"),
        ("yesterday at 3 pm", "2026-11-22T15:00+01:00"),
        ("3 days ago", "2026-11-20"),
    ],
)
def test_a_date_is_taken_as_it_is_said(typed: str, expected: str) -> None:
    assert parse_when(typed, CLOCK) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2026-1-5",
        "2026-01-31 25:00",
        "99999-01-01",
        "12",
        "hello world",
        "heron",
    ],
)
def test_what_is_no_date_is_refused_and_not_guessed(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_when(typed, CLOCK)


def test_a_day_is_taken_from_a_moment() -> None:
    assert parse_day("2026-01-31 23:59", CLOCK) == date(2026, 1, 31)


def test_the_order_and_the_side_that_is_meant_are_handed_on() -> None:
    assert parse_day("3/4/2026", CLOCK, order=DateOrder.DMY) == date(2026, 4, 3)
    assert parse_day("12 december", CLOCK, Meant.FUTURE) == date(2026, 12, 12)
    with pytest.raises(Doubtful):
        parse_day("3/4/2026", CLOCK)
    with pytest.raises(BadInput, match="is over"):
        parse_day("yesterday", CLOCK, Meant.FUTURE)


def test_the_present_is_told_to_the_minute() -> None:
    assert moment_now(CLOCK) == "2026-11-23T14:30+01:00"


def test_a_zone_that_is_not_known_falls_back_to_the_clocks_offset() -> None:
    clock = FakeClock(datetime(2026, 11, 23, tzinfo=UTC), "Nowhere/At all")
    assert parse_when("2026-01-31 14:30", clock) == "2026-01-31T14:30+00:00"
