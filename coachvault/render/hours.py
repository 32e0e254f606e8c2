"""The coaching log, as a person reads it and as JSON (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachvault.practice.coaching_log import CREDENTIALS, LogLine, Totals
from coachvault.practice.text import counted
from coachvault.render.human import period, table

if TYPE_CHECKING:
    from rich.console import Group

    from coachvault.services.exports.coaching_log import Exported, Log

Json = dict[str, Any]


def log(value: Log) -> Group:
    """Each engagement with its hours, what they come to, and how far that is from a credential."""
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
    told = "\n".join([_totals(value.totals), "", *_credentials(value.totals)])
    return Group(table(columns, rows), "", told) if rows else Group(told)


def log_record(value: Log) -> Json:
    """Each engagement with its minutes, and what they come to."""
    return {
        "hours": [_line(each) for each in value.lines],
        "totals": _totals_record(value.totals),
        "credentials": [{**each._asdict(), "is_reached": each.is_reached(value.totals)} for each in CREDENTIALS],
    }


def exported(value: Exported) -> str:
    """What was written, and who is missing from it."""
    held = f"{counted(len(value.log.lines), 'engagement')}, {_hours(value.log.totals.minutes)} hours"
    told = [f"{value.path} holds {held}, with names, readable: send it, then delete it."]
    if value.left_off.lines:
        agreed = [each for each in value.left_off.lines if each.engagement.in_coaching_log]
        others = [each for each in value.left_off.lines if not each.engagement.in_coaching_log]
        if others:
            told.append(f"Left off, without a signed agreement to be listed (`in_coaching_log`): {_codes(others)}.")
        if agreed:
            told.append(f"Left off, without a name here or without hours: {_codes(agreed)}.")
        told.append(f"With them are missing {_hours(value.left_off.totals.minutes)} hours.")
    return "\n".join(told)


def exported_record(value: Exported) -> Json:
    """What was written, and who is missing from it."""
    return {
        "path": str(value.path),
        "sha256": value.sha256,
        "engagements": [each.engagement.id for each in value.log.lines],
        "left_off": [each.engagement.id for each in value.left_off.lines],
        "totals": _totals_record(value.log.totals),
    }


def _codes(lines: list[LogLine]) -> str:
    return ", ".join(dict.fromkeys(each.engagement.client for each in lines))


def _line(value: LogLine) -> Json:
    tally = value.engagement.tally
    return {
        "client": value.engagement.client,
        "engagement": value.engagement.id,
        "first_day": value.first_day.isoformat(),
        "last_day": value.last_day.isoformat() if value.last_day else None,
        "sessions": tally.sessions,
        "paid_minutes": tally.paid_minutes,
        "pro_bono_minutes": tally.pro_bono_minutes,
        "listed": value.is_listed,
    }


def _totals_record(value: Totals) -> Json:
    return {
        "clients": value.clients,
        "paid_minutes": value.paid_minutes,
        "pro_bono_minutes": value.pro_bono_minutes,
    }


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
