"""The journal: adding and reading notes."""

from __future__ import annotations

import msgspec

from coachvault.errors import NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, Status, Terms, newest_open
from coachvault.practice.ids import OWN, Code, NoteId
from coachvault.practice.note import Note, NoteKind, day_of
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.services import engagements, roster
from coachvault.services.dates import moment_now
from coachvault.services.numbering import count, expect_kind, next_number, writing_place
from coachvault.services.opening import OpenVault
from coachvault.services.placing import (
    Place,
    expect_item,
    expect_open,
    find_note,
    note_id,
    place_of_own,
    places_for,
    places_of,
)
from coachvault.services.register import record, write
from coachvault.vault.change import Change
from coachvault.vault.heads import Item
from coachvault.vault.snapshot import Snapshot, Windows


class NoteDraft(msgspec.Struct, frozen=True):
    """A note before it is written; what is None is taken from the engagement or the present.

    Args:
        body: The text, exactly as it came.
        held_on: ISO day or moment.
        kind: What it is about.
        minutes: How long the session was.
        pro_bono: Whether it was given and not paid.
        tags: Words for finding it again.
    """

    body: str
    held_on: str | None = None
    kind: NoteKind | None = None
    minutes: int | None = None
    pro_bono: bool | None = None
    tags: tuple[str, ...] = ()


class NoteView(msgspec.Struct, frozen=True):
    """A note with its id, revision and text, and whether it was sealed."""

    id: NoteId
    note: Note
    revision: int
    sealed: bool = False


class Target(msgspec.Struct, frozen=True):
    """Where the next note of a client would go, for a prompt to show.

    Args:
        code: The client's code, or `own`.
        name: The client's name, or nothing.
        kind: The kind a note has unless said otherwise.
        minutes: The duration unless said otherwise.
        last: The whole last note, where there is one.
    """

    code: Code
    name: str
    kind: NoteKind
    minutes: int
    last: NoteView | None


def add_note(opened: OpenVault, typed: str | None, draft: NoteDraft) -> NoteView:
    """Writes a note and returns it once the disk has given it back.

    Args:
        opened: The vault.
        typed: A client's code or the start of one; None or `own` for a note without a client.
        draft: The note.

    Raises:
        NotFound: Nobody has that code.
        Refused: The client's engagement has ended.
        BadInput: The text or a detail cannot be taken.
    """
    with opened.vault.change("note add", opened.now()) as change:
        place, numbered = _next_place(opened, change, typed, draft)
        note = _to_note(opened, place, numbered, draft)
        change.insert(place.compartment_id, kinds.NOTE, note, msgspec.to_builtins(note.summary))
        count(change, place, note.number)
    return NoteView(NoteId(place.code, note.number), note, 1)


def next_target(opened: OpenVault, typed: str | None) -> Target:
    """Returns where the next note would go and the whole last note; raises as `add_note` does."""
    with opened.vault.read() as snapshot:
        if is_own(typed):
            return Target(OWN, "", NoteKind.REFLECTION, 0, _last(snapshot, [place_of_own(snapshot)]))
        code = roster.client_code(snapshot, typed or "")
        places = places_of(snapshot, code)
        current = newest_open([place.kept.engagement for place in places if place.kept])
        if places and current is None:
            expect_open(places[-1])
        open_places = [place for place in places if not place.has_ended]
        kind = current.usual_note_kind if current else NoteKind.CHEMISTRY
        minutes = current.session_minutes if current else 60
        return Target(code, roster.client(snapshot, code).name, kind, minutes, _last(snapshot, open_places))


def is_sealed(opened: OpenVault, typed: str) -> bool:
    """Tells whether reading this note, or a client's last note, takes a reason.

    Raises:
        NotFound: There is no such client or note.
    """
    with opened.vault.read() as snapshot:
        return not snapshot.is_readable(_shown_place(snapshot, typed).compartment_id)


def show_note(opened: OpenVault, typed: str, reason: str = "") -> NoteView:
    """Returns one note, or a client's last one; reading what is sealed is recorded before it is shown.

    Args:
        opened: The vault.
        typed: `heron/3`, or a code for the last note.
        reason: Why a sealed note is read.

    Raises:
        NotFound: There is no such client or note.
        Refused: The note is sealed and no reason was given (rule R6).
    """
    with opened.vault.read() as snapshot:
        place = _shown_place(snapshot, typed)
        if snapshot.is_readable(place.compartment_id):
            return _view(snapshot, place, _shown_item(snapshot, place, typed))
    return _read_sealed(opened, typed, parse_reason(reason))


def read_history(opened: OpenVault, typed: str) -> list[NoteView]:
    """Returns every wording of a note, the oldest first.

    Raises:
        NotFound: There is no such note.
        Refused: It is sealed.
    """
    with opened.vault.read() as snapshot:
        wanted = note_id(snapshot, typed)
        place = find_note(snapshot, wanted)
        if not snapshot.is_readable(place.compartment_id):
            expect_open(place)
        item = expect_item(snapshot, place, wanted)
        return [
            NoteView(wanted, snapshot.read(place.compartment_id, item.record_id, Note, row.revision), row.revision)
            for row in item.rows
        ]


