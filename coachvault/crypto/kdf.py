"""From a passphrase to a key: Argon2id version 1.3 with named, bounded profiles.

Parameters that come from a file are bounded before Argon2 is called, so that a hostile file can neither weaken a new
slot nor exhaust the machine.
"""

from __future__ import annotations

import unicodedata
from typing import NewType

import msgspec
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13, randombytes

from coachvault.errors import BadInput, FormatError

Passphrase = NewType("Passphrase", bytes)

SALT_BYTES = 16
MEBIBYTE = 1024 * 1024
OPSLIMIT_BOUNDS = (1, 10)
MEMLIMIT_BOUNDS_BYTES = (64 * MEBIBYTE, 1024 * MEBIBYTE)


class KdfProfile(msgspec.Struct, frozen=True):
    """The cost of one guess at a passphrase.

    Args:
        opslimit: Passes over the memory, 1 to 10.
        memlimit_bytes: Memory, 64 MiB to 1 GiB.

    Raises:
        FormatError: A parameter lies outside its bounds.
    """

    opslimit: int
    memlimit_bytes: int

    def __post_init__(self) -> None:
        within = (
            OPSLIMIT_BOUNDS[0] <= self.opslimit <= OPSLIMIT_BOUNDS[1]
            and MEMLIMIT_BOUNDS_BYTES[0] <= self.memlimit_bytes <= MEMLIMIT_BOUNDS_BYTES[1]
        )
        if not within:
            raise FormatError("The vault asks for a passphrase cost outside the safe bounds; Argon2 was not called.")


PROFILE_2026 = KdfProfile(opslimit=3, memlimit_bytes=256 * MEBIBYTE)
"""The default: 256 MiB and 3 passes, above RFC 9106's second recommendation (64 MiB, 3 passes)."""


def encode_passphrase(text: str) -> Passphrase:
    """Encodes a passphrase so that every way of typing the same characters gives the same bytes (NFC, UTF-8).

    Raises:
        BadInput: It holds half a character.
    """
    try:
        return Passphrase(unicodedata.normalize("NFC", text).encode())
    except UnicodeEncodeError:
        raise BadInput("The passphrase is not UTF-8.") from None


def random_salt() -> bytes:
    """Draws a fresh 16-byte salt."""
    return randombytes(SALT_BYTES)


def stretch(passphrase: Passphrase, salt: bytes, profile: KdfProfile) -> bytes:
    """Derives the 32-byte key-encryption key of a passphrase slot.

    Source: RFC 9106; libsodium `crypto_pwhash`, one lane.
    """
    return crypto_pwhash_alg(
        32, passphrase, salt, profile.opslimit, profile.memlimit_bytes, crypto_pwhash_ALG_ARGON2ID13
    )
