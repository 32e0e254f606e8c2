"""Lists of notes, from the heads of their compartments alone."""

from __future__ import annotations

from datetime import date

import msgspec

from coachvault.practice.ids import NoteId
from coachvault.practice.note import NoteKind, NoteSummary
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.note_places import (
    every_place,
    places_for,
    sealed_notes,
    summaries,
)


class NoteLine(msgspec.Struct, frozen=True):
    """What a list shows of a note."""

    id: NoteId
    summary: NoteSummary
    revision: int


class Filter(msgspec.Struct, frozen=True):
    """Which notes a list shows; an empty field asks for nothing.

    Args:
        since: First day.
        until: Last day.
        tags: All of them must be there.
        kind: Only this kind.
        limit: At most so many, the latest; 0 for all.
    """

    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    kind: NoteKind | None = None
    limit: int = 0

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.since or self.until or self.tags or self.kind)

    def fits(self, summary: NoteSummary) -> bool:
        """Returns whether a note is asked for."""
        day = summary.day
        return (
            (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
            and (self.kind is None or summary.kind is self.kind)
            and set(self.tags) <= set(summary.tags)
        )


class Listed(msgspec.Struct, frozen=True):
    """The notes that were asked for, and how many are sealed and were not read."""

    notes: list[NoteLine]
    sealed: int


def list_notes(opened: OpenVault, given_code: str | None, wanted: Filter) -> Listed:
    """Returns the notes of one client, or of all and the coach's own, from the latest; sealed ones are only counted.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        places = places_for(snapshot, given_code) if given_code else every_place(snapshot)
        lines = [
            NoteLine(NoteId(place.code, summary.number), summary, revision)
            for place in places
            if not place.has_ended
            for _, summary, revision in summaries(snapshot, place.compartment_id)
            if wanted.fits(summary)
        ]
    lines.sort(key=lambda line: line.summary.order, reverse=True)
    return Listed(lines[: wanted.limit or None], sealed_notes(places))
