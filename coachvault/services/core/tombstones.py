"""What a vault itself says of what is gone or held, for a computer that did not see it happen, or forgot it."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from coachvault.practice import kinds
from coachvault.vault.codec import CompartmentId
from coachvault.vault.heads import revisions_before
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.taken import CONTACTS, HOURS, Taking

_WITH_NOTES = frozenset({kinds.ENGAGEMENT, kinds.RELEASE})


def found_in(snapshot: Snapshot) -> Taking:
    """Returns what was destroyed, erased, withdrawn or held, as far as these keys show it.

    What is sealed is not opened for it: what was erased there is not among it.

    Args:
        snapshot: The vault.
    """
    taking, schedule = Taking(), snapshot.part(Part.SCHEDULE)
    head = snapshot.head(schedule)
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
    for item in head.of_kind(kinds.HOLD):
        hold = snapshot.read(schedule, item.record_id, dict[str, Any])
        if hold.get("lifted_at") is None and hold["engagement"] in places:
            taking.holds(places[hold["engagement"]])
    _add_contacts(snapshot, taking)
    for compartment_id in snapshot.compartment_ids():
        if snapshot.is_readable(compartment_id):
            _add_readable(snapshot, compartment_id, taking)
    return taking


def _add_contacts(snapshot: Snapshot, taking: Taking) -> None:
    roster = snapshot.part(Part.ROSTER)
    for item in snapshot.head(roster).of_kind(kinds.CLIENT):
        if item.listing.get("erased"):
            for revision in revisions_before(item.newest.revision):
                taking.erases_of(roster, CONTACTS, item.record_id, revision)


def _add_readable(snapshot: Snapshot, compartment_id: CompartmentId, taking: Taking) -> None:
    head = snapshot.head(compartment_id)
    for record_id in head.erased:
        taking.erases(compartment_id, record_id)
    if any(True for _ in head.of_kind(kinds.WITHDRAWAL)):
        taking.withdraws(compartment_id)
