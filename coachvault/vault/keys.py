"""The hierarchy of keys: root key, day keys, and a key of its own for each compartment (vault-format 4).

An unlocked session holds the *day keys* only. They open every compartment that is open and none that is sealed: that
takes the sealing key, and the sealing key takes the root key. An executor holds the *duty keys*, a part of them: they
open roster, schedule, register and ledger, and nothing else (rule R10).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

import msgspec

from coachvault.crypto.aead import SealedBytes, random_key, seal, unseal
from coachvault.crypto.hashing import Label, derive_key
from coachvault.crypto.sealing import KeyPair, key_pair_from_private, open_with, random_key_pair, seal_to
from coachvault.errors import IntegrityError, Locked, Refused
from coachvault.vault.codec import CompartmentId, VaultId, associated_data

RootKey = NewType("RootKey", bytes)
CompartmentKey = NewType("CompartmentKey", bytes)
WrappedKey = NewType("WrappedKey", bytes)

_OPEN, _SEALED, _DUTY = b"\x01", b"\x02", b"\x03"
_KEY_BYTES = 32
_PAYLOAD_BYTES = 80
_DAY_BYTES = 3 * _KEY_BYTES + 2 * 4
FROM_BEFORE = (
    "This copy is from before: the keys that are at hand do not open it any more.",
    "It takes the passphrase, or the recovery words.",
)


class Part(StrEnum):
    """The compartments that every vault has once; engagements and releases have one each besides."""

    PRACTICE = "practice"
    ROSTER = "roster"
    SCHEDULE = "schedule"
    REGISTER = "register"
    LEDGER = "ledger"
    HOURS = "hours"
    OWN = "own"


DUTY_PARTS = frozenset({Part.ROSTER, Part.SCHEDULE, Part.REGISTER, Part.LEDGER})
"""What the coach's duty takes without reading: the parts that an executor opens."""


class DayKeys(msgspec.Struct, frozen=True):
    """What an unlocked session holds: it reads and writes all that is open, and nothing that is sealed.

    Args:
        header: Authenticates the header; 32 bytes.
        wrapping: Wraps the keys of what is open; 32 bytes, or none where an executor opened the vault.
        duty: Wraps the keys of the parts that the coach's duty takes; 32 bytes.
        step: How many steps `wrapping` took since the keys were drawn; it goes forward only.
        duty_step: How many `duty` took.
    """

    header: bytes
    wrapping: bytes
    duty: bytes
    step: int = 0
    duty_step: int = 0

    def __repr__(self) -> str:
        """Shows no key."""
        return "DayKeys(...)"

    @classmethod
    def from_root(cls, root: RootKey) -> DayKeys:
        """Derives the day keys of step 0; the root key cannot be found from them."""
        wrapping = derive_key(root, Label.WRAPPING_KEY)
        return cls(derive_key(root, Label.HEADER_KEY), wrapping, derive_key(wrapping, Label.DUTY_KEY))

    @classmethod
    def for_duty(cls, header: bytes, duty: bytes) -> DayKeys:
        """Returns what an executor holds, of step 0; the wrapping key cannot be found from it."""
        return cls(header, b"", duty)

    def at(self, step: int, duty_step: int) -> DayKeys:
        """Returns the keys some steps on (vault-format 4.8).

        Args:
            step: The step of the wrapping key; of no matter to who does not hold it.
            duty_step: The step of the duty key.

        Raises:
            Locked: These keys are past one of them, and no key leads back.
        """
        if self.is_past(step, duty_step):
            raise Locked(*FROM_BEFORE)
        wrapping, duty = self.wrapping, self.duty
        for _ in range(step - self.step if self.may_read else 0):
            wrapping = derive_key(wrapping, Label.NEXT)
        for _ in range(duty_step - self.duty_step):
            duty = derive_key(duty, Label.NEXT_DUTY)
        return DayKeys(self.header, wrapping, duty, step, duty_step)

    def is_past(self, step: int, duty_step: int) -> bool:
        """Returns whether these keys are past one of two steps, so that they do not lead there."""
        return duty_step < self.duty_step or (self.may_read and step < self.step)

    @property
    def may_read(self) -> bool:
        """Whether they open more than the parts that the coach's duty takes."""
        return bool(self.wrapping)

    @classmethod
    def parse(cls, data: bytes) -> DayKeys:
        """Returns the day keys from the 104 bytes of `encode`.

        Raises:
            IntegrityError: These are not so many.
        """
        if len(data) != _DAY_BYTES:
            raise IntegrityError("What the agent holds are no keys of this vault.", "`coachvault lock` ends it.")
        header, wrapping, duty = (data[place : place + _KEY_BYTES] for place in (0, _KEY_BYTES, 2 * _KEY_BYTES))
        steps = data[3 * _KEY_BYTES :]
        return cls(header, wrapping, duty, int.from_bytes(steps[:4], "little"), int.from_bytes(steps[4:], "little"))

    def encode(self) -> bytes:
        """Returns the three keys and the two numbers of steps as 104 bytes."""
        steps = self.step.to_bytes(4, "little") + self.duty_step.to_bytes(4, "little")
        return self.header + self.wrapping + self.duty + steps


