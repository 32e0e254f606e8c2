"""The ways in open for their own passphrase or words, unchanged and in their own vault, or not at all."""

from __future__ import annotations

import hashlib

import pytest

from coachvault.crypto import kdf
from coachvault.crypto.kdf import KdfProfile, Passphrase, encode_passphrase
from coachvault.crypto.sealing import key_pair_from_seed
from coachvault.errors import FormatError, IntegrityError, UnlockFailed
from coachvault.vault import slots
from coachvault.vault.codec import VaultId
from coachvault.vault.keys import RootKey
from coachvault.vault.slots import (
    BOX_BYTES,
    SlotKind,
    encode_recovery_slot,
    new_passphrase_slot,
    open_recovery_slots,
    passphrase_slot,
)
from tests.fakes import TESTING

ROOT = RootKey(bytes(range(32)))
VAULT = VaultId(b"v" * 16)
OTHER_VAULT = VaultId(b"w" * 16)
PASSPHRASE = encode_passphrase("a pass phrase")
PAIR = key_pair_from_seed(bytes(32))
PASSPHRASE_BODY_BYTES = 134
RECOVERY_BODY_BYTES = 101

Slot = tuple[bytes, bytes]


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a hash in the place of Argon2, so that a thousand guesses take no time."""

    def stretch(passphrase: Passphrase, salt: bytes, profile: KdfProfile) -> bytes:
        return hashlib.blake2b(passphrase + salt + repr(profile).encode(), digest_size=32).digest()

    monkeypatch.setattr(slots, "stretch", stretch)


def a_slot() -> Slot:
    made = new_passphrase_slot(ROOT, PASSPHRASE, TESTING, VAULT, 1)
    return made.slot_id, made.encode()


def opened(slot: Slot, passphrase: Passphrase = PASSPHRASE, vault: VaultId = VAULT, epoch: int = 1) -> RootKey:
    return passphrase_slot([slot]).open(passphrase, vault, epoch)


def test_the_passphrase_opens_its_slot() -> None:
    assert opened(a_slot()) == ROOT


def test_another_passphrase_does_not() -> None:
    with pytest.raises(UnlockFailed):
        opened(a_slot(), encode_passphrase("a pass phrase "))


@pytest.mark.usefixtures("cheap")
def test_a_slot_opens_in_its_own_vault_and_epoch_only() -> None:
    slot = a_slot()
    assert opened(slot) == ROOT
    for vault, epoch in ((OTHER_VAULT, 1), (VAULT, 2)):
        with pytest.raises(UnlockFailed):
            opened(slot, vault=vault, epoch=epoch)
    with pytest.raises(UnlockFailed):
        opened((b"another slot id.", slot[1]))


@pytest.mark.usefixtures("cheap")
def test_a_passphrase_slot_with_any_bit_flipped_never_gives_a_root_key() -> None:
    slot_id, box = a_slot()
    for position in range(PASSPHRASE_BODY_BYTES):
        for bit in range(8):
            changed = bytearray(box)
            changed[position] ^= 1 << bit
            with pytest.raises((UnlockFailed, IntegrityError, FormatError)):
                opened((slot_id, bytes(changed)))


@pytest.mark.usefixtures("cheap")
def test_the_rest_of_a_slot_is_random() -> None:
    assert len({a_slot()[1][PASSPHRASE_BODY_BYTES:] for _ in range(5)}) == 5


@pytest.mark.parametrize(("opslimit", "memlimit"), [(0, 64 << 20), (11, 64 << 20), (1, 63 << 20), (10, 1 << 40)])
def test_a_cost_outside_the_bounds_is_refused_before_argon2_is_called(
    monkeypatch: pytest.MonkeyPatch, opslimit: int, memlimit: int
) -> None:
    slot_id, box = a_slot()
    monkeypatch.setattr(kdf, "crypto_pwhash_alg", lambda *_: pytest.fail("Argon2 was called"))
    dear = box[:2] + opslimit.to_bytes(4, "little") + memlimit.to_bytes(8, "little") + box[14:]
    with pytest.raises(IntegrityError):
        opened((slot_id, dear))


@pytest.mark.usefixtures("cheap")
def test_a_vault_has_exactly_one_passphrase_slot() -> None:
    with pytest.raises(IntegrityError, match="exactly one"):
        passphrase_slot([a_slot(), a_slot()])
    with pytest.raises(IntegrityError, match="exactly one"):
        passphrase_slot([])


@pytest.mark.usefixtures("cheap")
def test_slots_of_unknown_kinds_are_ignored() -> None:
    assert passphrase_slot([(b"u" * 16, b"\x77" * BOX_BYTES), a_slot()]).open(PASSPHRASE, VAULT, 1) == ROOT


@pytest.mark.parametrize(
    "wrong", [(b"short", bytes(512)), (b"i" * 16, bytes(511)), (b"i" * 16, b""), (b"i" * 16, bytes(513))]
)
def test_a_slot_of_another_size_is_refused(wrong: Slot) -> None:
    with pytest.raises(IntegrityError):
        passphrase_slot([wrong])
    with pytest.raises(IntegrityError):
        open_recovery_slots([wrong], PAIR, VAULT, 1)


def test_every_slot_has_the_same_size() -> None:
    assert len(a_slot()[1]) == len(encode_recovery_slot(ROOT, PAIR.public, VAULT, 1)) == BOX_BYTES


def test_the_recovery_words_open_their_slot_in_their_own_vault_and_epoch_only() -> None:
    found = [(b"r" * 16, encode_recovery_slot(ROOT, PAIR.public, VAULT, 1))]
    assert open_recovery_slots(found, PAIR, VAULT, 1) == ROOT
    for pair, vault, epoch in (
        (key_pair_from_seed(b"x" * 32), VAULT, 1),
        (PAIR, OTHER_VAULT, 1),
        (PAIR, VAULT, 2),
    ):
        with pytest.raises(UnlockFailed):
            open_recovery_slots(found, pair, vault, epoch)


def test_a_recovery_slot_with_any_byte_changed_never_gives_a_root_key() -> None:
    box = encode_recovery_slot(ROOT, PAIR.public, VAULT, 1)
    for position in range(RECOVERY_BODY_BYTES):
        changed = bytearray(box)
        changed[position] ^= 0x40
        with pytest.raises(UnlockFailed):
            open_recovery_slots([(b"r" * 16, bytes(changed))], PAIR, VAULT, 1)


def test_a_damaged_recovery_slot_does_not_hide_a_whole_one() -> None:
    whole = (b"s" * 16, encode_recovery_slot(ROOT, PAIR.public, VAULT, 1))
    damaged = (b"r" * 16, bytes([SlotKind.RECOVERY]) + bytes(511))
    assert open_recovery_slots([damaged, whole], PAIR, VAULT, 1) == ROOT
