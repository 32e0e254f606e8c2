"""Values go to JSON and back; associated data ties a box to one place."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.errors import FormatError
from coachvault.vault.codec import associated_data, decode, decode_known, encode


class Thing(msgspec.Struct, forbid_unknown_fields=True):
    """A value with a field of each kind that records use."""

    text: str
    key: bytes = b""
    number: int = 0


def parsed(data: bytes) -> list[bytes]:
    """Takes associated data apart again."""
    fields = []
    while data:
        end = 4 + int.from_bytes(data[:4], "little")
        fields.append(data[4:end])
        data = data[end:]
    return fields


class Whole(msgspec.Struct, forbid_unknown_fields=True):
    """A value in which there are others, in each of the ways that records use."""

    one: Thing
    some: tuple[Thing, ...] = ()
    named: dict[str, Thing] = {}
    perhaps: Thing | None = None
    anything: dict[str, object] = {}


def test_fields_of_a_newer_program_are_left_out_at_any_depth() -> None:
    thing, more = {"text": "a", "key": "/w=="}, {"text": "a", "key": "/w==", "number": 1, "added": [{"x": 1}]}
    newer = {"one": more, "some": [more, thing], "named": {"b": more}, "perhaps": more, "anything": more, "added": 1}
    known = Thing("a", b"\xff", 1)
    assert decode_known(encode(newer), Whole) == Whole(known, (known, Thing("a", b"\xff")), {"b": known}, known, more)
    with pytest.raises(FormatError):
        decode(encode(newer), Whole)


@pytest.mark.parametrize("wrong", [{}, {"one": 1}, {"one": {"text": 1}}, {"one": {"text": "a"}, "some": {}}, [], None])
def test_what_is_wrong_stays_wrong_for_a_newer_program(wrong: object) -> None:
    with pytest.raises(FormatError):
        decode_known(encode(wrong), Whole)


@given(text=st.text(), key=st.binary(), number=st.integers(-(2**63), 2**63 - 1))
def test_a_value_comes_back_as_it_was(text: str, key: bytes, number: int) -> None:
    assert decode(encode(Thing(text, key, number)), Thing) == Thing(text, key, number)


def test_a_value_is_encoded_in_one_way() -> None:
    assert encode({"b": 1, "a": b"\xff"}) == b'{"a":"/w==","b":1}'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"text":1}',
        b'{"text":"a","more":1}',
        b'{"text":"\xff"}',
        b'{"text":"a","key":"%"}',
        b"\0",
    ],
)
def test_what_is_no_such_value_is_refused_without_being_repeated(data: bytes) -> None:
    with pytest.raises(FormatError, match="is not a Thing as the format says"):
        decode(data, Thing)


@given(fields=st.lists(st.binary(max_size=40)))
def test_no_two_lists_of_fields_give_the_same_associated_data(fields: list[bytes]) -> None:
    assert parsed(associated_data(*fields)) == fields


def test_a_boundary_between_fields_cannot_be_moved() -> None:
    assert associated_data("ab", "c") != associated_data("a", "bc") != associated_data("abc")
    assert associated_data() != associated_data("")


def test_text_numbers_and_bytes_are_written_as_the_format_says() -> None:
    assert associated_data("é", 258, b"\xff") == (
        b"\x02\0\0\0\xc3\xa9" + b"\x08\0\0\0\x02\x01\0\0\0\0\0\0" + b"\x01\0\0\0\xff"
    )
