"""A note is the text as it came, and nothing that cannot be kept becomes one."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.errors import BadInput
from coachvault.practice.note import (
    LARGEST_BODY_BYTES,
    Note,
    NoteKind,
    day_of,
    parse_body,
    parse_minutes,
    title_of,
)
from tests.fakes import NOON

NOTE = Note(1, "A talk.", "2026-11-23", "UTC", NoteKind.SESSION, NOON)


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(str.strip))
def test_a_body_comes_out_as_it_came_in(text: str) -> None:
    assert parse_body(text.encode()) == text


@pytest.mark.parametrize(
    "body", ["a\r\nb\r\n", "  a\n\n", "\ufeffa", "a\tb\x01\x1b[31m", "\u202ea", "a\u2028b", "e\u0301", "\u00e9"]
)
def test_line_ends_spaces_marks_and_controls_stay(body: str) -> None:
    assert parse_body(body.encode()) == body


@pytest.mark.parametrize("data", [b"", b" \n\t", "\u3000\u2003".encode()])
def test_a_blank_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        parse_body(data)


def test_a_nul_is_refused() -> None:
    with pytest.raises(BadInput, match="NUL"):
        parse_body(b"a\0b")


@pytest.mark.parametrize(("data", "at"), [(b"\xff", 1), (b"caf\xe9", 4), (b"ab\xed\xa0\x80", 3), (b"a\xc0\x80", 2)])
def test_what_is_not_utf_8_is_refused_and_the_byte_is_named(data: bytes, at: int) -> None:
    with pytest.raises(BadInput, match=f"byte {at} "):
        parse_body(data)


def test_eight_mebibytes_are_taken_and_one_byte_more_is_refused() -> None:
    assert len(parse_body(b"x" * LARGEST_BODY_BYTES)) == LARGEST_BODY_BYTES == 8 << 20
    with pytest.raises(BadInput, match="8 MiB"):
        parse_body(b"x" * (LARGEST_BODY_BYTES + 1))
    with pytest.raises(BadInput, match="8 MiB"):
        msgspec.structs.replace(NOTE, body="\u00e9" * (LARGEST_BODY_BYTES // 2) + "x")


@pytest.mark.parametrize(
    "fields",
    [
        {"body": ""},
        {"body": " \n"},
        {"body": "a\0"},
        {"body": "half \ud800"},
        {"minutes": -1},
        {"minutes": 24 * 60 + 1},
        {"tags": ("",)},
        {"tags": ("two words",)},
        {"tags": ("a,b",)},
        {"tags": ("a/b",)},
        {"tags": ("#a",)},
        {"tags": ("x" * 41,)},
        {"tags": ("a\x1b",)},
        {"tags": ("fine", "\udcff")},
        {"held_on": ""},
        {"held_on": "yesterday"},
        {"held_on": "2026-02-30"},
        {"held_on": "2026-11-23T14:30"},
    ],
)
def test_a_note_that_must_not_be_cannot_be_built(fields: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        msgspec.structs.replace(NOTE, **fields)
    with pytest.raises(BadInput):
        msgspec.convert({**msgspec.to_builtins(NOTE), **fields}, Note)


def test_tags_are_words_of_any_script() -> None:
    tags = ("voice", "\u0433\u043e\u043b\u043e\u0441", "\u58f0", "a-b_c.d", "x" * 40)
    assert msgspec.structs.replace(NOTE, tags=tags).tags == tags


@pytest.mark.parametrize(
    ("held_on", "day"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("2026-01-31T23:59+01:00", date(2026, 1, 31)),
        ("2026-01-31T00:10-11:00", date(2026, 1, 31)),
        ("2024-02-29T12:00Z", date(2024, 2, 29)),
    ],
)
def test_a_day_is_the_day_in_the_place_where_it_was_held(held_on: str, day: date) -> None:
    assert day_of(held_on) == day


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("60m", 60), ("60", 60), (" 90 MIN ", 90), ("1h30", 90), ("1h 30m", 90), ("2h", 120), ("0", 0), ("0h05m", 5)],
)
def test_a_duration_is_said_in_minutes_or_hours(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "m", "-5", "1.5h", "an hour", "1h30h", "60s", "99999", "1d"])
def test_anything_else_is_no_duration(text: str) -> None:
    with pytest.raises(BadInput):
        parse_minutes(text)


@pytest.mark.parametrize(
    ("body", "title"),
    [("One.\nTwo.", "One."), ("\n \n  Two. \n", "Two."), ("x" * 80, "x" * 80), ("x" * 81, "x" * 79 + "\u2026")],
)
def test_a_title_is_the_first_line_cut_short(body: str, title: str) -> None:
    assert title_of(body) == title


def test_a_summary_says_what_lists_show_and_not_the_text() -> None:
    note = msgspec.structs.replace(NOTE, body="First line.\nSecond line.", tags=("voice",), minutes=50, pro_bono=True)
    summary = note.summary
    assert (summary.number, summary.title, summary.words, summary.day) == (1, "First line.", 4, date(2026, 11, 23))
    assert (summary.minutes, summary.pro_bono, summary.tags, summary.kind) == (50, True, ("voice",), NoteKind.SESSION)
    assert "Second" not in repr(summary)
