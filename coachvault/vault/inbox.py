"""The inbox: notes written while the vault is locked, sealed to a public key and authenticated by a pinned one.

What lives here: the form of an item (vault-format 11), and the one write that needs no key of the vault. What must
not: what a note is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import NewType

import msgspec

from coachvault.crypto.aead import random_bytes
from coachvault.crypto.hashing import DIGEST_BYTES, Label, authenticate, is_authentic
from coachvault.crypto.sealing import key_pair_from_private, open_with, seal_to
from coachvault.errors import IntegrityError, Locked, Refused
from coachvault.vault.codec import ID_BYTES, VaultId, associated_data
from coachvault.vault.header import Header
from coachvault.vault.keys import Keyring
from coachvault.vault.padding import pad, unpad
from coachvault.vault.pins import Pin, Pins
from coachvault.vault.store import NOT_SAVED, LedgerRow, Store

ItemId = NewType("ItemId", bytes)

MOST_ITEMS = 1_000
MOST_BYTES = 64 * 1024 * 1024
_COUNTER_BYTES = 8
_PIN_TRIES, _PIN_WAIT_SECONDS = 20, 0.05
_UNLOCK_ONCE = "Unlock it once on this machine; from then on notes can be written while it is locked."


class InboxItem(msgspec.Struct, frozen=True):
    """A note as it waits: its id, its number, its code, and the sealed box; nothing of it is verified yet."""

    item_id: ItemId
    counter: int
    code: bytes
    sealed: bytes

    @classmethod
    def parse(cls, item_id: bytes, box: bytes) -> InboxItem:
        """Parses a row of the table `inbox`; any bytes make an item, if not an authentic one."""
        counter = int.from_bytes(box[:_COUNTER_BYTES], "little")
        code = box[_COUNTER_BYTES : _COUNTER_BYTES + DIGEST_BYTES]
        return cls(ItemId(item_id), counter, code, box[_COUNTER_BYTES + DIGEST_BYTES :])

    def encode(self) -> bytes:
        """Returns the bytes of its row."""
        return self.counter.to_bytes(_COUNTER_BYTES, "little") + self.code + self.sealed

    def is_authentic(self, capture_key: bytes, vault_id: VaultId) -> bool:
        """Returns whether a machine that had unlocked this vault wrote it."""
        message = _message(vault_id, self.item_id, self.counter, self.sealed)
        return is_authentic(capture_key, Label.CAPTURE_MAC, message, self.code)

    def open(self, keyring: Keyring) -> bytes:
        """Returns what was written.

        Raises:
            IntegrityError: It does not open.
        """
        return unpad(open_with(key_pair_from_private(keyring.inbox_private), self.sealed))


def append(path: Path, pins: Pins, message: bytes, *, is_note: bool = True) -> int:
    """Seals a message into the inbox of a locked vault, and returns how many wait once the disk has given it back.

    Args:
        path: The vault's file.
        pins: What this machine has pinned.
        message: What is written.
        is_note: Whether it is a note, which is refused where nothing new is to be written.

    Raises:
        Locked: This machine has never unlocked the vault, or its inbox has another key than the pinned one.
        Refused: The inbox is full, or nothing new is written into this vault.
        UnsupportedVersion: A newer program wrote the vault.
        VaultBusy: Another program is writing.
        StorageFailed: The disk did not take it.
        IntegrityError: The disk did not give it back.
    """
    _await_pin(path, pins)
    store = Store.open(path)
    try:
        with store.transaction(write=True):
            header = Header.of(store)
            header.require_writable()
            pin = _require_pinned(pins, header, is_note=is_note)
            rows = store.inbox()
            _require_room(rows, message)
            item, newest = _new_item(header.vault_id, pin, rows, message), store.last_ledger()
            store.put_inbox(item.item_id, item.encode())
    finally:
        store.close()
    _require_kept(path, item, pin, newest)
    pins.count(header, item.counter)
    return len(rows) + 1


def _await_pin(path: Path, pins: Pins) -> None:
    """Waits a moment where the vault's keys have just taken a step and this machine is about to pin the new ones."""
    for _ in range(_PIN_TRIES):
        store = Store.open(path)
        try:
            with store.transaction(write=False):
                header = Header.of(store)
        finally:
            store.close()
        pin = pins.read(header)
        if pin is None or pin.inbox_public == header.inbox_public:
            return
        time.sleep(_PIN_WAIT_SECONDS)


