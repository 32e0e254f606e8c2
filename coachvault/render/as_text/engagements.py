"""Engagements as a person reads them at a terminal."""

from __future__ import annotations

from coachvault.practice.dates import said_back
from coachvault.practice.engagement import Engagement, Terms
from coachvault.practice.retention import Decision
from coachvault.practice.text import counted
from coachvault.render.as_text import day_notices
from coachvault.render.as_text.layout import fields, hours_line


def engagement(value: Engagement, terms: Terms | None, decision: Decision | None = None) -> str:
    """An engagement with what was agreed, and until when it is kept."""
    tally = value.tally
    pairs = [
        ("engagement", f"{value.id} with {value.client}"),
        ("status", period(value)),
        ("sponsor", value.sponsor or "none"),
        ("kind", value.kind),
        ("tags", " ".join(f"#{tag}" for tag in value.tags)),
        ("notes", f"{tally.notes}, of {counted(tally.sessions, 'session')}"),
        ("hours", hours_line(tally.paid_minutes, tally.pro_bono_minutes)),
        ("last contact", tally.last_contact.isoformat() if tally.last_contact else ""),
        ("next session", said_back(value.next_session) if value.next_session else ""),
        ("notes are", _kept(value, decision) if decision else ""),
    ]
    shut = "destroyed" if value.destroyed else "sealed"
    return fields(pairs) + "\n\n" + (agreed_terms(terms) if terms else f"What was agreed is {shut} with the notes.")


def _kept(value: Engagement, decision: Decision) -> str:
    if value.destroyed:
        return f"destroyed: `coachvault retention certificate {value.id}`"
    if value.ended is None and not decision.rule.keep.for_ever:
        return f"kept for {decision.rule}, because: {decision.rule.because}"
    return day_notices.kept_until(decision)


def period(value: Engagement) -> str:
    """How far an engagement is, with its days."""
    if value.ended:
        notes = f"notes destroyed on {value.destroyed}" if value.destroyed else "notes sealed"
        return f"ended, {value.started} to {value.ended}, {notes}"
    return f"{value.status.value} since {value.started}"


def agreed_terms(terms: Terms, sponsor_code: str = "") -> str:
    """What was agreed: the objectives, and what the sponsor may receive."""
    objectives = "\n".join(f"  - {objective}" for objective in terms.objectives) or "  none written down"
    to_whom = f"The sponsor ({sponsor_code})" if sponsor_code else "A sponsor"
    received = terms.sponsor_may_receive or "nothing was agreed, so nothing"
    return f"Objectives\n{objectives}\n{to_whom} may receive\n  {received}"
