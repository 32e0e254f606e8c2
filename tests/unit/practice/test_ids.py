"""Codes and ids: what may be one, and which is meant by what was typed."""

from __future__ import annotations

import pytest

from coachvault.errors import Ambiguous, BadInput, CoachVaultError, NotFound
from coachvault.practice.ids import (
    Code,
    NoteId,
    looks_like_engagement,
    match_code,
    parse_code,
    parse_engagement_number,
    parse_note_id,
)

CODES = [Code(code) for code in ("heron", "heron-2", "heather", "wren")]


@pytest.mark.parametrize(
    ("typed", "code"), [("heron", "heron"), (" Heron ", "heron"), ("a1", "a1"), ("x" * 24, "x" * 24)]
)
def test_a_code_is_a_short_plain_word(typed: str, code: str) -> None:
    assert parse_code(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["", "h", "x" * 25, "1a", "-a", "a b", "a/b", "Zoë", "ada.marsh", "a\nb", "heron\0", "h\u0435ron", "own", "OWN"],
)
def test_anything_else_is_no_code_and_is_not_repeated(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_code(typed)
    assert len(typed) < 4 or typed not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    ("typed", "expected"), [("heron/12", "heron/12"), (" HERON/1 ", "heron/1"), ("own/3", "own/3")]
)
def test_a_note_id_is_a_code_and_a_number(typed: str, expected: str) -> None:
    assert str(parse_note_id(typed)) == expected


@pytest.mark.parametrize(
    "typed", ["", "heron", "heron/", "/1", "heron/0", "heron/012", "heron/-1", "heron/1/2", "heron/\u0661"]
)
def test_anything_else_is_no_note_id(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_note_id(typed)


def test_an_engagement_id_is_an_e_and_a_number() -> None:
    assert parse_engagement_number("E3") == parse_engagement_number(" e3 ") == 3
    assert looks_like_engagement("E12")
    for typed in ("", "E", "E0", "E01", "3", "eel", "E3x"):
        assert not looks_like_engagement(typed)
        with pytest.raises(BadInput):
            parse_engagement_number(typed)


@pytest.mark.parametrize(("typed", "code"), [("wren", "wren"), ("w", "wren"), (" WR ", "wren"), ("hea", "heather")])
def test_the_start_of_a_code_is_enough(typed: str, code: str) -> None:
    assert match_code(typed, CODES, "client") == code


def test_a_whole_code_wins_over_a_longer_one() -> None:
    assert match_code("heron", CODES, "client") == "heron"


def test_several_that_fit_are_named() -> None:
    with pytest.raises(Ambiguous, match="heather, heron, heron-2"):
        match_code("he", CODES, "client")


def test_a_slip_of_the_fingers_is_answered_with_what_is_near() -> None:
    with pytest.raises(NotFound) as caught:
        match_code("hreon", CODES, "client")
    assert "heron" in caught.value.hint


@pytest.mark.parametrize("typed", ["", "  ", "Ada Marsh", "h*", "xyz", "heron/1"])
def test_what_fits_nothing_is_not_repeated(typed: str) -> None:
    with pytest.raises(CoachVaultError) as caught:
        match_code(typed, CODES, "client")
    assert len(typed.strip()) < 3 or typed not in f"{caught.value.message} {caught.value.hint}"


def test_a_note_id_is_a_value() -> None:
    assert NoteId(Code("heron"), 1) == parse_note_id("heron/1")
