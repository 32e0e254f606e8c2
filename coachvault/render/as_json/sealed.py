"""What was sealed with an engagement, as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.render import records

if TYPE_CHECKING:
    from coachvault.services.notes.sealed import Reading

Json = dict[str, Any]


def reading(value: Reading) -> Json:
    """An engagement with its notes, what was agreed, and the ratings."""
    return {
        "engagement": records.engagement(value.agreement.engagement),
        "notes": [records.note(view) for view in value.notes],
        "agreement": records.terms(value.agreement.terms),
        "ratings": [msgspec.to_builtins(each) for each in value.series.ratings],
    }
