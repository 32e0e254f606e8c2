"""Engagements for scripts (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from coachvault.practice.engagement import EngagementStatus, Terms
from coachvault.practice.measures import Rating
from coachvault.render.as_json.actions import ActionRecord
from coachvault.render.as_json.notes import NoteRecord
from coachvault.render.as_json.record import Record
from coachvault.render.as_json.retention import DecisionRecord


class EngagementRecord(Record, frozen=True):
    """An engagement."""

    parts = ("tally",)

    id: str
    client: str
    status: EngagementStatus
    started: date
    ended: date | None
    sponsor: str | None
    kind: str
    tags: tuple[str, ...]
    pro_bono: bool
    session_minutes: int
    notes: Annotated[int, "how many"]
    sessions: Annotated[int, "how many"]
    last_contact: date | None
    destroyed: Annotated[date | None, "when its notes were destroyed"]
    next_session: str | None
    objectives: Annotated[tuple[str, ...] | UnsetType, "only with `engagement show`, unless it is sealed"] = UNSET
    sponsor_may_receive: Annotated[str | UnsetType, "as `objectives`"] = UNSET


EngagementAnswer = TypedDict("EngagementAnswer", {"engagement": EngagementRecord})


class EngagementEnded(Record, frozen=True):
    """An engagement that has ended, and what follows from that."""

    engagement: EngagementRecord
    decision: DecisionRecord = msgspec.field(name="kept")
    open_releases: Annotated[list[str], "ids"]
    letter: Annotated[str | None, "a path"]


EngagementShown = TypedDict("EngagementShown", {"engagement": EngagementRecord, "kept": DecisionRecord})
EngagementList = TypedDict("EngagementList", {"engagements": list[EngagementRecord]})
EngagementOpened = TypedDict(
    "EngagementOpened", {"engagement": EngagementRecord, "open_seconds": Annotated[int, "with `--for`"]}
)
AttendanceWritten = TypedDict("AttendanceWritten", {"path": str, "engagement": Annotated[str, "an id"]})
RatingAdded = TypedDict("RatingAdded", {"engagement": Annotated[str, "an id"], "rating": Rating})


class AgreementAnswer(Record, frozen=True):
    """The agreement of an engagement."""

    engagement: Annotated[str, "an id"]
    terms: Terms = msgspec.field(name="agreement")
    text: str


class RatingsShown(Record, frozen=True):
    """What a client said of themselves over time."""

    engagement: Annotated[str, "an id"]
    objectives: tuple[str, ...]
    ratings: list[Rating]


class SealedRead(Record, frozen=True):
    """An engagement with its notes, what was agreed, and the ratings."""

    parts = ("agreement", "series")

    engagement: EngagementRecord
    notes: list[NoteRecord]
    terms: Terms = msgspec.field(name="agreement")
    ratings: list[Rating]
    actions: list[ActionRecord]


SealedNotesRead = TypedDict("SealedNotesRead", {"engagement": EngagementRecord, "notes": list[NoteRecord]})
