"""Copies for clients as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachvault.practice.access import AccessRequest

if TYPE_CHECKING:
    from coachvault.services.client_rights.access import Copied
    from coachvault.services.client_rights.third_parties import Flag

Json = dict[str, Any]


def request(value: AccessRequest) -> Json:
    """A request for a copy, with the day until which it is to be answered."""
    answered = value.answered_at.isoformat() if value.answered_at else None
    asked = {"client": value.client, "asked_on": value.asked_on.isoformat(), "due": value.due.isoformat()}
    return asked | {"answered_at": answered}


def copied(value: Copied) -> Json:
    """A copy that was written."""
    return {
        "path": str(value.path),
        "code": value.code or None,
        "sha256": value.sha256,
        "items": value.items,
        "left_out": list(value.left_out),
        "redacted": list(value.redacted),
        "named_in": list(value.elsewhere),
        "sealed_not_searched": value.not_searched,
        "warnings": [_warning(each) for each in value.flags],
    }


def _warning(value: Flag) -> Json:
    """Something to look at before a copy is handed over."""
    return {"id": value.item, "kind": value.kind, "message": value.message, "excerpt": value.excerpt}
