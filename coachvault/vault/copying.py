"""Copying a vault: a backup, or a vault that is brought back; each is a copy of its own, verified before it is used.

A copy has its own copy id and one ledger entry more, so that it is never mistaken for the vault that it came from.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from glob import escape
from pathlib import Path

import msgspec

from coachvault.crypto.aead import random_bytes
from coachvault.crypto.sealing import KeyPair
from coachvault.errors import CoachVaultError, IntegrityError
from coachvault.system.files import is_same_file, private_folder, publish_new, swap_in
from coachvault.vault.change import Change
from coachvault.vault.check import check_vault
from coachvault.vault.codec import ID_BYTES, CopyId
from coachvault.vault.header import HeaderRole
from coachvault.vault.keys import DayKeys
from coachvault.vault.known import Known
from coachvault.vault.sighting import UNFINISHED
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.store import LedgerRow, Store
from coachvault.vault.vault import LockedVault, Vault


def random_copy_id() -> CopyId:
    """Draws the id of a new copy; 16 bytes."""
    return CopyId(random_bytes(ID_BYTES))


class Copying(msgspec.Struct, frozen=True):
    """What a copy is to be.

    Args:
        kind: What is done, for the copy's ledger.
        role: What the copy is for.
        at: When.
        why: More about it, for the ledger.
        sealing: Opens what is sealed, where the copy has to be changed there, too.
        amend: Changes the copy before anybody uses it.
        copy_id: The copy's id; drawn at random.
        mend: Writes the ways in anew where they, or the header, were changed; None refuses such a vault, and a computer
            whose memory of it is damaged.
        of_place: The keys of the vault that is kept aside, where there is one and they are at hand.
    """

    kind: str
    role: HeaderRole
    at: datetime
    why: str = ""
    sealing: KeyPair | None = None
    amend: Callable[[Change], None] = lambda _: None
    mend: Callable[[Change], None] | None = None
    of_place: DayKeys | None = None
    copy_id: CopyId = msgspec.field(default_factory=random_copy_id)


def copy_vault(source: Path, day: DayKeys, place: Path, state_folder: Path, copying: Copying) -> Vault:
    """Copies a vault into a new file, verifies the copy from end to end, and moves it to its place.

    Args:
        source: The vault's file.
        day: Its day keys.
        place: Where the copy will be; a file that is there is kept aside under another name.
        state_folder: Where this machine remembers what it has seen.
        copying: What the copy is to be.

    Raises:
        IntegrityError: The copy is not whole; nothing was put in place.
        StorageFailed: The disk did not take it.
    """
    if not place.parent.exists():
        private_folder(place.parent)
    unfinished = unfinished_of(place, copying.copy_id)
    known = Known(state_folder)
    try:
        _copy(source, unfinished)
        change, entry = _amend(unfinished, day, copying)
        if change.takes_away:
            _write_anew(unfinished)
            change.takes_away = False
        _require_whole(unfinished, day)
        known.require_usable(change.vault_id)
        if copying.mend:
            known.put_aside_if_damaged(change.vault_id, change.ledger_keys())
        known.announce(place, (change.vault_id, change.header.copy_id), change.ledger_keys(), entry)
        if place.exists():
            swap_in(unfinished, place, aside_of(place, copying.at))
            _mark_aside(aside_of(place, copying.at), copying)
        else:
            publish_new(unfinished, place)
    finally:
        remove_unfinished(place, copying.copy_id)
    vault = Vault(LockedVault(place, known, change.header, []), day)
    vault.keep(change, entry)
    return vault


def unfinished_of(place: Path, copy_id: CopyId) -> Path:
    """Returns the name under which a copy stands before it is whole: a whole vault, perhaps, and none yet."""
    return place.with_name(f"{UNFINISHED}{copy_id.hex()}")


def remove_unfinished(place: Path, copy_id: CopyId) -> bool:
    """Removes what was left of a copy that was never finished; returns whether nothing of it can be seen any more."""
    unfinished = unfinished_of(place, copy_id)
    for left in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
        with suppress(OSError):
            left.unlink()
    return not os.path.lexists(unfinished)


def remove_second_names(place: Path) -> bool:
    """Removes names that a file was to be kept aside under and that it still has at its place, after a stop in between.

    Returns:
        Whether it has no such name any more.
    """
    found = place.parent.glob(f"{escape(place.stem)}-before-*")
    names = [each for each in found if not each.is_symlink() and is_same_file(each, place)]
    for each in names:
        with suppress(OSError):
            each.unlink()
    return not any(map(os.path.lexists, names))


def aside_of(place: Path, at: datetime) -> Path:
    """Returns the name under which a file that is replaced is kept."""
    return place.with_name(f"{place.stem}-before-{at:%Y%m%d-%H%M%S}{place.suffix}")


def _copy(source: Path, unfinished: Path) -> None:
    store = Store.open(source)
    try:
        with store.transaction(write=False):
            store.copy_to(unfinished)
    finally:
        store.close()


def _amend(path: Path, day: DayKeys, copying: Copying) -> tuple[Change, LedgerRow]:
    store = Store.open(path)
    try:
        with store.transaction(write=True):
            change = Change.load(store, day, copying.sealing, despite_header=copying.mend is not None)
            if copying.mend and not change.is_header_whole:
                copying.mend(change)
            change.take_copy_id(copying.role, copying.copy_id)
            copying.amend(change)
            return change, change.finish(copying.kind, copying.at, copying.why)
    finally:
        store.close()


def _mark_aside(path: Path, copying: Copying) -> None:
    """Says in a vault that was kept aside that it is no more than that; one that does not open says nothing."""
    if copying.of_place is None:
        return
    with suppress(CoachVaultError):
        store = Store.open(path)
        try:
            with store.transaction(write=True):
                change = Change.load(store, copying.of_place)
                change.header.require_writable()
                change.take_role(HeaderRole.ASIDE)
                change.finish("kept aside", copying.at, "")
        finally:
            store.close()


def _write_anew(path: Path) -> None:
    """Leaves nothing of what was removed between the rows, before the copy is at its place: a failure leaves none."""
    store = Store.open(path)
    try:
        store.write_anew()
    finally:
        store.close()


def _require_whole(path: Path, day: DayKeys) -> None:
    store = Store.open(path)
    try:
        with store.transaction(write=False):
            faults = check_vault(Snapshot.load(store, day), lambda *_: None).faults
    finally:
        store.close()
    if faults:
        raise IntegrityError(f"The copy would not be whole: {faults[0]}", "`coachvault check` checks the vault itself.")
