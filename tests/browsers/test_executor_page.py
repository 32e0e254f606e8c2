"""The executor's page in real browsers, from a file: the words open whom to tell, and nothing of a note."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from coachvault.practice.custodian import CustodianRole
from coachvault.services.client_rights import erasure
from coachvault.services.copies import backups, executor_page
from coachvault.services.custody import custodians, duty
from coachvault.services.engagements.lifecycle import set_next_session
from coachvault.services.people.directory import edit_client
from coachvault.services.retirement import archive, retire
from coachvault.texts.languages import LANGUAGES, language_of
from tests.browsers.browser import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.kinds import in_both
from tests.fakes import PASSPHRASE, TESTING, Practice, filled_practice
from tests.shards import thinned

MARKUP = "</script><b>Bea</b> \U0001f600 “Cole”"


@dataclass(frozen=True)
class Left:
    """What stands beside a backup, and the words of two executors."""

    practice: Practice
    page: Path
    words: tuple[str, str]


@pytest.fixture
def left(tmp_path: Path) -> Left:
    practice = filled_practice(tmp_path / "practice")
    opened = practice.open()
    edit_client(opened, "heron", {"phone": "+49 30 1234", "emergency_contact": {"name": "Dee", "phone": "555"}})
    edit_client(opened, "wren", {"name": MARKUP, "language": "de"})
    set_next_session(opened, "heron", "2026-12-01T10:00+00:00")
    custodians.set_handbook(opened, 'helper = "Jo, 555 12"\ncall = "the insurer"')
    words = [
        " ".join(custodians.add(opened, code, CustodianRole.EXECUTOR, {"name": "Dee Frost", "phone": "123"}).words)
        for code in ("maple", "aspen")
    ]
    custodians.add(opened, "birch", CustodianRole.READER, {})
    backup = backups.create(opened, tmp_path / "disk & co")
    return Left(practice, Path(backup.page_path), (words[0], words[1]))


def unlock(browser: Browser, left: Left, words: str) -> None:
    browser.open(left.page)
    browser.wait_for_text("24 numbered words")
    browser.fill("The 24 words", words)
    browser.click("Open")


@in_both
@pytest.mark.parametrize("which", thinned([0, 1]))
def test_each_executor_gets_to_the_first_call(browser: Browser, left: Left, which: int) -> None:
    unlock(browser, left, left.words[which])
    browser.wait_for_text(
        "These are the people who have to be told, as it was on 23 November 2026. The practice: Riverside."
    )
    told = browser.text()
    for each in (
        "Ada Marsh",
        "+49 30 1234",
        "1 December 2026 at 10:00",
        "Dee, 555",
        MARKUP,
        "Jo, 555 12",
        "the insurer",
    ):
        assert each in told
    assert told.index("Ada Marsh") < told.index(MARKUP), "the next session comes first"
    for found in duty.duty(left.practice.open()).reach:
        assert found.message in told
    assert "Guten Tag" in told, "the message is in the client's language"
    for secret in ("Session", "speak up", "Sealed", "Cy Doran"):
        assert secret not in told, "no note, and nobody with whom the work is over"
    assert not browser.run("return document.querySelector('h3 b')")
    assert browser.run("return document.querySelector('textarea').value") == ""
    assert browser.requests() == []


@in_both
def test_an_executor_reads_it_in_a_language_of_their_own(browser: Browser, left: Left) -> None:
    """Until it is opened it offers each executor's language; then it speaks the reader's."""
    opened = left.practice.open()
    words = " ".join(custodians.add(opened, "yew", CustodianRole.EXECUTOR, {"language": "de"}).words)
    page = Left(left.practice, Path(backups.create(opened, left.page.parent / "new.vault").page_path), left.words)
    browser.open(page.page)
    browser.wait_for_text("24 numbered words")
    browser.click("Deutsch")
    browser.wait_for_text("24 nummerierten englischen Wörtern")
    assert browser.run("return document.documentElement.lang") == "de"
    browser.fill("Die 24 Wörter", "abandon zebrx")
    browser.click("Öffnen")
    browser.wait_for_text("Wort 2, „zebrx“, gibt es in der Liste nicht.")
    browser.click("English")
    browser.run("document.querySelector('textarea').value = ''")
    browser.fill("The 24 words", words)
    browser.click("Open")
    browser.wait_for_text("Diese Menschen müssen benachrichtigt werden. Stand: 23. November 2026. Praxis: Riverside.")
    told = browser.text()
    assert "1. Dezember 2026 um 10:00" in told
    assert browser.run("return [document.title, document.documentElement.lang]") == [
        "Für die Person, die einspringt",
        "de",
    ]
    assert browser.run("return [...document.querySelectorAll('blockquote')].map(each => each.lang)") == ["en", "de"]
    assert "Deutsch" not in browser.names()
    assert browser.requests() == []


def test_first_letters_numbers_and_capitals_do(browser: Browser, left: Left) -> None:
    sloppily = "\n".join(
        f"{number}. {word[:4].upper() if len(word) > 4 else word}"
        for number, word in enumerate(left.words[0].split(), start=1)
    )
    unlock(browser, left, sloppily)
    browser.wait_for_text("Ada Marsh")


def test_what_is_typed_wrong_is_told_word_by_word(browser: Browser, left: Left) -> None:
    words = left.words[0].split()
    unlock(browser, left, " ".join([*words[:4], "zebrx", *words[5:]]))
    browser.wait_for_text("Word 5, “zebrx”, is not one of the words")
    browser.run("document.querySelector('textarea').value = ''")
    browser.fill("The 24 words", " ".join(words[:-1]))
    browser.click("Open")
    browser.wait_for_text("Words typed: 23. The sheet has 24.")
    browser.run("document.querySelector('textarea').value = ''")
    browser.fill("The 24 words", " ".join([*words[1:], words[0]]))
    browser.click("Open")
    browser.wait_for_text("together they do not open this page")
    assert "Ada Marsh" not in browser.text()


def test_the_files_name_nobody_before_they_are_opened(left: Left) -> None:
    files = [path for path in left.page.parent.iterdir() if path.suffix != ".vault"]
    assert {path.name for path in files} == {"READ-ME-FIRST.txt", "executor.html"}
    for path in files:
        text = path.read_text()
        for secret in ("Ada", "Marsh", "heron", "Dee", "Riverside", "aspen", "1234"):
            assert re.search(rf"\b{secret}\b", text) is None, (path.name, secret)
        assert path.stat().st_mode & 0o777 == 0o600
    assert (left.page.parent / "READ-ME-FIRST.txt").read_text().count(".vault executor") == 1


def test_it_may_reach_nothing(browser: Browser, left: Left) -> None:
    unlock(browser, left, left.words[0])
    browser.wait_for_text("Ada Marsh")
    browser.run(
        "fetch('https://example.org/a').catch(() => 0); new Image().src = 'https://example.org/b';"
        "const s = document.createElement('link'); s.rel = 'stylesheet'; s.href = 'https://example.org/c';"
        "document.head.append(s)"
    )
    assert browser.requests() == []


def test_a_changed_page_does_not_open(browser: Browser, left: Left) -> None:
    page = left.page.read_text()
    changed = re.sub(r'"ciphertext": "(.)', lambda found: f'"ciphertext": "{"B" if found[1] != "B" else "C"}', page)
    assert changed != page
    left.page.write_text(changed)
    unlock(browser, left, left.words[0])
    browser.wait_for_text("together they do not open this page")


def test_the_page_is_written_anew_with_the_next_backup_and_after_an_erasing(left: Left, tmp_path: Path) -> None:

    before = left.page.read_text()
    opened = left.practice.open()
    outcome = erasure.erase(opened, "heron", date(2026, 11, 23))
    assert left.page.read_text() != before
    assert all(each.state == "destroyed in every known copy" for each in outcome.certificates)
    with left.practice.open().vault.read() as snapshot:
        assert "Ada" not in str(duty.duty_of(snapshot, opened.now()).reach)


@pytest.mark.parametrize("is_final", thinned([True, False]))
def test_what_stands_beside_an_archive_leads_to_the_first_call(
    is_final: bool, browser: Browser, left: Left, tmp_path: Path
) -> None:
    disk = tmp_path / "the last disk"
    disk.mkdir(0o700)
    if is_final:
        retire.stop_all(left.practice.open())
    archive.archive(left.practice.open(), disk / "final.vault")
    if is_final:
        retire.retire(left.practice.open())
    read_me = (disk / "READ-ME-FIRST.txt").read_text()
    assert "Open the file executor.html" in read_me
    assert "coachvault --vault final.vault executor" in read_me
    unlock(browser, Left(left.practice, disk / "executor.html", left.words), left.words[0])
    browser.wait_for_text(
        "These are the people who have to be told, as it was on 23 November 2026. The practice: Riverside."
    )
    told = browser.text()
    for each in ("Ada Marsh", "+49 30 1234", "1 December 2026 at 10:00", "Dear Ada Marsh", MARKUP):
        assert each in told
    assert told.index("Ada Marsh") < told.index(MARKUP)
    assert "Cy Doran" not in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 1000])
def test_it_fits_in_every_language(chromium: Chromium, left: Left, width: int, language: str) -> None:
    opened = left.practice.open()
    words = custodians.add(opened, "yew", CustodianRole.EXECUTOR, {"name": "Jo Rowe", "language": language}).words
    custodians.remove(opened, "maple", PASSPHRASE, TESTING)
    custodians.remove(left.practice.open(), "aspen", PASSPHRASE, TESTING)
    page = Path(backups.create(left.practice.open(), left.page.parent / "new.vault").page_path)
    chromium.resize(width, 800)
    chromium.open(page)
    texts = language_of(language)
    chromium.wait_for_text(texts.custodians.page.intro)
    assert chromium.overflow() <= 0
    chromium.fill(texts.custodians.page.words, " ".join(words))
    chromium.click(texts.sealed_page.open)
    chromium.wait_for_text("Ada Marsh")
    assert chromium.overflow() <= 0


@pytest.mark.parametrize("width", thinned([320, 390, 1000]))
def test_it_fits_every_width_and_prints(chromium: Chromium, left: Left, width: int) -> None:
    chromium.resize(width, 800)
    unlock(chromium, left, left.words[0])
    chromium.wait_for_text("Ada Marsh")
    assert chromium.overflow() <= 0
    chromium.look(printed=True)
    assert "Ada Marsh" in chromium.text()
    assert "Copy the message" not in chromium.names()


@pytest.mark.parametrize("dark", [False, True])
def test_no_serious_fault_of_accessibility(chromium: Chromium, left: Left, dark: bool) -> None:
    if "AXE_CORE" not in os.environ:
        pytest.skip("AXE_CORE names no copy of axe.min.js (npm pack axe-core)")
    axe = Path(os.environ["AXE_CORE"]).read_text()
    chromium.look(dark=dark)
    chromium.open(left.page)
    chromium.wait_for_text("24 numbered words")
    assert chromium.run_axe(axe) == []
    unlock(chromium, left, left.words[0])
    chromium.wait_for_text("Ada Marsh")
    assert chromium.run_axe(axe) == []


def test_without_scripts_it_says_what_it_takes(chromium: Chromium, left: Left) -> None:
    chromium.allow_scripts(allowed=False)
    chromium.open(left.page)
    assert "needs a browser with JavaScript" in chromium.text()


def test_without_executors_nothing_is_written(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path / "practice")
    custodians.add(practice.open(), "birch", CustodianRole.READER, {})
    backup = backups.create(practice.open(), tmp_path / "disk")
    assert backup.page_path == ""
    assert [path.suffix for path in (tmp_path / "disk").iterdir()] == [".vault"]
    with practice.open().vault.read() as snapshot:
        assert executor_page.render(snapshot, practice.clock.now()).html == ""
