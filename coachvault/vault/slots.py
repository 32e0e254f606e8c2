"""The ways in: a passphrase, recovery words, custodians (vault-format 6).

What lives here: the 512-byte box of a slot and what it takes to open it. A box begins with the kind of the slot; its
unused rest is random.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

import msgspec

from coachvault.crypto.aead import random_bytes, seal, unseal
from coachvault.crypto.kdf import SALT_BYTES, KdfProfile, Passphrase, random_salt, stretch
from coachvault.crypto.sealing import KeyPair, open_with, seal_to
from coachvault.errors import FormatError, IntegrityError, UnlockFailed
from coachvault.vault.codec import ID_BYTES, SlotId, VaultId, associated_data
from coachvault.vault.keys import RootKey

BOX_BYTES = 512
ARGON2ID_13 = 1
_ROOT_BYTES = 32
_SEALED_ROOT_BYTES = _ROOT_BYTES + 72
_RECOVERY_BYTES = ID_BYTES + 4 + _ROOT_BYTES + 48


class SlotKind(IntEnum):
    """The first byte of a slot's box."""

    PASSPHRASE = 1
    RECOVERY = 2
    EXECUTOR = 3
    READERS = 4


class PassphraseSlot(msgspec.Struct, frozen=True):
    """What a passphrase slot says in the clear, and the sealed root key."""

    slot_id: SlotId
    profile: KdfProfile
    salt: bytes
    sealed_root: bytes

    @classmethod
    def parse(cls, slot_id: bytes, box: bytes) -> PassphraseSlot:
        """Parses a box of kind 1.

        Raises:
            IntegrityError: Another key derivation than Argon2id, or a cost outside the bounds: Argon2 is not called.
        """
        if box[1] != ARGON2ID_13:
            raise IntegrityError("The passphrase slot is damaged: it names a key derivation that is not known.")
        try:
            profile = KdfProfile(int.from_bytes(box[2:6], "little"), int.from_bytes(box[6:14], "little"))
        except FormatError:
            raise IntegrityError(
                "The passphrase slot asks for a cost outside the safe bounds; Argon2 was not called.",
                "The recovery words still open the vault.",
            ) from None
        return cls(SlotId(slot_id), profile, box[14:30], box[30 : 30 + _SEALED_ROOT_BYTES])

    def open(self, passphrase: Passphrase, vault_id: VaultId, epoch: int) -> RootKey:
        """Returns the root key.

        Raises:
            UnlockFailed: A wrong passphrase or a damaged slot.
        """
        key = stretch(passphrase, self.salt, self.profile)
        try:
            return RootKey(unseal(key, self.sealed_root, self._place(vault_id, epoch)))
        except IntegrityError:
            raise UnlockFailed(
                "That passphrase does not open this vault (or its passphrase slot is damaged: nobody can tell which).",
                "Look at Caps Lock and the keyboard's language. `coachvault passphrase forgot` takes the words.",
            ) from None

    def encode(self) -> bytes:
        """Returns the box."""
        return _box(
            SlotKind.PASSPHRASE,
            bytes([ARGON2ID_13])
            + self.profile.opslimit.to_bytes(4, "little")
            + self.profile.memlimit_bytes.to_bytes(8, "little")
            + self.salt
            + self.sealed_root,
        )

    def _place(self, vault_id: VaultId, epoch: int) -> bytes:
        return _passphrase_place(vault_id, epoch, self.slot_id, self.profile, self.salt)


def new_passphrase_slot(
    root: RootKey, passphrase: Passphrase, profile: KdfProfile, vault_id: VaultId, epoch: int
) -> PassphraseSlot:
    """Seals the root key under a passphrase, with a fresh slot id and salt."""
    slot_id, salt = SlotId(random_bytes(ID_BYTES)), random_salt()
    place = _passphrase_place(vault_id, epoch, slot_id, profile, salt)
    return PassphraseSlot(slot_id, profile, salt, seal(stretch(passphrase, salt, profile), root, place))


def encode_recovery_slot(root: RootKey, recovery_public: bytes, vault_id: VaultId, epoch: int) -> bytes:
    """Returns a box that seals the root key to the public half of the recovery words."""
    return _box(SlotKind.RECOVERY, seal_to(recovery_public, vault_id + epoch.to_bytes(4, "little") + root))


def open_recovery_slots(slots: Iterable[tuple[bytes, bytes]], pair: KeyPair, vault_id: VaultId, epoch: int) -> RootKey:
    """Returns the root key that was sealed to these recovery words.

    Raises:
        UnlockFailed: None of the slots opens with them.
    """
    expected = vault_id + epoch.to_bytes(4, "little")
    for _, box in boxes_of(SlotKind.RECOVERY, slots):
        try:
            opened = open_with(pair, box[1 : 1 + _RECOVERY_BYTES])
        except IntegrityError:
            continue
        if opened[: len(expected)] == expected:
            return RootKey(opened[len(expected) :])
    raise UnlockFailed(
        "These recovery words do not open this vault (or its recovery slot is damaged).",
        "The sheet with the words names the vault they belong to.",
    )


def passphrase_slot(slots: Iterable[tuple[bytes, bytes]]) -> PassphraseSlot:
    """Returns the one passphrase slot.

    Raises:
        IntegrityError: There is none, or more than one.
    """
    found = list(boxes_of(SlotKind.PASSPHRASE, slots))
    if len(found) != 1:
        raise IntegrityError(
            "A vault has exactly one passphrase slot; this one has not: it is damaged.",
            "The recovery words may still open it.",
        )
    return PassphraseSlot.parse(*found[0])


def boxes_of(kind: SlotKind, slots: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    """Yields the slots of one kind.

    Raises:
        IntegrityError: A slot does not have the size that the format says.
    """
    for slot_id, box in slots:
        if len(slot_id) != ID_BYTES or len(box) != BOX_BYTES:
            raise IntegrityError("A slot does not have the size that the format says.")
        if box[0] == kind:
            yield slot_id, box


def _box(kind: SlotKind, body: bytes) -> bytes:
    box = bytes([kind]) + body
    return box + random_bytes(BOX_BYTES - len(box))


def _passphrase_place(vault_id: VaultId, epoch: int, slot_id: SlotId, profile: KdfProfile, salt: bytes) -> bytes:
    if len(salt) != SALT_BYTES:
        raise FormatError("A salt has 16 bytes.")
    return associated_data(
        "passphrase-slot", vault_id, epoch, slot_id, ARGON2ID_13, profile.opslimit, profile.memlimit_bytes, salt
    )
