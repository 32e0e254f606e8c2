"""Actions of clients: taken from a note or written down alone, settled, and gone with what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import msgspec

from coachvault.errors import BadInput, NotFound
from coachvault.practice import kinds
from coachvault.practice.actions import Action, ActionId, ActionStatus, endings, offered_lines, parse_action_id
from coachvault.practice.dates import Meant, Present
from coachvault.practice.ids import OWN, Code, NoteId
from coachvault.services.core.dates import one_date
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.notes.journal import NoteView
from coachvault.services.records import roster
from coachvault.services.records.note_places import (
    NotePlace,
    every_place,
    find_note,
    places_of,
    require_in_sight,
    require_open,
)
from coachvault.vault.change import Change
from coachvault.vault.heads import HeadItem
from coachvault.vault.snapshot import Snapshot


class ActionView(msgspec.Struct, frozen=True):
    """An action with its id.

    Args:
        id: As it is typed, `heron/a3`.
        client: The client's code.
        text: What is to be done.
        by: The last day for it; None where none was named.
        status: What became of it.
        note: The id of the note from which it was taken; empty for none.
    """

    id: str
    client: Code
    text: str
    by: date | None
    status: ActionStatus
    note: str


def list_actions(opened: OpenVault, given_code: str = "") -> list[ActionView]:
    """Returns the actions of one client, or of all, the open ones first; what is sealed is left out.

    Raises:
        NotFound: Nobody has that code.
        Refused: All engagements with that client have ended and are sealed.
    """
    with opened.vault.read() as snapshot:
        if not given_code:
            places = [place for place in every_place(snapshot) if place.kept]
        else:
            places = places_of(snapshot, roster.client_code(snapshot, given_code))
            if places and not any(snapshot.is_readable(place.compartment_id) for place in places):
                require_in_sight(snapshot, places[-1])
        readable = [place for place in places if snapshot.is_readable(place.compartment_id)]
        found = [view for place in readable for view in actions_of(snapshot, place)]
    return sorted(found, key=lambda each: each.status is not ActionStatus.OPEN)


def actions_of(snapshot: Snapshot, place: NotePlace) -> list[ActionView]:
    """Returns the actions of one engagement that can be read, in the order of their numbers."""
    read = (snapshot.read(place.compartment_id, item.record_id, Action) for item in _items(snapshot, place))
    return [_view(place.code, each) for each in sorted(read, key=lambda each: each.number)]


def open_actions(snapshot: Snapshot, place: NotePlace) -> list[ActionView]:
    """Returns those of one engagement that are open."""
    return [each for each in actions_of(snapshot, place) if each.status is ActionStatus.OPEN]


def count_open(snapshot: Snapshot, place: NotePlace) -> int:
    """Counts those of one engagement that are open, without reading them."""
    return sum(item.listing["status"] == ActionStatus.OPEN for item in _items(snapshot, place))


def new_lines(opened: OpenVault, view: NoteView) -> list[str]:
    """Returns the lines of a note that offer themselves as actions, and were not taken from it before."""
    lines = offered_lines(view.note.body)
    if not lines:
        return []
    with opened.vault.read() as snapshot:
        place = find_note(snapshot, view.id)
        return _untaken(snapshot, place, view, lines) if place.kept else []


def take_from_note(opened: OpenVault, view: NoteView) -> list[ActionView]:
    """Takes the lines of a note that offer themselves as actions; the note stays as it is.

    Only clients have actions: of a note of the coach's own nothing is taken.

    Raises:
        Ended: Its engagement has ended.
    """
    if view.id.code == OWN or not offered_lines(view.note.body):
        return []
    with opened.vault.change("action add", opened.now()) as change:
        roster.require_living(change)
        return take_within(change, view, opened.now())


def take_within(change: Change, view: NoteView, at: datetime) -> list[ActionView]:
    """Takes the lines of a note as part of a change; raises as `take_from_note` does.

    Args:
        change: The change.
        view: The note.
        at: When.
    """
    place = find_note(change, view.id)
    lines = _untaken(change, place, view, offered_lines(view.note.body))
    return [_add(change, place, _action(change, line, view.note.day, at, view.note.number)) for line in lines]


def add_action(opened: OpenVault, given_code: str, text: str, by: date | None = None) -> ActionView:
    """Writes an action down without a note.

    Args:
        opened: The vault.
        given_code: A client's code.
        text: What, in one line; where `by` is left out, it may end with the day by which it is to be done.
        by: The last day for it.

    Raises:
        NotFound: Nobody has that code, or nothing with that client has started yet.
        Ended: The engagement has ended.
        BadInput: It is no single line of at most 500 characters.
    """
    with opened.vault.change("action add", opened.now()) as change:
        roster.require_living(change)
        kept = lifecycle.find_engagement(change, given_code, prefer_open=True)
        place = NotePlace(kept.engagement.client, kept.compartment_id, kept)
        require_open(place)
        now = opened.now()
        action = Action(1, text.strip(), now, by) if by else _action(change, text.strip(), now.date(), now, 0)
        return _add(change, place, action)


def settle_action(opened: OpenVault, given_id: str, status: ActionStatus) -> ActionView:
    """Writes down what became of an action.

    Raises:
        NotFound: There is no such action.
        Ended: Its engagement has ended.
        BadInput: It does not look like an id.
    """
    typed = parse_action_id(given_id)
    with opened.vault.change("action settle", opened.now()) as change:
        code = roster.client_code(change, typed.code)
        place, item = _find(change, ActionId(code, typed.number))
        require_open(place)
        before = change.read(place.compartment_id, item.record_id, Action)
        after = msgspec.structs.replace(before, status=status, at=opened.now())
        if before.status is not status:
            change.revise(place.compartment_id, item.record_id, after, _listing(after))
        return _view(code, after)


def move_with_note(change: Change, source: NotePlace, before: NoteId, target: NotePlace, after: NoteId) -> None:
    """Moves a note's actions to where the note is now, under new numbers.

    Args:
        change: The change that moves the note.
        source: Where it was.
        before: What it was called.
        target: Where it is.
        after: What it is called.
    """
    for item in _of_note(change, source, before.number):
        action = change.read(source.compartment_id, item.record_id, Action)
        if target.kept:
            _add(change, target, msgspec.structs.replace(action, note=after.number))
        change.erase(source.compartment_id, item.record_id)


def erase_with_note(change: Change, place: NotePlace, wanted: NoteId) -> int:
    """Erases a note's actions, as part of the change that erases the note; returns how many there were."""
    items = _of_note(change, place, wanted.number)
    for item in items:
        change.erase(place.compartment_id, item.record_id)
    return len(items)


