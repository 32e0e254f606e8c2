"""Codes are short, typed by people, and no word or date looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.signoff.codes import ALPHABET, codes_in, draw_code, plain_dashes

CODE = "K7QM-3FZP"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"


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
        assert codes_in(f"I approve {code}.") == [code]


def test_every_character_is_drawn() -> None:
    assert set("".join(draw_code() for _ in range(2_000))) == {*ALPHABET, "-"}


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        f"({CODE})",
        f"„{CODE}“",
        f"*{CODE}*",
        f"_{CODE}_",
        f"code:{CODE}, please",
        f"\u00a0{CODE}\u00a0",
        f"[BEGIN {CODE}]",
        *(CODE.replace("-", dash) for dash in DASHES),
    ],
)
def test_a_code_is_found_in_what_people_type(text: str) -> None:
    assert codes_in(text) == [CODE]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K20M-3FZP", "K20M-3FZP"),
        ("K2OM-3FZP", "K20M-3FZP"),
        ("k7om-3fzp", "K70M-3FZP"),
        ("K7QM-3FIP", "K7QM-3F1P"),
        ("k7qm-3flp", "K7QM-3F1P"),
        ("KO9L-I5ZP", "K091-15ZP"),
    ],
)
def test_o_is_read_as_0_and_i_and_l_as_1(typed: str, code: str) -> None:
    assert codes_in(typed) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "back-hand",
        "Back-Hand",
        "high-tech",
        "full-time",
        "2026-1123",
        "2026-11-23",
        "0664-1234",
        "K7QM",
        "K7QM3FZP",
        "K7QM 3FZP",
        "K7QM--3FZP",
        "K7QM-3FZPX",
        "XK7QM-3FZP",
        "K7Q-3FZP",
        "K7QM-3FZ",
        "K7QM-3FU2",
        "KQMX-FZPA",
        "7777-3FZP",
        "K0QM-3FZP",
        "K7QM-1FZP",
        "K7QM-3333",
        "\uff2b7QM-3FZP",
    ],
)
def test_what_is_no_code_is_not_found(text: str) -> None:
    assert codes_in(text) == []


@pytest.mark.parametrize("word", ["loan-look", "cool-tool", "solo-oboe", "well-told", "lilo-boil", "foto-film"])
def test_words_that_are_spelt_with_o_i_and_l_are_no_codes(word: str) -> None:
    assert codes_in(f"a {word} b") == []


def test_several_codes_are_found_in_their_order() -> None:
    assert codes_in(f"{CODE}, 2B3C-4D5E and {CODE}") == [CODE, "2B3C-4D5E", CODE]


@given(text=st.text(max_size=40))
def test_what_is_found_has_the_shape_of_a_code(text: str) -> None:
    for code in codes_in(text):
        assert len(code) == 9
        assert set(code) <= {*ALPHABET, "-"}


@given(before=st.sampled_from(' \n\u00a0("*:.'), after=st.sampled_from(' \n\u00a0)"*:.,!'))
def test_a_code_is_found_between_signs(before: str, after: str) -> None:
    assert codes_in(f"a{before}{CODE}{after}b") == [CODE]


def test_dashes_become_hyphens_and_nothing_else_changes() -> None:
    assert plain_dashes(f"a{DASHES}b ~_\u00af") == f"a{'-' * len(DASHES)}b ~_\u00af"
