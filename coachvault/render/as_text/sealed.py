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
        f"{agreed.text}\n{agreement_state(agreed.terms, agreed.engagement.sponsor)}" if agreed.terms != Terms() else "",
        measures_text.series(value.series) if rated else "",
    ]
    return f"\n\n{RULE}\n".join(filter(None, parts))


def agreement_state(terms: Terms, sponsor: str | None) -> str:
    """Says whether an agreement was signed in its current form, how that is proved, and what the sponsor may have."""
    scan = f"; the saved scan has SHA-256 {terms.scan_sha256}" if terms.scan_sha256 else ""
    signed = (
        f"Signed on {terms.signed_on} ({grade_of(terms)}{scan})."
        if terms.signed_on
        else "Not signed as it is: `--out FILE` writes it, to be signed; then `--signed-on DATE` records that."
    )
    return "\n".join(filter(None, (signed, allows(terms, sponsor))))


def allows(terms: Terms, sponsor: str | None) -> str:
    """Says which releases to the sponsor a signed agreement lets through; nothing where there is no sponsor."""
    if not sponsor:
        return ""
    if terms.reports:
        return f"Once it is signed, releases to {sponsor} are for this alone: {', '.join(terms.reports)}."
    in_words = " What the sponsor may receive is said in words alone, which no release is compared with." * bool(
        terms.sponsor_may_receive
    )
    return f"It names no kind of report: once it is signed, every release to {sponsor} is refused.{in_words}"
