"""The coaching log as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.coaching_log import CREDENTIALS, LogLine, Totals
from coachvault.practice.text import counted
from coachvault.render.as_text.engagements import period
from coachvault.render.as_text.layout import table

if TYPE_CHECKING:
    from rich.console import Group

    from coachvault.services.exports.coaching_log import ExportedLog, Log


def log(value: Log) -> Group:
    """Each engagement with its hours, the totals, and how far they are from a credential."""
    from rich.console import Group

    rows = [
        (
            each.engagement.client,
            each.engagement.id,
            str(each.engagement.tally.sessions),
            _hours(each.engagement.tally.paid_minutes),
            _hours(each.engagement.tally.pro_bono_minutes),
            "listed" if each.is_listed else "not listed",
            period(each.engagement),
        )
        for each in value.lines
    ]
    columns = ("client", "id", "sessions", "paid h", "pro bono h", "in the log", "engagement")
    message = "\n".join([_totals(value.totals), "", *_credentials(value.totals)])
    return Group(table(columns, rows), "", message) if rows else Group(message)


def exported(value: ExportedLog) -> str:
    """What was written, and who is missing from it."""
    content = f"{counted(len(value.log.lines), 'engagement')}, {_hours(value.log.totals.minutes)} hours"
    message = [f"{value.path} contains {content}, with names, readable: send it, then delete it."]
    if value.left_off.lines:
        agreed = [each for each in value.left_off.lines if each.engagement.in_coaching_log]
        others = [each for each in value.left_off.lines if not each.engagement.in_coaching_log]
        if others:
            message.append(f"Left off, without a signed agreement to be listed (`in_coaching_log`): {_codes(others)}.")
        if agreed:
            message.append(f"Left off, without a name here or without hours: {_codes(agreed)}.")
        message.append(f"With them, {_hours(value.left_off.totals.minutes)} hours are missing.")
    return "\n".join(message)


def _codes(lines: list[LogLine]) -> str:
    return ", ".join(dict.fromkeys(each.engagement.client for each in lines))


def _totals(value: Totals) -> str:
    given = f"{_hours(value.paid_minutes)} paid, {_hours(value.pro_bono_minutes)} pro bono"
    return f"{_hours(value.minutes)} hours with {counted(value.clients, 'client')}: {given}."


def _credentials(value: Totals) -> list[str]:
    return [
        f"{each.name}: {each.hours:,} hours, {each.paid_hours:,} of them paid, with {each.clients} clients:"
        f" {'reached' if each.is_reached(value) else 'not yet'}."
        for each in CREDENTIALS
    ]


def _hours(minutes: int) -> str:
    return f"{round(minutes / 60, 2):g}"
