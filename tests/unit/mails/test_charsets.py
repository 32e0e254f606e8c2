"""Charsets are a list; what is on none, or does not fit, is read all the same and said."""

from __future__ import annotations

import pytest

from coachvault.mails.charsets import CHARSETS, decoded, is_readable


@pytest.mark.parametrize("charset", [*CHARSETS, "us-ascii", "ISO-8859-1", "Windows-1252"])
def test_a_charset_of_the_list_is_nothing_to_mention(charset: str) -> None:
    codec = CHARSETS.get(charset, "ascii")
    assert decoded("I approve".encode(codec), charset) == ("I approve", "")


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "rot13", "utf-7", "idna", "x-klingon", "punycode", "", "a" * 500]
)
def test_no_other_charset_of_python_is_used(charset: str) -> None:
    text, odd = decoded(b"\\u0041 A", charset)
    assert text == "\\u0041 A"
    assert odd.startswith("unknown charset")
    assert len(odd) < 60


@pytest.mark.parametrize("data", [b"Gr\xc3\xbc\xc3\x9fe", b"Gr\xfc\xdfe"])
def test_western_letters_are_read_as_they_were_meant(data: bytes) -> None:
    assert decoded(data, "us-ascii") == ("Grüße", "")


def test_letters_that_do_not_fit_are_said() -> None:
    assert decoded(b"\xff\xfea", "utf-8") == ("ÿþa", "letters that are not utf-8")
    assert decoded(b"\x81\xff", "iso-2022-jp")[1] == "letters that are not iso-2022-jp"


def test_a_byte_order_mark_is_no_letter() -> None:
    assert decoded(b"\xef\xbb\xbfyes", "utf-8")[0] == "yes"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16le", "utf-16be", "iso-2022-jp", "gb18030", "big5"])
def test_one_damaged_letter_hides_no_other(charset: str) -> None:
    said = "\u4e0d\u884c"
    text, odd = decoded(said.encode(CHARSETS[charset]) + b"\xff", charset)
    assert said in text
    assert odd == f"letters that are not {charset}"


@pytest.mark.parametrize(
    ("charset", "data", "expected"),
    [
        ("x-klingon", "Grüße".encode(), True),
        ("x-klingon", b"Gr\xfc\xdfe", False),
        ("utf-8", b"Gr\xfc\xdfe", True),
        ("utf-7", b"Gr+APwA3w-e", False),
        ("unicode-1-1-utf-7", b"Gr", False),
        ("iso-2022-kr", b"a", False),
        ("iso-2022-jp", b"a", True),
        ("cp500", "No".encode("cp500"), False),
        ("utf-32", "No".encode("utf-32"), False),
    ],
)
def test_a_charset_on_no_list_is_readable_where_its_letters_are_ours(charset: str, data: bytes, expected: bool) -> None:
    assert is_readable(data, charset) is expected
