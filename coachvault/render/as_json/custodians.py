"""Custodians and the duty as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.practice.custodian import Custodian, Handbook
from coachvault.render.as_json import retention as retention_json

if TYPE_CHECKING:
    from coachvault.services.custody.duty import Duty

Json = dict[str, Any]


def custodian(value: Custodian, words: list[str] | None = None) -> Json:
    """A custodian; the words only once, when they were drawn here."""
    plain: Json = msgspec.to_builtins(value)
    return plain | {"public": value.public.hex()} | ({"words": words} if words is not None else {})


def handbook(value: Handbook) -> Json:
    """What custodians have to know."""
    plain: Json = msgspec.to_builtins(value)
    return plain


def duty(value: Duty) -> Json:
    """What there is to do."""
    return {
        "clients": [
            {
                "code": each.client.code,
                "name": each.client.name,
                "phone": each.client.phone,
                "email": each.client.email,
                "private_channel": each.client.private_channel,
                "next_session": each.engagement.next_session or None,
                "message": each.message,
                "not_reached_since": each.barred_since.isoformat() if each.barred_since else None,
            }
            for each in value.reach
        ],
        "ended": value.ended,
        **retention_json.due(value.due),
        "handbook": handbook(value.handbook),
        "custodians": [custodian(each) for each in value.custodians],
    }
