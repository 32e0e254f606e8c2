"""The day for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.render.as_json import access as access_json
from coachvault.render.as_json import disclosure as disclosure_json
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_json.engagements import agreement, engagement
from coachvault.render.as_json.envelope import Json
from coachvault.render.as_json.notes import note

if TYPE_CHECKING:
    from coachvault.services.keys.agent import Holding
    from coachvault.services.notes.inbox import Waiting
    from coachvault.services.overview.day import Brief, Day
    from coachvault.services.records.releases import ReleaseLine


def brief(value: Brief) -> Json:
    """The minute before a session."""
    return {
        "client": value.code,
        "name": value.name,
        "engagement": engagement(value.engagement) if value.engagement else None,
        "sponsor": value.sponsor or None,
        **agreement(value.terms),
        "notes": [note(view) for view in value.notes],
        "releases": [_release_line(line) for line in value.releases],
    }


def day(value: Day) -> Json:
    """What is open today."""
    return {
        "practice": value.profile.name,
        "recovery": "tested" if value.profile.recovery_tested else "untested",
        "engagements": [engagement(each) for each in value.engagements],
        "forgotten": value.forgotten,
        "ended": value.ended,
        "releases": [_release_line(line) for line in value.releases],
        "readable_files": value.readable_files,
        "last_backup": value.last_backup.isoformat() if value.last_backup else None,
        "inbox": {"waiting": value.waiting},
        **retention_json.due(value.due),
        "retired_on": value.state.retired_on.isoformat() if value.state.retired_on else None,
        "custodians_not_tried": list(value.untested),
        "readers_without_quorum": value.readers_without_quorum,
        "access_requests": [access_json.request(each) for each in value.asked],
        "disclosures": [disclosure_json.place(each) for each in value.disclosures],
    }


def waiting(value: Waiting) -> Json:
    """A note that waits to be filed."""
    return {"id": value.id, "client": value.client, "date": value.held_on, "title": value.title, "why": value.why}


def holding(value: Holding) -> Json:
    """For how long the vault is still unlocked."""
    return {
        "idle_seconds": int(value.idle_left.total_seconds()),
        "total_seconds": int(value.total_left.total_seconds()),
        "open_engagements": len(value.windows),
    }


def _release_line(line: ReleaseLine) -> Json:
    waiting = list(line.release.waits_for()) if line.release else []
    return {"id": line.place.id, "client": line.place.client, "status": line.status.value, "waits_for": waiting}
