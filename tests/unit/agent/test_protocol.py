"""The messages between a command and the agent."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault import __version__
from coachvault.agent import protocol
from coachvault.agent.protocol import (
    LARGEST_BYTES,
    LENGTH_BYTES,
    LONGEST_SECONDS,
    Advance,
    Done,
    Held,
    HeldList,
    Keep,
    Lend,
    Lent,
    ListHeld,
    Lock,
    Nothing,
    OpenWindow,
    OtherVersion,
    Reply,
    Request,
)

VAULT = b"v" * 16
COPY = b"c" * 16
REQUESTS: list[Request] = [
    Keep(VAULT, COPY, 1, (0, 0), b"s" * 64, 900, 28_800),
    Keep(VAULT, COPY, 2**32 - 1, (0, 0), b"s" * 4096, 0, LONGEST_SECONDS),
    Advance(VAULT, COPY, 1, (2**32 - 1, 0), b"s" * 104),
    Lend(VAULT, COPY, 0),
    OpenWindow(VAULT, COPY, 1, "w" * 64, b"k" * 64, 1800),
    OpenWindow(VAULT, COPY, 1, "", b"", 0),
    ListHeld(),
    Lock(),
]
REPLIES: list[Reply] = [
    Lent(b"s" * 64, {"w": b"k" * 32}),
    HeldList([Held(VAULT, COPY, 1, 900, 28_800, {"w": 60})]),
    HeldList([]),
    Done(),
    Nothing(),
]
TOO_MUCH: list[Request] = [
    OpenWindow(VAULT, COPY, 1, "\U0001f600", b"k", 1),
    OpenWindow(VAULT, COPY, 1, "w\n", b"k", 1),
    Keep(VAULT[1:], COPY, 1, (0, 0), b"s", 1, 1),
    Keep(VAULT + b"v", COPY, 1, (0, 0), b"s", 1, 1),
    Keep(VAULT, COPY, -1, (0, 0), b"s", 1, 1),
    Keep(VAULT, COPY, 2**32, (0, 0), b"s", 1, 1),
    Keep(VAULT, COPY, 1, (0, 0), b"", 1, 1),
    Keep(VAULT, COPY, 1, (0, 0), b"s" * 4097, 1, 1),
    Keep(VAULT, COPY, 1, (0, 0), b"s", -1, 1),
    Keep(VAULT, COPY, 1, (0, 0), b"s", 1, LONGEST_SECONDS + 1),
    Lend(b"", COPY, 1),
    Lend(VAULT, b"", 1),
    Advance(VAULT, COPY, 1, (-1, 0), b"s"),
    Advance(VAULT, COPY, 1, (0, 2**32), b"s"),
    Advance(VAULT, COPY, 1, (0, 0), b""),
    OpenWindow(VAULT, COPY, 1, "w" * 65, b"k", 1),
    OpenWindow(VAULT, COPY, 1, "w", b"k" * 4097, 1),
    OpenWindow(VAULT, COPY, 1, "w", b"k", LONGEST_SECONDS + 1),
]


def body_of(message: Request | Reply) -> bytes:
    """Returns a message without its length, which is right."""
    data = protocol.encode(message)
    assert protocol.decode_length(data[:LENGTH_BYTES]) == len(data) - LENGTH_BYTES
    return data[LENGTH_BYTES:]


def message_of(version: str, inner: bytes) -> bytes:
    return msgspec.msgpack.encode([version, msgspec.Raw(inner)])


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda each: type(each).__name__)
def test_a_request_comes_out_as_it_went_in_and_is_no_reply(request_: Request) -> None:
    assert protocol.decode_request(body_of(request_)) == request_
    with pytest.raises(ValueError, match=r".+"):
        protocol.decode_reply(body_of(request_))


@pytest.mark.parametrize("reply", REPLIES, ids=lambda each: type(each).__name__)
def test_a_reply_comes_out_as_it_went_in_and_is_no_request(reply: Reply) -> None:
    assert protocol.decode_reply(body_of(reply)) == reply
    with pytest.raises(ValueError, match=r".+"):
        protocol.decode_request(body_of(reply))


@pytest.mark.parametrize("version", ["", "0", f"{__version__}.1", f"{__version__} ", __version__[:-1]])
def test_a_message_of_another_version_is_not_read_however_its_rest_looks(version: str) -> None:
    for inner in (msgspec.msgpack.encode(ListHeld()), b"\xc0", msgspec.msgpack.encode({"type": "tell", "more": 1})):
        with pytest.raises(OtherVersion):
            protocol.decode_request(message_of(version, inner))
        with pytest.raises(OtherVersion):
            protocol.decode_reply(message_of(version, inner))


@pytest.mark.parametrize("request_", TOO_MUCH, ids=lambda each: type(each).__name__)
def test_a_request_with_a_value_that_cannot_be_is_none(request_: Request) -> None:
    with pytest.raises(ValueError, match=r".+"):
        protocol.decode_request(body_of(request_))


@pytest.mark.parametrize(
    "inner",
    [
        {"type": "root"},
        {"type": "tell", "vault": VAULT},
        {"type": "lend", "vault": VAULT},
        {"type": "lend", "vault": "v" * 16, "epoch": "1"},
        {"type": "lend", "vault": VAULT, "epoch": True},
        {"vault": VAULT, "epoch": 1},
        ["tell"],
        None,
    ],
)
def test_a_request_of_another_form_is_none(inner: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        protocol.decode_request(message_of(__version__, msgspec.msgpack.encode(inner)))


def test_a_length_beyond_every_message_is_refused_before_anything_is_read() -> None:
    assert protocol.decode_length((0).to_bytes(4, "little")) == 0
    assert protocol.decode_length(LARGEST_BYTES.to_bytes(4, "little")) == LARGEST_BYTES
    for length in (LARGEST_BYTES + 1, 2**30, 2**32 - 1):
        with pytest.raises(ValueError, match="larger"):
            protocol.decode_length(length.to_bytes(4, "little"))


def test_the_largest_request_is_within_the_length() -> None:
    assert (
        len(body_of(Keep(VAULT, COPY, 2**32 - 1, (0, 0), b"s" * 4096, LONGEST_SECONDS, LONGEST_SECONDS)))
        < LARGEST_BYTES
    )


@given(st.binary(max_size=400))
def test_bytes_that_are_no_message_raise_nothing_but_what_is_said(data: bytes) -> None:
    for decode in (protocol.decode_request, protocol.decode_reply):
        require_none(decode, data)


@given(st.sampled_from(REQUESTS), st.integers(0, 200), st.binary(max_size=8), st.integers(0, 8))
def test_a_message_with_other_bytes_in_it_is_a_whole_message_or_none(
    message: Request, place: int, planted: bytes, gone: int
) -> None:
    body = body_of(message)
    changed = body[:place] + planted + body[place + gone :]
    require_none(protocol.decode_request, changed)


def require_none(decode: Callable[[bytes], Request | Reply], data: bytes) -> None:
    """Decodes what is no message or, by chance, one that means the same when it is sent again."""
    try:
        message = decode(data)
    except (ValueError, OtherVersion):
        return
    assert decode(body_of(message)) == message
