"""The committing box opens with its own key, at its own place, unchanged, or not at all."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt, crypto_aead_xchacha20poly1305_ietf_encrypt

from coachvault.crypto import aead
from coachvault.crypto.aead import (
    COMMITMENT_BYTES,
    NONCE_BYTES,
    OVERHEAD_BYTES,
    random_bytes,
    random_key,
    seal,
    unseal,
)
from coachvault.errors import IntegrityError

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
KNOWN_BOX = bytes.fromhex(
    "6465666768696a6b6c6d6e6f707172737475767778797a7bc5fc79a107132f84f6ce6b1c5d32f8fdcd5eaa61d4bb25aa28d846632132a6f2b06f34b9ca95eb0162064109c7249084bdcbcf30acd1"
)


def box_key(key: bytes, nonce: bytes, place: bytes) -> bytes:
    """Derives the cipher's key as vault-format 3.2 says."""
    message = nonce + hashlib.blake2b(place, digest_size=32).digest()
    return hashlib.blake2b(message, digest_size=64, key=key, person=b"cv1/box").digest()[:32]


def test_a_box_made_by_another_program_opens() -> None:
    assert unseal(KEY, KNOWN_BOX, b"place") == b"a note"


@given(message=st.binary(max_size=2000), place=st.binary(max_size=200))
def test_a_box_gives_back_exactly_what_was_sealed(message: bytes, place: bytes) -> None:
    box = seal(KEY, message, place)
    assert len(box) == len(message) + OVERHEAD_BYTES
    assert unseal(KEY, box, place) == message


def test_no_two_boxes_are_alike() -> None:
    assert len({seal(KEY, b"a note", b"place")[:NONCE_BYTES] for _ in range(50)}) == 50
    assert len({random_key() for _ in range(50)}) == 50


def test_as_many_bytes_are_drawn_as_were_asked_for() -> None:
    assert [len(random_bytes(size)) for size in (0, 1, 16, 100)] == [0, 1, 16, 100]
    assert len({random_bytes(16) for _ in range(50)}) == 50


@pytest.mark.parametrize(("key", "place"), [(OTHER_KEY, b"place"), (KEY, b"another place"), (KEY, b"")])
def test_a_box_opens_only_with_its_key_at_its_place(key: bytes, place: bytes) -> None:
    with pytest.raises(IntegrityError):
        unseal(key, KNOWN_BOX, place)


def test_a_box_cut_anywhere_is_refused() -> None:
    for length in range(len(KNOWN_BOX)):
        with pytest.raises(IntegrityError):
            unseal(KEY, KNOWN_BOX[:length], b"place")


def test_a_box_made_longer_is_refused() -> None:
    with pytest.raises(IntegrityError):
        unseal(KEY, KNOWN_BOX + b"\0", b"place")


def test_a_box_with_any_bit_flipped_is_refused() -> None:
    for position in range(len(KNOWN_BOX)):
        for bit in range(8):
            changed = bytearray(KNOWN_BOX)
            changed[position] ^= 1 << bit
            with pytest.raises(IntegrityError):
                unseal(KEY, bytes(changed), b"place")


def test_a_box_that_another_key_would_decrypt_is_refused_before_it_is_decrypted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nonce, commitment = KNOWN_BOX[:NONCE_BYTES], KNOWN_BOX[NONCE_BYTES : NONCE_BYTES + COMMITMENT_BYTES]
    other = box_key(OTHER_KEY, nonce, b"place")
    cipher = crypto_aead_xchacha20poly1305_ietf_encrypt(b"forged", b"place", nonce, other)
    assert crypto_aead_xchacha20poly1305_ietf_decrypt(cipher, b"place", nonce, other) == b"forged"

    monkeypatch.setattr(aead, "crypto_aead_xchacha20poly1305_ietf_decrypt", lambda *_: pytest.fail("decrypted"))
    with pytest.raises(IntegrityError, match="another key"):
        unseal(OTHER_KEY, nonce + commitment + cipher, b"place")


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal(bytes(length), b"a note", b"place")
    with pytest.raises(ValueError, match="32 bytes"):
        unseal(bytes(length), KNOWN_BOX, b"place")


def test_an_error_tells_nothing_of_the_message() -> None:
    with pytest.raises(IntegrityError) as caught:
        unseal(KEY, KNOWN_BOX[:-1] + b"\0", b"place")
    assert caught.value.__cause__ is None
    assert "a note" not in str(caught.value)
