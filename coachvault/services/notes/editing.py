"""Changing notes: a new wording, another client, erasing."""

from __future__ import annotations

from typing import Any

import msgspec

from coachvault.errors import Refused
from coachvault.practice import kinds
from coachvault.practice.ids import NoteId
from coachvault.practice.note import Note
from coachvault.practice.register import Event
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.core.tombstones import ERASES_EARLIER
from coachvault.services.notes import actions, autosave
from coachvault.services.notes.journal import NoteView
from coachvault.services.notes.numbering import count, next_number, require_kind, writing_place
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, find_note, note_id, require_item, require_open
from coachvault.services.records.register import record
from coachvault.vault.change import Change
from coachvault.vault.heads import HeadItem

ROWS_ONLY = "rows erased here; older copies of the vault may still hold them"


class MovedNote(msgspec.Struct, frozen=True):
    """A note that was moved: where it was and where it is."""

    before: NoteId
    after: NoteView


def edit_note(opened: OpenVault, given_id: str, based_on: int, fields: dict[str, Any]) -> NoteView:
    """Writes a new wording of a note; the earlier ones stay in its history.

    Args:
        opened: The vault.
        given_id: The note's id.
        based_on: The revision that was edited.
        fields: What is new: body, held_on, kind, minutes, pro_bono, tags.

    Raises:
        NotFound: There is no such note.
        Refused: It is sealed, or was changed elsewhere meanwhile.
        BadInput: The text or a detail is not valid.
    """
    with opened.vault.change("note edit", opened.now()) as change:
        roster.require_living(change)
        wanted, place, item = _open_note(change, given_id)
        if item.newest.number != based_on:
            raise Refused(f"{wanted} was changed meanwhile; nothing was saved.", "Edit its newest wording.")
        before = change.read(place.compartment_id, item.record_id, Note)
        require_kind(place, fields.get("kind", before.kind))
        note = msgspec.structs.replace(before, **fields, written_at=opened.now())
        revision = change.revise(place.compartment_id, item.record_id, note, msgspec.to_builtins(note.summary))
        count(change, place)
    return NoteView(wanted, note, revision)


def move_note(opened: OpenVault, given_id: str, client: str) -> MovedNote:
    """Writes a note with its whole history anew for another client and erases it where it was.

    Raises:
        NotFound: There is no such note or client.
        Refused: One of the engagements has ended, or it is the same client.
    """
    with opened.vault.change("note move", opened.now()) as change:
        wanted, place, item = _open_note(change, given_id)
        code = roster.client_code(change, client)
        if code == place.code:
            raise Refused(f"{wanted} is a note about {code} already.")
        _require_not_held(change, place)
        draft = autosave.of_wording(opened, change, wanted)
        target = writing_place(change, code, opened.now().date())
        number = next_number(change, target)
        note, revision = _copy(change, place, item, target, number)
        change.erase(place.compartment_id, item.record_id)
        unsaved = autosave.sealed_anew(opened, change, place, wanted)
        count(change, target, number)
        after = NoteId(code, number)
        actions.move_with_note(change, place, wanted, target, after)
        count(change, place)
        record(change, Event.MOVED, place.code, f"{wanted} to {after}", opened.now(), ROWS_ONLY)
    draft.discard()
    for each in unsaved:
        each.discard_older()
    return MovedNote(wanted, NoteView(after, note, revision))


def erase_note(opened: OpenVault, given_id: str) -> NoteId:
    """Erases a note with its whole history; the register keeps that it was.

    Raises:
        NotFound: There is no such note.
        Refused: It is sealed.
    """
    with opened.vault.change("note erase", opened.now()) as change:
        wanted, place, item = _open_note(change, given_id)
        _require_not_held(change, place)
        draft = autosave.of_wording(opened, change, wanted)
        change.erase(place.compartment_id, item.record_id)
        actions.erase_with_note(change, place, wanted)
        unsaved = autosave.sealed_anew(opened, change, place, wanted)
        count(change, place)
        record(change, Event.ERASED, place.code, str(wanted), opened.now(), ROWS_ONLY)
    draft.discard()
    for each in unsaved:
        each.discard_older()
    return wanted


def erase_earlier(opened: OpenVault, given_id: str) -> tuple[NoteId, int]:
    """Erases all wordings of a note but the newest and returns how many there were; raises as `erase_note` does."""
    with opened.vault.change(ERASES_EARLIER, opened.now()) as change:
        wanted, place, item = _open_note(change, given_id)
        _require_not_held(change, place)
        erased = change.erase_earlier(place.compartment_id, item.record_id)
        unsaved = autosave.sealed_anew(opened, change, place)
        if erased:
            record(change, Event.ERASED_EARLIER, place.code, str(wanted), opened.now(), ROWS_ONLY)
    for each in unsaved:
        each.discard_older()
    return wanted, erased


def _open_note(change: Change, given_id: str) -> tuple[NoteId, NotePlace, HeadItem]:
    wanted = note_id(change, given_id)
    place = find_note(change, wanted)
    require_open(place)
    return wanted, place, require_item(change, place, wanted)


def _require_not_held(change: Change, place: NotePlace) -> None:
    """Makes sure that no hold is on an engagement of which something would be erased (rule R7)."""
    if place.kept is not None:
        from coachvault.services.retention.due import require_not_held  # loaded only where something is erased

        require_not_held(change, place.kept.engagement)


def _copy(change: Change, source: NotePlace, item: HeadItem, target: NotePlace, number: int) -> tuple[Note, int]:
    wordings = [change.read(source.compartment_id, item.record_id, Note, row.revision) for row in item.rows]
    notes = [msgspec.structs.replace(wording, number=number) for wording in wordings]
    first, *later = [(note, msgspec.to_builtins(note.summary)) for note in notes]
    record_id = change.insert(target.compartment_id, kinds.NOTE, *first)
    for note, listing in later:
        change.revise(target.compartment_id, record_id, note, listing)
    return notes[-1], len(notes)
