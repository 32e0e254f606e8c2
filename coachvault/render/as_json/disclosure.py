"""Disclosures as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, TypedDict

from coachvault.practice.disclosure import Disclosed, DisclosurePlace, Passage
from coachvault.practice.people import Client, EmergencyContact
from coachvault.practice.signoff import AcceptedWarning
from coachvault.render.as_json import register as register_json
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.disclosure.disclose import Made, ShownDisclosure


class DisclosurePlaceRecord(Record, frozen=True):
    """A disclosure, without its content."""

    id: str
    client: str
    begun_at: datetime
    done_at: datetime | None
    letter_due: date | None
    letter_at: datetime | None
    told_at: datetime | None
    nothing_at: datetime | None


class DisclosureRecord(DisclosurePlaceRecord, frozen=True):
    """A disclosure with all that was recorded: the fields of its form, and what became of it."""

    danger: str
    evidence: str
    advice: str
    recipient: str
    recipient_kind: str
    text: str
    name_needed_because: str
    letter_delayed_because: str
    client_told: str
    passages: tuple[Passage, ...]
    said_at: str
    reason_for_client: str
    spoken: bool
    text_sha256: str
    path: str | None
    kept: tuple[AcceptedWarning, ...]


DisclosureMade = TypedDict("DisclosureMade", {"disclosure": DisclosureRecord, "letter": str | None})


class DangerContactRecord(Record, frozen=True):
    """How to reach a client in danger."""

    name: str
    address: str
    phone: str
    private_channel: str
    emergency_contact: EmergencyContact


DisclosureBegun = TypedDict(
    "DisclosureBegun", {"disclosure": DisclosurePlaceRecord, "reach": Annotated[DangerContactRecord, "with `--now`"]}
)
DisclosureChanged = TypedDict(
    "DisclosureChanged",
    {
        "disclosure": Annotated[
            DisclosurePlaceRecord, "with `--told`, `--delay-until`, `--nothing`, or an id and `--letter`"
        ]
    },
)
DisclosureShown = TypedDict(
    "DisclosureShown",
    {
        "disclosure": Annotated[
            DisclosureRecord | DisclosurePlaceRecord, "the shorter one where nothing was disclosed"
        ],
        "entries": Annotated[list[register_json.EntryRecord], "of a finished one, by its id"],
    },
)


def begun(client: Client, value: DisclosurePlace) -> DisclosureBegun:
    """A disclosure that was begun, and how to reach the client."""
    return {"disclosure": DisclosurePlaceRecord.of(value), "reach": DangerContactRecord.of(client)}


def made(value: Made) -> DisclosureMade:
    """A disclosure that was made."""
    return {"disclosure": _whole(value.place, value.disclosed), "letter": value.letter or None}


def shown(value: ShownDisclosure) -> DisclosureShown:
    """A disclosure with all that was recorded; without a ground where nothing was disclosed."""
    disclosed = value.disclosed
    record = _whole(value.place, disclosed) if disclosed else DisclosurePlaceRecord.of(value.place)
    return {"disclosure": record, "entries": [register_json.EntryRecord.of(each) for each in value.entries]}


def _whole(where: DisclosurePlace, disclosed: Disclosed) -> DisclosureRecord:
    """Everything; the day of the letter is that of the place, since it may have been moved."""
    return DisclosureRecord.of(where, disclosed, disclosed.ground)
