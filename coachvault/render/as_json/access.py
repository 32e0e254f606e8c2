"""Copies for clients as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypedDict

from coachvault.practice.access import AccessRequest
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.client_rights.access import Copied


class AccessRequestRecord(Record, frozen=True):
    """A client's request for a copy."""

    client: str
    asked_on: date
    due: Annotated[date, "when it has to be answered at the latest"]
    answered_at: str | None


AccessRequested = TypedDict("AccessRequested", {"request": Annotated[AccessRequestRecord, "with `request`"]})


class WarningRecord(Record, frozen=True):
    """Something to check before a copy is handed over."""

    id: str
    kind: str
    message: str
    excerpt: str


class CopyForClientRecord(Record, frozen=True):
    """A copy that was written for a client."""

    path: str
    code: Annotated[str | None, "opens the page"]
    sha256: str
    items: Annotated[int, "how many"]
    left_out: Annotated[tuple[str, ...], "ids"]
    redacted: Annotated[tuple[str, ...], "ids of lines of the register"]
    named_in: Annotated[tuple[str, ...], "ids"]
    sealed_not_searched: int
    warnings: list[WarningRecord]


CopyWritten = TypedDict("CopyWritten", {"copy": CopyForClientRecord})


def request(value: AccessRequest) -> AccessRequestRecord:
    """A request for a copy, with the day by which it has to be answered."""
    return AccessRequestRecord.of(value, answered_at=value.answered_at.isoformat() if value.answered_at else None)


def copied(value: Copied) -> CopyForClientRecord:
    """A copy that was written."""
    return CopyForClientRecord.of(
        value,
        path=str(value.path),
        code=value.code or None,
        named_in=value.elsewhere,
        sealed_not_searched=value.not_searched,
        warnings=[WarningRecord.of(each, id=each.item) for each in value.flags],
    )
