"""What was sealed with an engagement, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.engagement import Terms, grade_of
from coachvault.render.as_text import measures as measures_text
from coachvault.render.as_text.actions import line
from coachvault.render.as_text.layout import RULE
from coachvault.render.as_text.notes import notes

if TYPE_CHECKING:
    from coachvault.services.notes.sealed import SealedReading


def reading(value: SealedReading) -> str:
    """All notes, then what the client wanted to do, what was agreed, then how the client rated."""
    agreed, rated = value.agreement, value.series.ratings
    parts = [
        notes(value.notes) or "There is no note.",
        "\n".join(f"{line(each)}: {each.status.value}" for each in value.actions),
        f"{agreed.text}\n{agreement_state(agreed.terms)}" if agreed.terms != Terms() else "",
        measures_text.series(value.series) if rated else "",
    ]
    return f"\n\n{RULE}\n".join(filter(None, parts))


def agreement_state(terms: Terms) -> str:
    """Says whether an agreement was signed in its current form, and how that is proved."""
    if terms.signed_on is None:
        return "Not signed as it is: `--out FILE` writes it, to be signed; then `--signed-on DATE` records that."
    scan = f"; the saved scan has SHA-256 {terms.scan_sha256}" if terms.scan_sha256 else ""
    return f"Signed on {terms.signed_on} ({grade_of(terms)}{scan})."
