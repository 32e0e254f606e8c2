"""Reading notes, those that are sealed for a reason that is recorded before anything is shown."""

from __future__ import annotations

import msgspec

from coachvault.errors import NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, EngagementStatus, Terms, require_not_destroyed
from coachvault.practice.ids import NoteId
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import agreements, lifecycle, measures
from coachvault.services.engagements.agreements import Agreement
from coachvault.services.engagements.measures import Series
from coachvault.services.notes.actions import ActionView, actions_of
from coachvault.services.notes.journal import NoteView, latest_notes, view_of
from coachvault.services.notes.readings import report
from coachvault.services.records.note_places import NotePlace, find_note, note_id, places_for, require_item
from coachvault.services.records.register import record
from coachvault.services.records.roster import StoredEngagement
from coachvault.vault.change import Change
from coachvault.vault.heads import HeadItem
from coachvault.vault.snapshot import Snapshot, Windows


class SealedReading(msgspec.Struct, frozen=True):
    """All that is sealed of an engagement.

    Args:
        agreement: What was agreed.
        series: How the client rated.
        notes: The notes, in the order of their numbers.
        actions: What the client wanted to do.
    """

    agreement: Agreement
    series: Series
    notes: list[NoteView]
    actions: list[ActionView] = []


def is_sealed(opened: OpenVault, given_id: str) -> bool:
    """Returns whether reading this note, or a client's last note, takes a reason.

    Raises:
        NotFound: There is no such client or note.
    """
    with opened.vault.read() as snapshot:
        return not snapshot.is_readable(_shown_place(snapshot, _meant(snapshot, given_id)).compartment_id)


def show_note(opened: OpenVault, given_id: str, reason: str = "") -> NoteView:
    """Returns one note, or a client's last one; reading what is sealed is recorded before it is shown.

    Args:
        opened: The vault.
        given_id: `heron/3`, or a code for the last note.
        reason: Why a sealed note is read.

    Raises:
        NotFound: There is no such client or note.
        Refused: The note is sealed and no reason was given (rule R6).
    """
    with opened.vault.read() as snapshot:
        meant = _meant(snapshot, given_id)
        place = _shown_place(snapshot, meant)
        if snapshot.is_readable(place.compartment_id):
            return view_of(snapshot, place, _shown_item(snapshot, place, meant))
    return _read_sealed(opened, given_id, parse_reason(reason))


def open_views(snapshot: Snapshot, wanted: list[NoteId]) -> dict[NoteId, NoteView]:
    """Returns those of some notes that take no reason; the others are sealed.

    Args:
        snapshot: The vault.
        wanted: Their ids.

    Raises:
        NotFound: There is no such note.
    """
    found = {}
    for each in wanted:
        place = find_note(snapshot, each)
        if snapshot.is_readable(place.compartment_id):
            found[each] = view_of(snapshot, place, require_item(snapshot, place, each))
    return found


def takes_reason(opened: OpenVault, given_id: str) -> bool:
    """Returns whether reading an engagement's notes takes a reason; not while they are open for a while.

    Raises:
        NotFound: There is no such client or engagement.
    """
    with opened.vault.read() as snapshot:
        kept = _find(snapshot, given_id)
        return not _is_open_for_a_while(opened, snapshot, kept)


def read_sealed_engagement(opened: OpenVault, given_id: str, reason: str) -> tuple[Engagement, Terms, list[NoteView]]:
    """Returns an ended engagement, what was agreed and all its notes; raises as `read_sealed` does."""
    found = read_sealed(opened, given_id, reason)
    return found.agreement.engagement, found.agreement.terms, found.notes


def read_sealed(opened: OpenVault, given_id: str, reason: str) -> SealedReading:
    """Returns all that is sealed of an ended engagement, for one reason and one entry in the register.

    While it is open for a while, neither is needed.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: No reason was given.
    """
    if opened.vault.windows:
        with opened.vault.read() as snapshot:
            kept = _find(snapshot, given_id)
            if _is_open_for_a_while(opened, snapshot, kept):
                return _everything(snapshot, kept)
    why, sealing = parse_reason(reason), opened.unseal()
    if not opened.may_write:
        with opened.reading_vault().read(sealing) as snapshot:
            kept = _find(snapshot, given_id)
            _report(snapshot, opened, Event.OPENED, (kept.engagement.client, kept.engagement.id), why)
            return _everything(snapshot, kept)
    with opened.reading_vault().change("engagement open", opened.now(), why=why, sealing=sealing) as change:
        file_what_waits(opened, change)
        kept = _find(change, given_id)
        found = _everything(change, kept)
        _record(change, opened, Event.OPENED, (kept.engagement.client, kept.engagement.id), why)
    return found


