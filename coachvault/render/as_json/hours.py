"""The coaching log for scripts (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypedDict

from coachvault.practice.coaching_log import CREDENTIALS, LogLine, Totals
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.exports.coaching_log import ExportedLog, Log


class HoursRecord(Record, frozen=True):
    """The hours of an engagement."""

    client: str
    engagement: Annotated[str, "an id"]
    first_day: date
    last_day: date | None
    sessions: int
    paid_minutes: int
    pro_bono_minutes: int
    listed: Annotated[bool, "whether the client agreed to be"]


class CredentialRecord(Record, frozen=True):
    """What a credential requires."""

    name: str
    hours: int
    paid_hours: int
    clients: int
    is_reached: bool


HoursList = TypedDict(
    "HoursList", {"hours": list[HoursRecord], "totals": Totals, "credentials": list[CredentialRecord]}
)
HoursWritten = TypedDict(
    "HoursWritten",
    {
        "path": str,
        "sha256": str,
        "engagements": Annotated[list[str], "ids"],
        "left_off": Annotated[list[str], "ids"],
        "totals": Totals,
    },
)


def log(value: Log) -> HoursList:
    """Each engagement with its minutes, and the totals."""
    credentials = [CredentialRecord.of(each, is_reached=each.is_reached(value.totals)) for each in CREDENTIALS]
    return {"hours": [_line(each) for each in value.lines], "totals": value.totals, "credentials": credentials}


def exported(value: ExportedLog) -> HoursWritten:
    """What was written, and who is missing from it."""
    return {
        "path": str(value.path),
        "sha256": value.sha256,
        "engagements": [each.engagement.id for each in value.log.lines],
        "left_off": [each.engagement.id for each in value.left_off.lines],
        "totals": value.log.totals,
    }


def _line(value: LogLine) -> HoursRecord:
    engagement = value.engagement
    return HoursRecord.of(value, engagement, engagement.tally, engagement=engagement.id, listed=value.is_listed)
