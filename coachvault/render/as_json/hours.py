"""The coaching log for scripts (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypedDict

import msgspec

from coachvault.practice.coaching_log import CREDENTIALS, Totals
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.exports.coaching_log import ExportedLog, Log


class HoursRecord(Record, frozen=True):
    """The hours of an engagement."""

    parts = ("engagement", "engagement.tally")

    client: str
    engagement: Annotated[str, "an id"]
    first_day: date
    last_day: date | None
    sessions: int
    paid_minutes: int
    pro_bono_minutes: int
    is_listed: Annotated[bool, "whether the client agreed to be"] = msgspec.field(name="listed")


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


class HoursWritten(Record, frozen=True):
    """What was written, and who is missing from it."""

    parts = ("log",)

    path: str
    sha256: str
    engagements: Annotated[list[str], "ids"]
    left_off: Annotated[list[str], "ids"]
    totals: Totals


def log(value: Log) -> HoursList:
    """Each engagement with its minutes, and the totals."""
    credentials = [CredentialRecord.of(each, is_reached=each.is_reached(value.totals)) for each in CREDENTIALS]
    hours = [HoursRecord.of(each, engagement=each.engagement.id) for each in value.lines]
    return {"hours": hours, "totals": value.totals, "credentials": credentials}


def exported(value: ExportedLog) -> HoursWritten:
    """What was written, and who is missing from it."""
    listed, left_off = ([each.engagement.id for each in log.lines] for log in (value.log, value.left_off))
    return HoursWritten.of(value, engagements=listed, left_off=left_off)
