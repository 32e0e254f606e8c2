"""X25519 sealed boxes: anyone who holds the public half can seal, only the private half opens.

Source: libsodium `crypto_box_seal` (X25519, XSalsa20-Poly1305, an ephemeral key per box).
"""

from __future__ import annotations

import msgspec
from nacl.bindings import (
    crypto_box_keypair,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_box_seed_keypair,
    crypto_scalarmult_base,
)
from nacl.exceptions import CryptoError

from coachvault.errors import IntegrityError

SEALED_BOX_OVERHEAD_BYTES = 48


class KeyPair(msgspec.Struct, frozen=True):
    """An X25519 key pair, 32 bytes each."""

    public: bytes
    private: bytes

    def __repr__(self) -> str:
        """Shows the public half only."""
        return f"KeyPair(public={self.public.hex()})"


def random_key_pair() -> KeyPair:
    """Draws a fresh key pair."""
    return KeyPair(*crypto_box_keypair())


def key_pair_from_seed(seed: bytes) -> KeyPair:
    """Derives the key pair of a 32-byte seed (libsodium `crypto_box_seed_keypair`)."""
    return KeyPair(*crypto_box_seed_keypair(seed))


def key_pair_from_private(private: bytes) -> KeyPair:
    """Rebuilds a key pair from its 32-byte private half."""
    return KeyPair(crypto_scalarmult_base(private), private)


def seal_to(public: bytes, message: bytes) -> bytes:
    """Seals `message` to a public key; the box is 48 bytes longer and reveals nothing about its maker."""
    return crypto_box_seal(message, public)


def open_with(pair: KeyPair, box: bytes) -> bytes:
    """Opens a sealed box.

    Raises:
        IntegrityError: The box was sealed to another key, or was changed.
    """
    if len(box) < SEALED_BOX_OVERHEAD_BYTES:
        raise IntegrityError("A sealed box is too short to be one.")
    try:
        return crypto_box_seal_open(box, pair.public, pair.private)
    except CryptoError:
        raise IntegrityError("A sealed box was made for another key, or was changed.") from None
