"""Ed25519: what RFC 8032 says is signed, and no other form of it."""

from __future__ import annotations

import hashlib

import pytest
from nacl.bindings import crypto_core_ed25519_add, crypto_scalarmult_ed25519_base_noclamp, crypto_sign_open
from nacl.signing import SigningKey

from coachvault.crypto.signatures import is_possible_key, is_signed

ORDER = 2**252 + 27742317777372353535851937790883648493
VECTORS = [  # RFC 8032, 7.1
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_rfc_are_signed(key: str, message: str, signature: str) -> None:
    assert is_signed(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))
    assert is_possible_key(bytes.fromhex(key))


def test_no_changed_bit_is_signed() -> None:
    key = SigningKey(bytes(32))
    public, message, signature = bytes(key.verify_key), b"text", key.sign(b"text").signature
    for value in range(3):
        for at in range(len((public, message, signature)[value]) * 8):
            parts = [bytearray(public), bytearray(message), bytearray(signature)]
            parts[value][at // 8] ^= 1 << at % 8
            assert not is_signed(*map(bytes, parts))


def test_a_signature_has_one_form() -> None:
    key = SigningKey(bytes(32))
    signature = key.sign(b"text").signature
    raised = int.from_bytes(signature[32:], "little") + ORDER
    assert not is_signed(bytes(key.verify_key), b"text", signature[:32] + raised.to_bytes(32, "little"))


@pytest.mark.parametrize("key", [bytes(32), bytes([1]) + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_key_of_small_order_signs_nothing(key: bytes) -> None:
    assert not is_possible_key(key)
    for signature in (bytes(64), key + bytes(32), bytes([1]) + bytes(63)):
        assert not is_signed(key, b"anything", signature)


def test_what_is_cut_elsewhere_is_not_signed() -> None:
    """The parts are joined for libsodium: the same bytes, cut at another place, are another claim."""
    keys = (SigningKey(number.to_bytes(32)) for number in range(10_000))
    key = next(key for key in keys if bytes(key.verify_key)[-1] == 0)  # a zero also stands behind Python's bytes
    public, signature = bytes(key.verify_key), key.sign(b"text").signature
    assert is_signed(public, b"text", signature)
    assert not is_signed(public, b"xt", signature + b"te")
    assert not is_signed(public, signature[-1:] + b"text", signature[:-1])
    assert not is_signed(public + b"\0", b"text", signature)
    assert not is_signed(public[:-1], b"text", signature)


@pytest.mark.parametrize(("key", "signature"), [(31, 64), (33, 64), (32, 63), (32, 65), (0, 0)])
def test_other_lengths_sign_nothing(key: int, signature: int) -> None:
    assert not is_signed(bytes(key), b"text", bytes(signature))
    assert key == 32 or not is_possible_key(bytes(key))


def test_a_key_outside_the_main_subgroup_signs_nothing() -> None:
    """What fits its equation is taken by some verifiers and refused by others."""
    seed = hashlib.sha512(bytes(32)).digest()[:32]
    secret = (int.from_bytes(seed, "little") & ((1 << 254) - 8)) | (1 << 254)
    torsion = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    mixed = crypto_core_ed25519_add(bytes(SigningKey(bytes(32)).verify_key), torsion)
    nonce = crypto_scalarmult_ed25519_base_noclamp((5).to_bytes(32, "little"))
    for number in range(200):
        message = str(number).encode()
        hashed = int.from_bytes(hashlib.sha512(nonce + mixed + message).digest(), "little") % ORDER
        if hashed % 8 == 0:
            break
    signature = nonce + ((5 + hashed * secret) % ORDER).to_bytes(32, "little")
    assert crypto_sign_open(signature + message, mixed) == message
    assert not is_possible_key(mixed)
    assert not is_signed(mixed, message, signature)
