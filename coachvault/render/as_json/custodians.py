"""Custodians and the duty as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from coachvault.practice.custodian import CustodianRole, Handbook
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.custody.duty import Duty


class CustodianRecord(Record, frozen=True):
    """A custodian."""

    code: str
    role: CustodianRole
    public: str
    added_on: date
    tested_on: date | None
    name: str
    phone: str
    email: str
    remark: str
    language: str
    words: Annotated[list[str] | UnsetType, "only with `custodian add`, once"] = UNSET


CustodianAdded = TypedDict("CustodianAdded", {"custodian": CustodianRecord, "has_page": bool})
CustodianList = TypedDict(
    "CustodianList",
    {"custodians": list[CustodianRecord], "quorum": Annotated[int | None, "how many readers open together"]},
)
QuorumSet = TypedDict("QuorumSet", {"quorum": int, "combinations": int})
CustodianTested = TypedDict(
    "CustodianTested",
    {"custodian": CustodianRecord, "proven": Annotated[str, "`duty`, `first seal`, `words` or `no quorum`"]},
)
HandbookShown = TypedDict("HandbookShown", {"handbook": Handbook})


class CustodianRemoved(Record, frozen=True):
    """A custodian who steps in no more."""

    custodian: CustodianRecord
    quorum: int | None
    ends_quorum: bool


class ClientToReachRecord(Record, frozen=True):
    """A client whom the executor has to notify."""

    parts = ("client", "engagement")

    code: str
    name: str
    phone: str
    email: str
    private_channel: str
    next_session: str | None
    message: Annotated[str, "ready to send"]
    barred_since: Annotated[date | None, "since when it is agreed that no executor may reach the client"] = (
        msgspec.field(name="not_reached_since")
    )


class DutyRecord(Record, frozen=True):
    """What an executor has to do."""

    reach: list[ClientToReachRecord] = msgspec.field(name="clients")
    ended: Annotated[int, "how many engagements are sealed"]
    due: list[retention_json.DueRecord]
    others: list[retention_json.DueRecord]
    holds_to_review: list[retention_json.HoldRecord]
    clock: str | None
    handbook: Handbook
    custodians: list[CustodianRecord]


DutyShown = TypedDict("DutyShown", {"executor": DutyRecord})


def duty(value: Duty) -> DutyRecord:
    """What there is to do."""
    return DutyRecord.of(retention_json.due(value.due), value)
