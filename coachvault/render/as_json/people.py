"""Clients and sponsors for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TypedDict

from coachvault.practice.people import Client, SigningKey, Sponsor
from coachvault.render.as_json.engagements import EngagementRecord
from coachvault.render.as_json.record import Record

ClientAnswer = TypedDict("ClientAnswer", {"client": Client})
ClientShown = TypedDict("ClientShown", {"client": Client, "engagements": list[EngagementRecord]})


class ClientLineRecord(Record, frozen=True):
    """A client as lists show it."""

    code: str
    name: str
    status: str
    engagement: str | None
    notes: int
    last_contact: str | None


ClientList = TypedDict("ClientList", {"clients": list[ClientLineRecord]})
KeyAnswer = TypedDict("KeyAnswer", {"client": Client, "key": SigningKey})
SponsorAnswer = TypedDict("SponsorAnswer", {"sponsor": Sponsor})
SponsorShown = TypedDict("SponsorShown", {"sponsor": Sponsor, "engagements": list[EngagementRecord]})
SponsorList = TypedDict("SponsorList", {"sponsors": list[Sponsor]})
