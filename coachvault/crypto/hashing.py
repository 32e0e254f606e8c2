"""BLAKE2b with a fixed table of labels: derived keys, message authentication codes and digests.

`hashlib.blake2b` pads a short `person` with zeros and takes an empty key without a word, so labels come from one
table and the length of every key is asserted.
"""

from __future__ import annotations

import hashlib
import hmac
from enum import Enum

from coachvault.crypto.aead import KEY_BYTES

DIGEST_BYTES = 32


class Label(Enum):
    """What a derived key or code is for: the `person` parameter of BLAKE2b, at most 16 bytes (vault-format 3.1)."""

    HEADER_KEY = b"cv1/header"
    WRAPPING_KEY = b"cv1/wrap"
    DUTY_KEY = b"cv1/duty"
    SEALING_KEY = b"cv1/sealing"
    ANCHOR_KEY = b"cv1/anchor-key"
    HEADER_MAC = b"cv1/header-mac"
    ANCHOR_MAC = b"cv1/anchor-mac"
    CAPTURE_MAC = b"cv1/capture-mac"
    DRAFT = b"cv1/draft"
    LINK = b"cv1/link"
    ROW = b"cv1/row"
    HEADS = b"cv1/heads"
    STATE_KEY = b"cv2/state"
    STATE_ID = b"cv2/state-id"
    STATE_CODE = b"cv2/state-mac"
    KEY_ID = b"cv2/key-id"
    FORMER = b"cv2/former"
    NEXT = b"cv2/next"
    NEXT_DUTY = b"cv2/next-duty"


def derive_key(key: bytes, label: Label) -> bytes:
    """Derives an independent 32-byte key from a 32-byte key.

    Source: vault-format 3.1; keyed BLAKE2b (RFC 7693) over the empty message.
    """
    return _keyed(key, label, b"")


def authenticate(key: bytes, label: Label, message: bytes) -> bytes:
    """Returns the 32-byte message authentication code of `message` under a 32-byte key."""
    return _keyed(key, label, message)


def is_authentic(key: bytes, label: Label, message: bytes, code: bytes) -> bool:
    """Compares in constant time whether `code` is the message authentication code of `message`."""
    return hmac.compare_digest(_keyed(key, label, message), code)


def digest(label: Label, message: bytes) -> bytes:
    """Returns the 32-byte unkeyed digest of `message`, separated from every other use by `label`."""
    return hashlib.blake2b(message, digest_size=DIGEST_BYTES, person=label.value).digest()


def _keyed(key: bytes, label: Label, message: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return hashlib.blake2b(message, digest_size=DIGEST_BYTES, key=key, person=label.value).digest()
