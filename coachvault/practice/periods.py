"""Keeping periods: spans of calendar time, added exactly.

A period ends on the day of the month on which it began; where that month has no such day, on its last day, so that
one year from 29 February 2024 ends on 28 February 2025 (the corresponding-date rule).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

import msgspec

from coachvault.errors import BadInput

FOR_EVER = "for ever"
_MONTHS_A_YEAR = 12
_PART = re.compile(r"(\d{1,4})\s*(year|month|week|day)s?", re.ASCII)
_WHOLE = re.compile(rf"{_PART.pattern}(?:(?:\s*,\s*|\s+and\s+|\s+){_PART.pattern})*", re.ASCII)
_LONGEST_YEARS = 150


class Period(msgspec.Struct, frozen=True):
    """A span of calendar time, or for ever.

    Args:
        months: Whole months; years are twelve each.
        days: Days in addition to them; weeks are seven each.
        for_ever: It never ends.
    """

    months: int = 0
    days: int = 0
    for_ever: bool = False

    def __str__(self) -> str:
        """Returns it as people write it, `7 years`."""
        if self.for_ever:
            return FOR_EVER
        years, months = divmod(self.months, _MONTHS_A_YEAR)
        parts = [(years, "year"), (months, "month"), (self.days, "day")]
        written = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
        return " and ".join(written) or "0 days"

    def after(self, day: date) -> date | None:
        """Returns the day on which it is over, counted from a day; None where it never is."""
        if self.for_ever:
            return None
        months = day.month - 1 + self.months
        year, month = day.year + months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1
        if year >= MAXYEAR:
            return date.max
        over = date(year, month, min(day.day, monthrange(year, month)[1]))
        return over + min(timedelta(days=self.days), date.max - over)


def parse_period(text: str) -> Period:
    """Parses `7 years`, `18 months`, `2 years and 6 months`, `90 days` or `for ever`.

    Raises:
        BadInput: It is none of these, or more than 150 years.
    """
    typed = " ".join(text.lower().split())
    if typed in (FOR_EVER, "forever"):
        return Period(for_ever=True)
    if not _WHOLE.fullmatch(typed):
        raise BadInput('A period looks like "7 years", "18 months", "90 days" or "for ever".')
    found = [(int(count), unit) for count, unit in _PART.findall(typed)]
    years, months, weeks, days = (
        sum(count for count, each in found if each == unit) for unit in ("year", "month", "week", "day")
    )
    period = Period(_MONTHS_A_YEAR * years + months, 7 * weeks + days)
    if period.months > _MONTHS_A_YEAR * _LONGEST_YEARS or period.days > 366 * _LONGEST_YEARS:
        raise BadInput(f"A period has at most {_LONGEST_YEARS} years.", f'Longer than that is "{FOR_EVER}".')
    return period
