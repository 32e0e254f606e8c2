"""Engagements for scripts (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from msgspec import UNSET, UnsetType

from coachvault.practice.engagement import Engagement, Status, Terms
from coachvault.practice.measures import Rating
from coachvault.render.as_json.record import Record
from coachvault.render.as_json.retention import DecisionRecord


class EngagementRecord(Record, frozen=True):
    """An engagement."""

    id: str
    client: str
    status: Status
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
EngagementEnded = TypedDict(
    "EngagementEnded",
    {
        "engagement": EngagementRecord,
        "kept": DecisionRecord,
        "open_releases": Annotated[list[str], "ids"],
        "letter": Annotated[str | None, "a path"],
    },
)
EngagementShown = TypedDict("EngagementShown", {"engagement": EngagementRecord, "kept": DecisionRecord})
EngagementList = TypedDict("EngagementList", {"engagements": list[EngagementRecord]})
EngagementOpened = TypedDict(
    "EngagementOpened", {"engagement": EngagementRecord, "open_seconds": Annotated[int, "with `--for`"]}
)
AgreementAnswer = TypedDict("AgreementAnswer", {"engagement": Annotated[str, "an id"], "agreement": Terms, "text": str})
AttendanceWritten = TypedDict("AttendanceWritten", {"path": str, "engagement": Annotated[str, "an id"]})
RatingAdded = TypedDict("RatingAdded", {"engagement": Annotated[str, "an id"], "rating": Rating})


class RatingsShown(Record, frozen=True):
    """What a client said of themselves over time."""

    engagement: Annotated[str, "an id"]
    objectives: tuple[str, ...]
    ratings: list[Rating]


def engagement(value: Engagement, terms: Terms | None = None) -> EngagementRecord:
    """An engagement; what was agreed only where it is open and asked for."""
    agreed = {"objectives": terms.objectives, "sponsor_may_receive": terms.sponsor_may_receive} if terms else {}
    return EngagementRecord.of(value, value.tally, next_session=value.next_session or None, **agreed)