class Keyholder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A custodian's public key, to which a way in is sealed anew whenever keys are rotated.

    Args:
        code: The custodian's code.
        is_reader: Whether it is one of a quorum of readers, and not an executor.
        public: 32 bytes.
        page_key: Opens the executor's page; 32 bytes, or none where the words were never at hand here.
        page_salt: With which the words come to that key; 16 bytes.
    """

    code: str
    is_reader: bool
    public: bytes
    page_key: bytes = b""
    page_salt: bytes = b""

    def __repr__(self) -> str:
        """Shows no key."""
        return "Keyholder(...)"


class Keyring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys that day keys may use, kept as a record in the compartment `practice` (vault-format 4.5).

    Args:
        sealing_public: Seals a compartment's key at the end of an engagement; 32 bytes.
        recovery_public: A new root key is sealed to it when keys rotate; 32 bytes.
        inbox_private: Opens notes that were written while the vault was locked; 32 bytes.
        capture_key: Authenticates such notes; 32 bytes.
        custodians: Executors and readers.
        quorum: How many readers open the vault together; 0 where no number was set.
    """

    sealing_public: bytes
    recovery_public: bytes
    inbox_private: bytes
    capture_key: bytes
    custodians: tuple[Keyholder, ...] = ()
    quorum: int = 0

    def __repr__(self) -> str:
        """Shows no key."""
        return "Keyring(...)"


class KeyPlace(msgspec.Struct, frozen=True):
    """Where a wrapped key belongs: it opens nowhere else."""

    vault_id: VaultId
    epoch: int
    compartment_id: CompartmentId
    generation: int

    def associated_data(self) -> bytes:
        """The bytes that tie a wrapped key to its place (vault-format 4.3)."""
        return associated_data("wrapped-key", self.vault_id, self.epoch, self.compartment_id, self.generation)


def random_root_key() -> RootKey:
    """Draws a fresh root key of 32 bytes."""
    return RootKey(random_key())


def random_compartment_key() -> CompartmentKey:
    """Draws a fresh compartment key of 32 bytes."""
    return CompartmentKey(random_key())


def wrap_open(day: DayKeys, place: KeyPlace, key: CompartmentKey) -> WrappedKey:
    """Wraps a compartment's key so that day keys open it; 153 bytes."""
    return _wrap(day, place, _OPEN, key.ljust(_PAYLOAD_BYTES, b"\0"))


def wrap_duty(day: DayKeys, place: KeyPlace, key: CompartmentKey) -> WrappedKey:
    """Wraps the key of a part that the coach's duty takes, so that an executor opens it as well; 153 bytes."""
    payload = _DUTY + key.ljust(_PAYLOAD_BYTES, b"\0")
    return WrappedKey(seal(day.duty, payload, place.associated_data()))


