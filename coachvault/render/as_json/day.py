"""The day for scripts (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypedDict

import msgspec

from coachvault.practice.release import ReleaseStatus
from coachvault.render.as_json import access as access_json
from coachvault.render.as_json import disclosure as disclosure_json
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_json.actions import ActionRecord
from coachvault.render.as_json.engagements import EngagementRecord
from coachvault.render.as_json.notes import InboxRecord, NoteRecord
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.keys.agent import Holding
    from coachvault.services.overview.day import Brief, Day
    from coachvault.services.records.releases import ReleaseLine


class OpenReleaseRecord(Record, frozen=True):
    """A release that is not finished."""

    parts = ("place",)

    id: str
    client: str
    status: ReleaseStatus
    waits_for: Annotated[tuple[str, ...], "codes"]


class BriefRecord(Record, frozen=True):
    """The minute before a session."""

    parts = ("terms",)

    code: str = msgspec.field(name="client")
    name: str
    engagement: EngagementRecord | None
    sponsor: str | None
    objectives: tuple[str, ...]
    sponsor_may_receive: str
    notes: list[NoteRecord]
    releases: list[OpenReleaseRecord]


BriefShown = TypedDict(
    "BriefShown",
    {
        "brief": BriefRecord,
        "next_session": Annotated[str | None, "a day or moment that is to come"],
        "actions": Annotated[list[ActionRecord], "those that are open"],
    },
)


class HoldingRecord(Record, frozen=True):
    """For how long the vault is still unlocked."""

    idle_seconds: Annotated[int, "until it locks without use"]
    total_seconds: Annotated[int, "until it locks at the latest"]
    open_engagements: Annotated[int, "how many that are sealed can be read meanwhile"]
    memory_locked: Annotated[bool, "whether the keys' memory is kept out of swap; hibernation writes it all the same"]


Unlocked = TypedDict("Unlocked", {"unlocked": HoldingRecord})


class NextSessionRecord(Record, frozen=True):
    """When the next session with a client is."""

    client: str
    at: Annotated[str, "a day or moment"]


class DayRecord(Record, frozen=True):
    """What is open today."""

    practice: str
    recovery: Annotated[str, "`tested` or `untested`"]
    engagements: list[EngagementRecord]
    forgotten: Annotated[list[str], "ids"]
    ended: Annotated[int, "how many"]
    releases: list[OpenReleaseRecord]
    readable_files: Annotated[list[str], "paths"]
    last_backup: str | None
    inbox: InboxRecord
    due: list[retention_json.DueRecord]
    others: list[retention_json.DueRecord]
    holds_to_review: list[retention_json.HoldRecord]
    clock: str | None
    retired_on: date | None
    untested: Annotated[tuple[str, ...], "codes"] = msgspec.field(name="custodians_not_tried")
    readers_without_quorum: Annotated[int, "how many"]
    asked: list[access_json.AccessRequestRecord] = msgspec.field(name="access_requests")
    disclosures: list[disclosure_json.DisclosurePlaceRecord]
    locked: bool
    unlocked: Annotated[HoldingRecord | None, "null if no keys are held"]


DayShown = TypedDict("DayShown", {"day": DayRecord, "next_sessions": list[NextSessionRecord]})
StatusShown = TypedDict("StatusShown", {"status": DayRecord, "next_sessions": list[NextSessionRecord]})
LockedRecord = TypedDict("LockedRecord", {"locked": bool, "inbox": InboxRecord})
StatusLocked = TypedDict("StatusLocked", {"status": Annotated[LockedRecord, "of a vault that is locked"]})


def brief(value: Brief) -> BriefRecord:
    """The minute before a session."""
    return BriefRecord.of(value, releases=[_release_line(line) for line in value.releases])


def brief_shown(value: Brief) -> BriefShown:
    """The minute before a session, and when it is."""
    return {
        "brief": brief(value),
        "next_session": value.next_session or None,
        "actions": [ActionRecord.of(each) for each in value.actions],
    }


def day(value: Day, held: Holding | None) -> DayRecord:
    """What is open today, and for how long the vault is unlocked."""
    return DayRecord.of(
        retention_json.due(value.due),
        value,
        value.state,
        practice=value.profile.name,
        recovery="tested" if value.profile.recovery_tested else "untested",
        releases=[_release_line(line) for line in value.releases],
        inbox={"waiting": value.waiting},
        locked=False,
        unlocked=holding(held) if held else None,
    )


def next_sessions(value: Day) -> list[NextSessionRecord]:
    """The next sessions, the nearest first."""
    return [NextSessionRecord.of(each) for each in value.next_sessions]


def holding(value: Holding) -> HoldingRecord:
    """For how long the vault is still unlocked."""
    idle, total = value.idle_left.total_seconds(), value.total_left.total_seconds()
    return HoldingRecord(int(idle), int(total), len(value.windows), value.memory_locked)


def _release_line(line: ReleaseLine) -> OpenReleaseRecord:
    return OpenReleaseRecord.of(line, waits_for=line.release.waits_for() if line.release else ())
