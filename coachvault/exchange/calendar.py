"""A calendar file (iCalendar, RFC 5545) with neutral titles: the calendar says nothing about clients."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import msgspec

_LONGEST_LINE_BYTES = 75


class CalendarEntry(msgspec.Struct, frozen=True):
    """One day to be reminded of.

    Args:
        day: The day.
        title: Neutral: no name, no code.
        text: What to do then; neutral, too.
        yearly: Whether it comes again every year.
        begins: When it begins, with its offset; None where it is a whole day.
        minutes: How long it then lasts.
    """

    day: date
    title: str
    text: str
    yearly: bool = False
    begins: datetime | None = None
    minutes: int = 0


_DAY = timedelta(days=1)
_LAST_MOMENT = datetime.max.replace(tzinfo=UTC)


def calendar(entries: Iterable[CalendarEntry], uid: str, at: datetime) -> str:
    """Returns the file, with CRLF at the end of each line.

    Args:
        entries: The days.
        uid: Distinguishes this calendar's entries from all others; the same for the same calendar.
        at: When it is made, with its offset.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CoachVault//calendar//EN", "CALSCALE:GREGORIAN"]
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%S}"
    for number, entry in enumerate(entries, start=1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}-{entry.day:%Y%m%d}-{uid}",
            f"DTSTAMP:{stamp}Z",
            *_span(entry),
            f"SUMMARY:{_escaped(entry.title)}",
            f"DESCRIPTION:{_escaped(entry.text)}",
            *(["RRULE:FREQ=YEARLY"] if entry.yearly else []),
            *([] if entry.begins else _alarm(entry)),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _span(entry: CalendarEntry) -> list[str]:
    """From when to when: a moment in UTC, which each calendar shows in its own zone, or a whole day."""
    if entry.begins is None:
        end = [f"DTEND;VALUE=DATE:{entry.day + _DAY:%Y%m%d}"] if entry.day < date.max else []
        return [f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}", *end]
    begins, length = entry.begins.astimezone(UTC), timedelta(minutes=entry.minutes)
    end = [f"DTEND:{begins + length:%Y%m%dT%H%M%S}Z"] if begins <= _LAST_MOMENT - length else []
    return [f"DTSTART:{begins:%Y%m%dT%H%M%S}Z", *end]


def _alarm(entry: CalendarEntry) -> list[str]:
    """A whole day is free, and is reminded of at nine in the morning; the calendar's own alarm is for the rest."""
    return [
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(entry.title)}",
        "TRIGGER:PT9H",
        "END:VALARM",
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Returns a line in parts of at most 75 bytes; each but the first begins with a space."""
    parts, room = [""], _LONGEST_LINE_BYTES
    for mark in line:
        size = len(mark.encode())
        if size > room:
            parts.append(" ")
            room = _LONGEST_LINE_BYTES - 1
        parts[-1] += mark
        room -= size
    return parts
