"""Disclosures as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.practice.disclosure import Disclosed, DisclosurePlace
from coachvault.practice.people import Client

if TYPE_CHECKING:
    from coachvault.services.disclosure.disclose import Made

Json = dict[str, Any]


def place(value: DisclosurePlace) -> Json:
    """A disclosure, without a word of it."""
    plain: Json = msgspec.to_builtins(value)
    del plain["compartment_id"], plain["number"]
    return {"id": value.id} | plain


def made(value: Made) -> Json:
    """A disclosure that was made."""
    return shown(value.place, value.disclosed)


def shown(where: DisclosurePlace, disclosed: Disclosed | None) -> Json:
    """A disclosure with all that was recorded; without a ground where nothing was disclosed."""
    if disclosed is None:
        return place(where)
    ground: Json = msgspec.to_builtins(disclosed.ground)
    message = {"spoken": disclosed.spoken, "text_sha256": disclosed.text_sha256, "path": disclosed.path or None}
    due = {"letter_due": place(where)["letter_due"]}  # the ground's own is the first day; it may have been moved
    return place(where) | ground | message | due | {"kept": msgspec.to_builtins(disclosed.kept)}


def reach(value: Client) -> Json:
    """How to reach a client in danger."""
    plain: Json = msgspec.to_builtins(value)
    return {name: plain[name] for name in ("name", "address", "phone", "private_channel", "emergency_contact")}
