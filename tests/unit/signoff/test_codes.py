"""Codes are short, typed by people, and no word or date looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.signoff.codes import ALPHABET, bare, draw_code, read_alike, with_hyphen

CODE = "K7QM-3FZP"


def test_the_alphabet_has_32_characters_and_none_that_is_read_as_another() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_ten_thousand_codes_are_distinct_and_are_read_as_they_were_drawn() -> None:
    drawn = [draw_code() for _ in range(10_000)]
    assert len(set(drawn)) == len(drawn)
    for code in drawn:
        first, second = code.split("-")
        assert len(first) == len(second) == 4
        assert set(first + second) <= set(ALPHABET)
        assert all(set(group) & set("23456789") and any(c.isalpha() for c in group) for group in (first, second))
        assert read_alike(code) == bare(code)


def test_every_character_is_drawn() -> None:
    assert set("".join(draw_code() for _ in range(2_000))) == {*ALPHABET, "-"}


@pytest.mark.parametrize(
    "typed",
    [CODE, CODE.lower(), "K7QM 3FZP", "k7qm3fzp", "(K7QM\u20133FZP)", "K7QM\u00a0-\u00a03FZP", "K 7 Q M 3 F Z P"],
)
def test_a_code_is_read_in_what_people_type(typed: str) -> None:
    assert with_hyphen(read_alike(typed)) == CODE


@pytest.mark.parametrize(("typed", "code"), [("K2OM-3FIP", "K20M-3F1P"), ("k7om-3flp", "K70M-3F1P")])
def test_letters_and_digits_that_look_alike_are_one(typed: str, code: str) -> None:
    assert with_hyphen(read_alike(typed)) == code


@given(st.text())
def test_what_is_read_has_no_sign_between(text: str) -> None:
    assert set(read_alike(text)) <= {*ALPHABET, "U"}
