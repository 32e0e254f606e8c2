"""Copies for clients as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

import msgspec

from coachvault.render.as_json.record import Record


class AccessRequestRecord(Record, frozen=True):
    """A client's request for a copy."""

    client: str
    asked_on: date
    due: Annotated[date, "when it has to be answered at the latest"]
    answered_at: str | None


AccessRequested = TypedDict("AccessRequested", {"request": Annotated[AccessRequestRecord, "with `request`"]})


class WarningRecord(Record, frozen=True):
    """Something to check before a copy is handed over."""

    item: str = msgspec.field(name="id")
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
    elsewhere: Annotated[tuple[str, ...], "ids"] = msgspec.field(name="named_in")
    not_searched: int = msgspec.field(name="sealed_not_searched")
    flags: list[WarningRecord] = msgspec.field(name="warnings")


CopyWritten = TypedDict("CopyWritten", {"copy": CopyForClientRecord})
