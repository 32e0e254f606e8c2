"""Where disclosures are kept: the place of each in the schedule, and the text in a compartment of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from coachvault.errors import IntegrityError, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.disclosure import Disclosed, DisclosurePlace
from coachvault.practice.ids import Code, looks_like_disclosure, parse_disclosure_number
from coachvault.practice.people import Client
from coachvault.services.records import roster
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


class FoundDisclosure(msgspec.Struct, frozen=True):
    """A disclosure's place and the record that keeps it."""

    record_id: RecordId
    place: DisclosurePlace


def places(snapshot: Snapshot) -> list[DisclosurePlace]:
    """Returns every disclosure, the oldest first."""
    return [each.place for each in _records(snapshot)]


def find_disclosure(snapshot: Snapshot, given_id: str) -> FoundDisclosure:
    """Returns a disclosure by its id.

    Raises:
        NotFound: There is no such disclosure.
        BadInput: It is no id.
    """
    number = parse_disclosure_number(given_id)
    for found in _records(snapshot):
        if found.place.number == number:
            return found
    raise NotFound(f"There is no disclosure D{number}.", "`coachvault register list` shows those there were.")


def find_made(snapshot: Snapshot, given_id: str) -> FoundDisclosure:
    """Returns a disclosure that was made; raises as `find_disclosure` does, and `Refused` where it was not made."""
    found = find_disclosure(snapshot, given_id)
    if found.place.nothing_at is not None:
        raise Refused(f"{found.place.id} was closed: nothing was disclosed.")
    if found.place.done_at is None:
        raise Refused(
            f"{found.place.id} was begun and not written down yet.", f"`coachvault disclose {found.place.id}`"
        )
    return found


def find_begun(snapshot: Snapshot, given_id: str) -> FoundDisclosure:
    """Returns an emergency that has still to be written down.

    Raises as `find_disclosure` does, and `Refused` for another.
    """
    found = find_disclosure(snapshot, given_id)
    again = f"`coachvault disclose {found.place.client}` begins another, with a ground of its own."
    if found.place.nothing_at is not None:
        raise Refused(f"{found.place.id} was closed: nothing was disclosed.", again)
    if found.place.done_at is not None:
        day = f"{found.place.done_at:%Y-%m-%d}"
        raise Refused(f"{found.place.id} was made on {day}; a disclosure is made once.", again)
    return found


def client_of(snapshot: Snapshot, given_id: str) -> Code:
    """Returns whose disclosure is meant, by the client's code or the id of one that was begun.

    Raises:
        NotFound: Nobody has that code, or there is no such disclosure.
    """
    if looks_like_disclosure(given_id):
        return find_disclosure(snapshot, given_id).place.client
    return roster.client_code(snapshot, given_id)


def new_place(change: Change, now: datetime, code: Code) -> FoundDisclosure:
    """Begins a disclosure, with a compartment of its own."""
    number = max([roster.counters(change).disclosures, *(place.number for place in places(change))]) + 1
    place = DisclosurePlace(number, code, change.new_compartment(), now)
    return FoundDisclosure(change.insert(change.part(Part.SCHEDULE), kinds.DISCLOSURE, place, _listing(place)), place)


def save_place(change: Change, found: FoundDisclosure, **became: Any) -> DisclosurePlace:
    """Writes what became of a disclosure, by the fields of its place, and returns the place."""
    place = msgspec.structs.replace(found.place, **became)
    change.replace(change.part(Part.SCHEDULE), found.record_id, place, _listing(place))
    return place


def made(snapshot: Snapshot, place: DisclosurePlace) -> Disclosed:
    """Returns what a disclosure was, once it was made.

    Raises:
        IntegrityError: It is not where its place says.
    """
    compartment_id = CompartmentId(place.compartment_id)
    if compartment_id in snapshot.parts.values():
        raise IntegrityError("A disclosure points at another part of the vault: it was changed.")
    disclosed = roster.only(snapshot, compartment_id, kinds.DISCLOSED, Disclosed)
    if disclosed is None:
        raise IntegrityError(f"The text of {place.id} is not there: it was removed.", "`coachvault check`")
    return disclosed


def made_about(snapshot: Snapshot, code: Code) -> list[tuple[DisclosurePlace, Disclosed]]:
    """Returns what was disclosed about a client, the oldest first."""
    return [(place, made(snapshot, place)) for place in places(snapshot) if place.client == code and place.done_at]


def other_clients(snapshot: Snapshot, code: Code) -> tuple[Client, ...]:
    """Returns every client but one."""
    return tuple(roster.client(snapshot, each) for each in roster.codes(snapshot, kinds.CLIENT) if each != code)


def _listing(place: DisclosurePlace) -> dict[str, int | str]:
    return {"number": place.number, "client": place.client}


def _records(snapshot: Snapshot) -> list[FoundDisclosure]:
    found = roster.stored(snapshot, Part.SCHEDULE, kinds.DISCLOSURE, DisclosurePlace)
    return [FoundDisclosure(item.record_id, place) for item, place in found]


def written(snapshot: Snapshot, client: str = "") -> list[str]:
    """Returns the files that disclosures, all or one client's, were written into, as far as these keys can show."""
    if not snapshot.day.may_read:
        return []
    known = [place for place in places(snapshot) if place.done_at and client in ("", place.client)]
    return [said.path for place in known if (said := made(snapshot, place)).path]
