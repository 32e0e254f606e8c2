"""The committing box: XChaCha20-Poly1305 that opens under one key and no other.

XChaCha20-Poly1305 alone is not key-committing: one ciphertext can be built that opens under two keys. Every symmetric
box in a vault therefore carries a commitment to its key (vault-format 3.2), compared before anything is decrypted.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import NewType

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    randombytes,
)
from nacl.exceptions import CryptoError

from coachvault.errors import IntegrityError

SealedBytes = NewType("SealedBytes", bytes)

KEY_BYTES = 32
NONCE_BYTES = 24
COMMITMENT_BYTES = 32
TAG_BYTES = 16
OVERHEAD_BYTES = NONCE_BYTES + COMMITMENT_BYTES + TAG_BYTES
_PERSON = b"cv1/box"


def random_key() -> bytes:
    """Draws a fresh 32-byte key from the operating system."""
    return randombytes(KEY_BYTES)


def random_bytes(size: int) -> bytes:
    """Draws `size` bytes from the operating system."""
    return randombytes(size)


def seal(key: bytes, plaintext: bytes, associated_data: bytes) -> SealedBytes:
    """Seals `plaintext` so that only `key` together with `associated_data` opens it.

    Args:
        key: 32 bytes.
        plaintext: Any length; the box is 72 bytes longer.
        associated_data: Bound to the box, not stored in it.

    Source: vault-format 3.2; libsodium, XChaCha20-Poly1305-IETF.
    """
    nonce = randombytes(NONCE_BYTES)
    box_key, commitment = _expand(key, nonce, associated_data)
    return SealedBytes(
        nonce + commitment + crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, associated_data, nonce, box_key)
    )


def unseal(key: bytes, box: bytes, associated_data: bytes) -> bytes:
    """Returns exactly the bytes that were sealed with this key and this associated data.

    Raises:
        IntegrityError: The box is too short, was made with another key or associated data, or was changed.
    """
    if len(box) < OVERHEAD_BYTES:
        raise IntegrityError("A sealed box is too short to be one.")
    nonce, stated = box[:NONCE_BYTES], box[NONCE_BYTES : NONCE_BYTES + COMMITMENT_BYTES]
    box_key, commitment = _expand(key, nonce, associated_data)
    if not hmac.compare_digest(stated, commitment):
        raise IntegrityError("A sealed box was made with another key or for another place, or was changed.")
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            box[NONCE_BYTES + COMMITMENT_BYTES :], associated_data, nonce, box_key
        )
    except CryptoError:
        raise IntegrityError("A sealed box was changed.") from None


def _expand(key: bytes, nonce: bytes, associated_data: bytes) -> tuple[bytes, bytes]:
    """Derives the key of one box and the commitment to it."""
    if len(key) != KEY_BYTES:
        raise ValueError("a box key has 32 bytes")
    data = nonce + hashlib.blake2b(associated_data, digest_size=32).digest()
    okm = hashlib.blake2b(data, digest_size=64, key=key, person=_PERSON).digest()
    return okm[:32], okm[32:]
