"""What browsers share: known answers, and nothing changed is opened."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from coachvault.crypto import webcrypto
from coachvault.errors import IntegrityError

KEY = bytes(range(32))


def test_a_code_is_stretched_by_pbkdf2() -> None:
    """RFC 7914, 11: PBKDF2-HMAC-SHA-256 of "passwd" with the salt "salt", one round, its first 32 bytes."""
    known = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
    assert webcrypto.stretch("passwd", b"salt", 1).hex() == known
    assert webcrypto.stretch("passwd", b"salt", 2) != webcrypto.stretch("passwd", b"salt", 1)
    with pytest.raises(UnicodeEncodeError):
        webcrypto.stretch("passw\xf6rd", b"salt", 1)


def test_keys_are_derived_by_hkdf_with_an_empty_salt() -> None:
    """RFC 5869, 2, written out; and its third test case, which has neither salt nor info."""
    extracted = hmac.digest(bytes(32), KEY, hashlib.sha256)
    assert webcrypto.derive(KEY, b"purpose") == hmac.digest(extracted, b"purpose\x01", hashlib.sha256)
    known = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert webcrypto.derive(b"\x0b" * 22, b"").hex() == known


def test_a_message_sealed_elsewhere_opens() -> None:
    """NIST's GCM specification, test case 16 (AES-256 with associated data)."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
    ciphertext = bytes.fromhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0a"
        "bcc9f662"
    )
    tag = bytes.fromhex("76fc6ece0f4e1768cddf8853bb2d551b")
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    opened = webcrypto.unseal(key, bytes.fromhex("cafebabefacedbaddecaf888"), ciphertext + tag, bound)
    assert opened.hex().startswith("d9313225f88406e5a55909c5aff5269a")


def test_what_is_sealed_opens_and_no_two_are_alike() -> None:
    (nonce, sealed), (other, again) = (webcrypto.seal(KEY, b"text", b"bound") for _ in range(2))
    assert webcrypto.unseal(KEY, nonce, sealed, b"bound") == b"text"
    assert (len(nonce), len(sealed)) == (webcrypto.NONCE_BYTES, 4 + webcrypto.TAG_BYTES) == (12, 20)
    assert nonce != other
    assert sealed != again


def test_nothing_changed_is_opened() -> None:
    nonce, sealed = webcrypto.seal(KEY, b"text", b"bound")
    for key, number, box, bound in (
        (bytes(32), nonce, sealed, b"bound"),
        (KEY, bytes(12), sealed, b"bound"),
        (KEY, nonce, sealed, b"other"),
        (KEY, nonce, sealed[:-1], b"bound"),
        (KEY, nonce, b"", b"bound"),
        (KEY, b"", sealed, b"bound"),
        *((KEY, nonce, sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], b"bound") for at in range(20)),
    ):
        with pytest.raises(IntegrityError, match="was changed"):
            webcrypto.unseal(key, number, box, bound)