def _items(snapshot: Snapshot, place: NotePlace) -> list[HeadItem]:
    return list(snapshot.head(place.compartment_id).of_kind(kinds.ACTION))


def _of_note(snapshot: Snapshot, place: NotePlace, number: int) -> list[HeadItem]:
    return [item for item in _items(snapshot, place) if item.listing["note"] == number]


def _untaken(snapshot: Snapshot, place: NotePlace, view: NoteView, lines: Sequence[str]) -> list[str]:
    taken = [
        snapshot.read(place.compartment_id, item.record_id, Action)
        for item in _of_note(snapshot, place, view.note.number)
    ]
    known = {each.text for each in taken}
    return [line for line in lines if _parts(snapshot, line, view.note.day)[0] not in known]


def _action(snapshot: Snapshot, line: str, day: date, at: datetime, note: int) -> Action:
    text, by = _parts(snapshot, line, day)
    return Action(1, text, at, by, note=note)


def _parts(snapshot: Snapshot, line: str, day: date) -> tuple[str, date | None]:
    """Returns what an action says, and by when, counted from a day; where that is in doubt, the line as it is."""
    order = roster.profile(snapshot).date_order
    present = Present(datetime.combine(day, time(12), UTC), UTC)
    for text, typed in endings(line):
        try:
            return text, one_date(typed, present, Meant.FUTURE, order).day
        except BadInput:
            continue
    return line, None


def _add(change: Change, place: NotePlace, action: Action) -> ActionView:
    """Adds an action under the next number of its client."""
    if place.kept is None:
        raise BadInput("Only clients have actions; a note of your own has none.")
    number = lifecycle.last_action_number(change, place.code) + 1
    numbered = msgspec.structs.replace(action, number=number)
    change.insert(place.compartment_id, kinds.ACTION, numbered, _listing(numbered))
    kept = roster.engagement(change, place.kept.engagement.number)
    lifecycle.save_tally(change, kept, msgspec.structs.replace(kept.engagement.tally, last_action=number))
    return _view(place.code, numbered)


def _listing(action: Action) -> dict[str, object]:
    return {"number": action.number, "status": action.status, "note": action.note}


def _view(code: Code, action: Action) -> ActionView:
    note = str(NoteId(code, action.note)) if action.note else ""
    return ActionView(str(ActionId(code, action.number)), code, action.text, action.by, action.status, note)


def _find(snapshot: Snapshot, wanted: ActionId) -> tuple[NotePlace, HeadItem]:
    places = places_of(snapshot, wanted.code)
    for place in places:
        if not snapshot.is_readable(place.compartment_id):
            continue
        for item in _items(snapshot, place):
            if item.listing["number"] == wanted.number:
                return place, item
    for place in places:
        if not snapshot.is_readable(place.compartment_id):
            require_open(place)  # it may be there, and is then sealed
    raise NotFound(f"There is no action {wanted}.", f"`coachvault action list {wanted.code}` shows those there are.")
