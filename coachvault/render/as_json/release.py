"""Releases as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypedDict, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from coachvault.practice.agreed import Fate, changes
from coachvault.practice.linter import Finding, FindingKind
from coachvault.practice.release import Release, ReleaseStatus
from coachvault.practice.signoff import AcceptedWarning, Evidence, Grade, Request, SignoffMethod
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.records.releases import ReleaseLine
    from coachvault.services.releases.received import VerifiedRelease
    from coachvault.services.releases.requests import Asked


R = TypeVar("R", bound="RequestRecord")


class ChangeRecord(Record, frozen=True):
    """What the client did with a paragraph."""

    number: Annotated[int | None, "its number, from 1"] = msgspec.field(name="paragraph")
    fate: Fate
    proposed: str | None
    signed: str | None


class RequestRecord(Record, frozen=True):
    """A request for a sign-off."""

    parts = ("proposal",)

    road: SignoffMethod = msgspec.field(name="by")
    code: Annotated[str, "that the answer quotes, or that opens the page"]
    request: Annotated[str, "the request's own code"]
    party: Annotated[str, "a code"]
    offered: tuple[int, ...]
    kept: Annotated[tuple[AcceptedWarning, ...], "warnings that were left as they are"]
    version: int
    current: bool
    requested_at: str
    sent_to: str | None
    language: str
    path: str | None


class RequestMadeRecord(RequestRecord, frozen=True):
    """A request that was made just now."""

    text_sha256: str
    words: Annotated[tuple[str, ...], "six"]
    text: Annotated[str, "the mail, message, form, page or sheet"]


class WrittenRecord(Record, frozen=True):
    """A paragraph that the client wrote."""

    instead_of: Annotated[int | None, "a paragraph's number"]
    text: str


class RemarkRecord(Record, frozen=True):
    """What an answer says besides the agreement, as it was shown."""

    text: str
    place: Annotated[str, "where it stands in the answer"]
    known: Annotated[bool, "whether programs and people write it out of habit"]


class EvidenceRecord(Record, frozen=True):
    """An agreement as it was recorded."""

    party: Annotated[str | None, "a code"]
    code: Annotated[str, "the request's"]
    grade: Grade
    approved: Annotated[tuple[int, ...], "numbers of paragraphs"]
    written: Annotated[list[WrittenRecord], "on the page"]
    text_sha256: str
    received_at: str
    signed_on: str
    vouched_by: str
    quotes_text: bool
    name: Annotated[str, "as it was entered on the page"]
    words: Annotated[tuple[str, ...], "six, of the page"]
    confirmed: Annotated[bool | None, "whether it was compared by telephone; null for other grades than `page`"]
    remarks: Annotated[str, "what the client wrote besides"]
    seen: Annotated[list[RemarkRecord], "the same, each as it was shown; empty where that was not kept yet"]
    why: str
    media_type: str
    original_sha256: str


class ExportRecord(Record, frozen=True):
    """A text that left."""

    at: str
    path: str
    sheet_path: Annotated[str, "a path"] = msgspec.field(name="sheet")
    text_sha256: str = msgspec.field(name="sha256")
    delivered_by: str
    kept: Annotated[tuple[AcceptedWarning, ...], "warnings that were left as they are"]


class ReleaseRecord(Record, frozen=True):
    """A release, with its text and everything that happened to it; lists leave the long fields out."""

    parts = ("proposal",)

    id: str
    status: ReleaseStatus
    client: str
    engagement: Annotated[str, "an id"]
    recipient: Annotated[str, "a code"]
    recipient_name: str
    purpose: str
    expires: Annotated[date, "its last day"]
    version: int
    paragraphs: Annotated[tuple[str, ...] | UnsetType, "not in lists"]
    approved: Annotated[
        tuple[int, ...],
        "the numbers, from 1, of the paragraphs that all parties agreed to as they were proposed; empty before",
    ]
    client_may_write: Annotated[int, "how many characters; 0 if the wording is fixed"]
    changes: Annotated[list[ChangeRecord] | UnsetType, "not in lists"]
    parties: Annotated[tuple[str, ...], "codes"]
    waits_for: Annotated[tuple[str, ...], "codes"]
    requests: Annotated[list[RequestRecord] | UnsetType, "not in lists"]
    evidence: Annotated[list[EvidenceRecord] | UnsetType, "not in lists"]
    exports: Annotated[list[ExportRecord] | UnsetType, "not in lists"]
    withdrawn_at: str | None
    sealed: Annotated[bool, "false"]


class SealedReleaseRecord(Record, frozen=True):
    """A draft that was sealed with its engagement, or a release that was destroyed, as lists show it."""

    id: str
    client: str
    engagement: Annotated[str, "an id"]
    status: ReleaseStatus
    sealed: Annotated[bool, "true for a draft; false once it is destroyed"]


class FindingRecord(Record, frozen=True):
    """A warning about a text, without quoting it."""

    id: str
    kind: FindingKind
    paragraph: Annotated[int, "0 for the purpose"]
    stops: bool
    message: str


ReleaseShown = TypedDict(
    "ReleaseShown",
    {
        "release": ReleaseRecord,
        "findings": Annotated[list[FindingRecord], "once it is signed, about what the client wrote"],
    },
)
SignoffRequested = TypedDict("SignoffRequested", {"request": RequestMadeRecord, "release": ReleaseRecord})
AnswerTaken = TypedDict(
    "AnswerTaken",
    {
        "release": ReleaseRecord,
        "evidence": EvidenceRecord,
        "findings": Annotated[
            list[FindingRecord], "about what the client wrote; `paragraph` counts those that were signed"
        ],
    },
)
SignatureConfirmed = TypedDict("SignatureConfirmed", {"release": ReleaseRecord, "evidence": EvidenceRecord})


class ReleaseExported(Record, frozen=True):
    """A text that left just now."""

    path: str
    sha256: str
    sheet_path: Annotated[str, "a path"] = msgspec.field(name="sheet")
    page_path: Annotated[str | None, "a path"] = msgspec.field(name="page")
    release: ReleaseRecord


ReleaseWithdrawn = TypedDict("ReleaseWithdrawn", {"release": ReleaseRecord, "letter": str | None})
ReleaseList = TypedDict("ReleaseList", {"releases": list[ReleaseRecord | SealedReleaseRecord]})
LetterShown = TypedDict("LetterShown", {"letter": str})
WatchWords = TypedDict("WatchWords", {"health": tuple[str, ...], "family": tuple[str, ...]})


class VerdictRecord(Record, frozen=True):
    """What one agreement to a text that was received rests on."""

    grade: Annotated[str, "by the kind of proof; the signature does not show whether it is `page` or `room`"]
    is_signed: bool = msgspec.field(name="signed")
    by: Annotated[str, "the name as it was entered, or the key's fingerprint"]


class ReleaseVerified(Record, frozen=True):
    """A text that was received, and the proof for it."""

    release: Annotated[str, "an id"]
    recipient: str
    purpose: str
    expires: date
    is_over: bool
    text_sha256: str = msgspec.field(name="sha256")
    verdicts: list[VerdictRecord] = msgspec.field(name="agreements")


def release(value: Release, today: date) -> ReleaseRecord:
    """A release with its text and everything that happened to it."""
    proposal, open_requests = value.proposal, value.open_requests
    agreed = [found for party in value.parties if (found := value.evidence_of(party))]
    return ReleaseRecord.of(
        value,
        status=value.status(today),
        client=value.place.client,
        engagement=f"E{value.place.engagement}",
        recipient=proposal.recipient.code,
        recipient_name=proposal.recipient.shown,
        approved=agreed[0].approved if len(agreed) == len(value.parties) and not value.disagrees() else (),
        changes=changes(proposal, answer) if (answer := value.evidence_of(value.place.client)) else [],
        waits_for=value.waits_for(),
        requests=[_request(RequestRecord, each, current=each in open_requests) for each in value.requests],
        evidence=[evidence(value, each) for each in value.evidence],
        withdrawn_at=value.withdrawal and value.withdrawal.at,
        sealed=False,
    )


def shown(value: Release, found: list[Finding], today: date) -> ReleaseShown:
    """A release, and what to check in it."""
    return {"release": release(value, today), "findings": findings(found)}


def line(value: ReleaseLine, today: date) -> ReleaseRecord | SealedReleaseRecord:
    """A release as lists show it; of a sealed draft only that it exists."""
    if value.release is None:
        return SealedReleaseRecord.of(
            value.place, value, engagement=f"E{value.place.engagement}", sealed=not value.place.destroyed
        )
    shown = release(value.release, today)
    return msgspec.structs.replace(
        shown, paragraphs=UNSET, changes=UNSET, requests=UNSET, evidence=UNSET, exports=UNSET
    )


def requested(asked: Asked, today: date) -> SignoffRequested:
    """A request that was made."""
    made = _request(RequestMadeRecord, asked.request, asked, current=True)
    return {"request": made, "release": release(asked.release, today)}


def evidence(of: Release, value: Evidence) -> EvidenceRecord:
    """An agreement as it was recorded."""
    return EvidenceRecord.of(
        value,
        party=next((each.party for each in of.requests if each.code == value.code), None),
        confirmed=None if value.grade is not Grade.PAGE else not of.is_unconfirmed(value),
        seen=value.seen or (),
    )


def verified(value: VerifiedRelease, today: date) -> ReleaseVerified:
    """The result of verifying a text that was received."""
    return ReleaseVerified.of(value.evidence, value, is_over=value.is_over(today))


def findings(found: list[Finding]) -> list[FindingRecord]:
    """Warnings about a text, without quoting it."""
    return [FindingRecord.of(each) for each in found]


def _request(kind: type[R], value: Request, *others: object, current: bool) -> R:
    return kind.of(
        value,
        *others,
        code=value.opening.code if value.opening else value.code,
        request=value.code,
        current=current,
    )
