"""What a vault itself says of what is gone or held, for a computer that did not see it happen, or forgot it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from typing import Any

from coachvault.practice import kinds
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import revisions_before
from coachvault.vault.keys import Part
from coachvault.vault.ledger import Entry
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.taken import CONTACTS, HOURS, WORDING, Taking

_WITH_NOTES = frozenset({kinds.ENGAGEMENT, kinds.RELEASE})


ERASES_EARLIER = "note erase --earlier"
"""The kind of the entry by which earlier wordings are erased while their record stays."""


def found_in(snapshot: Snapshot, *, after: int = -1) -> Taking:
    """Returns what was destroyed, erased, withdrawn, held or lifted, as far as these keys show it.

    What is sealed is not opened for it: the ledger names what was erased there. Earlier wordings that were erased, and
    holds that were lifted, are told by the ledger alone, and so from an entry on.

    Args:
        snapshot: The vault.
        after: The number of the newest entry up to which that is known; -1 for none.
    """
    taking, schedule = Taking(after if snapshot.day.may_read else None), snapshot.part(Part.SCHEDULE)
    head, entries = snapshot.head(schedule), list(snapshot.entries_after(after))
    places: dict[int, CompartmentId] = {}
    for item in head.items:
        if item.kind in _WITH_NOTES:
            place = snapshot.read(schedule, item.record_id, dict[str, Any])
            compartment_id = CompartmentId(b64decode(place["compartment_id"]))
            if place.get("hours_destroyed"):
                taking.erases_of(schedule, HOURS, item.record_id)
            if item.listing.get("destroyed"):
                taking.destroys(compartment_id)
            elif item.kind == kinds.ENGAGEMENT:
                places[item.listing["number"]] = compartment_id
    _add_holds(snapshot, places, entries, taking)
    _add_contacts(snapshot, taking)
    for compartment_id in snapshot.compartment_ids():
        if snapshot.is_readable(compartment_id):
            _add_readable(snapshot, compartment_id, taking)
    _add_erased(snapshot, entries, taking)
    return taking


def _lines_dropped(snapshot: Snapshot) -> set[RecordId]:
    """Returns the lines that were dropped from the list of copies: that is housekeeping, and takes nothing away.

    What was thrown away while it waited is in the schedule's head likewise, and never was a row.
    """
    schedule = snapshot.part(Part.SCHEDULE)
    rows = (row for entry in snapshot.entries_after(-1) for row in entry.erased)
    return {RecordId(row.record_id) for row in rows if row.compartment_id == schedule}


def _add_erased(snapshot: Snapshot, entries: Sequence[Entry], taking: Taking) -> None:
    """Adds the wordings that entries erased, and the records of sealed compartments of which nothing is left."""
    left: dict[CompartmentId, set[bytes]] = {}
    there = set(snapshot.compartment_ids()) - set(snapshot.parts.values())
    for entry in entries:
        for row in entry.erased:
            place, record_id = CompartmentId(row.compartment_id), RecordId(row.record_id)
            if place not in there:
                continue
            if place not in left:
                left[place] = {each.record_id for each in snapshot.store.records(place)}
            if record_id not in left[place]:
                taking.erases(place, record_id)
            elif entry.kind == ERASES_EARLIER:
                taking.erases_of(place, WORDING, record_id, row.revision)


def _add_holds(
    snapshot: Snapshot, places: Mapping[int, CompartmentId], entries: Sequence[Entry], taking: Taking
) -> None:
    """Adds the holds that are, and those that entries lifted; another copy's hold of which they know nothing stays."""
    schedule = snapshot.part(Part.SCHEDULE)
    written = {(each.compartment_id, each.record_id) for entry in entries for each in entry.wrote}
    for item in snapshot.head(schedule).of_kind(kinds.HOLD):
        hold = snapshot.read(schedule, item.record_id, dict[str, Any])
        if hold["engagement"] in places:
            if hold.get("lifted_at") is None:
                taking.holds(places[hold["engagement"]])
            elif (schedule, item.record_id) in written:
                taking.lifts(places[hold["engagement"]])
    taking.lifted -= taking.held


def _add_contacts(snapshot: Snapshot, taking: Taking) -> None:
    roster = snapshot.part(Part.ROSTER)
    for item in snapshot.head(roster).of_kind(kinds.CLIENT):
        if item.listing.get("erased"):
            for revision in revisions_before(item.newest.revision):
                taking.erases_of(roster, CONTACTS, item.record_id, revision)


def _add_readable(snapshot: Snapshot, compartment_id: CompartmentId, taking: Taking) -> None:
    head = snapshot.head(compartment_id)
    gone = set(head.erased)
    if gone and compartment_id == snapshot.part(Part.SCHEDULE):
        gone -= _lines_dropped(snapshot)
    for record_id in gone:
        taking.erases(compartment_id, record_id)
    if any(True for _ in head.of_kind(kinds.WITHDRAWAL)):
        taking.withdraws(compartment_id)
