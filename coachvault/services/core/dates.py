"""When a note was held, as people say it: an ISO date, a moment, or words such as "yesterday at 3 pm"."""

from __future__ import annotations

import re
from datetime import date, datetime

from coachvault.errors import BadInput
from coachvault.practice.clock import Clock

_SAYS_TIME = re.compile(r":|\bat \d|\d\s*(?:am|pm|h|uhr)\b", re.IGNORECASE)
_LOOKS_ISO = re.compile(r"[0-9T:+ .-]*")
_NO_DATE = ("That is no date.", "A date looks like 2026-01-31 or 2026-01-31 14:30; `yesterday` works, too.")


def moment_now(clock: Clock) -> str:
    """Returns the present moment to the minute, with its offset, as ISO 8601 text."""
    return clock.now().isoformat(timespec="minutes")


def parse_when(text: str, clock: Clock) -> str:
    """Returns a day, or a moment with its offset, as ISO 8601 text.

    Args:
        text: `2026-01-31`, `2026-01-31 14:30`, either with an offset, or words in a language that dateparser knows.
        clock: Gives the present and the zone in which a bare time is meant.

    Raises:
        BadInput: It is no date.
    """
    typed = text.strip()
    try:
        if len(typed) <= len("2026-01-31"):
            return date.fromisoformat(typed).isoformat()
        return _with_offset(datetime.fromisoformat(typed), clock)
    except ValueError:
        if _LOOKS_ISO.fullmatch(typed):
            raise BadInput(*_NO_DATE) from None
        return _parse_words(typed, clock)


def parse_day(text: str, clock: Clock) -> date:
    """Returns a day; a moment's time is dropped.

    Raises:
        BadInput: It is no date.
    """
    return date.fromisoformat(parse_when(text, clock)[:10])


def _with_offset(moment: datetime, clock: Clock) -> str:
    if moment.tzinfo is None:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # loaded only for a time without an offset

        try:
            moment = moment.replace(tzinfo=ZoneInfo(clock.zone()))
        except (ZoneInfoNotFoundError, ValueError):
            moment = moment.replace(tzinfo=clock.now().tzinfo)
    return moment.isoformat(timespec="minutes")


def _parse_words(typed: str, clock: Clock) -> str:
    import dateparser  # loaded only when the text is no ISO date

    settings = {"RELATIVE_BASE": clock.now().replace(tzinfo=None), "PREFER_DATES_FROM": "past"}
    found = dateparser.parse(typed, settings=settings) if typed else None
    if found is None:
        raise BadInput(*_NO_DATE)
    says_time = _SAYS_TIME.search(typed) is not None
    return _with_offset(found, clock) if says_time else found.date().isoformat()
