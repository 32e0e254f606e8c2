"""A copy that takes the vault's place: what was removed since stays away, what has to be accounted for is added."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum, auto
from typing import NamedTuple

import msgspec

from coachvault.crypto.sealing import KeyPair
from coachvault.errors import CoachVaultError, VaultBusy
from coachvault.services.copies.reapply import catch_up, keep_numbers, recount, seen_of
from coachvault.services.records import roster
from coachvault.vault import ledger
from coachvault.vault.change import Change
from coachvault.vault.header import HeaderRole
from coachvault.vault.keys import DayKeys, Part
from coachvault.vault.snapshot import KEYRING_KIND, Snapshot
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
        problem: Why nothing but its numbers was brought; nothing where all was.
    """

    written: datetime | None = None
    ways_in: Ways = Ways.OTHER_KEYS
    problem: str = ""


def bring_forward(
    change: Change, present: LockedVault, keys: tuple[DayKeys, KeyPair], role: HeaderRole | None = None
) -> Brought:
    """Applies to a copy what was removed since it was made, and adds what happened since: all of it, or nothing.

    Of a vault that cannot be read to its end nothing half is kept, but the numbers that it gave, so far as it tells
    them: no number is given a second time.

    Args:
        change: The copy.
        role: For what it was there; None where that is not known.
        present: The vault at its place.
        keys: Its keys.

    Raises:
        VaultBusy: Another program writes into that vault just now.
        StorageFailed: The disk did not take the copy, of which nothing is kept.
    """
    day, sealing = keys
    try:
        with Vault(present, day, despite_header=True).read(sealing) as now:
            if not roster.state(change).is_archive:  # an archive gives none
                with change.attempt():
                    keep_numbers(change, now, takes_its_place=True)
            with change.attempt():
                return _all_of(change, now, role)
    except VaultBusy:
        raise
    except CoachVaultError as error:
        if not change.store.is_in_transaction:
            raise
        return Brought(problem=error.message)


def _all_of(change: Change, now: Snapshot, role: HeaderRole | None) -> Brought:
    """Brings everything, and says what it was."""
    catch_up(change, now, role, takes_its_place=True)
    change.seen.append(seen_of(now))
    if now.header.has_keys_of(change.header):
        _take_ring(change, now)
    brought = Brought(last_written(now), _ways(change, now))
    if brought.ways_in is Ways.TAKEN:
        change.take_slots(now.store.slots())
    if brought.ways_in is not Ways.OTHER_KEYS:
        change.open_for_duty()
    recount(change)
    return brought


def _take_ring(change: Change, now: Snapshot) -> None:
    """Puts the present ring of keys into a copy, with the copy's own keys of its inbox, which its header names."""
    mine, theirs, practice = change.keyring(), now.keyring(), change.part(Part.PRACTICE)
    found = msgspec.structs.replace(theirs, inbox_private=mine.inbox_private, capture_key=mine.capture_key)
    if found != mine:
        item = next(change.head(practice).of_kind(KEYRING_KIND))
        change.replace(practice, item.record_id, found, item.listing)


def last_written(snapshot: Snapshot) -> datetime:
    """Returns when a vault was last written to."""
    if snapshot.last is None:
        return LONG_AGO
    return ledger.open_entry(snapshot.last, snapshot.part_key(Part.LEDGER), snapshot.vault_id).at


def _ways(change: Change, now: Snapshot) -> Ways:
    if not now.header.has_keys_of(change.header):
        return Ways.OTHER_KEYS
    return Ways.TAKEN if now.is_header_whole else Ways.CHANGED
