"""Disclosing through the real command: what is refused, what leaves, and what is said first in an emergency."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.machine import Machine
from tests.cli.terminal import Terminal

Run = Callable[..., Terminal]
FORM = """\
danger = "the client said that they would end their life tonight"
evidence = "said twice in the session, with a plan and the means"
advice = "called my supervisor at 14:00, who agreed"
recipient = "Crisis team, 555 911"
recipient_kind = "body"
text = "A person whom I coach may harm themselves."
"""


def test_the_text_alone_leaves_after_the_code_was_given(practice: Machine) -> None:
    words = ("disclose", "heron", "--from", "-", "--out", "out.txt")
    assert practice.fails(*words, typed=FORM) == (2, "usage")
    assert practice.fails(*words, "--confirm", "wren", typed=FORM) == (2, "usage")
    assert practice.fails("disclose", "heron", "--from", "-", "--confirm", "heron", typed=FORM) == (2, "usage")
    made = practice.data(*words, "--confirm", "heron", "--letter", "letter.txt", typed=FORM)["disclosure"]
    assert (made["id"], made["client"], made["recipient_kind"]) == ("D1", "heron", "body")
    assert (practice.home / "out.txt").read_bytes() == b"A person whom I coach may harm themselves.\n"
    assert "Ada Marsh" in (practice.home / "letter.txt").read_text()
    assert made["letter_at"]
    assert practice.data()["day"]["disclosures"] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('evidence = "said twice in the session, with a plan and the means"', ""),
        ('"body"', '"friend"'),
        ("A person whom I coach", "Ada Marsh"),
        ("A person whom I coach", "Bea Cole"),
        ('advice = "called my supervisor at 14:00, who agreed"', ""),
    ],
)
def test_what_lacks_something_is_refused_by_a_rule(old: str, new: str, practice: Machine) -> None:
    words = ("disclose", "heron", "--from", "-", "--out", "out.txt", "--confirm", "heron")
    assert old in FORM
    assert practice.fails(*words, typed=FORM.replace(old, new)) == (16, "refused")
    assert not (practice.home / "out.txt").exists()
    assert practice.fails(*words, typed='wrong = "x"') == (17, "bad_input")


def test_what_was_said_is_recorded_without_a_file(practice: Machine) -> None:
    made = practice.data("disclose", "heron", "--spoken", "--from", "-", "--confirm", "heron", typed=FORM)
    assert made["disclosure"]["spoken"]
    assert made["disclosure"]["path"] is None
    assert "Crisis team" in made["letter"]
    assert practice.data("register", "list", "heron")["entries"][-1]["event"] == "disclosed"
    assert practice.data()["day"]["disclosures"][0]["id"] == "D1"
    practice.data("disclose", "D1", "--letter", "letter.txt")
    assert practice.data()["day"]["disclosures"] == []


def test_in_an_emergency_the_numbers_come_before_the_passphrase(practice: Machine) -> None:
    practice.data("client", "edit", "heron", "--from", "-", typed='phone = "+49 30 1234"\naddress = "Lane 1"')
    locked = practice.run("disclose", "heron", "--now", environment=practice.without_passphrase())
    assert locked.code == 12
    assert "112" in locked.err
    answer = practice.run("disclose", "heron", "--now")
    assert answer.code == 0
    assert answer.out.index("Ada Marsh") < answer.out.index("Lane 1") < answer.out.index("+49 30 1234")
    assert "D1 is begun" in answer.out
    assert "write it down today" in practice.run("status").out
    done = practice.data("disclose", "D1", "--spoken", "--from", "-", "--confirm", "heron", typed=FORM)
    assert done["disclosure"]["done_at"]


@pytest.mark.needs_terminal
def test_a_disclosure_is_led_through(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "disclose", "heron", "--out", "out.txt")
    session.unlocks()
    session.answers("Who is in danger, and of what?", "the client said they would harm themselves")
    session.answers("What convinces you that it is so?", "said twice, with a plan and the means")
    session.answers("Whom did you ask", "called my supervisor, who agreed")
    session.answers("What did the client say", "")
    session.answers("To whom, with address or number?", "Crisis team, 555 911")
    session.answers("What is the recipient?", "body")
    session.answers("Passage 1 (Enter when done)", "A person whom I coach may harm themselves.")
    session.answers("What is it needed for?", "so that somebody looks after them")
    session.answers("Passage 2 (Enter when done)", "They also told me about their divorce.")
    session.answers("What is it needed for?", "")
    session.waits_for("needed for nothing")
    session.answers("Passage 2 (Enter when done)", "")
    session.answers("Is the client's name needed?", "")
    session.answers("Must the letter to the client wait?", "")
    session.answers("Type heron to go on: ", "heron")
    assert session.ends() == 0
    assert (practice.home / "out.txt").read_text() == "A person whom I coach may harm themselves.\n"
