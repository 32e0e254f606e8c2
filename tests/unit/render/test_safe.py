"""What reaches a terminal holds nothing that steers it, and loses nothing that a person can read."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.render.safe import clean, clean_line, escape

KEPT = "\n\t\u200c\u200d"
SEEN_FORMATS = [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]
WRITTEN_FORMATS = [*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)]
FORMATS_OF_SCRIPTS = {chr(number) for number in (*SEEN_FORMATS, *WRITTEN_FORMATS)}


def test_every_control_of_unicode_is_taken_out_but_those_that_scripts_need() -> None:
    steering = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    every = (chr(number) for number in range(sys.maxunicode + 1))
    left = {sign for sign in every if unicodedata.category(sign) in steering and clean(sign)}
    assert left <= set(KEPT) | FORMATS_OF_SCRIPTS
    assert set(KEPT) <= left


def test_every_sign_that_is_no_control_stays() -> None:
    removed = {unicodedata.category(chr(number)) for number in range(sys.maxunicode + 1) if not clean(chr(number))}
    assert removed <= {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"}


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        pytest.param("\x1b]52;c;c2VjcmV0\x07", "]52;c;c2VjcmV0", id="OSC 52 sets the clipboard"),
        pytest.param("\x1b]0;title\x1b\\", "]0;title\\", id="OSC 0 sets the title"),
        pytest.param("\x1b[2J\x1b[31mred", "[2J[31mred", id="CSI"),
        pytest.param("\x9b2J\x9d52;c;x\x9c", "2J52;c;x", id="C1 forms of the same"),
        pytest.param("visible\rhidden", "visiblehidden", id="carriage return"),
        pytest.param("ab\x08\x7fc", "abc", id="backspace and delete"),
        pytest.param("Ada \u202ehsraM\u202c", "Ada hsraM", id="override"),
        pytest.param("\u2066a\u2069\u200e\u200f\u061c", "a", id="isolates and marks"),
        pytest.param("he\u200bron\ufeff\u2060\u00ad", "heron", id="nothing wide"),
        pytest.param("a\u2028b\u2029c", "abc", id="separators"),
        pytest.param("x\U000e0041\U000e007f", "x", id="tags"),
        pytest.param("half \ud83d", "half ", id="half a character"),
        pytest.param("\N{MAN}\u200d\N{PERSONAL COMPUTER}", "\N{MAN}\u200d\N{PERSONAL COMPUTER}", id="joined emoji"),
        pytest.param("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648", id="Persian"),
        pytest.param("two\n\tlines", "two\n\tlines", id="lines and tabs"),
        pytest.param("e\u0301 ß 漢字", "e\u0301 ß 漢字", id="accents and scripts"),
    ],
)
def test_what_is_stored_is_shown_like_this(stored: str, shown: str) -> None:
    assert clean(stored) == shown


def test_one_line_has_no_breaks() -> None:
    assert clean_line("a\n\nb\tc\r\nd\x1be") == "a b c de"


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\n" not in clean_line(text)


@given(st.text(st.characters()))
def test_escaped_json_is_clean_and_means_the_same(text: str) -> None:
    escaped = escape(json.dumps(text, ensure_ascii=False))
    assert clean(escaped) == escaped
    assert json.loads(escaped) == text
