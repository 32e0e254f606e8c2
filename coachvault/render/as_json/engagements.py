"""Engagements for scripts (docs/reference/json.md)."""

from __future__ import annotations

from coachvault.practice.engagement import Engagement, Terms
from coachvault.render.as_json.envelope import Json
from coachvault.render.as_json.people import plain


def engagement(value: Engagement, terms: Terms | None = None) -> Json:
    """An engagement; what was agreed only where it is open and asked for."""
    tally = value.tally
    data: Json = {
        "id": value.id,
        "client": value.client,
        "status": value.status.value,
        "started": value.started.isoformat(),
        "ended": value.ended.isoformat() if value.ended else None,
        "sponsor": value.sponsor,
        "kind": value.kind,
        "tags": list(value.tags),
        "pro_bono": value.pro_bono,
        "session_minutes": value.session_minutes,
        "notes": tally.notes,
        "sessions": tally.sessions,
        "last_contact": tally.last_contact.isoformat() if tally.last_contact else None,
        "destroyed": value.destroyed.isoformat() if value.destroyed else None,
        "next_session": value.next_session or None,
    }
    return data | (agreement(terms) if terms else {})


def agreement(terms: Terms) -> Json:
    """What was agreed."""
    return {"objectives": list(terms.objectives), "sponsor_may_receive": terms.sponsor_may_receive}


def terms(value: Terms) -> Json:
    """Everything that was agreed."""
    return plain(value)
