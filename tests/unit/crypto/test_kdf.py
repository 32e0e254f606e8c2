"""A passphrase is stretched by Argon2id, within bounds that no file can leave."""

from __future__ import annotations

import pytest

from coachvault.crypto import kdf
from coachvault.crypto.kdf import MEBIBYTE, PROFILE_2026, KdfProfile, encode_passphrase, random_salt, stretch
from coachvault.errors import CoachVaultError, FormatError
from tests.fakes import TESTING

SALT = bytes(range(16))


def test_the_answer_is_that_of_argon2id() -> None:
    """The answer was also found with the reference program of Argon2."""
    key = stretch(encode_passphrase("pass phrase"), SALT, TESTING)
    assert key.hex() == "c57677325a1eb93d380758a8ec4efa4c1fcfa84a6a2d4cd6b2a21a6be1b52cd8"


def test_salt_and_passphrase_both_count() -> None:
    keys = {
        stretch(encode_passphrase(text), salt, TESTING)
        for text, salt in [("a", SALT), ("b", SALT), ("a", SALT[::-1]), ("a ", SALT)]
    }
    assert len(keys) == 4
    assert len({random_salt() for _ in range(20)}) == 20


def test_a_salt_has_16_bytes() -> None:
    assert len(random_salt()) == 16


@pytest.mark.parametrize(
    ("opslimit", "memlimit"),
    [(0, 64), (11, 64), (2**32 - 1, 64), (1, 0), (1, 63), (1, 1025), (1, 2**40)],
)
def test_a_cost_outside_the_bounds_is_refused_and_argon2_is_not_called(
    monkeypatch: pytest.MonkeyPatch, opslimit: int, memlimit: int
) -> None:
    monkeypatch.setattr(kdf, "crypto_pwhash_alg", lambda *_: pytest.fail("Argon2 was called"))
    with pytest.raises(FormatError, match="Argon2 was not called"):
        stretch(encode_passphrase("a"), SALT, KdfProfile(opslimit, memlimit * MEBIBYTE))


@pytest.mark.parametrize(("opslimit", "memlimit"), [(1, 64), (10, 1024), (3, 256)])
def test_a_cost_at_the_bounds_is_taken(opslimit: int, memlimit: int) -> None:
    assert KdfProfile(opslimit, memlimit * MEBIBYTE).opslimit == opslimit


@pytest.mark.parametrize(("within", "outside"), [(67_108_864, 67_108_863), (1_073_741_824, 1_073_741_825)])
def test_a_byte_past_the_bounds_is_refused(within: int, outside: int) -> None:
    assert KdfProfile(1, within).memlimit_bytes == within
    with pytest.raises(FormatError):
        KdfProfile(1, outside)


def test_the_default_is_what_was_decided() -> None:
    assert KdfProfile(opslimit=3, memlimit_bytes=268_435_456) == PROFILE_2026


def test_a_profile_that_was_checked_is_not_changed_any_more() -> None:
    with pytest.raises(AttributeError):
        PROFILE_2026.opslimit = 0  # type: ignore[misc]


@pytest.mark.parametrize("typed", ["caf\u00e9", "cafe\u0301"])
def test_every_way_of_typing_the_same_characters_gives_the_same_passphrase(typed: str) -> None:
    assert encode_passphrase(typed) == b"caf\xc3\xa9"


def test_spaces_and_case_count() -> None:
    assert len({encode_passphrase(text) for text in ("ab", "a b", " ab", "Ab", "\uff41b")}) == 5


def test_half_a_character_is_refused_without_repeating_it() -> None:
    with pytest.raises(CoachVaultError) as caught:
        encode_passphrase("secret\udcff")
    assert "secret" not in str(caught.value)
