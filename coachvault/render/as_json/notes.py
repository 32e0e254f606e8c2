"""Notes for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, TypedDict

import msgspec

from coachvault.practice.note import NoteKind
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.notes.journal import NoteView


class NoteLineRecord(Record, frozen=True):
    """A note as lists show it."""

    parts: ClassVar[tuple[str, ...]] = ("summary", "id")

    id: str
    code: str = msgspec.field(name="client")
    held_on: Annotated[str, "a day, or a moment with its offset"] = msgspec.field(name="date")
    title: Annotated[str, "its first line"]
    kind: NoteKind
    tags: tuple[str, ...]
    revision: int
    words: Annotated[int, "how many"]
    minutes: int
    pro_bono: bool


class NoteSavedRecord(NoteLineRecord, frozen=True):
    """A note without its text."""

    parts: ClassVar[tuple[str, ...]] = ("note.summary", "note", "id")

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

    parts = ("summary", "id")

    id: str
    code: str = msgspec.field(name="client")
    held_on: str = msgspec.field(name="date")
    title: str
    snippet: str


SearchAnswer = TypedDict(
    "SearchAnswer",
    {
        "matches": list[MatchRecord],
        "total": Annotated[int, "how many there are, whatever `--limit` says"],
        "sealed_skipped": Annotated[int, "how many sealed notes were not read"],
    },
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
    held_on: str = msgspec.field(name="date")
    title: str
    why: str


WaitingList = TypedDict("WaitingList", {"waiting": list[WaitingRecord]})


class NotesImported(Record, frozen=True):
    """What came in from another program."""

    code: str = msgspec.field(name="client")
    notes: list[NoteSavedRecord]
    known: Annotated[int, "entries that were there already"]
    blank: int
    other_tags: Annotated[int, "entries without the tag of `--tag`"]
    guessed: Annotated[int, "notes that have the day on which their file was last changed"] = msgspec.field(
        name="day_of_file"
    )
    not_compared: Annotated[int, "sealed notes"]


def saved(view: NoteView) -> NoteSaved:
    """The answer about a note that was saved."""
    return {"note": NoteSavedRecord.of(view)}
