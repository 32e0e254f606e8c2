"""A client writes on the page: their words leave as they were seen, and the coach sees what was changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.agreed import changes
from coachvault.practice.signoff import AT_THE_END, Evidence, WrittenParagraph
from coachvault.render.as_text.word_diff import changes as told
from coachvault.services.releases import answers, export, linting
from coachvault.texts.languages import LANGUAGES, by_name, language_of
from tests.browsers.browser import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.test_page import ODD, PARAGRAPHS, Sent, sent, sign, unlock, words
from tests.shards import thinned

ENTER = "\ue007"
OWN = "In my own words"
LIMIT = 200


@pytest.fixture
def writing(tmp_path: Path) -> Sent:
    return sent(tmp_path, may_write=LIMIT)


def begin(browser: Browser, request: Sent) -> None:
    unlock(browser, request.code, request.path)
    browser.wait_for_text("Paragraph 3 of 3")


def write(browser: Browser, name: str, text: str) -> None:
    browser.run("arguments[0].value = ''", browser.find(name))
    browser.fill(name, text)


def put(browser: Browser, place: str, text: str) -> None:
    """Puts a text there as pasting does, whatever is in it."""
    script = """
        const text = arguments[1].map(code => code > 65535 ? String.fromCodePoint(code) : String.fromCharCode(code));
        const area = document.getElementById(arguments[0]);
        area.value = text.join("");
        area.dispatchEvent(new Event("input"));
    """
    browser.run(script, place, [ord(mark) for mark in text])


def result(browser: Browser) -> str:
    return str(browser.run("return document.getElementById('result-text').textContent"))


def take(browser: Browser, request: Sent) -> Evidence:
    evidence = request.take(browser.value("Your sign-off as text").encode())[1]
    assert isinstance(evidence, Evidence)
    assert evidence.words == words(browser)
    return evidence


def test_what_a_client_writes_leaves_and_nothing_else(browser: Browser, writing: Sent, tmp_path: Path) -> None:
    begin(browser, writing)
    browser.click("Approve", 0)
    browser.click("Leave out", 1)
    browser.click(OWN, 2)
    area = "Paragraph 3 in your own words"
    assert browser.value(area) == PARAGRAPHS[2], "it begins with what was proposed"
    write(browser, area, "By the end I rated my own delegation at 8 of 10, up from 3.")
    browser.fill("What you want to add", f"Thank you.{ENTER}{ENTER}{ENTER} I go on \u00e9 alone. ")
    shown = "\n\n".join(
        [
            PARAGRAPHS[0],
            "By the end I rated my own delegation at 8 of 10, up from 3.",
            "Thank you.",
            " I go on \u00e9 alone.",
        ]
    )
    assert result(browser) == shown
    sign(browser)
    evidence = take(browser, writing)
    assert browser.requests() == []
    assert evidence.approved == (1,)
    assert evidence.written == (
        WrittenParagraph(3, "By the end I rated my own delegation at 8 of 10, up from 3."),
        WrittenParagraph(AT_THE_END, "Thank you.\n\n I go on \u00e9 alone."),
    )
    release = answers.confirm(writing.opened, writing.release, "by telephone")[0]
    diff = told(changes(release.proposal, evidence))
    assert "By the end [-she-]{+I+} rated [-her-]{+my+} own delegation at [-7-]{+8+} of 10" in diff
    assert f"left out:\n    [-{PARAGRAPHS[1].splitlines()[0]}" in diff
    written = export.export(writing.opened, release.id, tmp_path / "out.txt")
    assert written.path.read_text(encoding="utf-8") == f"{shown}\n"
    left = written.path.read_text() + written.sheet_path.read_text()
    assert "she rated" not in left
    assert "setbacks" not in left


def test_a_report_of_the_clients_alone(browser: Browser, writing: Sent, tmp_path: Path) -> None:
    begin(browser, writing)
    for index in range(3):
        browser.click("Leave out", index)
    browser.fill("Your full name", "Ada Marsh")
    browser.click("I am Ada Marsh.")
    assert "learns that nothing may be passed on" in browser.text()
    assert result(browser) == "(nothing yet)"
    browser.fill("What you want to add", "All mine.")
    assert "learns that nothing" not in browser.text()
    browser.click("Sign")
    browser.wait_for_text("Keep these six check words")
    evidence = take(browser, writing)
    assert not evidence.declines
    answers.confirm(writing.opened, writing.release, "by telephone")
    assert export.export(writing.opened, "R1", tmp_path / "out.txt").path.read_bytes() == b"All mine.\n"


def test_words_that_are_left_as_they_were_are_an_approval(browser: Browser, writing: Sent) -> None:
    begin(browser, writing)
    for index in range(3):
        browser.click(OWN, index)
    sign(browser)
    evidence = take(browser, writing)
    assert (evidence.approved, evidence.written) == ((1, 2, 3), ())


def test_too_much_and_nothing_at_all_are_not_signed(browser: Browser, writing: Sent) -> None:
    begin(browser, writing)
    for index in range(2):
        browser.click("Approve", index)
    browser.click(OWN, 2)
    browser.fill("Your full name", "Ada Marsh")
    browser.click("I am Ada Marsh.")
    assert browser.is_enabled("Sign")
    put(browser, "own-3", " \n\u2800")
    assert "paragraph 3 in your own words" in browser.text()
    assert not browser.is_enabled("Sign")
    put(browser, "own-3", "\U0001f600" * (LIMIT - 1))
    assert "Characters left: 1." in browser.text()
    assert browser.is_enabled("Sign")
    put(browser, "addition", "xy")
    assert "shorten it by one character" in browser.text()
    assert not browser.is_enabled("Sign")
    put(browser, "addition", "x")
    browser.click("Sign")
    browser.wait_for_text("Keep these six check words")
    assert sum(len(each.text) for each in take(browser, writing).written) == LIMIT


@pytest.mark.parametrize(
    "typed",
    thinned(
        [
            *ODD[:-1],
            "a\u034fe\u200b\u0301 \u3164\u2800\u2065\ufff0\ufdd0\U000e0fff \U0001fa77 \u00a0\n\u00a0\n b\u2003\n",
        ]
    ),
)
def test_whatever_is_written_is_read_as_it_was_seen(browser: Browser, writing: Sent, typed: str) -> None:
    """Two ideas of the canonical form of a text must not differ."""
    begin(browser, writing)
    browser.click("Approve", 0)
    browser.click(OWN, 1)
    browser.click("Leave out", 2)
    put(browser, "own-2", f"begin {typed} end")
    put(browser, "addition", typed)
    seen = result(browser)
    sign(browser)
    evidence = take(browser, writing)
    texts = [PARAGRAPHS[0], *(each.text for each in evidence.written)]
    assert "\n\n".join(texts) == seen


def test_where_it_was_not_allowed_nothing_can_be_written(browser: Browser, tmp_path: Path) -> None:
    page = sent(tmp_path)
    begin(browser, page)
    assert not [name for name in browser.names() if name.startswith((OWN, "What you want"))]
    assert "as it will be passed on" not in browser.text()


def test_what_a_client_writes_of_others_is_stopped_before_it_leaves(
    chromium: Chromium, writing: Sent, tmp_path: Path
) -> None:
    begin(chromium, writing)
    for index in range(3):
        chromium.click("Approve", index)
    chromium.fill("What you want to add", "Like wren I learned to ask. Call me: 030 5550123.")
    sign(chromium)
    take(chromium, writing)
    answers.confirm(writing.opened, "R1", "by telephone")
    found = linting.lint_written(writing.opened, "R1")
    assert [each.id.rpartition("-")[0] for each in found if each.stops] == ["other-client", "contact"]
    with pytest.raises(Refused, match="Nothing leaves before this is reviewed"):
        export.export(writing.opened, "R1", tmp_path / "out.txt")
    assert not (tmp_path / "out.txt").exists()
    keep = export.Delivery(keep=tuple(each.id for each in found if each.stops), reason="the client wants it so")
    written = export.export(writing.opened, "R1", tmp_path / "out.txt", delivery=keep)
    assert [each.why for each in written.release.exports[0].kept] == ["the client wants it so"] * 2


@pytest.mark.parametrize("language", thinned(LANGUAGES))
def test_every_language_fits_every_width(chromium: Chromium, tmp_path: Path, language: str) -> None:
    page, said = sent(tmp_path, language, may_write=LIMIT), by_name(language_of(language).page.sentences)
    chromium.open(page.path)
    chromium.wait_for_text(said["code"])
    chromium.fill(said["code"], page.code)
    chromium.click(said["open"])
    chromium.wait_for_text(said["own_words"])
    for index in range(len(PARAGRAPHS)):
        chromium.click(said["own_words"], index)
    chromium.fill(said["addition"], "x" * 60)
    for width in (320, 390, 1000):
        chromium.resize(width, 900)
        assert chromium.overflow() == 0, f"{width} px"
    assert "{" not in chromium.text()


@pytest.mark.parametrize("dark", [False, True])
def test_no_serious_fault_of_accessibility(chromium: Chromium, writing: Sent, dark: bool) -> None:
    if "AXE_CORE" not in os.environ:
        pytest.skip("AXE_CORE names no copy of axe.min.js (npm pack axe-core)")
    chromium.look(dark=dark)
    begin(chromium, writing)
    for index, name in enumerate(("Approve", "Leave out", OWN)):
        chromium.click(name, index)
    assert chromium.run_axe(Path(os.environ["AXE_CORE"]).read_text()) == []
