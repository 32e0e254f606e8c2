"""The page in real browsers, from a file: a client reads, decides, signs; the coach imports, calls, exports."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import CoachVaultError
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import Grade, SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.releases import answers, proposals, requests
from coachvault.services.releases.export import export
from coachvault.services.releases.proposals import Form
from coachvault.services.releases.verification import Answer
from coachvault.signoff.page import page
from coachvault.texts.languages import LANGUAGES, by_name, language_of
from tests.browsers.browser import Browser
from tests.browsers.chromium import Chromium
from tests.browsers.kinds import in_both
from tests.fakes import NOON, filled_practice, mail, say_that_the_clock_is_right
from tests.shards import thinned

PARAGRAPHS = (
    "Over six months Ada worked on leading her team through a merger. “I don’t need to be the best informed person.”",
    "There were setbacks, too:\n   – the new reporting line\n"
    "   – <b>No</b> & no </script> “markup” \U0001f600 é Ω שלום.",
    "By the end she rated her own delegation at 7 of 10, up from 3.",
)
ENTER = "\ue007"
TEXT = "\n\n".join(PARAGRAPHS)


@dataclass(frozen=True)
class Sent:
    """A page that was sent, and what the coach knows of it."""

    opened: OpenVault
    path: Path
    code: str
    release: str

    def take(self, data: bytes) -> Any:
        return answers.import_answer(self.opened, self.release, Answer(data))

    @property
    def status(self) -> ReleaseStatus:
        return proposals.show(self.opened, self.release).status(NOON.date())


def sent(folder: Path, language: str = "en", road: SignoffMethod = SignoffMethod.PAGE, may_write: int = 0) -> Sent:
    practice = filled_practice(folder)
    practice.clock.moment = datetime.now(UTC)  # noqa: TID251 - a browser signs with the day of this machine
    opened = practice.open()
    say_that_the_clock_is_right(opened)
    release = proposals.draft(opened, "heron", Form(text=TEXT, client_may_write=may_write))
    path = folder / "sign <me> off & 100%.html"
    asked = requests.request(opened, release.id, requests.Ask(road, language=language, path=path))
    assert asked.request.opening is not None
    return Sent(opened, path, asked.request.opening.code, release.id)


@pytest.fixture
def request_page(tmp_path: Path) -> Sent:
    return sent(tmp_path)


def unlock(browser: Browser, code: str, path: Path) -> None:
    browser.open(path)
    browser.wait_for_text("Only the code")
    browser.fill("Your code", code)
    browser.click("Open")


def decide(browser: Browser, *approved: bool) -> None:
    browser.wait_for_text(f"Paragraph 1 of {len(approved)}")
    for index, yes in enumerate(approved):
        browser.click("Approve" if yes else "Leave out", index)


def sign(browser: Browser, name: str = "Ada Marsh") -> None:
    browser.fill("Your full name", name)
    browser.click("I am Ada Marsh.")
    browser.click("Sign")
    browser.wait_for_text("Keep these six check words")


def words(browser: Browser) -> tuple[str, ...]:
    return tuple(browser.run("return [...document.querySelectorAll('#words li')].map(each => each.textContent)"))


@in_both
def test_a_client_signs_and_exactly_that_leaves(browser: Browser, request_page: Sent, tmp_path: Path) -> None:
    sloppily = f" {request_page.code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')}. "
    unlock(browser, sloppily, request_page.path)
    browser.wait_for_text("Paragraph 3 of 3")
    shown = browser.run("return [...document.querySelectorAll('.wording')].map(each => each.textContent)")
    assert tuple(shown) == PARAGRAPHS
    assert not browser.run("return document.querySelector('.wording b')")
    radios = "return [...document.querySelectorAll('input[type=radio]')].filter(each => each.checked).length"
    assert browser.run(radios) == 0, "nothing is chosen beforehand"
    decide(browser, True, False, True)
    assert not browser.is_enabled("Sign")
    browser.fill("A remark for Riverside", "Not the setbacks, please.")
    sign(browser)
    shown_words = words(browser)
    browser.click("Save sign-off file")
    block = browser.download("sign-off-*.txt").read_bytes()
    browser.click("Save my own copy")
    copy = browser.download("my-copy-*.txt").read_text()
    assert browser.requests() == []

    release, evidence = request_page.take(block)
    assert (evidence.grade, evidence.approved, evidence.name) == (Grade.PAGE, (1, 3), "Ada Marsh")
    assert evidence.remarks == "Not the setbacks, please."
    assert evidence.words == shown_words
    with pytest.raises(CoachVaultError, match="not compared"):
        export(request_page.opened, release.id, tmp_path / "early.txt")
    answers.confirm(request_page.opened, release.id, "by telephone")
    written = export(request_page.opened, release.id, tmp_path / "out.txt")
    assert written.path.read_text() == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}\n"
    left = written.path.read_text() + written.sheet_path.read_text()
    assert "setbacks" not in left
    assert "setbacks" not in copy
    assert " ".join(shown_words) in copy


def test_a_block_survives_a_mail_that_mangles_it(browser: Browser, request_page: Sent) -> None:
    unlock(browser, request_page.code, request_page.path)
    decide(browser, True, True, True)
    sign(browser)
    block = browser.value("Your sign-off as text")
    quoted = "\n".join(f"> {line} " for line in block.splitlines())
    mangled = re.sub("-----", "——-", quoted).replace("SIGN-OFF", "SIGN‑OFF")  # noqa: RUF001
    evidence = request_page.take(mail(f"Here it is:\n\n{mangled}\n\nBest,\nAda"))[1]
    assert evidence.words == words(browser)
    assert evidence.approved == (1, 2, 3)


def test_a_signed_no_lets_nothing_out(browser: Browser, request_page: Sent, tmp_path: Path) -> None:
    unlock(browser, request_page.code, request_page.path)
    decide(browser, False, False, False)
    browser.fill("Your full name", "Ada Marsh")
    browser.click("I am Ada Marsh.")
    assert "learns that nothing may be passed on" in browser.text()
    browser.click("Sign")
    browser.wait_for_text("Keep these six check words")
    release, evidence = request_page.take(browser.value("Your sign-off as text").encode())
    assert evidence.declines
    assert release.status(NOON.date()) is ReleaseStatus.DECLINED
    with pytest.raises(CoachVaultError, match="declined"):
        export(request_page.opened, release.id, tmp_path / "out.txt")


def test_a_wrong_code_opens_nothing_and_may_be_typed_again(browser: Browser, request_page: Sent) -> None:
    unlock(browser, "0000-0000-000", request_page.path)
    browser.wait_for_text("this one has 11")
    browser.fill("Your code", "0")
    browser.click("Open")
    browser.wait_for_text("does not open this file")
    assert "merger" not in str(browser.run("return document.documentElement.outerHTML"))
    browser.run("document.getElementById('code').value = ''")
    browser.fill("Your code", request_page.code)
    browser.click("Open")
    decide(browser, True, True, True)


@pytest.mark.parametrize("place", thinned(["ciphertext", "salt", "nonce", "request"]))
def test_changed_data_is_not_opened(browser: Browser, request_page: Sent, place: str) -> None:
    text = request_page.path.read_text()
    found = re.search(f'"{place}":"(.)', text)
    assert found is not None
    at = found.end() - 1
    changed = text[:at] + ("B" if found[1] != "B" else "C") + text[at + 1 :]
    request_page.path.write_text(changed)
    unlock(browser, request_page.code, request_page.path)
    browser.wait_for_text("does not open this file")


def test_a_changed_script_does_not_run(browser: Browser, request_page: Sent) -> None:
    text = request_page.path.read_text()
    request_page.path.write_text(text.replace('"use strict";', 'document.title = "taken"; "use strict";', 1))
    browser.open(request_page.path)
    assert browser.run("return document.title") != "taken"
    assert "has to be opened in a web browser" in browser.text()
    assert browser.names() == []


@in_both
def test_the_page_may_reach_nothing(browser: Browser, request_page: Sent) -> None:
    browser.open(request_page.path)
    browser.wait_for_text("Only the code")
    tried = """
        const said = [];
        try { document.body.insertAdjacentHTML("beforeend", "<p>x</p>"); said.push("html"); } catch {}
        try { Function("return 1")(); said.push("eval"); } catch {}
        new Image().src = "http://192.0.2.1/picture.png";
        fetch("http://192.0.2.1/fetched").catch(() => {});
        const script = document.createElement("script");
        try { script.textContent = "window.taken = true"; document.body.append(script); } catch {}
        return [...said, window.taken || ""].join(" ").trim();
    """
    said = browser.run(tried)
    assert said in ("", "eval"), "a driver's own script may evaluate; the page's may not"
    browser.run("return new Promise(done => setTimeout(done, 500))")
    assert browser.requests() == []


@in_both
def test_a_page_that_reaches_out_is_seen(browser: Browser, tmp_path: Path) -> None:
    """The control: without our policy the same picture is asked for, and the driver sees it."""
    careless = tmp_path / "careless.html"
    careless.write_text('<!doctype html><title>x</title><img src="http://192.0.2.1/picture.png">', encoding="utf-8")
    browser.open(careless)
    browser.wait(browser.requests, "the request of the picture", 20)


@pytest.mark.parametrize("language", thinned(LANGUAGES, kept=2))
def test_every_language_fits_every_width(chromium: Chromium, tmp_path: Path, language: str) -> None:
    page_of = sent(tmp_path, language)
    said = by_name(language_of(language).page.sentences)
    chromium.open(page_of.path)
    chromium.wait_for_text(said["code"])
    assert chromium.run("return document.documentElement.lang") == language
    chromium.fill(said["code"], page_of.code)
    _require_fit(chromium)
    chromium.click(said["open"])
    chromium.wait_for_text(said["leave_out"])
    _require_fit(chromium)
    for index in range(len(PARAGRAPHS)):
        chromium.click(said["approve"], index)
    chromium.press(chromium.elements("#tick")[0])
    chromium.fill(said["name"], "Ada Marsh")
    chromium.click(said["sign"])
    chromium.wait_for_text(said["save"])
    _require_fit(chromium)
    assert "{" not in chromium.text()
    assert page_of.take(chromium.value(said["block"]).encode())[1].approved == (1, 2, 3)


def _require_fit(browser: Chromium) -> None:
    for width in (320, 390, 1000):
        browser.resize(width, 900)
        assert browser.overflow() == 0, f"{width} px"
    browser.resize(1000, 900)


@pytest.mark.parametrize("width", [320, 1000])
def test_what_is_printed_is_what_was_signed(chromium: Chromium, request_page: Sent, width: int) -> None:
    unlock(chromium, request_page.code, request_page.path)
    decide(chromium, True, False, True)
    chromium.look(printed=True)
    chromium.resize(width, 900)
    assert PARAGRAPHS[0] in chromium.text()
    assert chromium.overflow() == 0
    chromium.look()
    sign(chromium)
    chromium.look(printed=True)
    on_paper = chromium.text()
    for told in (PARAGRAPHS[0], PARAGRAPHS[2], "Rosalind Vance", "I am Ada Marsh.", " ".join(words(chromium))):
        assert told in on_paper
    assert "setbacks" not in on_paper
    assert "BEGIN COACHVAULT" not in on_paper
    assert chromium.overflow() == 0


def test_who_sits_beside_the_coach_signs_on_the_coachs_device(browser: Browser, tmp_path: Path) -> None:
    """No code is told on another way and nobody calls: the grade says how it was."""
    in_the_room = sent(tmp_path, road=SignoffMethod.ROOM)
    unlock(browser, in_the_room.code, in_the_room.path)
    decide(browser, True, False, True)
    sign(browser)
    release, evidence = in_the_room.take(browser.value("Your sign-off as text").encode())
    assert evidence.grade is Grade.ROOM
    written = export(in_the_room.opened, release.id, tmp_path / "out.txt")
    assert written.path.read_text() == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}\n"


def test_a_mentor_is_called_a_mentor(chromium: Chromium, tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    release = proposals.draft(opened, "heron", Form(text=TEXT))
    made = requests.request(opened, release.id, requests.Ask(SignoffMethod.PAGE)).request
    assert made.terms is not None
    mentor = msgspec.structs.replace(made, terms=msgspec.structs.replace(made.terms, role="mentor"))
    path = tmp_path / "mentor.html"
    path.write_text(page(bytes(16), release.id, mentor))
    chromium.open(path)
    chromium.wait_for_text("your mentor")
    assert "coach" not in chromium.text().lower()


def test_the_page_says_so_where_no_script_runs(chromium: Chromium, request_page: Sent) -> None:
    chromium.allow_scripts(allowed=False)
    chromium.open(request_page.path)
    assert "has to be opened in a web browser" in chromium.text()


def test_a_browser_that_cannot_sign_is_told_before_anything_is_typed(chromium: Chromium, request_page: Sent) -> None:
    chromium.before_every_page("crypto.subtle.generateKey = () => { throw new Error(); }")
    chromium.open(request_page.path)
    chromium.wait_for_text("This browser cannot sign")
    assert chromium.names() == []


def test_it_can_be_done_with_the_keyboard_alone(browser: Browser, request_page: Sent) -> None:
    browser.open(request_page.path)
    browser.wait_for_text("Only the code")
    browser.fill("Your code", request_page.code + ENTER)
    browser.wait_for_text("Paragraph 3 of 3")
    for index in range(3):
        browser.type(browser.find("Approve", index), " ")
    browser.type(browser.find("Your full name"), "Ada Marsh")
    browser.type(browser.find("I am Ada Marsh."), " ")
    browser.fill("Your full name", ENTER)
    browser.wait_for_text("Keep these six check words")
    assert browser.run("return document.activeElement.id") == "signed"


@pytest.mark.parametrize("dark", [False, True])
def test_no_serious_fault_of_accessibility(chromium: Chromium, request_page: Sent, dark: bool) -> None:
    if "AXE_CORE" not in os.environ:
        pytest.skip("AXE_CORE names no copy of axe.min.js (npm pack axe-core)")
    axe = Path(os.environ["AXE_CORE"]).read_text()
    chromium.look(dark=dark)
    chromium.open(request_page.path)
    chromium.wait_for_text("Only the code")
    assert chromium.run_axe(axe) == []
    chromium.fill("Your code", request_page.code)
    chromium.click("Open")
    decide(chromium, True, False, True)
    assert chromium.run_axe(axe) == []
    sign(chromium)
    assert chromium.run_axe(axe) == []


ODD = [
    "\ud800 half \udfff",
    "plain",
    'quotes " and \\ and / and </script> <!-- ]]> &amp;',
    "a\tb\r\nc\u2028d\u2029e\u0085f\u0000g\u001fh\u007fi",
    "\u202eturned\u202c \u2067isolated\u2069 \ufeffmark \u200eleft",
    "cafe\u0301 \uac00 \u1112\u1161\u11ab \u0958 \u212b",
    "\U0001f469\u200d\U0001f680 \U0001f3f4\U000e0067\U000e0062\U000e007f \U0010ffff \ue000 \u0378",
    "x" * 3000,
]


@pytest.mark.parametrize("typed", thinned(ODD), ids=range(len(ODD)))
def test_whatever_is_typed_is_written_as_the_coachs_side_reads_it(
    browser: Browser, request_page: Sent, typed: str
) -> None:
    """Two writings of canonical JSON, and two ideas of what can be seen, must not differ."""
    unlock(browser, request_page.code, request_page.path)
    decide(browser, True, False, True)
    codes = [ord(mark) for mark in typed]
    put = """
        const text = arguments[1].map(code => code > 65535 ? String.fromCodePoint(code) : String.fromCharCode(code));
        document.getElementById(arguments[0]).value = text.join("");
    """
    browser.run(put, "remark", codes)
    browser.run(put, "name", codes)
    browser.press(browser.elements("#name")[0])
    browser.fill("Your full name", "A")
    browser.click("I am Ada Marsh.")
    browser.click("Sign")
    browser.wait_for_text("Keep these six check words")
    evidence = request_page.take(browser.value("Your sign-off as text").encode())[1]
    assert evidence.words == words(browser)
    assert evidence.approved == (1, 3)
    assert len(evidence.name) <= 120
    assert typed[:1].strip("\ud800\u202e") in evidence.remarks
