"""What was sealed with an engagement, as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import notes as notes_json

if TYPE_CHECKING:
    from coachvault.services.notes.sealed import Reading

Json = dict[str, Any]


def reading(value: Reading) -> Json:
    """An engagement with its notes, what was agreed, and the ratings."""
    return {
        "engagement": engagements_json.engagement(value.agreement.engagement),
        "notes": [notes_json.note(view) for view in value.notes],
        "agreement": engagements_json.terms(value.agreement.terms),
        "ratings": [msgspec.to_builtins(each) for each in value.series.ratings],
    }
