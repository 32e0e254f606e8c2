"""Agreements and measures through the real commands: asked for, signed, kept to, and drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from tests.cli.machine import Machine
from tests.cli.terminal import Terminal
from tests.independent import signoff

Run = Callable[..., Terminal]
FORM = 'reports = ["progress report"]\nattendance = true'
SIGNED = ("--signed-on", "2026-11-01", "--confirm", "heron")


def proposed(machine: Machine, form: str = FORM) -> None:
    machine.data("engagement", "agreement", "heron", "--from", "-", typed=form)


def test_a_signature_is_confirmed_and_vouched_for(practice: Machine) -> None:
    proposed(practice)
    words = ("engagement", "agreement", "heron", "--signed-on", "2026-11-01")
    assert practice.fails(*words) == (2, "usage")
    assert practice.fails(*words, "--confirm", "wren") == (2, "usage")
    assert practice.fails("engagement", "agreement", "heron", "--scan", "sheet.pdf") == (2, "usage")
    (practice.home / "sheet.pdf").write_bytes(b"PK no scan")
    assert practice.fails(*words, "--confirm", "heron", "--scan", "sheet.pdf") == (17, "bad_input")
    assert practice.data("engagement", "agreement", "heron")["agreement"]["signed_on"] is None
    (practice.home / "sheet.pdf").write_bytes(b"%PDF-1.7 signed")
    terms = practice.data(*words, "--confirm", "heron", "--scan", "sheet.pdf")["agreement"]
    assert (terms["signed_on"], len(terms["scan_sha256"])) == ("2026-11-01", 64)
    entry = practice.data("register", "list", "heron")["entries"][-1]
    assert entry["evidence"] == "scan, vouched for by the coach"
    assert terms["scan_sha256"] in entry["what"]
    assert "Signed on 2026-11-01 (scan, vouched for" in practice.run("engagement", "agreement", "heron").out


@pytest.mark.needs_terminal
def test_it_is_asked_for_and_signed_in_a_terminal(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "engagement", "agreement", "heron")
    session.unlocks()
    session.answers("Change what is agreed? (y/N)", "y")
    session.answers("Objective 1 (- leaves it out) [speak up]", "")
    session.answers("Objective 2", "delegate more")
    session.answers("Objective 3", "")
    session.answers("progress report 1 (Enter when done)", "closing report")
    session.answers("progress report 2", "")
    session.answers("When may the sponsor have them?", "at the end")
    session.answers("Limits of confidentiality", "")
    session.answers("dates and number of sessions? (y/N)", "y")
    session.answers("log behind your credential? (y/N)", "")
    session.answers("name and number if you cannot go on? (y/N)", "y")
    assert session.ends() == 0
    terms = practice.data("engagement", "agreement", "heron")["agreement"]
    assert (terms["objectives"], terms["reports"]) == (["speak up", "delegate more"], ["closing report"])
    assert (terms["attendance"], terms["in_coaching_log"], terms["executor_may_reach"]) == (True, False, True)
    signing = terminal(practice, "engagement", "agreement", "heron", "--signed-on", "2026-11-01")
    signing.unlocks()
    signing.waits_for("You vouch that")
    signing.answers("Type heron to go on: ", "heron")
    assert signing.ends() == 0
    assert practice.data("engagement", "agreement", "heron")["agreement"]["signed_on"] == "2026-11-01"


def test_dates_of_sessions_are_written_if_it_was_agreed(practice: Machine) -> None:
    words = ("engagement", "attendance", "heron", "--out", "days.txt")
    assert practice.fails(*words) == (16, "refused")
    proposed(practice)
    practice.data("engagement", "agreement", "heron", *SIGNED)
    assert practice.data(*words)["engagement"] == "E1"
    assert (practice.home / "days.txt").read_text() == "Sessions held: 3\n" + "23 November 2026\n" * 3
    practice.data("engagement", "end", "heron")
    assert practice.fails("engagement", "attendance", "E1", "--out", "later.txt") == (16, "refused")
    assert not (practice.home / "later.txt").exists()


def test_an_executor_is_shown_a_code_where_the_client_agreed_to_no_more(practice: Machine) -> None:
    practice.data("client", "edit", "heron", "--from", "-", typed='phone = "+49 30 1234"')
    words = practice.data("custodian", "add", "maple", "--role", "executor")["custodian"]["words"]
    sheet = ("--words-file", str(practice.private("maple", " ".join(words))))
    proposed(practice)
    assert "Ada Marsh" in practice.run(*sheet, "executor").out + practice.run(*sheet, "client", "list").out
    practice.data("engagement", "agreement", "heron", *SIGNED)
    for command in (("executor",), ("client", "list"), ("client", "show", "heron"), ("register", "list")):
        for answer in (practice.run(*sheet, *command), practice.run("--json", *sheet, *command)):
            assert answer.code == 0, answer.err
            assert not any(told in answer.out for told in ("Ada", "ada@", "1234"))
    told = practice.data(*sheet, "executor")["executor"]["clients"]
    assert {each["code"]: each["not_reached_since"] for each in told} == {"heron": "2026-11-01", "wren": None}


@pytest.mark.needs_terminal
def test_ratings_are_asked_for_and_drawn_at_60_columns(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "measure", "add", "heron", columns=60)
    session.unlocks()
    session.answers("mindset, from 0 to 10", "")
    session.answers("morale, from 0 to 10", "11")
    session.answers("morale, from 0 to 10", "4")
    session.answers(
        "In the client's words", "in the large meetings I still hold back, though less than I did in spring"
    )
    for name in ("confidence", "commitment", "ability"):
        session.answers(f"{name}, from 0 to 10", "")
    session.answers("objective-1 (speak up), from 0 to 10", "7")
    session.answers("In the client's words", "会議で自分の意見をはっきりと述べられるようになってきました")
    assert session.ends() == 0
    drawn = practice.run("measure", "show", "heron").out
    assert max(map(cell_len, drawn.splitlines())) <= 60
    assert "会議で自分の意見をはっきりと述べられるようになってきました" in "".join(drawn.split())
    screen = terminal(practice, "measure", "show", "heron", columns=60)
    screen.unlocks()
    assert screen.ends() == 0
    assert "####......   4 of 10" in screen.screen
    assert "in the large meetings I still hold back, though less" in " ".join(screen.screen.split())


def test_what_the_client_changed_is_shown_by_import_and_show(practice: Machine) -> None:
    form = 'text = """She leads the weekly meeting.\n\nShe had a hard winter."""\nclient_may_write = 200'
    practice.data("release", "draft", "heron", "--from", "-", typed=form)
    asked = practice.data("release", "request", "R1", "--by", "page")["request"]
    page = signoff.open_page(asked["text"], asked["code"])
    block, _ = signoff.signed(
        page, (1,), written=({"instead_of": 2, "text": "She had a hard winter and spring."},), signed_at=signoff.now()
    )
    taken = practice.run("release", "import", "R1", "-", typed=block)
    assert taken.code == 0, taken.err
    for shown in (taken.out, practice.run("release", "show", "R1").out):
        assert "Paragraph 2, in the client's own words:" in shown
        assert "She had a hard winter{+ and spring+}." in shown
