"""The journal: adding and reading notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from coachvault.errors import NotFound
from coachvault.practice import kinds
from coachvault.practice.clock import Clock
from coachvault.practice.engagement import Engagement, newest_open
from coachvault.practice.ids import OWN, Code, NoteId
from coachvault.practice.note import Note, NoteKind, NoteSummary, day_of
from coachvault.services.core.dates import moment_now
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.numbering import count, next_number, require_kind, writing_place
from coachvault.services.records import roster
from coachvault.services.records.note_places import (
    NotePlace,
    every_place,
    find_note,
    note_id,
    place_of_own,
    places_for,
    places_of,
    require_item,
    require_open,
)
from coachvault.vault.change import Change, random_record_id
from coachvault.vault.codec import RecordId
from coachvault.vault.heads import HeadItem
from coachvault.vault.snapshot import Snapshot


class NoteDraft(msgspec.Struct, frozen=True):
    """A note before it is written; what is None comes from the engagement or the present.

    Args:
        body: The text, exactly as it came.
        held_on: ISO day or moment.
        kind: What it is about.
        minutes: How long the session was.
        pro_bono: Whether it was given and not paid.
        tags: Words for finding it again.
        zone: The time zone's name; the present one when left out.
        written_at: When it was written; now when left out.
        takes_actions: Whether its lines that look like actions become actions.
    """

    body: str
    held_on: str | None = None
    kind: NoteKind | None = None
    minutes: int | None = None
    pro_bono: bool | None = None
    tags: tuple[str, ...] = ()
    zone: str = ""
    written_at: datetime | None = None
    takes_actions: bool = False


class NoteView(msgspec.Struct, frozen=True):
    """A note with its id, revision and text, and whether it was sealed."""

    id: NoteId
    note: Note
    revision: int
    sealed: bool = False


class NextNote(msgspec.Struct, frozen=True):
    """Where the next note of a client would go, for a prompt to show.

    Args:
        code: The client's code, or `own`.
        name: The client's name, or nothing.
        kind: The kind a note has unless said otherwise.
        last: The whole last note, where there is one.
    """

    code: Code
    name: str
    kind: NoteKind
    last: NoteView | None


def add_note(opened: OpenVault, given_code: str | None, draft: NoteDraft) -> NoteView:
    """Writes a note and returns it once the disk has given it back.

    Args:
        opened: The vault.
        given_code: A client's code or the start of one; None or `own` for a note without a client.
        draft: The note.

    Raises:
        NotFound: Nobody has that code.
        Refused: The client's engagement has ended.
        BadInput: The text or a detail is not valid.
    """
    with opened.vault.change("note add", opened.now()) as change:
        roster.require_living(change)
        code = None if is_own(given_code) else roster.client_code(change, given_code or "")
        return put_note(change, opened.clock, next_place(change, code, draft, opened.now().date()), draft)


def put_note(
    change: Change, clock: Clock, place: NotePlace, draft: NoteDraft, record_id: RecordId | None = None
) -> NoteView:
    """Puts a note into its place, with the next number.

    Args:
        change: The change that it is part of.
        clock: The time, where the draft leaves it out.
        place: Where it belongs.
        draft: The note.
        record_id: Its id, where it has one already.

    Raises:
        BadInput: A detail is not valid.
    """
    view = _put(change, place, _to_note(clock, place, next_number(change, place), draft), record_id)
    count(change, place, view.note.number)
    return view


def put_notes(change: Change, clock: Clock, place: NotePlace, drafts: Sequence[NoteDraft]) -> list[NoteView]:
    """Puts many notes into one place, with the next numbers; raises as `put_note` does."""
    numbered = enumerate(drafts, start=next_number(change, place))
    views = [_put(change, place, _to_note(clock, place, number, draft)) for number, draft in numbered]
    if views:
        count(change, place, views[-1].note.number)
    return views


def next_target(opened: OpenVault, given_code: str | None) -> NextNote:
    """Returns where the next note would go and the whole last note; raises as `add_note` does."""
    with opened.vault.read() as snapshot:
        if is_own(given_code):
            return NextNote(OWN, "", NoteKind.REFLECTION, _last(snapshot, [place_of_own(snapshot)]))
        code = roster.client_code(snapshot, given_code or "")
        places = places_of(snapshot, code)
        current = newest_open([place.kept.engagement for place in places if place.kept])
        if places and current is None:
            require_open(places[-1])
        open_places = [place for place in places if not place.has_ended]
        kind = current.usual_note_kind if current else NoteKind.CHEMISTRY
        return NextNote(code, roster.client(snapshot, code).name, kind, _last(snapshot, open_places))


def ended_engagement(opened: OpenVault, given_code: str | None) -> Engagement | None:
    """Returns the client's last engagement if it has ended and none is open; None otherwise.

    Raises:
        NotFound: Nobody has that code.
    """
    if is_own(given_code):
        return None
    with opened.vault.read() as snapshot:
        places = places_for(snapshot, given_code or "")
        last = places[-1].kept if places and all(place.has_ended for place in places) else None
        return last.engagement if last else None


def read_history(opened: OpenVault, given_id: str) -> list[NoteView]:
    """Returns every wording of a note, the oldest first.

    Raises:
        NotFound: There is no such note.
        Refused: It is sealed.
    """
    with opened.vault.read() as snapshot:
        wanted = note_id(snapshot, given_id)
        place = find_note(snapshot, wanted)
        if not snapshot.is_readable(place.compartment_id):
            require_open(place)
        item = require_item(snapshot, place, wanted)
        return [
            NoteView(
                wanted,
                snapshot.read(place.compartment_id, item.record_id, Note, row.revision),
                row.number,
                place.has_ended,
            )
            for row in item.rows
        ]


def last_note(opened: OpenVault, given_code: str = "") -> NoteView:
    """Returns the note that was held last, of one client or of all; not one whose day is still to come.

    Args:
        opened: The vault.
        given_code: A client's code or the start of one, or `own`; empty for any.

    Raises:
        NotFound: Nobody has that code, or there is no note.
        Ended: All engagements with that client have ended.
    """
    with opened.vault.read() as snapshot:
        places = places_for(snapshot, given_code) if given_code else every_place(snapshot)
        open_places = [place for place in places if not place.has_ended]
        if places and not open_places:
            require_open(places[-1])
        found = [(place, item) for place in open_places for item in latest_notes(snapshot, place)[:1]]
        if not found:
            raise NotFound("There is no such note yet.", "`coachvault note add` writes one.")
        place, item = max(found, key=lambda each: msgspec.convert(each[1].listing, NoteSummary).order)
        return view_of(snapshot, place, item)


def is_own(given_code: str | None) -> bool:
    """Returns whether a note without a client is meant."""
    return given_code is None or given_code.strip().lower() == OWN


def next_place(change: Change, code: Code | None, draft: NoteDraft, today: date) -> NotePlace:
    """Returns where a note goes, opening a place for a prospect's first one.

    Args:
        change: The change that it is part of.
        code: The client's code; None for a note without a client.
        draft: The note.
        today: The day of the note, where the draft leaves it out.

    Raises:
        Refused: The client's engagement has ended.
    """
    if code is None:
        return place_of_own(change)
    return writing_place(change, code, day_of(draft.held_on) if draft.held_on else today)


def _put(change: Change, place: NotePlace, note: Note, record_id: RecordId | None = None) -> NoteView:
    item = HeadItem(record_id or random_record_id(), kinds.NOTE, (), msgspec.to_builtins(note.summary))
    change.adopt(place.compartment_id, item, note)
    return NoteView(NoteId(place.code, note.number), note, 1)


def _to_note(clock: Clock, place: NotePlace, number: int, draft: NoteDraft) -> Note:
    engagement = place.kept.engagement if place.kept else None
    kind = draft.kind or (engagement.usual_note_kind if engagement else NoteKind.REFLECTION)
    require_kind(place, kind)
    timed = engagement is not None and kind in (NoteKind.SESSION, NoteKind.CHEMISTRY)
    usual_minutes = engagement.session_minutes if engagement and timed else 0
    return Note(
        number=number,
        body=draft.body,
        held_on=draft.held_on or moment_now(clock),
        zone=draft.zone or clock.zone(),
        kind=kind,
        written_at=draft.written_at or clock.now(),
        minutes=usual_minutes if draft.minutes is None else draft.minutes,
        pro_bono=bool(engagement and engagement.pro_bono) if draft.pro_bono is None else draft.pro_bono,
        tags=draft.tags,
    )


def _last(snapshot: Snapshot, places: list[NotePlace]) -> NoteView | None:
    found = ((place, item) for place in reversed(places) for item in latest_notes(snapshot, place))
    return next((view_of(snapshot, place, item) for place, item in found), None)


def latest_notes(snapshot: Snapshot, place: NotePlace) -> list[HeadItem]:
    """Returns the notes of a place, the one that was held last first; without those whose day is still to come."""
    today = snapshot.today
    every = snapshot.head(place.compartment_id).of_kind(kinds.NOTE)
    items = [item for item in every if today is None or day_of(item.listing["held_on"]) <= today]
    return sorted(items, key=lambda item: (item.listing["held_on"][:10], item.listing["number"]), reverse=True)


def view_of(snapshot: Snapshot, place: NotePlace, item: HeadItem) -> NoteView:
    """Returns a note with its id, revision and text."""
    note = snapshot.read(place.compartment_id, item.record_id, Note)
    return NoteView(NoteId(place.code, note.number), note, item.newest.number, place.has_ended)
