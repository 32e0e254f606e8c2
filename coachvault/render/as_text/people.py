"""Clients and sponsors as a person reads them at a terminal."""

from __future__ import annotations

from coachvault.practice.engagement import Engagement
from coachvault.practice.people import Client, Sponsor
from coachvault.render.as_text.engagements import period
from coachvault.render.as_text.layout import fields


def client(value: Client, engagements: list[Engagement]) -> str:
    """A client with all contact data and engagements."""
    emergency = value.emergency_contact
    urgent = ", ".join(part for part in (emergency.name, emergency.relation, emergency.phone) if part)
    pairs = [
        *_plain(value, "code", "name", "email", "phone", "address", "private_channel"),
        ("emergency contact", urgent),
        *_plain(value, "language", "remark"),
        ("signs by", value.road.value if value.road else ""),
        *(("signs with", f"{key.fingerprint}, known since {key.added_at:%Y-%m-%d}") for key in value.keys),
        *((each.id, period(each)) for each in engagements),
    ]
    return fields(pairs)


def sponsor(value: Sponsor, engagements: list[Engagement]) -> str:
    """A sponsor with all contact data and the engagements it pays for."""
    pairs = [
        *_plain(value, "code", "name", "organisation", "email", "phone", "address", "language", "remark"),
        *((each.id, f"{each.client}, {period(each)}") for each in engagements),
    ]
    return fields(pairs)


def _plain(value: Client | Sponsor, *names: str) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), getattr(value, name)) for name in names]
