"""The ways in: a passphrase, recovery words, custodians (vault-format 6).

What lives here: the 512-byte box of a slot and what it takes to open it. A box begins with the kind of the slot; its
unused rest is random.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import IntEnum
from itertools import combinations

import msgspec

from coachvault.crypto.aead import random_bytes, seal, unseal
from coachvault.crypto.kdf import SALT_BYTES, KdfProfile, Passphrase, random_salt, stretch
from coachvault.crypto.sealing import SEALED_BOX_OVERHEAD_BYTES, KeyPair, open_with, seal_to
from coachvault.errors import FormatError, IntegrityError, UnlockFailed
from coachvault.vault.codec import ID_BYTES, SlotId, VaultId, associated_data
from coachvault.vault.keys import DayKeys, RootKey

BOX_BYTES = 512
ARGON2ID_13 = 1
_ROOT_BYTES = 32
_SEALED_ROOT_BYTES = _ROOT_BYTES + 72
_RECOVERY_BYTES = ID_BYTES + 4 + _ROOT_BYTES + 48


FEWEST_READERS, MOST_READERS, MOST_EXECUTORS = 2, 5, 4
_WORDS_FAILED = (
    "These words do not open this vault (or its slot for them is damaged).",
    "The sheet with the words names the vault they belong to. A reader's words open nothing alone.",
)


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
                "That passphrase does not open this vault (or its passphrase slot is damaged: it is not known which).",
                "Check Caps Lock and the keyboard's language. `coachvault passphrase forgot` takes the words.",
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
    return _box(SlotKind.RECOVERY, seal_to(recovery_public, _expected(vault_id, epoch) + root))


def open_recovery_slots(slots: Iterable[tuple[bytes, bytes]], pair: KeyPair, vault_id: VaultId, epoch: int) -> RootKey:
    """Returns the root key that was sealed to these recovery words.

    Raises:
        UnlockFailed: None of the slots opens with them.
    """
    expected = _expected(vault_id, epoch)
    for _, box in boxes_of(SlotKind.RECOVERY, slots):
        try:
            opened = open_with(pair, box[1 : 1 + _RECOVERY_BYTES])
        except IntegrityError:
            continue
        if opened[: len(expected)] == expected:
            return RootKey(opened[len(expected) :])
    raise UnlockFailed(*_WORDS_FAILED)


def encode_executor_slot(day: DayKeys, public: bytes, vault_id: VaultId, epoch: int) -> bytes:
    """Returns a box that seals the duty keys, and no other, to an executor's public key."""
    return _box(SlotKind.EXECUTOR, seal_to(public, _expected(vault_id, epoch) + day.header + day.duty))


def open_executor_slots(slots: Iterable[tuple[bytes, bytes]], pair: KeyPair, vault_id: VaultId, epoch: int) -> DayKeys:
    """Returns the duty keys that were sealed to an executor's words.

    Raises:
        UnlockFailed: None of the slots opens with them.
    """
    expected = _expected(vault_id, epoch)
    for _, box in boxes_of(SlotKind.EXECUTOR, slots):
        with suppress(IntegrityError):
            opened = open_with(pair, box[1 : 1 + len(expected) + 2 * _ROOT_BYTES + SEALED_BOX_OVERHEAD_BYTES])
            if opened[: len(expected)] == expected:
                keys = opened[len(expected) :]
                return DayKeys.for_duty(keys[:_ROOT_BYTES], keys[_ROOT_BYTES:])
    raise UnlockFailed(*_WORDS_FAILED)


def encode_readers_slots(
    root: RootKey, publics: Sequence[bytes], quorum: int, vault_id: VaultId, epoch: int
) -> list[bytes]:
    """Returns a box for each combination of so many readers, in which the root key is sealed to one after the other.

    Args:
        root: The root key.
        publics: The readers' public keys, 32 bytes each.
        quorum: How many of them open it together, 2 or 3.
        vault_id: The vault.
        epoch: Its epoch.
    """
    boxes = []
    for chosen in combinations(sorted(publics), quorum):
        sealed = _expected(vault_id, epoch) + root
        for public in reversed(chosen):
            sealed = seal_to(public, sealed)
        boxes.append(_box(SlotKind.READERS, bytes([quorum]) + sealed))
    return boxes


def open_readers_slots(
    slots: Iterable[tuple[bytes, bytes]], pairs: Sequence[KeyPair], vault_id: VaultId, epoch: int
) -> RootKey:
    """Returns the root key that was sealed to a quorum of readers.

    Raises:
        UnlockFailed: These words are no quorum of this vault.
    """
    expected = _expected(vault_id, epoch)
    for _, box in boxes_of(SlotKind.READERS, slots):
        quorum = box[1]
        if not FEWEST_READERS <= quorum <= MOST_READERS:
            continue
        for chosen in combinations(sorted(pairs, key=lambda pair: pair.public), quorum):
            opened = box[2 : 2 + len(expected) + _ROOT_BYTES + quorum * SEALED_BOX_OVERHEAD_BYTES]
            with suppress(IntegrityError):
                for pair in chosen:
                    opened = open_with(pair, opened)
                if opened[: len(expected)] == expected:
                    return RootKey(opened[len(expected) :])
    raise UnlockFailed(
        "These words together do not open this vault.",
        "A quorum takes the words of as many different readers as were agreed, each in a file of its own.",
    )


def count_first_seals(slots: Iterable[tuple[bytes, bytes]], pair: KeyPair) -> int:
    """Counts the combinations of readers in which these words come first; what they open there is sealed to others."""
    count = 0
    for _, box in boxes_of(SlotKind.READERS, slots):
        with suppress(IntegrityError):
            open_with(pair, box[2 : 2 + ID_BYTES + 4 + _ROOT_BYTES + box[1] * SEALED_BOX_OVERHEAD_BYTES])
            count += 1
    return count


def passphrase_slot(slots: Iterable[tuple[bytes, bytes]]) -> PassphraseSlot:
    """Returns the one passphrase slot.

    Raises:
        IntegrityError: There is none, or more than one.
    """
    found = list(boxes_of(SlotKind.PASSPHRASE, slots))
    if len(found) != 1:
        raise IntegrityError(
            "A vault has exactly one passphrase slot; this one has not: it is damaged.",
            "The recovery words may still open it: `coachvault restore FILE --accept --by-words` puts it right.",
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


def _expected(vault_id: VaultId, epoch: int) -> bytes:
    return vault_id + epoch.to_bytes(4, "little")


def _box(kind: SlotKind, body: bytes) -> bytes:
    box = bytes([kind]) + body
    return box + random_bytes(BOX_BYTES - len(box))


def _passphrase_place(vault_id: VaultId, epoch: int, slot_id: SlotId, profile: KdfProfile, salt: bytes) -> bytes:
    if len(salt) != SALT_BYTES:
        raise FormatError("A salt has 16 bytes.")
    return associated_data(
        "passphrase-slot", vault_id, epoch, slot_id, ARGON2ID_13, profile.opslimit, profile.memlimit_bytes, salt
    )
