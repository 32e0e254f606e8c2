"""The sheet for a custodian's envelope holds the words, what they are for, and what has to be known."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from coachvault.practice.custodian import Custodian, CustodianRole, Handbook
from coachvault.practice.ids import Code
from coachvault.render.printed.custodian_sheet import page, text
from coachvault.texts.languages import LANGUAGES, language_of
from tests.fakes import WORDS

KNOWN = WORDS.split()
BOOK = Handbook(laptop="in the <drawer>", helper="Ida, 030 1")


def custodian(role: CustodianRole, language: str = "en") -> Custodian:
    return Custodian(Code("maple"), role, bytes(32), date(2026, 11, 23), language=language)


@pytest.mark.parametrize(
    ("role", "title"),
    [
        (CustodianRole.EXECUTOR, "For the person who steps in"),
        (CustodianRole.READER, "For a person who reads together with others"),
    ],
)
def test_text_and_page_hold_words_code_and_handbook(role: CustodianRole, title: str) -> None:
    said, html = text(custodian(role), KNOWN, "ab12", BOOK), page(custodian(role), KNOWN, "ab12", BOOK)
    assert said.startswith(f"CoachVault: {title}\n\nmaple\nVault ab12\nWords of 23 November 2026")
    assert title in html
    assert re.findall(r"<li>(\w+)</li>", html) == KNOWN
    assert all(word in said for word in KNOWN)
    assert "Laptop: in the <drawer>" in said
    assert "Laptop: in the &lt;drawer&gt;" in html
    assert "Who helps with the computer: Ida, 030 1" in said
    assert "Backups:" not in said, "what is not written down is left out"


@pytest.mark.parametrize("role", CustodianRole)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_in_the_language_of_whoever_holds_it(language: str, role: CustodianRole) -> None:
    """The words, the command and the name of the program are English in each; nothing else is."""
    said, html = (make(custodian(role, language), KNOWN, "ab12", BOOK) for make in (text, page))
    assert f'<html lang="{language}">' in html
    assert said.count("coachvault custodian test maple") == html.count("coachvault custodian test maple") == 1
    assert language_of(language).custodians.sheet.print_it in unescape(html)
    for each in (said, html.replace(re.search("<style>.*?</style>", html, re.DOTALL)[0], "")):  # type: ignore[index]
        assert not re.search(r"\d{4}-\d\d-\d\d|\{\w*\}", each)
        if language != "en":
            assert not re.search(r"\b(the|with|and|words|of|sheet|vault|reader)\b", _ours(each)), each


def _ours(said: str) -> str:
    """Returns a sheet without the words, its commands, files and what the coach wrote."""
    said = re.sub(r"coachvault [a-z ]+(E1)?|READ-ME-FIRST.txt|in the (<|&lt;)drawer(>|&gt;)", "", said)
    said = re.sub(r"<svg.*?</svg>|<ol>.*?</ol>|<\w[^>]*>", "", said, flags=re.DOTALL)
    return re.sub(r"\d+\. [a-z]+", "", said).casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_roles_are_told_apart(language: str) -> None:
    executor, reader = (text(custodian(role, language), KNOWN, "ab12", BOOK) for role in CustodianRole)
    assert executor.splitlines()[0] != reader.splitlines()[0]
    assert set(executor.splitlines()) - set(reader.splitlines())
