"""Rotating: every key that protects the vault is drawn anew, in one change (vault-format 4.6).

Records keep their boxes and the keys of their generation; what changes is who can get at those keys. Rotation is no
destruction: anyone who holds an older copy and a way into it holds what was in it.
"""

from __future__ import annotations

from math import comb

import msgspec

from coachvault.crypto.aead import random_bytes, random_key, seal, unseal
from coachvault.crypto.hashing import Label, derive_key
from coachvault.crypto.kdf import KdfProfile, Passphrase
from coachvault.crypto.sealing import KeyPair, key_pair_from_private, random_key_pair
from coachvault.errors import CoachVaultError
from coachvault.vault import slots as ways_in
from coachvault.vault.change import Change
from coachvault.vault.codec import ID_BYTES, SlotId, VaultId, associated_data, decode, encode
from coachvault.vault.header import Header, key_id_of, seal_directory
from coachvault.vault.inbox import items, reseal
from coachvault.vault.keys import (
    DayKeys,
    Keyring,
    Part,
    RootKey,
    random_root_key,
    random_sealing_pair,
    wrap_sealing_key,
)
from coachvault.vault.slots import PassphraseSlot, SlotKind
from coachvault.vault.snapshot import KEYRING_KIND


class _Fresh(msgspec.Struct, frozen=True):
    """What is drawn anew."""

    root: RootKey
    sealing: KeyPair
    inbox: KeyPair
    capture_key: bytes


def rotate(change: Change, root: RootKey, passphrase: Passphrase, cost: KdfProfile) -> None:
    """Draws every key anew: root key, sealing key, inbox key, capture key, and a generation of every compartment.

    Args:
        change: The whole vault, begun with the sealing key.
        root: The present root key, which is kept among the former ones: it opens copies from before.
        passphrase: What opens it from now on; the recovery words stay what they are.
        cost: The cost of one guess at it; never what the file says.

    Raises:
        Locked: The change was begun without the sealing key.
        IntegrityError: A part of the vault cannot be opened; nothing is changed.
    """
    ring = change.keyring()
    fresh = _Fresh(random_root_key(), random_sealing_pair(), random_key_pair(), random_key())
    _reseal_inbox(change, ring, fresh)
    _replace_ways_in(change, ring, fresh, passphrase, cost)
    change.take_keys(DayKeys.from_root(fresh.root), fresh.sealing, _header(change, root, fresh))
    practice = change.part(Part.PRACTICE)
    renewed = msgspec.structs.replace(
        ring, sealing_public=fresh.sealing.public, inbox_private=fresh.inbox.private, capture_key=fresh.capture_key
    )
    change.replace(practice, next(change.head(practice).of_kind(KEYRING_KIND)).record_id, renewed, {})


def _header(change: Change, root: RootKey, fresh: _Fresh) -> Header:
    old, epoch = change.header, change.header.epoch + 1
    return msgspec.structs.replace(
        old,
        key_id=key_id_of(DayKeys.from_root(fresh.root)),
        step=0,
        duty_step=0,
        is_owed=False,
        former=_seal_former(change, root, fresh.root),
        epoch=epoch,
        inbox_public=fresh.inbox.public,
        sealing=wrap_sealing_key(fresh.root, old.vault_id, epoch, fresh.sealing),
        directory=seal_directory(DayKeys.from_root(fresh.root), old.vault_id, change.parts),
    )


