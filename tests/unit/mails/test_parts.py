"""What a part holds and what its header says: nothing is passed over that does not belong to its encoding."""

from __future__ import annotations

from base64 import b64encode
from email import message_from_bytes
from email.message import Message

import pytest

from coachvault.errors import BadInput
from coachvault.mails.parts import content_of, is_as_it_is, last_line, names_in, require_single, said_in_words


def parsed(head: str, body: bytes = b"x") -> Message:
    return message_from_bytes(head.encode() + b"\n\n" + body)


def encoded(encoding: str, body: bytes) -> Message:
    return parsed(f"Content-Transfer-Encoding: {encoding}", body)


@pytest.mark.parametrize(
    ("body", "data", "others"),
    [
        (b"aGk=", b"hi", b""),
        (b"aG\nk=\n", b"hi", b""),
        (b"aGk=b24=", b"hion", b"aGk=b24="),
        (b"aGk=\nb24=\n", b"hion", b"b24="),
        (b"aGk=\nonly if\n", b"hi", b"only if"),
        (b"aGk=\nNo.\n", b"hi6", b"No."),
        (b"aGkg\nRejected", b"hi ", b""),
        (b"a#Gk=", b"hi", b"a#Gk="),
        (b"", b"", b""),
    ],
)
def test_base64_is_read_to_its_end_and_what_is_none_is_handed_back(body: bytes, data: bytes, others: bytes) -> None:
    found, rest = content_of(encoded("base64", body))
    assert found.startswith(data)
    assert rest == others


def test_quoted_printable_loses_nothing_behind_a_soft_break() -> None:
    assert content_of(encoded("quoted-printable", b"a=\r\nb=\rc=\nd=3De"))[0] == b"abcd=e"


def test_eight_bits_stay_as_they_are() -> None:
    for encoding in ("7bit", "8BIT", " binary "):
        part = encoded(encoding, "ö".encode())
        assert content_of(part) == ("ö".encode(), b"")
        assert is_as_it_is(part)


@pytest.mark.parametrize("encoding", ["x-uuencode", "base64 only if", "yenc"])
def test_an_encoding_that_nobody_uses_is_refused(encoding: str) -> None:
    with pytest.raises(BadInput, match="encoding"):
        content_of(encoded(encoding, b"x"))


def test_a_last_line_may_be_none_by_chance() -> None:
    assert last_line(encoded("base64", b"aGkg\nRejected\n")) == b"Rejected"
    assert last_line(encoded("8bit", b"a\nb")) == b""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("plain", "plain"),
        ("=?utf-8?Q?a_=C3=B6?=", "a ö"),
        ("=?utf-8?B?w7Y=?= =?utf-8?B?IGI=?=", "ö b"),
        ("=?utf-8?B?w7Y=b25seQ==?=", "öonly"),
        ("=?utf-8?B?ww==?= =?utf-8?B?tg==?=", "ö"),
        ("a =?iso-8859-1*en?Q?=F6?= b", "a ö b"),
        ("=?x-klingon?Q?=C3=B6?=", "ö"),
        ("\udcc3\udcb6 =?utf-8?Q?=D0=B6?= ж", "ö ж ж"),
        ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
    ],
)
def test_a_header_is_read_in_letters(given: str, expected: str) -> None:
    assert said_in_words(given) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Content-Type: text/plain; charset=utf-8; format=flowed", []),
        ('Content-Type: image/png; name="a.png"\nContent-Disposition: inline; filename="a.png"', ["a.png"]),
        ('Content-Type: image/png; name="a.png"\nContent-Disposition: inline; filename="b.png"', ["a.png", "b.png"]),
        ("Content-Disposition: attachment; filename*=utf-8''%C3%B6%20b", ["ö b"]),
        ('Content-Disposition: attachment; filename="=?utf-8?Q?=C3=B6?="', ["ö"]),
        ('Content-Disposition: attachment; size=3; creation-date="Mon, 23 Nov 2026 14:30:00 +0100"', []),
        ("Content-Disposition: attachment; note=x", ["Content-Disposition: attachment; note=x"]),
        ("Content-Type: text/plain (only if)", ["Content-Type: text/plain (only if)"]),
        ("Content-Description: only if", ["Content-Description: only if"]),
        ("Content-ID: <a>\nContent-Transfer-Encoding: 8bit", []),
        ("Note: only if", ["Note: only if"]),
    ],
)
def test_every_name_and_word_in_a_header_is_found(head: str, expected: list[str]) -> None:
    assert names_in(parsed(head), all_fields=True) == expected


def test_of_a_whole_mail_only_what_is_about_its_content_is_named() -> None:
    part = parsed("Received: x\nNote: y\nContent-Description: z")
    assert names_in(part, all_fields=False) == ["Content-Description: z"]


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/plain\nContent-Type: text/html",
        "Content-Transfer-Encoding: 8bit\nContent-transfer-encoding: base64",
        "Content-Type: text/plain; charset=utf-8; CHARSET=koi8-r",
    ],
)
def test_a_part_that_says_twice_how_it_is_written_is_refused(head: str) -> None:
    with pytest.raises(BadInput, match="twice"):
        require_single(parsed(head))


def test_a_long_header_takes_no_long_time() -> None:
    for head in ("; " * 9_000, "a; " * 9_000 + "(", "=?a?b?" * 9_000, 'text/plain; name="' + "\\" * 9_000):
        names_in(parsed(f"Content-Type: text/plain{head}"), all_fields=True)
        said_in_words(head)
    assert content_of(encoded("base64", b64encode(b"x" * 300_000)))[0] == b"x" * 300_000
