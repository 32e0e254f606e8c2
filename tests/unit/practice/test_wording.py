"""The words of a text, however they are written, and where they stand."""

from __future__ import annotations

import pytest

from coachvault.practice.wording import joined, read


@pytest.mark.parametrize(
    ("written", "plain", "spread", "exact"),
    [
        ("Petersen", "petersen", "petersen", "petersen"),
        ("Müller", "muller", "mueller", "müller"),
        ("Weiß", "weiss", "weiss", "weiss"),
        ("Øye", "oye", "oeye", "øye"),
        ("Œuvre", "oeuvre", "oeuvre", "œuvre"),
        ("JOSE\u0301", "jose", "jose", "josé"),
        ("Pe\u00adter", "peter", "peter", "peter"),
        ("\uff30\uff45\uff54", "pet", "pet", "pet"),
    ],
)
def test_a_word_is_read_without_case_and_accents(written: str, plain: str, spread: str, exact: str) -> None:
    (word,) = read(written).words
    assert (word.plain, word.spread, word.exact) == (plain, spread, exact)


def test_a_word_stands_where_it_was_written() -> None:
    reading = read("  «Grüße», sagt\nŒdipe!")
    assert [reading.text[word.start : word.stop] for word in reading.words] == ["Grüße", "sagt", "Œdipe"]
    assert [word.before for word in reading.words] == ["  «", "», ", "\n"]
    assert [word.after for word in reading.words] == ["»", "\n", "!"]
    assert [word.capital for word in reading.words] == [True, False, True]


@pytest.mark.parametrize(("letter", "capital"), [("A", True), ("a", False), ("É", True), ("é", False), ("李", True)])
def test_a_letter_without_case_counts_as_a_capital(letter: str, capital: bool) -> None:
    assert read(letter).words[0].capital is capital


def test_a_piece_of_the_plain_text_leads_back_to_what_was_written() -> None:
    reading = read("Œuvre, Weiß")
    start = reading.plain.index("weiss")
    first, last = reading.span(start, start + len("weiss"))
    assert reading.text[first:last] == "Weiß"
    assert len(reading.places) == len(reading.plain)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Anna-Lena", ["annalena"]),
        ("Peter-\nsen", ["petersen"]),
        ("O\u2019Brien", ["obrien"]),
        ("a-b-c", ["ab", "bc"]),
        ("Anna Lena, Roth", []),
        ("one - two", []),
    ],
)
def test_a_hyphen_and_an_apostrophe_join_two_words(text: str, made: list[str]) -> None:
    words = joined(read(text).words)
    assert [word.plain for word in words] == made


def test_a_joined_word_stands_where_both_parts_stand() -> None:
    (word,) = joined(read("with Anna-Lena.").words)
    assert (word.start, word.stop, word.after) == (5, 14, ".")
