"""Search: words and phrases over every open note, in one pass; what is sealed is skipped, counted and said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from coachvault.practice import kinds
from coachvault.practice.finding import Query, snippet
from coachvault.practice.ids import Code, NoteId
from coachvault.practice.note import Note, NoteSummary
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.listing import Filter
from coachvault.services.records.note_places import every_place, places_for, sealed_notes, summaries, summary_of
from coachvault.vault.codec import CompartmentId
from coachvault.vault.snapshot import Snapshot

_ESCAPED = frozenset('"\\')


class Match(msgspec.Struct, frozen=True):
    """A note that holds every word, with one line of its text around the first of them; no line without words."""

    id: NoteId
    summary: NoteSummary
    snippet: str


class Matches(msgspec.Struct, frozen=True):
    """What was found, the latest first, how many there are in all, and how many sealed notes were not searched."""

    matches: list[Match]
    total: int
    sealed_skipped: int


def search_notes(opened: OpenVault, words: str, given_code: str | None, wanted: Filter) -> Matches:
    """Finds the notes that hold every word and phrase, regardless of case and accents.

    Args:
        opened: The vault.
        words: One or more words, those of a phrase between quotation marks; none to find by the limits alone.
        given_code: A client's code, or None for all notes.
        wanted: Limits by date, kind and tag, and how many of the latest are returned.

    Raises:
        NotFound: Nobody has that code.
    """
    query = Query(words)
    with opened.vault.read() as snapshot:
        places = places_for(snapshot, given_code) if given_code else every_place(snapshot)
        codes = {place.compartment_id: place.code for place in places if not place.has_ended}
        if query.words:
            found = [match for match in _holding(snapshot, codes, query) if wanted.fits(match.summary)]
        elif wanted.narrows:
            found = [match for match in _every(snapshot, codes) if wanted.fits(match.summary)]
        else:
            found = []
    found.sort(key=lambda match: match.summary.order, reverse=True)
    return Matches(found[: wanted.limit or None], len(found), sealed_notes(places))


def _holding(snapshot: Snapshot, codes: Mapping[CompartmentId, Code], query: Query) -> Iterator[Match]:
    """Yields the notes that hold what is looked for; what their heads say of them needs no counting of words."""
    raw_decides = all(word.isprintable() for word in query.words) and _ESCAPED.isdisjoint("".join(query.words))
    for found in snapshot.scan(set(codes)):
        if found.item.kind != kinds.NOTE or (raw_decides and not query.fits(found.data)):
            continue
        body = snapshot.decoded(found.data, Note).body
        if at := query.places(body):
            summary = summary_of(snapshot, found.item.listing)
            yield Match(NoteId(codes[found.compartment_id], summary.number), summary, snippet(body, at[0]))


def _every(snapshot: Snapshot, codes: Mapping[CompartmentId, Code]) -> Iterator[Match]:
    for compartment_id, code in codes.items():
        for _, summary, _ in summaries(snapshot, compartment_id):
            yield Match(NoteId(code, summary.number), summary, "")
