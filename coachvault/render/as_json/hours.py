"""The coaching log for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.coaching_log import CREDENTIALS, LogLine, Totals
from coachvault.render.as_json.envelope import Json

if TYPE_CHECKING:
    from coachvault.services.exports.coaching_log import ExportedLog, Log


def log_record(value: Log) -> Json:
    """Each engagement with its minutes, and what they come to."""
    return {
        "hours": [_line(each) for each in value.lines],
        "totals": _totals_record(value.totals),
        "credentials": [{**each._asdict(), "is_reached": each.is_reached(value.totals)} for each in CREDENTIALS],
    }


def exported_record(value: ExportedLog) -> Json:
    """What was written, and who is missing from it."""
    return {
        "path": str(value.path),
        "sha256": value.sha256,
        "engagements": [each.engagement.id for each in value.log.lines],
        "left_off": [each.engagement.id for each in value.left_off.lines],
        "totals": _totals_record(value.log.totals),
    }


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