def unwrap_duty(day: DayKeys, place: KeyPlace, wrapped: bytes) -> CompartmentKey:
    """Returns the key of a part that the coach's duty takes.

    Raises:
        IntegrityError: It was changed or belongs elsewhere.
    """
    try:
        plain = unseal(day.duty, wrapped, place.associated_data())
    except IntegrityError:
        if not day.may_read:
            raise
        return unwrap(day, place, wrapped)  # a vault from before there were custodians (vault-format 4.7)
    return CompartmentKey(_require_form(plain, _DUTY)[1][:_KEY_BYTES])


def wrap_sealed(day: DayKeys, place: KeyPlace, key: CompartmentKey, sealing_public: bytes) -> WrappedKey:
    """Wraps a compartment's key so that only the sealing key opens it; 153 bytes, the same as an open one."""
    return _wrap(day, place, _SEALED, seal_to(sealing_public, key))


def is_sealed(day: DayKeys, place: KeyPlace, wrapped: bytes) -> bool:
    """Returns whether a wrapped key is sealed; day keys are enough to know."""
    return _unwrap(day, place, wrapped)[0] == _SEALED


def rewrap(before: DayKeys, after: DayKeys, place: KeyPlace, wrapped: bytes) -> WrappedKey:
    """Wraps a key of another step anew, sealed or open as it is.

    Raises:
        IntegrityError: It was changed or belongs elsewhere.
    """
    return _wrap(after, place, *_unwrap(before, place, wrapped))


def rewrap_duty(before: DayKeys, after: DayKeys, place: KeyPlace, wrapped: bytes) -> WrappedKey:
    """Wraps the key of a part that the coach's duty takes anew; raises as `unwrap_duty` does."""
    return wrap_duty(after, place, unwrap_duty(before, place, wrapped))


def unwrap(day: DayKeys, place: KeyPlace, wrapped: bytes, sealing: KeyPair | None = None) -> CompartmentKey:
    """Returns a compartment's key.

    Raises:
        Locked: The compartment is sealed and no sealing key was given.
        IntegrityError: The wrapped key was changed or belongs elsewhere.
    """
    state, payload = _unwrap(day, place, wrapped)
    if state == _OPEN:
        return CompartmentKey(payload[:_KEY_BYTES])
    if sealing is None:
        raise Locked(*SEALED)
    return CompartmentKey(open_with(sealing, payload))


SEALED = ("This engagement has ended and its notes are sealed.", "Opening them takes the passphrase and a reason.")


def random_sealing_pair() -> KeyPair:
    """Draws a fresh sealing key pair."""
    return random_key_pair()


def wrap_sealing_key(root: RootKey, vault_id: VaultId, epoch: int, pair: KeyPair) -> SealedBytes:
    """Wraps the private half of the sealing key under the root key; 104 bytes."""
    return seal(derive_key(root, Label.SEALING_KEY), pair.private, _sealing_place(vault_id, epoch))


def unwrap_sealing_key(root: RootKey, vault_id: VaultId, epoch: int, box: bytes) -> KeyPair:
    """Returns the sealing key pair; only the root key can.

    Raises:
        IntegrityError: The box was changed or belongs to another vault.
    """
    return key_pair_from_private(unseal(derive_key(root, Label.SEALING_KEY), box, _sealing_place(vault_id, epoch)))


def _sealing_place(vault_id: VaultId, epoch: int) -> bytes:
    return associated_data("sealing-key", vault_id, epoch)


def _wrap(day: DayKeys, place: KeyPlace, state: bytes, payload: bytes) -> WrappedKey:
    return WrappedKey(seal(day.wrapping, state + payload, place.associated_data()))


def _unwrap(day: DayKeys, place: KeyPlace, wrapped: bytes) -> tuple[bytes, bytes]:
    if not day.may_read:
        raise Refused("An executor sees the roster and what is due; notes and texts open to nobody alone.")
    return _require_form(unseal(day.wrapping, wrapped, place.associated_data()), _OPEN, _SEALED)


def _require_form(plain: bytes, *states: bytes) -> tuple[bytes, bytes]:
    if len(plain) != 1 + _PAYLOAD_BYTES or plain[:1] not in states:
        raise IntegrityError("A wrapped key does not have the form that the format says.")
    return plain[:1], plain[1:]
