"""`coachvault release` alone: what it offers where something is in the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.machine import Machine
from tests.cli.terminal import CTRL_D, Terminal
from tests.independent import signoff

pytestmark = pytest.mark.needs_terminal


def test_a_mailbox_of_the_sponsors_is_no_dead_end(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    practice.data("client", "edit", "heron", "--from", "-", typed='email = "ada@acme.example"\nroad = "page"')
    practice.data("sponsor", "edit", "otter", "--from", "-", typed='email = "kim@acme.example"')
    practice.data("release", "draft", "heron", typed="She leads.\n")
    session = terminal(practice, "release")
    session.unlocks()
    session.answers("Which release?", "R1")
    session.answers("What now?", "ask")
    session.answers("By page, as before?", "y")
    session.waits_for("the sponsor may read that mail.")
    session.answers("What instead? [road]: ", "leave")
    session.waits_for("the sponsor may read that mail.")
    session.answers("Go on?", "y")
    session.answers("What now?", "ask")
    session.answers("By page, as before?", "n")
    session.answers("How should heron be asked?", "email")
    session.answers("What instead? [road]: ", "reason")
    session.answers("Why is that mailbox used?", "wanted so")
    session.answers("Write it to (- shows it here) [R1.eml]: ", "-")
    session.answers("Ask heron by email from now on?", "n")
    session.answers("What now?", "again")
    session.answers("How should heron be asked?", "email")
    session.answers("What instead? [road]: ", "address")
    session.answers("A mail address of heron's own: ", "nowhere")
    session.answers("A mail address of heron's own: ", "ada@mail.example")
    session.waits_for("heron is asked by email in English, at ada@mail.example, and answers with:")
    session.answers("Write it to (- shows it here) [R1.eml]: ", "-")
    session.answers("Ask heron by email from now on?", "y")
    session.answers("What now?", "later")
    assert session.ends() == 0
    client = practice.data("client", "show", "heron")["client"]
    assert (client["private_channel"], client["road"]) == ("ada@mail.example", "email")
    why = [entry["why"] for entry in practice.data("register", "list")["entries"] if "requested" in entry["event"]]
    assert why == ["wanted so", "proposal to a party, by email"]


@pytest.mark.thorough
def test_after_a_call_in_which_something_differed_the_coach_asks_anew(
    practice: Machine, terminal: Callable[..., Terminal]
) -> None:
    practice.data("release", "draft", "heron", typed="She leads.\n")
    asked = practice.data("release", "request", "R1", "--by", "page")["request"]
    block, _ = signoff.signed(signoff.open_page(asked["text"], asked["code"]), (1,), signed_at=signoff.now())
    session = terminal(practice, "release")
    session.unlocks()
    session.answers("Which release?", "R1")
    session.answers("What now?", "paste")
    session.shows("Ctrl-D saves")
    session.types(block, CTRL_D)
    session.answers("What now? [call]: ", "call")
    session.answers("that you knew before?", "n")
    session.waits_for("goes on with it")
    assert session.ends() == 0
    practice.data("release", "confirm", "R1", "--how", "by telephone", "--differs")
    for words in (["release", "show", "R1"], ["release", "list"], []):
        assert "to be asked anew: heron" in practice.run(*words).out
    assert "coachvault release request R1 --party heron" in practice.run("release", "show", "R1").out
    session = terminal(practice, "release")
    session.unlocks()
    session.answers("Which release?", "R1")
    session.answers("What now? [ask]: ", "")
    session.answers("How should heron be asked?", "paper")
    session.answers("Write it to (- shows it here) [R1.html]: ", "")
    session.answers("Ask heron by paper from now on?", "n")
    session.answers("What now? [came]: ", "withdraw")
    session.answers("Give R1 up, for good?", "y")
    assert session.ends() == 0


@pytest.mark.thorough
def test_a_declined_text_is_changed(practice: Machine, terminal: Callable[..., Terminal]) -> None:
    practice.data("release", "draft", "heron", typed="She leads.\n")
    asked = practice.data("release", "request", "R1", "--by", "page")["request"]
    block, _ = signoff.signed(signoff.open_page(asked["text"], asked["code"]), (), signed_at=signoff.now())
    practice.data("release", "import", "R1", "-", typed=block)
    assert practice.data()["day"]["releases"][0]["status"] == "declined"
    assert "`coachvault release edit R1`" in practice.run().out
    session = terminal(practice, "release")
    session.unlocks()
    session.answers("Which release?", "R1")
    session.answers("What now? [change]: ", "")
    session.shows("Ctrl-D saves")
    session.types(" And asks.", CTRL_D)
    session.answers("What now? [ask]: ", "later")
    assert session.ends() == 0
    assert practice.data("release", "show", "R1")["release"]["paragraphs"] == ["She leads.\n And asks."]


def test_a_text_from_notes_and_measures_that_concerns_somebody_else(
    practice: Machine, terminal: Callable[..., Terminal]
) -> None:
    practice.data("measure", "add", "heron", "--from", "-", typed="on = 2026-01-10\n[values]\nmorale = 7")
    session = terminal(practice, "release")
    session.unlocks()
    session.answers("Which client?", "heron")
    session.answers("What does it begin with?", "notes")
    session.answers("Which note?", "heron/1")
    session.answers("Which note? [done]: ", "")
    session.answers("Add what the client said over time", "y")
    session.answers("Who receives it, by code [otter]: ", "")
    session.answers("What for [progress report]: ", "")
    session.answers("The last day it may leave", "soon, perhaps")
    session.answers("The last day it may leave", "2099-12-31")
    session.shows("Ctrl-D saves")
    session.types(" As wren does.", CTRL_D)
    session.answers("May the client also write", "n")
    session.answers("What now?", "ask")
    session.answers("How should heron be asked?", "paper")
    session.finds(r"What about (other-client-[0-9a-z]+)\?")
    session.types("sign\r")
    session.answers("Who signs, too?", "wren")
    session.waits_for("wren signs, too, and is asked after heron")
    session.answers("Write it to (- shows it here) [R1.html]: ", "")
    session.answers("Ask heron by paper from now on?", "n")
    session.answers("What now? [came]: ", "later")
    assert session.ends() == 0
    release = practice.data("release", "show", "R1")["release"]
    assert release["parties"] == ["heron", "wren"]
    assert "Morale: 7 of 10 (10 January 2026). As wren does." in release["paragraphs"]
    assert release["waits_for"] == ["heron", "wren"]
