"""Numbers of notes and where the next one goes; a number is never given twice."""

from __future__ import annotations

from datetime import date

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.engagement import tally
from coachvault.practice.ids import Code
from coachvault.practice.note import OWN_KINDS, NoteKind
from coachvault.services.engagements import lifecycle
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, places_of, require_open, summaries
from coachvault.vault.change import Change


def require_kind(place: NotePlace, kind: NoteKind) -> None:
    """Makes sure that a note without a client is of a kind that needs none.

    Raises:
        BadInput: It is a session.
    """
    if place.kept is None and kind not in OWN_KINDS:
        raise BadInput(
            f"A {kind} note belongs to a client.", "Name the client's code, or give --kind supervision or reflection."
        )


def count(change: Change, place: NotePlace, last_number: int = 0) -> None:
    """Writes down how many notes a place has now, and the highest number given so far."""
    if place.kept is None:
        known = roster.counters(change)
        roster.save_counters(change, msgspec.structs.replace(known, own_notes=max(last_number, known.own_notes)))
        return
    kept = roster.engagement(change, place.kept.engagement.number)
    before = kept.engagement.tally
    highest = max(last_number, before.last_number)
    notes = [summary for _, summary, _ in summaries(change, place.compartment_id)]
    today = change.today
    counted = tally(notes, highest, kept.engagement.hours_destroyed, lambda day: today is not None and day > today)
    lifecycle.save_tally(change, kept, msgspec.structs.replace(counted, last_action=before.last_action))


def next_number(change: Change, place: NotePlace) -> int:
    """Returns the number of a place's next note; a number is never given twice."""
    if place.kept is not None:
        return lifecycle.last_note_number(change, place.code) + 1
    return roster.counters(change).own_notes + 1


def writing_place(change: Change, code: Code, held_on: date) -> NotePlace:
    """Returns where a client's next note goes, opening a place for a prospect's first one.

    Args:
        change: The change that it is part of.
        code: The client's code.
        held_on: The day of the note, on which a prospect's place begins.

    Raises:
        Refused: The client's engagement has ended.
    """
    places = places_of(change, code)
    current = next((place for place in reversed(places) if not place.has_ended), None)
    if current is None and places:
        require_open(places[-1])
    if current is None:
        kept = lifecycle.open_prospect(change, code, held_on)
        current = NotePlace(code, kept.compartment_id, kept)
    return current
