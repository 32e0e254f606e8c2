"""How a practice stands, and an archive, as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coachvault.render.as_json import register as register_json
from coachvault.render.as_json import retention as retention_json

if TYPE_CHECKING:
    from coachvault.services.retirement.archive import Archived
    from coachvault.services.retirement.letters import Written
    from coachvault.services.retirement.retire import RetirementOutlook

Json = dict[str, Any]


def outlook(value: RetirementOutlook) -> Json:
    """What is open, kept and due, and who could step in."""
    return {
        "retired_on": value.state.retired_on.isoformat() if value.state.retired_on else None,
        "is_archive": value.state.is_archive,
        "open_engagements": [each.id for each in value.open_engagements],
        "open_releases": [line.place.id for line in value.open_releases],
        "sealed": [
            {"engagement": each.id, "client": each.client, "choice": choice.value if choice else None}
            for each, choice in value.sealed
        ],
        **retention_json.due(value.due),
        "executors": [each.code for each in value.executors],
        "readers": [each.code for each in value.readers],
        "quorum": value.quorum or None,
        "missing": value.missing,
    }


def archived(value: Archived) -> Json:
    """An archive that was made."""
    return {"backup": register_json.backup(value.backup), "words": list(value.words)}


def letters(value: Written | None) -> Json:
    """The letters and the calendar file that go with an archive."""
    return {
        "letters": [str(each.absolute()) for each in value.letters] if value else [],
        "calendar": str(value.calendar.absolute()) if value else None,
    }
