"""Disclosures as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.practice.disclosure import DisclosurePlace
from coachvault.practice.people import Client

if TYPE_CHECKING:
    from coachvault.services.disclosing import Made

Json = dict[str, Any]


def place(value: DisclosurePlace) -> Json:
    """A disclosure, without a word of it."""
    plain: Json = msgspec.to_builtins(value)
    del plain["compartment_id"], plain["number"]
    return {"id": value.id} | plain


def made(value: Made) -> Json:
    """A disclosure that was made."""
    ground: Json = msgspec.to_builtins(value.disclosed.ground)
    told = {"spoken": value.disclosed.spoken, "text_sha256": value.disclosed.text_sha256}
    return place(value.place) | ground | told | {"path": value.disclosed.path or None}


def reach(value: Client) -> Json:
    """How to reach a client in danger."""
    plain: Json = msgspec.to_builtins(value)
    return {name: plain[name] for name in ("name", "address", "phone", "private_channel", "emergency_contact")}
