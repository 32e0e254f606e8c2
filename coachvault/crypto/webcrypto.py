"""What every current browser can do by itself: the cryptography of the page on which a client signs.

PBKDF2-HMAC-SHA-256 (RFC 8018), HKDF-SHA-256 (RFC 5869) and AES-256-GCM (NIST SP 800-38D): the one AEAD that all
browsers share. Nothing in a vault rests on it (docs/adr/0022-page.md).
"""

from __future__ import annotations

import hashlib

from coachvault.crypto.aead import KEY_BYTES, random_bytes
from coachvault.errors import IntegrityError

NONCE_BYTES = 12
TAG_BYTES = 16
_HASH = "sha256"


def stretch(code: str, salt: bytes, iterations: int) -> bytes:
    """Returns the 32-byte key behind a code that a person types.

    Args:
        code: The code in its one form, ASCII.
        salt: 16 bytes, drawn for this code.
        iterations: Of PBKDF2-HMAC-SHA-256.
    """
    return hashlib.pbkdf2_hmac(_HASH, code.encode("ascii"), salt, iterations, KEY_BYTES)


def derive(key: bytes, purpose: bytes) -> bytes:
    """Returns an independent 32-byte key for one purpose: HKDF-SHA-256 with an empty salt."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def seal(key: bytes, plaintext: bytes, associated_data: bytes) -> tuple[bytes, bytes]:
    """Seals with AES-256-GCM under a fresh nonce.

    Args:
        key: 32 bytes, used for a few messages only.
        plaintext: What is sealed.
        associated_data: Bound to it, not stored in it.

    Returns:
        The 12-byte nonce, and the ciphertext with its 16-byte tag.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = random_bytes(NONCE_BYTES)
    return nonce, AESGCM(key).encrypt(nonce, plaintext, associated_data)


def unseal(key: bytes, nonce: bytes, ciphertext: bytes, associated_data: bytes) -> bytes:
    """Returns what was sealed with this key, nonce and associated data.

    Raises:
        IntegrityError: It was sealed with others, or was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(nonce, ciphertext, associated_data)
    except (InvalidTag, ValueError):
        raise IntegrityError("What was sealed for the page was changed, or sealed with another code.") from None
