"""A copy that takes the vault's place: what was removed since stays away, what has to be accounted for is added."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum, auto
from typing import NamedTuple

from coachvault.crypto.sealing import KeyPair
from coachvault.errors import BadInput, CoachVaultError
from coachvault.practice import kinds
from coachvault.services.copies.merge_lists import merge_list
from coachvault.services.copies.reapply import delete_again, recount, seal_again, shared, value_of
from coachvault.services.records import releases as stored_releases
from coachvault.services.records import roster
from coachvault.vault import ledger
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import DayKeys, Part
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.vault import LockedVault, Vault

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""Used as the day of a file that could not be read: it counts as no backup that anybody could rely on."""


class Ways(Enum):
    """What became of the ways into the present vault."""

    TAKEN = auto()
    CHANGED = auto()
    """Something other than CoachVault changed them; they were left."""
    OTHER_KEYS = auto()
    """Keys were rotated since the copy was made: they lead to others."""


class Brought(NamedTuple):
    """What was brought into a copy from the vault at its place.

    Args:
        written: When that vault was last written to; None where it could not be read.
        ways_in: What became of the ways into it.
    """

    written: datetime | None = None
    ways_in: Ways = Ways.OTHER_KEYS


def bring_forward(change: Change, present: LockedVault, keys: tuple[DayKeys, KeyPair]) -> Brought:
    """Applies to a copy what was removed since it was made, and adds what happened since.

    Args:
        change: The copy.
        present: The vault at its place.
        keys: Its keys.
    """
    day, sealing = keys
    try:
        with Vault(present, day, despite_header=True).read(sealing) as now:
            delete_again(change, now)
            _add_what_happened(change, now)
            merge_list(change, now)
            seal_again(change, now)
            brought = Brought(last_written(now), _ways(change, now))
            if brought.ways_in is Ways.TAKEN:
                change.take_slots(now.store.slots())
            if brought.ways_in is not Ways.OTHER_KEYS:
                change.open_for_duty()
    except (CoachVaultError, BadInput):
        return Brought()
    recount(change)
    return brought


def last_written(snapshot: Snapshot) -> datetime:
    """Returns when a vault was last written to."""
    if snapshot.last is None:
        return LONG_AGO
    return ledger.open_entry(snapshot.last, snapshot.part_key(Part.LEDGER), snapshot.vault_id).at


def _ways(change: Change, now: Snapshot) -> Ways:
    if now.header.epoch != change.header.epoch:
        return Ways.OTHER_KEYS
    return Ways.TAKEN if now.is_header_whole else Ways.CHANGED


def _add_what_happened(change: Change, now: Snapshot) -> None:
    """Adds what the register and the releases hold since: an accounting is not undone."""
    releases = {CompartmentId(place.compartment_id) for place in stored_releases.places(change)}
    engagements = {kept.engagement.number for kept in roster.engagements(change)}
    for compartment_id in shared(change, now):
        known = change.head(compartment_id).by_id
        for item in now.head(compartment_id).items:
            if item.record_id in known:
                continue
            if compartment_id == now.part(Part.SCHEDULE):
                _adopt_duty(change, now, item, engagements)
            elif (compartment_id == now.part(Part.REGISTER) or compartment_id in releases) and (
                item.kind != kinds.PROPOSAL
            ):
                change.adopt(compartment_id, item, value_of(now, compartment_id, item))


_OF_ENGAGEMENTS = frozenset({kinds.HOLD, kinds.EXTENSION})
_OF_THE_PRACTICE = frozenset({kinds.DOCUMENT, kinds.ACCESS})


def _adopt_duty(change: Change, now: Snapshot, item: HeadItem, engagements: set[int]) -> None:
    """Adds what has to be kept to though the notes go back: holds, extensions, copies, files and requests."""
    schedule = now.part(Part.SCHEDULE)
    if item.kind in _OF_THE_PRACTICE or (item.kind in _OF_ENGAGEMENTS and item.listing["engagement"] in engagements):
        change.adopt(schedule, item, value_of(now, schedule, item))
