"""What is sealed to a public key opens with its private half alone."""

from __future__ import annotations

import hashlib

import pytest

from coachvault.crypto.sealing import (
    SEALED_BOX_OVERHEAD_BYTES,
    key_pair_from_private,
    key_pair_from_seed,
    open_with,
    random_key_pair,
    seal_to,
)
from coachvault.errors import IntegrityError

PAIR = key_pair_from_seed(bytes(range(32)))


def test_a_sealed_box_gives_back_what_was_sealed() -> None:
    box = seal_to(PAIR.public, b"a key")
    assert len(box) == len(b"a key") + SEALED_BOX_OVERHEAD_BYTES
    assert open_with(PAIR, box) == b"a key"


def test_nothing_at_all_can_be_sealed() -> None:
    assert open_with(PAIR, seal_to(PAIR.public, b"")) == b""


def test_a_seed_gives_the_pair_that_the_format_says() -> None:
    assert PAIR.private == hashlib.sha512(bytes(range(32))).digest()[:32]
    assert key_pair_from_private(PAIR.private) == PAIR


def test_another_pair_opens_nothing() -> None:
    with pytest.raises(IntegrityError):
        open_with(random_key_pair(), seal_to(PAIR.public, b"a key"))


def test_a_cut_or_changed_sealed_box_is_refused() -> None:
    box = seal_to(PAIR.public, b"a key")
    for position in range(len(box)):
        changed = bytearray(box)
        changed[position] ^= 1
        for broken in (box[:position], bytes(changed)):
            with pytest.raises(IntegrityError):
                open_with(PAIR, broken)


@pytest.mark.parametrize("length", [0, 1, 47])
def test_what_is_too_short_to_be_a_box_is_told_apart(length: int) -> None:
    with pytest.raises(IntegrityError, match="too short"):
        open_with(PAIR, seal_to(PAIR.public, b"")[:length])


def test_the_halves_of_a_pair_stay_together() -> None:
    with pytest.raises(AttributeError):
        PAIR.public = bytes(32)  # type: ignore[misc]


def test_a_pair_never_shows_its_private_half() -> None:
    assert PAIR.private.hex() not in repr(PAIR)
    assert repr(PAIR.private) not in repr(PAIR)