def open_for_a_while(opened: OpenVault, given_id: str, reason: str, minutes: int) -> tuple[Engagement, Windows]:
    """Returns an ended engagement and the keys of its notes, for one reason and one entry in the register.

    Args:
        opened: The vault.
        given_id: A client's code or an engagement's id.
        reason: Why.
        minutes: For how long, which the register says.

    Raises:
        NotFound: There is no such client or engagement.
        Refused: It has not ended, or no reason was given.
    """
    why, sealing = parse_reason(reason), opened.unseal()
    with opened.vault.change("engagement open", opened.now(), why=why, sealing=sealing) as change:
        kept = _find(change, given_id)
        file_what_waits(opened, change)
        if kept.engagement.status is not EngagementStatus.ENDED:
            raise Refused(f"{kept.engagement.id} has not ended: its notes are open.")
        place = kept.compartment_id
        windows = {(place, each): change.key(place, each) for each in change.generations(place)}
        about = (kept.engagement.client, kept.engagement.id)
        _record(change, opened, Event.OPENED, about, why, what=f"for {minutes} minutes")
    return kept.engagement, windows


def _find(snapshot: Snapshot, given_id: str) -> StoredEngagement:
    kept = lifecycle.find_engagement(snapshot, given_id, prefer_open=False)
    require_not_destroyed(kept.engagement)
    return kept


def _is_open_for_a_while(opened: OpenVault, snapshot: Snapshot, kept: StoredEngagement) -> bool:
    place = (kept.compartment_id, snapshot.generation(kept.compartment_id))
    return place in opened.vault.windows and kept.engagement.status is EngagementStatus.ENDED


def _everything(snapshot: Snapshot, kept: StoredEngagement) -> SealedReading:
    place = NotePlace(kept.engagement.client, kept.compartment_id, kept)
    views = [view_of(snapshot, place, item) for item in snapshot.head(place.compartment_id).of_kind(kinds.NOTE)]
    agreed = agreements.as_agreed(snapshot, kept.engagement, lifecycle.terms(snapshot, place.compartment_id))
    series, ordered = measures.series_of(snapshot, kept), sorted(views, key=lambda view: view.id.number)
    return SealedReading(agreed, series, ordered, actions_of(snapshot, place))


def _meant(snapshot: Snapshot, given_id: str) -> NoteId | str:
    """Returns the id of the note that was meant; or the code, for a client's last note."""
    return note_id(snapshot, given_id) if "/" in given_id else given_id


def _shown_place(snapshot: Snapshot, meant: NoteId | str) -> NotePlace:
    if isinstance(meant, NoteId):
        return find_note(snapshot, meant)
    places = [place for place in places_for(snapshot, meant) if place.kept is None or place.kept.engagement.tally.notes]
    if not places:
        raise NotFound("There is no note about that client yet.", "`coachvault note add` writes one.")
    return places[-1]


def _shown_item(snapshot: Snapshot, place: NotePlace, meant: NoteId | str) -> HeadItem:
    if isinstance(meant, NoteId):
        return require_item(snapshot, place, meant)
    latest = latest_notes(snapshot, place)
    if not latest:
        raise NotFound("There is no note here yet.", "`coachvault note add` writes one.")
    return latest[0]


def _read_sealed(opened: OpenVault, given_id: str, why: str) -> NoteView:
    sealing = opened.unseal()
    if not opened.may_write:
        with opened.reading_vault().read(sealing) as snapshot:
            view = _shown(snapshot, given_id)
            _report(snapshot, opened, Event.READ, (view.id.code, str(view.id)), why)
            return view
    with opened.reading_vault().change("note show", opened.now(), why=why, sealing=sealing) as change:
        file_what_waits(opened, change)
        view = _shown(change, given_id)
        _record(change, opened, Event.READ, (view.id.code, str(view.id)), why)
    return view


def _shown(snapshot: Snapshot, given_id: str) -> NoteView:
    meant = _meant(snapshot, given_id)
    place = _shown_place(snapshot, meant)
    return view_of(snapshot, place, _shown_item(snapshot, place, meant))


def _report(snapshot: Snapshot, opened: OpenVault, event: Event, about: tuple[str, str], why: str) -> None:
    """Records a reading in another copy: in the vault that goes on on this computer, if there is one."""
    report(opened, snapshot, RegisterEntry(event, opened.now(), *about, why, evidence=opened.by(snapshot)))


def _record(change: Change, opened: OpenVault, event: Event, about: tuple[str, str], why: str, what: str = "") -> None:
    """Records a reading: whose notes, which, why, and by whom if it was not the coach."""
    record(change, event, *about, opened.now(), why, what=what)


def file_what_waits(opened: OpenVault, change: Change) -> None:
    """Files notes that were written after the end: they wait for the key that this change has."""
    if opened.vault.locked.waiting:
        from coachvault.services.notes.inbox import file_what_opens  # loaded only where something waits

        file_what_opens(change, opened.clock)
