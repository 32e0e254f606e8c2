"""Releases as they are kept: a place in the schedule, and a compartment of their own with everything that happened."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from coachvault.errors import IntegrityError, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.ids import Code, parse_release_number
from coachvault.practice.release import Confirmation, Export, Release, ReleasePlace, ReleaseStatus, Withdrawal
from coachvault.practice.signoff import Evidence, Proposal, Request
from coachvault.services.records import roster
from coachvault.services.records.as_known import known_withdrawal, release_as_known
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def places(snapshot: Snapshot, client: Code | None = None) -> list[ReleasePlace]:
    """Returns where the releases of one client are, or all, in the order of their numbers."""
    schedule = snapshot.part(Part.SCHEDULE)
    found = [
        snapshot.read(schedule, item.record_id, ReleasePlace)
        for item in snapshot.head(schedule).of_kind(kinds.RELEASE)
        if client is None or item.listing["client"] == client
    ]
    if any(place.compartment_id in snapshot.parts.values() for place in found):
        raise IntegrityError("A release points at another part of the vault: it was changed.")
    return sorted((release_as_known(snapshot, place) for place in found), key=lambda place: place.number)


def find_place(snapshot: Snapshot, number: int) -> ReleasePlace:
    """Returns where the release with a number is.

    Raises:
        NotFound: There is none.
    """
    found = next((place for place in places(snapshot) if place.number == number), None)
    if found is None:
        raise NotFound(f"There is no release R{number}.", "`coachvault release list` shows those there are.")
    return found


def is_sealed(snapshot: Snapshot, place: ReleasePlace) -> bool:
    """Returns whether a draft was sealed together with its engagement, before anybody was asked."""
    if place.destroyed is not None:
        return False
    if place.sealed or not snapshot.day.may_read:
        return place.sealed
    return snapshot.is_sealed(CompartmentId(place.compartment_id))


def require_not_destroyed(place: ReleasePlace) -> None:
    """Makes sure that a release is still there.

    Raises:
        NotFound: It was destroyed.
    """
    if place.destroyed is not None:
        raise NotFound(
            f"{place.id} was destroyed on {place.destroyed}, with its evidence.",
            f"`coachvault retention certificate {place.id}` shows by which rule; `register list` shows what had left.",
        )


def destroy(change: Change, place: ReleasePlace, on: date) -> None:
    """Destroys a release with its key; its number, client and engagement stay in the schedule."""
    change.destroy_compartment(CompartmentId(place.compartment_id))
    replace_place(change, msgspec.structs.replace(place, destroyed=on))


def load(snapshot: Snapshot, place: ReleasePlace) -> Release:
    """Returns a release with everything that happened to it.

    Raises:
        NotFound: It was destroyed.
        Refused: It is a draft that was sealed together with its engagement (rule R6).
    """
    require_not_destroyed(place)
    if is_sealed(snapshot, place):
        raise Refused(
            f"{place.id} was a draft when E{place.engagement} ended, and is sealed with its notes.",
            f"`coachvault engagement reopen E{place.engagement}` takes the end back.",
        )
    return load_opened(snapshot, place)


def load_opened(snapshot: Snapshot, place: ReleasePlace) -> Release:
    """Returns a release, also a sealed draft, to a service that has the key to it and records why."""
    where = CompartmentId(place.compartment_id)
    return Release(
        place,
        roster.every(snapshot, where, kinds.PROPOSAL, Proposal)[-1],
        tuple(roster.every(snapshot, where, kinds.REQUEST, Request)),
        tuple(roster.every(snapshot, where, kinds.EVIDENCE, Evidence)),
        tuple(roster.every(snapshot, where, kinds.CONFIRMATION, Confirmation)),
        tuple(roster.every(snapshot, where, kinds.EXPORT, Export)),
        roster.only(snapshot, where, kinds.WITHDRAWAL, Withdrawal) or known_withdrawal(snapshot, place),
    )


def insert(change: Change, client: Code, engagement: int, proposal: Proposal) -> Release:
    """Adds a release with a compartment and a key of its own, so that it survives the sealing of its engagement."""
    number = max([roster.counters(change).releases, *(place.number for place in places(change))]) + 1
    place = ReleasePlace(number, client, engagement, change.new_compartment())
    listing = {"number": number, "client": client, "engagement": engagement}
    change.insert(change.part(Part.SCHEDULE), kinds.RELEASE, place, listing)
    add(change, place, kinds.PROPOSAL, proposal)
    return Release(place, proposal)


def add(change: Change, place: ReleasePlace, kind: str, value: object, listing: dict[str, Any] | None = None) -> None:
    """Adds what happened to a release."""
    change.insert(CompartmentId(place.compartment_id), kind, value, listing or {})


def replace_proposal(change: Change, release: Release, proposal: Proposal) -> Release:
    """Puts a new version in place of a proposal; requests keep the versions that they were for."""
    compartment_id = CompartmentId(release.place.compartment_id)
    roster.save_only(change, compartment_id, kinds.PROPOSAL, proposal)
    return msgspec.structs.replace(release, proposal=proposal)


def seal_drafts(change: Change, engagement: int) -> None:
    """Seals the releases of an engagement about whose present text nobody was asked: private as its notes."""
    for place in places(change):
        if place.engagement == engagement and place.destroyed is None and not is_sealed(change, place):
            release = load(change, place)
            if not (release.open_requests or release.exports or release.withdrawal):
                change.seal_compartment(CompartmentId(place.compartment_id))
                replace_place(change, msgspec.structs.replace(place, sealed=True))


def reopen_drafts(change: Change, engagement: int) -> None:
    """Opens again the drafts of an engagement whose end is reversed."""
    for place in places(change):
        if place.engagement == engagement and is_sealed(change, place):
            change.reopen_compartment(CompartmentId(place.compartment_id))
            replace_place(change, msgspec.structs.replace(place, sealed=False))


def replace_place(change: Change, place: ReleasePlace) -> None:
    """Writes where a release is, in place of what was there."""
    change.carry_out(CompartmentId(place.compartment_id))
    schedule = change.part(Part.SCHEDULE)
    for item in change.head(schedule).of_kind(kinds.RELEASE):
        if item.listing["number"] == place.number:
            destroyed = {"destroyed": place.destroyed} if place.destroyed else {}
            change.replace(schedule, item.record_id, place, item.listing | destroyed)


class ReleaseLine(msgspec.Struct, frozen=True):
    """What a list shows of a release.

    Args:
        place: Where it is and whose.
        status: How far it is.
        release: Itself; None for a draft that was sealed with its engagement, and for what was destroyed.
    """

    place: ReleasePlace
    status: ReleaseStatus
    release: Release | None


def lines(snapshot: Snapshot, today: date, client: Code | None = None) -> list[ReleaseLine]:
    """Returns the releases of one client, or all, the newest first."""
    found = []
    for place in reversed(places(snapshot, client)):
        shut = place.destroyed is not None or is_sealed(snapshot, place)
        release = None if shut else load(snapshot, place)
        without = ReleaseStatus.DESTROYED if place.destroyed else ReleaseStatus.DRAFT
        found.append(ReleaseLine(place, release.status(today) if release else without, release))
    return found


def find_release(snapshot: Snapshot, given_id: str) -> Release:
    """Returns the release that was meant; raises as `proposals.show` does."""
    return load(snapshot, find_place(snapshot, parse_release_number(given_id)))
