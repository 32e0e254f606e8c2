"""Days and moments as people type them: what a text may mean, and what becomes of what it may mean.

A text has one reading and is taken, several and is asked about, or none and is refused; the grammar itself is in
`practice.date_grammar`. Nothing here knows what time it is: the present and the zone are handed in.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.note import day_of

SOON_DAYS = 7
"""How far ahead a day may lie where the past is meant, before it is asked about."""


class DateOrder(StrEnum):
    """How 3/4/2026 is read: the day first, or the month."""

    DMY = "dmy"
    MDY = "mdy"


class Meant(StrEnum):
    """On which side of today a day lies that has no year, or is the name of a weekday."""

    PAST = "past"
    HELD = "held"
    """The past, as of a note or a rating; a day far ahead is asked about."""
    FUTURE = "future"


class DateReading(msgspec.Struct, frozen=True, order=True):
    """One thing that a text may mean.

    Args:
        when: The day, or the moment with its offset, as ISO 8601 text.
        order: The order of day and month by which it is read so; None where it does not depend on it.
    """

    when: str
    order: DateOrder | None = None

    @property
    def day(self) -> date:
        """The day."""
        return day_of(self.when)


class Doubtful(BadInput):
    """A date that can be read in several ways.

    Args:
        readings: What it may mean, the earliest first.

    Attributes:
        by_order: Whether the order of day and month alone decides it.
    """

    def __init__(self, readings: tuple[DateReading, ...]) -> None:
        self.readings = readings
        self.by_order = {reading.order for reading in readings} == set(DateOrder)
        hint = "Write the day as 2026-01-31"
        super().__init__(
            f"That date can be read in more than one way: {', '.join(reading.when for reading in readings)}.",
            f"{hint}, or say once how you write days: `coachvault practice set date_order dmy`, or `mdy`."
            if self.by_order
            else f"{hint}.",
        )


class Present(msgspec.Struct, frozen=True):
    """The moment in which something is said.

    Args:
        now: The moment, with its offset.
        zone: The zone in which a bare time is meant.
    """

    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        """The day."""
        return self.now.astimezone(self.zone).date()


def require_meant(reading: DateReading, present: Present, meant: Meant) -> None:
    """Makes sure that a day is not over where the future is meant.

    Raises:
        BadInput: It is.
    """
    if meant is Meant.FUTURE and reading.day < present.today:
        raise BadInput(
            f"{said_back(reading.when)} is over; today is {said_back(present.today.isoformat())}.",
            "Name a day that is to come.",
        )


def is_far_ahead(when: str, today: date) -> bool:
    """Returns whether a day lies so far ahead that nothing can have happened on it yet, not even in another zone."""
    return day_of(when) > today + timedelta(days=SOON_DAYS)


_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def said_back(when: str) -> str:
    """Returns a day or a moment as it is said back to who typed it: `Sat 12 December 2026`, `… 14:30`.

    Args:
        when: ISO 8601 text.
    """
    day = day_of(when)
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]} {day.year} {when[11:16]}".rstrip()
