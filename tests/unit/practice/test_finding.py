"""Search finds words whatever their case and accents, and never misses one that stands there."""

# ruff: noqa: RUF001

from __future__ import annotations

import pytest

from coachvault.practice.finding import Query, snippet
from coachvault.vault.codec import encode


def finds(query: str, text: str) -> bool:
    """Tells whether a query finds a text, and makes sure that the quick look at its bytes agrees."""
    found = bool(Query(query).places(text))
    assert Query(query).fits(text.encode()) or not found
    return found


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("cafe", "Café"),
        ("CAFÉ", "a cafe"),
        ("café", "cafe\u0301"),
        ("cafe\u0301", "caf\u00e9"),
        ("uber", "ÜBER"),
        ("istanbul", "İstanbul"),
        ("kadın", "kadin"),
        ("kadin", "kadın"),
        ("strasse", "Straße"),
        ("straße", "STRASSE"),
        ("strasse", "STRAẞE"),
        ("encyclopaedia", "encyclopædia"),
        ("œuvre", "oeuvre"),
        ("viet", "Việt"),
        ("ŵy", "wy"),
        ("οδος", "ΟΔΟΣ"),
        ("οδός", "οδος"),
        ("ᾳ", "τᾳ"),
        ("все", "ВСЁ"),
        ("мои", "Мой"),
        ("שלום", "שָׁלוֹם"),
        ("שָׁלוֹם", "שלום"),
        ("كتب", "كَتَبَ"),
        ("أحمد", "أحمد"),
        ("한국", "한국 사람"),
        ("が", "ながい"),
        ("声", "彼女の声"),
        ("นำ", "ผู้นำ"),
        ("हिन्दी", "हिन्दी"),
        ("ﬁne", "ﬁne"),
        ("m²", "20 m²"),
        ("wait…", "wait…"),
        ("don’t", "I don’t"),
        ("don't", "I don’t"),
        ("don’t", "I don't"),
        ("€", "5 €"),
        ("–", "a – b"),
        ("👩‍💼", "a 👩‍💼 b"),
        ("e", "E"),
        ("o", "ö"),
        ("word", "a-word!"),
        ("meet", "meeting"),
    ],
)
def test_case_and_accents_do_not_matter(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("cafe", "coffee"),
        ("o", "ø"),
        ("voice", "void ice"),
        ("two words", "two"),
        ("a.b", "axb"),
        (".*", "anything"),
        ("[a]", "a"),
        ("a|b", "a"),
        ("(", "["),
        ("^a", "a"),
        ("\\d", "1"),
        ("$", "a"),
        ("strase", "straße"),
    ],
)
def test_what_does_not_stand_there_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize("mark", [*r"""\.^$*+?{}[]|()"'#&-~/@%""", "\\d", "\\\\", "[^", "(?i)", "]-["])
def test_marks_of_a_pattern_stand_for_themselves(mark: str) -> None:
    assert finds(mark, f"before {mark} after")
    assert finds(f"x{mark}y", f"x{mark}y")


def test_every_word_must_be_there_in_any_order() -> None:
    assert Query("talk cafe").places("the café talk") == [(4, 8), (9, 13)]
    assert Query("cafe talk tea").places("the café talk") == []


def test_every_letter_that_folds_to_several_is_found_where_it_stands() -> None:
    letters = [letter for letter in map(chr, range(0x110000)) if len(letter.casefold()) > 1]
    assert len(letters) > 100
    assert [letter for letter in letters if not finds(f"x{letter}y", f"x{letter}y")] == []


@pytest.mark.parametrize("words", ["", "   ", "\n", "\u0301"])
def test_no_word_finds_nothing(words: str) -> None:
    assert Query(words).places("any text") == []


@pytest.mark.parametrize("body", ["plain text", "don’t", "Café", 'she said "no"', "a\\b", "a\nb", "\u05e9\u05c1"])
def test_the_quick_look_never_passes_over_a_word_of_a_plain_body(body: str) -> None:
    for word in body.split():
        if '"' not in word and "\\" not in word:
            assert Query(word).fits(encode({"body": body}))


def test_a_snippet_shows_the_place_in_one_line() -> None:
    text = "x" * 200 + "\nshe found\ther voice\n" + "y" * 200
    [place] = Query("voice").places(text)
    shown = snippet(text, place)
    assert "she found her voice" in shown
    assert "\n" not in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 102


def test_a_snippet_of_a_short_text_is_the_text() -> None:
    assert snippet("her voice", (4, 9)) == "her voice"


def test_a_snippet_of_a_long_word_shows_the_word() -> None:
    assert snippet("x" * 300, (0, 300)) == "x" * 300
