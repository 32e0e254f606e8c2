"""One value has one sequence of bytes, and nothing else is read (clause 8.1)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.signoff.canonical import LARGEST_INTEGER, decode, encode

VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.integers(1 - 10**15, LARGEST_INTEGER),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=10,
)


@given(VALUES)
def test_a_value_comes_back(value: Any) -> None:
    assert decode(encode(value)) == value


def test_keys_are_sorted_and_nothing_is_escaped_or_spaced() -> None:
    assert encode({"b": [1, "é\n"], "a": -2}) == '{"a":-2,"b":[1,"é\\n"]}'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0061"',
        b"1.0",
        b"1e3",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b'"\\ud800"',
        b'"\xff"',
        b"{",
        b"",
        b"1\n",
        b"[" * 100_000,
        str(LARGEST_INTEGER + 1).encode(),
        str(-LARGEST_INTEGER - 1).encode(),
        b"9" * 10_000,
    ],
)
def test_what_is_not_in_the_one_form_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of whichever parser refuses first
        decode(data)


def test_the_largest_integer_is_read() -> None:
    for number in (LARGEST_INTEGER, LARGEST_INTEGER - 1, 0):
        assert decode(encode(number)) == number
