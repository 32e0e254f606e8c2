"""Clients and sponsors for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from coachvault.practice.people import Client, SigningKey, Sponsor
from coachvault.render.as_json.envelope import Json

if TYPE_CHECKING:
    from coachvault.services.people.directory import ClientLine


def client(value: Client) -> Json:
    """A client with all contact data."""
    return plain(value)


def key(value: SigningKey) -> Json:
    """A public key of a client."""
    return plain(value)


def sponsor(value: Sponsor) -> Json:
    """A sponsor with all contact data."""
    return plain(value)


def client_line(line: ClientLine) -> Json:
    """A client as lists show it."""
    return {
        "code": line.code,
        "name": line.name,
        "status": line.status.value,
        "engagement": line.engagement or None,
        "notes": line.notes,
        "last_contact": line.last_contact or None,
    }


def plain(value: msgspec.Struct) -> Json:
    """Every field of a value, as JSON holds it."""
    plain: Json = msgspec.to_builtins(value)
    return plain
