"""Keeping periods: exact to the day, whatever the month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.errors import BadInput
from coachvault.practice.periods import Period, parse_period


@pytest.mark.parametrize(
    ("text", "start", "over"),
    [
        ("7 years", date(2016, 2, 29), date(2023, 2, 28)),
        ("4 years", date(2016, 2, 29), date(2020, 2, 29)),
        ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
        ("13 months", date(2026, 11, 30), date(2027, 12, 30)),
        ("18 months", date(2026, 8, 31), date(2028, 2, 29)),
        ("90 days", date(2026, 11, 23), date(2027, 2, 21)),
        ("2 weeks", date(2026, 12, 25), date(2027, 1, 8)),
        ("2 years and 6 months", date(2026, 8, 30), date(2029, 2, 28)),
        ("1 year, 1 month and 1 day", date(2026, 1, 31), date(2027, 3, 1)),
    ],
)
def test_a_period_is_over_on_the_corresponding_day(text: str, start: date, over: date) -> None:
    assert parse_period(text).after(start) == over


@pytest.mark.parametrize("text", ["for ever", "For Ever", "forever", " for  ever "])
def test_for_ever_is_never_over(text: str) -> None:
    assert parse_period(text).after(date(2026, 1, 1)) is None
    assert str(parse_period(text)) == "for ever"


@pytest.mark.parametrize("text", ["", "7", "seven years", "7 yrs", "-1 years", "1.5 years", "7 years or so", "years"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="looks like"):
        parse_period(text)


@pytest.mark.parametrize("text", ["151 years", "1801 months", "60000 days"])
def test_a_period_longer_than_a_life_is_a_slip(text: str) -> None:
    with pytest.raises(BadInput):
        parse_period(text)


@given(st.integers(0, 150), st.integers(0, 11), st.integers(0, 400))
def test_a_period_is_written_as_it_is_read(years: int, months: int, days: int) -> None:
    period = Period(min(12 * years + months, 1800), days)
    if period != Period():
        assert parse_period(str(period)) == period


@given(st.dates(date(1900, 1, 1), date(2500, 1, 1)), st.integers(0, 1800))
def test_months_never_run_over_into_the_next_month(start: date, months: int) -> None:
    over = Period(months).after(start)
    assert over is not None
    assert (over.year - start.year) * 12 + over.month - start.month == months
    assert over.day <= start.day


def test_the_end_of_all_dates_is_no_error() -> None:
    assert Period(1800).after(date(9990, 1, 1)) == date.max
    assert Period(1799, 400).after(date(9849, 1, 1)) == date.max
    assert Period(days=400).after(date(9998, 12, 1)) == date.max
