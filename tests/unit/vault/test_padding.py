"""Padding hides lengths and gives back exactly what was padded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.errors import FormatError
from coachvault.vault.padding import FLOOR_BYTES, pad, padme, unpad

messages = st.one_of(
    st.binary(max_size=3000),
    st.builds(lambda start, zeros: start + bytes(zeros), st.binary(max_size=50), st.integers(0, 3000)),
    st.builds(lambda start, marks: start + b"\x80" * marks, st.binary(max_size=50), st.integers(0, 3000)),
)


@given(message=messages)
def test_unpadding_gives_back_what_was_padded(message: bytes) -> None:
    assert unpad(pad(message)) == message


@given(length=st.integers(0, 10_000_000))
def test_a_padded_length_lies_within_its_bounds(length: int) -> None:
    padded = max(FLOOR_BYTES, padme(length + 1))
    assert padded > length
    assert padded == FLOOR_BYTES or padded <= (length + 1) * 1.0625 + 1


@pytest.mark.parametrize("length", [0, 1, 300, 510, 511])
def test_short_messages_all_look_alike(length: int) -> None:
    assert len(pad(b"x" * length)) == FLOOR_BYTES


@pytest.mark.parametrize(
    ("length", "padded"), [(2, 2), (9, 10), (513, 544), (544, 544), (545, 576), (1000, 1024), (1_000_001, 1_015_808)]
)
def test_lengths_are_those_of_padme(length: int, padded: int) -> None:
    exponent = length.bit_length() - 1
    unit = 2 ** (exponent - exponent.bit_length())
    assert padme(length) == padded == -(-length // unit) * unit


@given(length=st.integers(2, 1 << 40), longer=st.integers(0, 1 << 20))
def test_a_longer_message_is_never_padded_to_less(length: int, longer: int) -> None:
    assert padme(length) <= padme(length + longer)


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        bytes(512),
        b"\x80",
        b"a note",
        b"a note".ljust(512, b"\0"),
        pad(b"a note") + b"\0",
        pad(b"a note")[:-1],
        pad(b"a note") + bytes(32),
        pad(b"x" * 600) + bytes(32),
        pad(b"a note")[:-1] + b"\x01",
    ],
)
def test_what_is_not_padded_as_the_format_says_is_refused(padded: bytes) -> None:
    with pytest.raises(FormatError):
        unpad(padded)
