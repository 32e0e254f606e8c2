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
    """

    day: date
    title: str
    text: str
    yearly: bool = False


_DAY = timedelta(days=1)


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
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            *([f"DTEND;VALUE=DATE:{entry.day + _DAY:%Y%m%d}"] if entry.day < date.max else []),
            f"SUMMARY:{_escaped(entry.title)}",
            f"DESCRIPTION:{_escaped(entry.text)}",
            *(["RRULE:FREQ=YEARLY"] if entry.yearly else []),
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(entry.title)}",
            "TRIGGER:PT9H",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


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
