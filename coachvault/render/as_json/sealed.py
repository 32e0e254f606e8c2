"""What was sealed with an engagement, as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from coachvault.practice.engagement import Engagement, Terms
from coachvault.practice.measures import Rating
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import notes as notes_json

if TYPE_CHECKING:
    from coachvault.services.notes.journal import NoteView
    from coachvault.services.notes.sealed import Reading


SealedRead = TypedDict(
    "SealedRead",
    {
        "engagement": engagements_json.EngagementRecord,
        "notes": list[notes_json.NoteRecord],
        "agreement": Terms,
        "ratings": list[Rating],
    },
)
SealedNotesRead = TypedDict(
    "SealedNotesRead", {"engagement": engagements_json.EngagementRecord, "notes": list[notes_json.NoteRecord]}
)


def notes(engagement: Engagement, views: list[NoteView]) -> SealedNotesRead:
    """An engagement with its notes."""
    shown = [notes_json.note(view) for view in views]
    return {"engagement": engagements_json.engagement(engagement), "notes": shown}


def reading(value: Reading) -> SealedRead:
    """An engagement with its notes, what was agreed, and the ratings."""
    return {
        "engagement": engagements_json.engagement(value.agreement.engagement),
        "notes": [notes_json.note(view) for view in value.notes],
        "agreement": value.agreement.terms,
        "ratings": value.series.ratings,
    }
