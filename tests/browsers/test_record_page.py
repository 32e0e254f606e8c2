"""A client's own record in real browsers, from a file: the code opens it, whatever stands in it is shown as text."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from coachvault.services.client_rights import access
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people.directory import edit_client
from coachvault.texts.languages import LANGUAGES, language_of
from coachvault.texts.languages.days import long_day
from tests.browsers.browser import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.kinds import in_both
from tests.fakes import NOON, filled_practice

BODY = "</script><b>No</b> & no “markup” \U0001f600\n   kept as it was"


@dataclass(frozen=True)
class Given:
    """A page, and the code that was told by telephone."""

    path: Path
    code: str


@pytest.fixture
def given(tmp_path: Path) -> Given:
    opened = filled_practice(tmp_path / "practice").open()
    add_note(opened, "heron", NoteDraft(BODY))
    made = access.copy(opened, "heron", access.WantedCopy(tmp_path / "a copy & more.html"))
    return Given(made.path, made.code)


def unlock(browser: Browser, given: Given, code: str) -> None:
    browser.open(given.path)
    browser.wait_for_text("Only the code")
    browser.fill("Your code", code)
    browser.click("Open")


@in_both
def test_a_client_reads_everything(browser: Browser, given: Given) -> None:
    unlock(browser, given, f" {given.code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')}")
    browser.wait_for_text("What is held about Ada Marsh")
    told = browser.text()
    for held in ("ada@example.org", "speak up", "told again.", "Notes", "Our work"):
        assert held in told
    shown = browser.run("return [...document.querySelectorAll('blockquote')].map(each => each.textContent)")
    assert BODY in shown
    assert not browser.run("return document.querySelector('blockquote b')")
    assert browser.requests() == []


def test_a_wrong_code_opens_nothing(browser: Browser, given: Given) -> None:
    unlock(browser, given, "2222-3333-4444")
    browser.wait_for_text("That code does not open this page")
    assert "Ada" not in browser.text()
    browser.run("document.querySelector('#code').value = ''")
    browser.fill("Your code", "2222-333")
    browser.click("Open")
    browser.wait_for_text("this one has 7")


@pytest.mark.parametrize("width", [320, 1000])
def test_it_fits(chromium: Chromium, given: Given, width: int) -> None:
    chromium.resize(width, 800)
    unlock(chromium, given, given.code)
    chromium.wait_for_text("Ada Marsh")
    assert chromium.overflow() <= 0


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_a_client_reads_it_in_a_language_of_their_own(language: str, chromium: Chromium, tmp_path: Path) -> None:
    opened, texts = filled_practice(tmp_path / "practice").open(), language_of(language)
    edit_client(opened, "heron", {"language": language})
    made = access.copy(opened, "heron", access.WantedCopy(tmp_path / "copy.html"))
    chromium.resize(320, 800)
    chromium.open(made.path)
    chromium.wait_for_text(texts.record_page.intro)
    assert chromium.overflow() <= 0
    chromium.fill(texts.record_page.code, "2222-333")
    chromium.click(texts.sealed_page.open)
    chromium.wait_for_text(texts.record_page.code_length.format(count=7))
    chromium.run("document.querySelector('#code').value = ''")
    chromium.fill(texts.record_page.code, made.code)
    chromium.click(texts.sealed_page.open)
    chromium.wait_for_text(texts.copy.rights)
    assert chromium.overflow() <= 0
    assert chromium.run("return document.documentElement.lang") == language
    assert texts.record_page.foot.format(day=long_day(NOON.date(), texts)) in chromium.text()


@pytest.mark.parametrize("dark", [False, True])
def test_no_serious_fault_of_accessibility(chromium: Chromium, given: Given, dark: bool) -> None:
    if "AXE_CORE" not in os.environ:
        pytest.skip("AXE_CORE names no copy of axe.min.js (npm pack axe-core)")
    axe = Path(os.environ["AXE_CORE"]).read_text()
    chromium.look(dark=dark)
    chromium.open(given.path)
    chromium.wait_for_text("Only the code")
    assert chromium.run_axe(axe) == []
    unlock(chromium, given, given.code)
    chromium.wait_for_text("Ada Marsh")
    assert chromium.run_axe(axe) == []