def require_open(path: Path, pins: Pins) -> None:
    """Makes sure, before anybody types, that a locked vault takes a note; raises as `append` does."""
    store = Store.open(path)
    try:
        with store.transaction(write=False):
            header = Header.of(store)
            header.require_writable()
            _require_pinned(pins, header)
            _require_room(store.inbox(), b"")
    finally:
        store.close()


def reseal(item: InboxItem, keyring: Keyring, keys: tuple[bytes, bytes], vault_id: VaultId) -> InboxItem:
    """Seals an item to another inbox key and authenticates it by another capture key; its number stays.

    Args:
        item: An authentic item.
        keyring: The present keys.
        keys: The new inbox public key and the new capture key; 32 bytes each.
        vault_id: The vault's id.
    """
    public, capture_key = keys
    return _sealed(item.item_id, item.counter, Pin(public, capture_key), vault_id, item.open(keyring))


def items(rows: Iterable[tuple[bytes, bytes]]) -> list[InboxItem]:
    """Returns what waits, in the order in which it was written."""
    return sorted((InboxItem.parse(*row) for row in rows), key=lambda item: (item.counter, item.item_id))


def _require_pinned(pins: Pins, header: Header, *, is_note: bool = True) -> Pin:
    pin = pins.read(header)
    if pin is None:
        raise Locked(
            "The vault is locked, and this machine has never unlocked it: nothing can be written.", _UNLOCK_ONCE
        )
    if pin.inbox_public != header.inbox_public:
        raise Locked(
            "The vault is locked, and its inbox has another key than this machine knows: nothing was written.",
            "Unlock it: the vault was either changed by something else, or its keys were rotated elsewhere.",
        )
    if pin.closed and is_note:
        raise Refused(pin.closed, "A note that is written here would never be filed.")
    return pin


def _require_room(rows: list[tuple[bytes, bytes]], message: bytes) -> None:
    if len(rows) >= MOST_ITEMS or sum(len(box) for _, box in rows) + len(message) > MOST_BYTES:
        raise Refused("The inbox is full; nothing was written.", "Unlock the vault once: the notes are then filed.")


def _new_item(vault_id: VaultId, pin: Pin, rows: list[tuple[bytes, bytes]], message: bytes) -> InboxItem:
    written_here = [item.counter for item in items(rows) if item.is_authentic(pin.capture_key, vault_id)]
    counter = max([pin.counter, *written_here]) + 1
    return _sealed(ItemId(random_bytes(ID_BYTES)), counter, pin, vault_id, message)


def _sealed(item_id: ItemId, counter: int, pin: Pin, vault_id: VaultId, message: bytes) -> InboxItem:
    sealed = seal_to(pin.inbox_public, pad(message))
    code = authenticate(pin.capture_key, Label.CAPTURE_MAC, _message(vault_id, item_id, counter, sealed))
    return InboxItem(item_id, counter, code, sealed)


def _require_kept(path: Path, item: InboxItem, pin: Pin, newest: LedgerRow | None) -> None:
    """Reads an item back through a fresh connection.

    One that was filed meanwhile was read by the one who filed it, and so was one that was sealed anew by a step; both
    leave an entry in the ledger.

    Args:
        path: The vault's file.
        item: What was written.
        pin: To which key.
        newest: The ledger's newest entry when it was.
    """
    fresh = Store.open(path)
    try:
        with fresh.transaction(write=False):
            kept, public = dict(fresh.inbox()).get(item.item_id), Header.of(fresh).inbox_public
            is_untouched = fresh.last_ledger() == newest
    finally:
        fresh.close()
    is_changed = kept is not None and kept != item.encode() and public == pin.inbox_public
    if is_changed or (kept is None and is_untouched):
        raise IntegrityError(*NOT_SAVED)


def _message(vault_id: VaultId, item_id: bytes, counter: int, sealed: bytes) -> bytes:
    return associated_data(vault_id, item_id, counter, sealed)
