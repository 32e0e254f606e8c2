"""Notes for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.render.as_json.envelope import Json
from coachvault.services.notes.journal import NoteView
from coachvault.services.notes.listing import NoteLine

if TYPE_CHECKING:
    from coachvault.services.notes.search import Match


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


def match(value: Match) -> Json:
    """A note that a search found."""
    return {
        "id": str(value.id),
        "client": value.id.code,
        "date": value.summary.held_on,
        "title": value.summary.title,
        "snippet": value.snippet,
    }
