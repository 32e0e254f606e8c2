"""Where a note is: from what was typed to a compartment and a record."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from coachvault.errors import Ended, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import EngagementStatus, require_not_destroyed
from coachvault.practice.ids import OWN, Code, NoteId, parse_note_id
from coachvault.practice.note import NoteSummary
from coachvault.services.records import roster
from coachvault.services.records.roster import StoredEngagement
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import HeadItem, Listing
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


class NotePlace(msgspec.Struct, frozen=True):
    """A compartment in which notes are: an engagement's, or the coach's own.

    Args:
        code: The client's code, or `own`.
        compartment_id: Where the notes are.
        kept: The engagement; None for the coach's own notes.
    """

    code: Code
    compartment_id: CompartmentId
    kept: StoredEngagement | None

    @property
    def has_ended(self) -> bool:
        """Whether the notes are sealed."""
        return self.kept is not None and self.kept.engagement.status is EngagementStatus.ENDED


def place_of_own(snapshot: Snapshot) -> NotePlace:
    """Returns where the coach's own notes are."""
    return NotePlace(OWN, snapshot.part(Part.OWN), None)


def places_of(snapshot: Snapshot, code: Code) -> list[NotePlace]:
    """Returns where a client's notes are, the oldest engagement first; what was destroyed is nowhere."""
    return [NotePlace(code, kept.compartment_id, kept) for kept in roster.undestroyed(snapshot, code)]


def places_for(snapshot: Snapshot, given_code: str) -> list[NotePlace]:
    """Returns where the notes are that were meant by a code; `own` stands for the coach's own.

    Raises:
        NotFound: Nobody has that code.
    """
    if given_code.strip().lower() == OWN:
        return [place_of_own(snapshot)]
    return places_of(snapshot, roster.client_code(snapshot, given_code))


def note_id(snapshot: Snapshot, given_id: str) -> NoteId:
    """Returns the id of the note that was meant; the code in it may be cut short.

    Raises:
        BadInput: It does not look like an id.
        NotFound: Nobody has that code.
    """
    wanted = parse_note_id(given_id)
    code = OWN if wanted.code == OWN else roster.client_code(snapshot, wanted.code)
    return NoteId(code, wanted.number)


def find_note(snapshot: Snapshot, wanted: NoteId) -> NotePlace:
    """Returns where a note is, or would be if its engagement is sealed.

    Raises:
        NotFound: There is no such note.
    """
    places = [place_of_own(snapshot)] if wanted.code == OWN else places_of(snapshot, wanted.code)
    readable = [place for place in places if snapshot.is_readable(place.compartment_id)]
    for place in readable:
        if find_item(snapshot, place.compartment_id, wanted.number):
            return place
    sealed = [place for place in places if place not in readable]
    for place in sealed:  # whether it is there is known once it is opened; that it can be is known from the numbers
        if place.kept and wanted.number <= place.kept.engagement.tally.last_number:
            return place
    for kept in [] if wanted.code == OWN else roster.engagements(snapshot, wanted.code):
        if kept.engagement.destroyed and wanted.number <= kept.engagement.tally.last_number:
            require_not_destroyed(kept.engagement)
    raise missing(wanted)


def require_readable(place: NotePlace) -> None:
    """Makes sure that a place can be read without a reason.

    Raises:
        Refused: Its engagement has ended and its notes are sealed (rule R6).
    """
    if place.has_ended and place.kept:
        engagement = place.kept.engagement
        raise Refused(
            f"{engagement.id} with {place.code} has ended and its notes are sealed: reading takes a reason.",
            f"`coachvault note show {place.code}` asks for one; `engagement open {engagement.id}` shows all of them.",
        )


def require_in_sight(snapshot: Snapshot, place: NotePlace) -> None:
    """Makes sure that what is kept with the notes of an engagement can be read: it goes on, or is open for a while.

    Raises:
        NotFound: It was destroyed.
        Refused: It has ended and is sealed (rule R6).
    """
    if place.kept:
        require_not_destroyed(place.kept.engagement)
    if place.has_ended and place.kept and not snapshot.is_readable(place.compartment_id):
        name = place.kept.engagement.id
        raise Refused(
            f"{name} with {place.code} has ended: what was agreed and rated is sealed with its notes.",
            f"`coachvault engagement open {name}` shows it for a reason; with `--for 30m` this command works, too.",
        )


def require_open(place: NotePlace) -> None:
    """Makes sure that a place takes changes.

    Raises:
        Ended: Its engagement has ended and its notes are sealed (rule R6).
    """
    if place.has_ended and place.kept:
        engagement = place.kept.engagement
        raise Ended(
            f"{engagement.id} with {place.code} has ended and its notes are sealed: readable, not changeable.",
            f"`coachvault engagement reopen {engagement.id}` takes the end back;"
            f" `coachvault engagement start {place.code}` begins anew.",
        )


def find_item(snapshot: Snapshot, compartment_id: CompartmentId, number: int) -> HeadItem | None:
    """Returns the note with a number in one compartment, if it is there."""
    items = snapshot.head(compartment_id).of_kind(kinds.NOTE)
    return next((item for item in items if item.listing["number"] == number), None)


def require_item(snapshot: Snapshot, place: NotePlace, wanted: NoteId) -> HeadItem:
    """Returns a note's item.

    Raises:
        NotFound: It is not there.
    """
    item = find_item(snapshot, place.compartment_id, wanted.number)
    if item is None:
        raise missing(wanted)
    return item


def missing(wanted: NoteId) -> NotFound:
    """The error for a note that is not there."""
    return NotFound(f"There is no note {wanted}.", f"`coachvault note list {wanted.code}` shows those there are.")


def summaries(snapshot: Snapshot, compartment_id: CompartmentId) -> list[tuple[RecordId, NoteSummary, int]]:
    """Returns every note's record, summary and newest revision from the compartment's head alone."""
    notes = snapshot.head(compartment_id).of_kind(kinds.NOTE)
    return [(item.record_id, summary_of(snapshot, item.listing), item.newest.number) for item in notes]


def summary_of(snapshot: Snapshot, listing: Listing) -> NoteSummary:
    """Returns what the head of a compartment says of a note; of a newer program's what this one knows."""
    if snapshot.header.is_newer:
        listing = {name: value for name, value in listing.items() if name in NoteSummary.__struct_fields__}
    return msgspec.convert(listing, NoteSummary)


def every_place(snapshot: Snapshot) -> list[NotePlace]:
    """Returns every place in which notes are."""
    kept = roster.undestroyed(snapshot)
    return [place_of_own(snapshot), *(NotePlace(each.engagement.client, each.compartment_id, each) for each in kept)]


def sealed_notes(places: Iterable[NotePlace]) -> int:
    """Counts the notes that are sealed."""
    return sum(place.kept.engagement.tally.notes for place in places if place.kept and place.has_ended)
