"""Search: several words over every open note, in one pass; what is sealed is skipped, counted and said."""

from __future__ import annotations

import msgspec

from coachvault.practice import kinds
from coachvault.practice.finding import Query, snippet
from coachvault.practice.ids import NoteId
from coachvault.practice.note import Note, NoteSummary
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.listing import Filter
from coachvault.services.records.note_places import every_place, places_for, sealed_notes

_ESCAPED = frozenset('"\\')


class Match(msgspec.Struct, frozen=True):
    """A note that holds every word, with one line of its text around the first of them."""

    id: NoteId
    summary: NoteSummary
    snippet: str


class Matches(msgspec.Struct, frozen=True):
    """What was found, the latest first, and how many sealed notes were not searched."""

    matches: list[Match]
    sealed_skipped: int


def search_notes(opened: OpenVault, words: str, given_code: str | None, wanted: Filter) -> Matches:
    """Finds the notes that hold every word, regardless of case and accents.

    Args:
        opened: The vault.
        words: One or more words.
        given_code: A client's code, or None for all notes.
        wanted: Limits by date, kind and tag.

    Raises:
        NotFound: Nobody has that code.
    """
    query = Query(words)
    raw_decides = all(word.isprintable() for word in query.words) and _ESCAPED.isdisjoint("".join(query.words))
    with opened.vault.read() as snapshot:
        places = places_for(snapshot, given_code) if given_code else every_place(snapshot)
        codes = {place.compartment_id: place.code for place in places if not place.has_ended}
        matches = []
        for found in snapshot.scan(set(codes)):
            if found.item.kind != kinds.NOTE or (raw_decides and not query.fits(found.data)):
                continue
            note = snapshot.decoded(found.data, Note)
            at = query.places(note.body)
            if at and wanted.fits(note.summary):
                match_id = NoteId(codes[found.compartment_id], note.number)
                matches.append(Match(match_id, note.summary, snippet(note.body, at[0])))
    matches.sort(key=lambda match: match.summary.order, reverse=True)
    return Matches(matches[: wanted.limit or None], sealed_notes(places))
