"""The canonical form of a text: paragraphs, of which every character can be seen."""

from __future__ import annotations

import pytest

from coachvault.errors import BadInput
from coachvault.practice.paragraphs import (
    LARGEST_TEXT_CHARACTERS,
    MOST_PARAGRAPHS,
    parse_paragraphs,
    require_visible,
    text_of,
)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.", ("One.",)),
        ("One.\nstill one\n\nTwo.\n", ("One.\nstill one", "Two.")),
        ("\n\nOne.\r\n\r\n \r\nTwo.\rend", ("One.", "Two.\nend")),
        ("One.  \n\n\n\n   \nTwo.", ("One.", "Two.")),
        ("  indented\n\n  again", ("  indented", "  again")),
        ("e\u0301", ("\u00e9",)),
        ("\u06a9\u062a\u0627\u0628\u200c\u0647\u0627", ("\u06a9\u062a\u0627\u0628\u200c\u0647\u0627",)),
    ],
)
def test_a_text_has_one_form(text: str, paragraphs: tuple[str, ...]) -> None:
    assert parse_paragraphs(text) == paragraphs
    assert parse_paragraphs(text_of(paragraphs)) == paragraphs


def test_paragraphs_make_one_text_with_blank_lines_between() -> None:
    assert text_of(("One.", "Two.")) == "One.\n\nTwo.\n"


@pytest.mark.parametrize("text", ["", " \n\n \n", "\r\n"])
def test_a_blank_text_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="empty"):
        parse_paragraphs(text)


def test_a_text_has_a_longest_length() -> None:
    assert parse_paragraphs("x" * LARGEST_TEXT_CHARACTERS)
    with pytest.raises(BadInput, match="65,536"):
        parse_paragraphs("x" * (LARGEST_TEXT_CHARACTERS + 1))


def test_a_text_has_so_many_paragraphs_at_most() -> None:
    assert len(parse_paragraphs("x\n\n" * MOST_PARAGRAPHS)) == MOST_PARAGRAPHS
    with pytest.raises(BadInput, match="at most 200"):
        parse_paragraphs("x\n\n" * (MOST_PARAGRAPHS + 1))


@pytest.mark.parametrize(
    "hidden", ["\t", "\x1b", "\u200b", "\u202e", "\u2028", "\u3164", "\ue000", "\ufdd0", "\U000e0001"]
)
def test_what_cannot_be_seen_is_named_by_its_number(hidden: str) -> None:
    for check in (require_visible, parse_paragraphs):
        with pytest.raises(BadInput, match=rf"U\+{ord(hidden):04X}"):
            check(f"a{hidden}b")


def test_what_can_be_seen_is_let_through() -> None:
    require_visible("é ß 漢字 \U0001f469\u200d\U0001f52c\nnext line\u00a0with a gap")