class Former(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A root key before the present one.

    Args:
        epoch: Its epoch.
        key_id: By which its copies are known; 16 bytes.
        root: The root key.
    """

    epoch: int
    key_id: bytes
    root: bytes

    def __repr__(self) -> str:
        """Shows no key."""
        return "Former(...)"


def former_keys(header: Header, root: RootKey) -> list[Former]:
    """Returns the root keys before the present one, the oldest first (vault-format 4.11).

    Args:
        header: The vault's, authenticated.
        root: The present root key.

    Raises:
        IntegrityError: They were changed.
    """
    if not header.former:
        return []
    place = _former_place(header.vault_id, header.epoch)
    return decode(unseal(derive_key(root, Label.FORMER), header.former, place), list[Former])


def _seal_former(change: Change, root: RootKey, renewed: RootKey) -> bytes:
    old = change.header
    kept = [*former_keys(old, root), Former(old.epoch, old.key_id, root)]
    return seal(derive_key(renewed, Label.FORMER), encode(kept), _former_place(old.vault_id, old.epoch + 1))


def _former_place(vault_id: VaultId, epoch: int) -> bytes:
    return associated_data("former", vault_id, epoch)


def _replace_ways_in(change: Change, ring: Keyring, fresh: _Fresh, passphrase: Passphrase, cost: KdfProfile) -> None:
    vault_id, epoch = change.vault_id, change.header.epoch + 1
    for slot_id, _ in change.store.slots():
        change.store.delete_slot(slot_id)
    slot = ways_in.new_passphrase_slot(fresh.root, passphrase, cost, vault_id, epoch)
    change.store.put_slot(slot.slot_id, slot.encode())
    for other in _slots_without_passphrase(ring, fresh.root, vault_id, epoch):
        change.store.put_slot(*other)


def write_ways_in_anew(change: Change, root: RootKey, passphrase: PassphraseSlot | None) -> None:
    """Writes the ways in, and what the header says in the clear, anew from what the vault keeps under its keys.

    Nobody's words change: the public half of each is kept. Nothing is copied from the ways in that the file holds.

    Args:
        change: The vault.
        root: Its root key.
        passphrase: The way in that has just opened it, which stays; None where the caller puts another in.

    Raises:
        IntegrityError: The ring of keys was changed, too.
        UnsupportedVersion: A newer program wrote the vault, if its header is right in that.
    """
    change.header.require_writable()
    ring, vault_id, epoch = change.keyring(), change.vault_id, change.header.epoch
    slots = _slots_without_passphrase(ring, root, vault_id, epoch)
    if passphrase:
        slots.append((passphrase.slot_id, passphrase.encode()))
    change.take_slots(slots, key_pair_from_private(ring.inbox_private).public)
    try:
        former_keys(change.header, root)
    except CoachVaultError:
        change.forget_former()


def _slots_without_passphrase(ring: Keyring, root: RootKey, vault_id: VaultId, epoch: int) -> list[tuple[bytes, bytes]]:
    words = ways_in.encode_recovery_slot(root, ring.recovery_public, vault_id, epoch)
    return [(SlotId(random_bytes(ID_BYTES)), words), *custodian_slots(ring, root, vault_id, epoch)]


def custodian_slots(ring: Keyring, root: RootKey, vault_id: VaultId, epoch: int) -> list[tuple[bytes, bytes]]:
    """Returns the slots of all custodians: one for each executor, one for each combination of readers.

    There is none for readers before their number is set, or while there are fewer of them.
    """
    day = DayKeys.from_root(root)
    executors = [each.public for each in ring.custodians if not each.is_reader]
    readers = [each.public for each in ring.custodians if each.is_reader]
    boxes = [ways_in.encode_executor_slot(day, public, vault_id, epoch) for public in executors]
    if ring.quorum >= ways_in.FEWEST_READERS:
        boxes += ways_in.encode_readers_slots(root, readers, ring.quorum, vault_id, epoch)
    return [(SlotId(random_bytes(ID_BYTES)), box) for box in boxes]


def expected_ways_in(ring: Keyring) -> dict[SlotKind, int]:
    """Returns how many slots of each kind a vault has whose ring of keys this is."""
    readers = sum(each.is_reader for each in ring.custodians)
    return {
        SlotKind.PASSPHRASE: 1,
        SlotKind.RECOVERY: 1,
        SlotKind.EXECUTOR: len(ring.custodians) - readers,
        SlotKind.READERS: comb(readers, ring.quorum) if ring.quorum >= ways_in.FEWEST_READERS else 0,
    }


def _reseal_inbox(change: Change, ring: Keyring, fresh: _Fresh) -> None:
    """Seals what waits to the new key; what was not written on a machine of the coach's is thrown away."""
    for item in items(change.store.inbox()):
        change.store.delete_inbox(item.item_id)
        if item.is_authentic(ring.capture_key, change.vault_id):
            renewed = reseal(item, ring, (fresh.inbox.public, fresh.capture_key), change.vault_id)
            change.store.put_inbox(item.item_id, renewed.encode())