def read_sealed_engagement(opened: OpenVault, typed: str, reason: str) -> tuple[Engagement, Terms, list[NoteView]]:
    """Returns an ended engagement, what was agreed and all its notes, for one reason and one entry in the register.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: No reason was given.
    """
    why, sealing = parse_reason(reason), opened.unseal()
    with opened.vault.change("engagement open", opened.now(), why=why, sealing=sealing) as change:
        kept = engagements.find(change, typed, prefer_open=False)
        place = Place(kept.engagement.client, kept.compartment_id, kept)
        views = [_view(change, place, item) for item in change.head(place.compartment_id).of_kind(kinds.NOTE)]
        agreed = engagements.terms(change, place.compartment_id)
        record(change, Event.OPENED, place.code, kept.engagement.id, opened.now(), why)
    return kept.engagement, agreed, sorted(views, key=lambda view: view.id.number)


def open_for_a_while(opened: OpenVault, typed: str, reason: str, minutes: int) -> tuple[Engagement, Windows]:
    """Returns an ended engagement and the keys of its notes, for one reason and one entry in the register.

    Args:
        opened: The vault.
        typed: A client's code or an engagement's id.
        reason: Why.
        minutes: For how long, which the register says.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has not ended, or no reason was given.
    """
    why, sealing = parse_reason(reason), opened.unseal()
    with opened.vault.change("engagement open", opened.now(), why=why, sealing=sealing) as change:
        kept = engagements.find(change, typed, prefer_open=False)
        if kept.engagement.status is not Status.ENDED:
            raise Refused(f"{kept.engagement.id} has not ended: its notes are open.")
        newest = change.generation(kept.compartment_id)
        windows = {(kept.compartment_id, each): change.key(kept.compartment_id, each) for each in range(1, newest + 1)}
        entry = RegisterEntry(Event.OPENED, opened.now(), kept.engagement.client, kept.engagement.id, why)
        write(change, msgspec.structs.replace(entry, what=f"for {minutes} minutes"))
    return kept.engagement, windows


def is_own(typed: str | None) -> bool:
    """Tells whether a note without a client is meant."""
    return typed is None or typed.strip().lower() == OWN


def _next_place(opened: OpenVault, change: Change, typed: str | None, draft: NoteDraft) -> tuple[Place, int]:
    if is_own(typed):
        place = place_of_own(change)
    else:
        day = day_of(draft.held_on) if draft.held_on else None
        place = writing_place(opened, change, roster.client_code(change, typed or ""), day)
    return place, next_number(change, place)


def _to_note(opened: OpenVault, place: Place, number: int, draft: NoteDraft) -> Note:
    engagement = place.kept.engagement if place.kept else None
    kind = draft.kind or (engagement.usual_note_kind if engagement else NoteKind.REFLECTION)
    expect_kind(place, kind)
    timed = engagement is not None and kind in (NoteKind.SESSION, NoteKind.CHEMISTRY)
    usual_minutes = engagement.session_minutes if engagement and timed else 0
    return Note(
        number=number,
        body=draft.body,
        held_on=draft.held_on or moment_now(opened.clock),
        zone=opened.clock.zone(),
        kind=kind,
        written_at=opened.now(),
        minutes=usual_minutes if draft.minutes is None else draft.minutes,
        pro_bono=bool(engagement and engagement.pro_bono) if draft.pro_bono is None else draft.pro_bono,
        tags=draft.tags,
    )


def _shown_place(snapshot: Snapshot, typed: str) -> Place:
    if "/" in typed:
        return find_note(snapshot, note_id(snapshot, typed))
    places = [place for place in places_for(snapshot, typed) if place.kept is None or place.kept.engagement.tally.notes]
    if not places:
        raise NotFound("There is no note about that client yet.", "`coachvault note add` writes one.")
    return places[-1]


def _shown_item(snapshot: Snapshot, place: Place, typed: str) -> Item:
    if "/" in typed:
        return expect_item(snapshot, place, note_id(snapshot, typed))
    latest = _latest(snapshot, place)
    if latest is None:
        raise NotFound("There is no note here yet.", "`coachvault note add` writes one.")
    return latest


def _read_sealed(opened: OpenVault, typed: str, why: str) -> NoteView:
    sealing = opened.unseal()
    with opened.vault.change("note show", opened.now(), why=why, sealing=sealing) as change:
        place = _shown_place(change, typed)
        view = _view(change, place, _shown_item(change, place, typed))
        record(change, Event.READ, place.code, str(view.id), opened.now(), why)
    return view


def _last(snapshot: Snapshot, places: list[Place]) -> NoteView | None:
    for place in reversed(places):
        item = _latest(snapshot, place)
        if item is not None:
            return _view(snapshot, place, item)
    return None


def _latest(snapshot: Snapshot, place: Place) -> Item | None:
    items = list(snapshot.head(place.compartment_id).of_kind(kinds.NOTE))
    return max(items, key=lambda item: (item.listing["held_on"][:10], item.listing["number"]), default=None)


def _view(snapshot: Snapshot, place: Place, item: Item) -> NoteView:
    note = snapshot.read(place.compartment_id, item.record_id, Note)
    return NoteView(NoteId(place.code, note.number), note, item.newest.revision, place.has_ended)
