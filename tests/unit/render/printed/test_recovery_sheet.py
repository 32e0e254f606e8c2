"""The sheet of words holds each word by its number, and loads nothing."""

from __future__ import annotations

import re
from datetime import date

from coachvault.render.printed.recovery_sheet import _square, grid, page, text
from tests.fakes import WORDS

KNOWN = WORDS.split()
DAY = date(2026, 11, 23)


def test_words_stand_in_numbered_columns() -> None:
    lines = grid(KNOWN).splitlines()
    assert len(lines) == 6
    assert re.split(r"\s{2,}", lines[0].strip()) == [f"{n}. {KNOWN[n - 1]}" for n in (1, 7, 13, 19)]
    found = dict(re.findall(r"(\d+)\. (\w+)", grid(KNOWN)))
    assert found == {str(number): word for number, word in enumerate(KNOWN, start=1)}


def test_the_text_says_what_they_open_and_of_which_vault() -> None:
    said = text(KNOWN, "ab12", DAY)
    assert "Vault ab12" in said
    assert "2026" in said
    assert grid(KNOWN) in said
    assert "coachvault recovery test" in said
    assert said.endswith("\n")


def test_the_page_holds_the_same_and_nothing_from_elsewhere() -> None:
    html = page(KNOWN, "<b>ab12</b>", DAY)
    assert re.findall(r"<li>(\w+)</li>", html) == KNOWN
    assert "&lt;b&gt;ab12" in html
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href)=|url\(|@import", html)
    assert "then delete the file" in html


def test_the_square_is_drawn_from_the_words() -> None:
    assert _square(KNOWN).startswith("<svg")
    assert _square(KNOWN) == _square(KNOWN)
    assert _square(KNOWN) != _square(KNOWN[::-1])
