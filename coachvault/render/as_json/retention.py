"""Retention as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from coachvault.practice.certificate import Method, Performer
from coachvault.practice.retention import Basis, Hold, Policy, RecordClass, Rule
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from pathlib import Path

    from coachvault.services.client_rights.erasure import ErasureOutcome
    from coachvault.services.retention.due import Due, DueItem
    from coachvault.services.retention.policy_change import MovedDueDate


class DecisionRecord(Record, frozen=True, kw_only=True):
    """Until when something is kept, and by which rule."""

    parts = ("rule",)

    engagement: Annotated[str | UnsetType, "an id; only with `retention extend`"] = UNSET
    due: date | None
    rule: str
    because: str
    counted_from: date
    remark: str | None


class HoldRecord(Record, frozen=True):
    """A hold."""

    engagement: Annotated[str, "an id"]
    at: datetime
    reason: str
    review: date | None
    lifted_at: datetime | None
    lifted_because: str


class DueRecord(Record, frozen=True, kw_only=True):
    """Something that is due."""

    parts = ("decision", "decision.rule")

    subject: Annotated[str | UnsetType, "an id; not of notes"] = UNSET
    record_class: Annotated[RecordClass | UnsetType, "not of notes"] = msgspec.field(default=UNSET, name="class")
    engagement: Annotated[str | None, "an id; only of notes"]
    client: str
    ended: Annotated[date | None, "null if it never was"]
    due: date | None
    rule: str
    because: str
    held: bool


class DueList(Record, frozen=True):
    """What is due."""

    due: Annotated[list[DueRecord], "engagements by the rule of their notes"]
    others: list[DueRecord]
    holds_to_review: list[HoldRecord]
    clock: Annotated[str | None, "what is wrong with it"]


class RuleRecord(Record, frozen=True):
    """A rule, as it is understood."""

    record_class: RecordClass = msgspec.field(name="class")
    keep: str
    basis: Basis = msgspec.field(name="from")
    because: str
    when: Annotated[dict[str, str], "what it is narrowed to: `client`, `sponsor`, `tag`, `kind`"]


PolicyRecord = TypedDict(
    "PolicyRecord",
    {
        "text": str,
        "is_default": bool,
        "rules": Annotated[list[RuleRecord], "empty as long as something is wrong with the text"],
    },
)
PolicyShown = TypedDict("PolicyShown", {"policy": PolicyRecord})


class MovedRecord(Record, frozen=True):
    """Something that another policy moves."""

    subject: Annotated[str, "an id"]
    record_class: RecordClass = msgspec.field(name="class")
    engagement: Annotated[str | None, "an id; only of notes"]
    client: str
    ended: date | None
    before: date | None
    after: date | None
    rule: str


PolicySet = TypedDict("PolicySet", {"moved": list[MovedRecord], "remarks": list[str], "set": bool})
HoldAnswer = TypedDict("HoldAnswer", {"hold": HoldRecord})
HoldList = TypedDict("HoldList", {"holds": list[HoldRecord]})


class CopyRecord(Record, frozen=True):
    """A copy of the vault that contained what was destroyed."""

    id: str
    path: str
    made_at: datetime
    why: Annotated[str, "why it still contains it"]
    cleaned_at: datetime | None
    gone_at: datetime | None
    is_origin: bool
    is_left: Annotated[bool, "whether it still contains it"] = msgspec.field(name="left")


class CertificateRecord(Record, frozen=True):
    """A certificate of destruction."""

    subject: str
    client: str
    series: RecordClass
    first_day: date
    last_day: date
    quantity: str
    authority: str
    due: date | None
    reason: str
    method: Method
    at: datetime
    performer: Performer
    by: list[str]
    witness: str
    holds: str
    compartments: list[str]
    copies: list[CopyRecord]
    remark: str
    state: str


CertificateAnswer = TypedDict("CertificateAnswer", {"certificate": CertificateRecord})
CertificateList = TypedDict("CertificateList", {"certificates": Annotated[list[CertificateRecord], "without an ID"]})
Reviewed = TypedDict("Reviewed", {"reviewed": Annotated[int, "how many"]})


class ClientErased(Record, frozen=True):
    """What was erased at a client's request, and what stays."""

    parts = ("scope",)

    client: str
    certificates: list[CertificateRecord]
    releases_kept: list[str]
    releases_as_party: Annotated[list[str], "ids of releases of other clients that still hold what the client signed"]
    mentions: Annotated[list[str], "ids of notes about others that contain the name"]
    sealed: int = msgspec.field(name="sealed_not_looked_at")
    files: Annotated[list[str], "readable ones about the person, for you to delete"]
    letter: str
    letter_path: str | None


def due(value: Due) -> DueList:
    """What is due: engagements by the rule of their notes, and everything else separately."""
    notes, others = [_due(each) for each in value.notes], [_due(each) for each in value.others]
    return DueList(notes, others, [hold(each) for each in value.reviews], value.clock or None)


def hold(value: Hold) -> HoldRecord:
    """A hold."""
    return HoldRecord.of(value, engagement=f"E{value.engagement}")


def policy(value: Policy) -> list[RuleRecord]:
    """The rules, as they are understood."""
    return [_rule(rule) for rule in value.rules]


def moved(value: MovedDueDate) -> MovedRecord:
    """Something that a change of the policy moves."""
    of_notes = value.record_class is RecordClass.NOTES
    return MovedRecord.of(value, engagement=value.subject if of_notes else None)


def erased(value: ErasureOutcome, letter: Path | None) -> ClientErased:
    """What was erased at a client's request, and what stays."""
    scope = value.scope
    kept = [each.id for each in scope.releases_kept]
    as_party = [each.id for each in scope.as_party if each not in scope.as_party_gone]
    letter_path = letter and letter.absolute()
    return ClientErased.of(
        value, client=scope.client.code, releases_kept=kept, releases_as_party=as_party, letter_path=letter_path
    )


def _due(each: DueItem) -> DueRecord:
    of_notes = each.record_class is RecordClass.NOTES
    known = {"subject": UNSET, "record_class": UNSET, "engagement": each.subject} if of_notes else {"engagement": None}
    return DueRecord.of(each, held=each.hold is not None, **known)


def _rule(rule: Rule) -> RuleRecord:
    named = {name: getattr(rule, name) for name in ("client", "sponsor", "tag", "kind") if getattr(rule, name)}
    return RuleRecord.of(rule, when=named)
