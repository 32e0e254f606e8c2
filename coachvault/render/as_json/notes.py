"""Notes for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypedDict

from coachvault.practice.note import NoteKind
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.practice.ids import NoteId
    from coachvault.services.notes.inbox import Waiting
    from coachvault.services.notes.journal import NoteView
    from coachvault.services.notes.listing import NoteLine
    from coachvault.services.notes.search import Match


class NoteLineRecord(Record, frozen=True):
    """A note as lists show it."""

    id: str
    client: str
    date: Annotated[str, "a day, or a moment with its offset"]
    title: Annotated[str, "its first line"]
    kind: NoteKind
    tags: tuple[str, ...]
    revision: int
    words: Annotated[int, "how many"]
    minutes: int
    pro_bono: bool


class NoteSavedRecord(NoteLineRecord, frozen=True):
    """A note without its text."""

    zone: str
    written_at: str


class NoteRecord(NoteSavedRecord, frozen=True):
    """A note with its text."""

    body: str


NoteSaved = TypedDict("NoteSaved", {"note": NoteSavedRecord})
NoteShown = TypedDict("NoteShown", {"note": NoteRecord})
NoteMoved = TypedDict("NoteMoved", {"note": NoteSavedRecord, "moved_from": Annotated[str, "the id that it had"]})
NoteList = TypedDict("NoteList", {"notes": list[NoteLineRecord], "sealed": Annotated[int, "how many were not read"]})
NoteHistory = TypedDict("NoteHistory", {"id": str, "revisions": list[NoteRecord]})
NoteErased = TypedDict("NoteErased", {"id": str, "erased": Annotated[int, "how many wordings"], "earlier_only": bool})
NoteDiscarded = TypedDict("NoteDiscarded", {"discarded": Annotated[str, "with `--discard`: what it was called"]})


class MatchRecord(Record, frozen=True):
    """A note that a search found."""

    id: str
    client: str
    date: str
    title: str
    snippet: str


SearchAnswer = TypedDict(
    "SearchAnswer",
    {"matches": list[MatchRecord], "sealed_skipped": Annotated[int, "how many sealed notes were not read"]},
)
InboxRecord = TypedDict("InboxRecord", {"waiting": Annotated[int, "how many"]})
NoteWaits = TypedDict(
    "NoteWaits",
    {"inbox": Annotated[InboxRecord, "of a note that waits: the vault is locked, or the engagement has ended"]},
)


class WaitingRecord(Record, frozen=True):
    """A note that waits to be filed."""

    id: str
    client: Annotated[str, "as it was given"]
    date: str
    title: str
    why: str


WaitingList = TypedDict("WaitingList", {"waiting": list[WaitingRecord]})
NotesImported = TypedDict(
    "NotesImported",
    {
        "client": str,
        "notes": list[NoteSavedRecord],
        "known": Annotated[int, "entries that were there already"],
        "blank": int,
        "other_tags": Annotated[int, "entries without the tag of `--tag`"],
        "day_of_file": Annotated[int, "notes that have the day on which their file was last changed"],
        "not_compared": Annotated[int, "sealed notes"],
    },
)


def note_line(line: NoteLine) -> NoteLineRecord:
    """A note as lists show it."""
    return NoteLineRecord.of(line.summary, line, **_named(line.id, line.summary.held_on))


def note_saved(view: NoteView) -> NoteSavedRecord:
    """A note without its text."""
    return NoteSavedRecord.of(view.note.summary, view, view.note, **_of_note(view))


def saved(view: NoteView) -> NoteSaved:
    """The answer about a note that was saved."""
    return {"note": note_saved(view)}


def note(view: NoteView) -> NoteRecord:
    """A note with its text."""
    return NoteRecord.of(view.note.summary, view, view.note, **_of_note(view))


def match(value: Match) -> MatchRecord:
    """A note that a search found."""
    return MatchRecord.of(value, value.summary, **_named(value.id, value.summary.held_on))


def waiting(value: Waiting) -> WaitingRecord:
    """A note that waits to be filed."""
    return WaitingRecord.of(value, date=value.held_on)


def _of_note(view: NoteView) -> dict[str, str]:
    return _named(view.id, view.note.held_on) | {"written_at": view.note.written_at.isoformat()}


def _named(note_id: NoteId, held_on: str) -> dict[str, str]:
    return {"id": str(note_id), "client": note_id.code, "date": held_on}
