"""Ed25519 signatures (RFC 8032), verified by libsodium; nothing here signs."""

from __future__ import annotations

from nacl.bindings import crypto_core_ed25519_is_valid_point, crypto_sign_open
from nacl.exceptions import BadSignatureError

PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Returns whether a signature over a message was made with the private half of a key.

    libsodium refuses keys and points of small order, and numbers that are not reduced, so that nobody can make a second
    signature out of a first. Keys outside the main subgroup are refused as well: others judge theirs differently.

    Args:
        public_key: 32 bytes.
        message: What was signed.
        signature: 64 bytes.
    """
    if len(signature) != SIGNATURE_BYTES or not is_possible_key(public_key):
        return False
    try:
        crypto_sign_open(signature + message, public_key)
    except BadSignatureError:
        return False
    return True


def is_possible_key(public_key: bytes) -> bool:
    """Returns whether 32 bytes are a point that a private key could have: on the curve, of its main subgroup."""
    return len(public_key) == PUBLIC_KEY_BYTES and bool(crypto_core_ed25519_is_valid_point(public_key))
