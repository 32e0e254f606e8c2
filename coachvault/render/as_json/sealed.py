"""What was sealed with an engagement, as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TypedDict

import msgspec

from coachvault.practice.engagement import Terms
from coachvault.practice.measures import Rating
from coachvault.render.as_json.engagements import EngagementRecord
from coachvault.render.as_json.notes import NoteRecord
from coachvault.render.as_json.record import Record


class SealedRead(Record, frozen=True):
    """An engagement with its notes, what was agreed, and the ratings."""

    parts = ("agreement", "series")

    engagement: EngagementRecord
    notes: list[NoteRecord]
    terms: Terms = msgspec.field(name="agreement")
    ratings: list[Rating]


SealedNotesRead = TypedDict("SealedNotesRead", {"engagement": EngagementRecord, "notes": list[NoteRecord]})
