"""Days and moments of forms and options, read by the clock of the moment."""

from __future__ import annotations

from datetime import date

from coachvault.practice.clock import Clock
from coachvault.practice.dates import DateOrder, DateReading, Doubtful, Meant, Present, require_meant


def moment_now(clock: Clock) -> str:
    """Returns the present moment to the minute, with its offset, as ISO 8601 text."""
    return clock.now().isoformat(timespec="minutes")


def present_of(clock: Clock) -> Present:
    """Returns the present moment, and the zone in which a bare time is meant: that of the clock, or else its offset."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # loaded only where a date is typed

    now = clock.now()
    try:
        return Present(now, ZoneInfo(clock.zone()))
    except (ZoneInfoNotFoundError, ValueError):
        return Present(now, now.tzinfo or ZoneInfo("UTC"))


def one_date(text: str, present: Present, meant: Meant, order: DateOrder | None = None) -> DateReading:
    """Returns the one thing that a date means.

    Raises:
        BadInput: It is no date, or lies in the past where the future is meant.
        Doubtful: It may mean several things.
    """
    from coachvault.practice.date_grammar import read_date  # loaded only where a date is typed

    readings = read_date(text, present, meant, order)
    if len(readings) > 1:
        raise Doubtful(readings)
    require_meant(readings[0], present, meant)
    return readings[0]


def parse_when(text: str, clock: Clock, meant: Meant = Meant.PAST, order: DateOrder | None = None) -> str:
    """Returns a day, or a moment with its offset, as ISO 8601 text.

    Args:
        text: As it was typed: `2026-01-31`, `31.1.2026`, `2026-01-31 14:30`, `yesterday at 3 pm`, ...
        clock: Gives the present and the zone in which a bare time is meant.
        meant: On which side of today it lies where it does not say so itself.
        order: How the coach writes days; None where that is not known.

    Raises:
        BadInput: It is no date, may be several, or is over where the future is meant.
    """
    return one_date(text, present_of(clock), meant, order).when


def parse_day(text: str, clock: Clock, meant: Meant = Meant.PAST, order: DateOrder | None = None) -> date:
    """Returns a day; a moment's time is dropped.

    Args:
        text: As it was typed.
        clock: As in `parse_when`.
        meant: As in `parse_when`.
        order: As in `parse_when`.

    Raises:
        BadInput: It is no date, may be several, or is over where the future is meant.
    """
    return date.fromisoformat(parse_when(text, clock, meant, order)[:10])
