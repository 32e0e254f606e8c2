"""Values as the JSON of the contract: the keys that scripts rely on (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from coachvault.practice.backup import Backup
from coachvault.practice.engagement import Engagement, Terms
from coachvault.practice.people import Client, SigningKey, Sponsor
from coachvault.render.as_json import access as access_json
from coachvault.render.as_json import disclosure as disclosure_json
from coachvault.render.as_json import retention as retention_json
from coachvault.services.notes.journal import NoteView
from coachvault.services.notes.listing import NoteLine

if TYPE_CHECKING:
    from coachvault.services.keys.agent import Holding
    from coachvault.services.notes.inbox import Waiting
    from coachvault.services.notes.search import Match
    from coachvault.services.overview.day import Brief, Day
    from coachvault.services.people.directory import ClientLine
    from coachvault.services.records.register import Numbered
    from coachvault.services.releases.proposals import ReleaseLine

Json = dict[str, Any]


def note_line(line: NoteLine) -> Json:
    """A note as lists show it."""
    summary = line.summary
    return {
        "id": str(line.id),
        "client": line.id.code,
        "date": summary.held_on,
        "title": summary.title,
        "kind": summary.kind.value,
        "tags": list(summary.tags),
        "revision": line.revision,
        "words": summary.words,
        "minutes": summary.minutes,
        "pro_bono": summary.pro_bono,
    }


def note_saved(view: NoteView) -> Json:
    """A note without its text."""
    return note_line(NoteLine(view.id, view.note.summary, view.revision)) | {
        "zone": view.note.zone,
        "written_at": view.note.written_at.isoformat(),
    }


def note(view: NoteView) -> Json:
    """A note with its text."""
    return note_saved(view) | {"body": view.note.body}


def client(value: Client) -> Json:
    """A client with all contact data."""
    return _plain(value)


def key(value: SigningKey) -> Json:
    """A public key of a client."""
    return _plain(value)


def sponsor(value: Sponsor) -> Json:
    """A sponsor with all contact data."""
    return _plain(value)


def client_line(line: ClientLine) -> Json:
    """A client as lists show it."""
    return {
        "code": line.code,
        "name": line.name,
        "status": line.status.value,
        "engagement": line.engagement or None,
        "notes": line.notes,
        "last_contact": line.last_contact or None,
    }


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
    return _plain(value)


def register_entry(of: Numbered) -> Json:
    """An entry of the register, with its number."""
    return {"number": of.number, **_plain(of.entry)}


def backup(value: Backup) -> Json:
    """A backup that is known."""
    made = {"id": value.id, "path": value.path, "made_at": value.made_at.isoformat(), "seq": value.seq}
    return made | {"is_origin": value.is_origin}


def match(value: Match) -> Json:
    """A note that a search found."""
    return {
        "id": str(value.id),
        "client": value.id.code,
        "date": value.summary.held_on,
        "title": value.summary.title,
        "snippet": value.snippet,
    }


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


def _plain(value: msgspec.Struct) -> Json:
    plain: Json = msgspec.to_builtins(value)
    return plain
