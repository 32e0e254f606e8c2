"""Disclosing through the real command: what is refused, what leaves, and what is said first in an emergency."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from coachvault.practice import kinds
from coachvault.practice.disclosure import DisclosurePlace
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.open_vault import Setting
from coachvault.vault.keys import Part
from tests.cli.machine import Machine
from tests.cli.terminal import Terminal
from tests.fakes import FakeClock, Practice

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
    session.answers("Offer paragraphs of notes?", "")
    session.answers("Passage 1 (Enter when done)", "A person whom I coach may harm themselves.")
    session.answers("What is it needed for?", "so that somebody looks after them")
    session.answers("Passage 2 (Enter when done)", "They also told me about their divorce.")
    session.answers("What is it needed for?", "")
    session.waits_for("needed for nothing")
    session.answers("Passage 2 (Enter when done)", "")
    session.answers("Why, for the client's letter?", "")
    session.answers("Must the letter to the client wait?", "")
    session.answers("Type heron to go on: ", "heron")
    assert session.ends() == 0
    assert (practice.home / "out.txt").read_text() == "A person whom I coach may harm themselves.\n"


def row_of(practice: Machine, kind: str) -> tuple[bytes, bytes]:
    """Where the one record is: the register's entry about the disclosure, or what the schedule says of it."""
    opened = Practice(Setting(practice.vault, practice.state / "elsewhere", FakeClock()), FakeClock()).open()
    part, as_type = (Part.REGISTER, RegisterEntry) if kind == kinds.REGISTER_ENTRY else (Part.SCHEDULE, DisclosurePlace)
    with opened.vault.read() as snapshot:
        where = snapshot.part(part)
        for item in snapshot.head(where).of_kind(kind):
            value = snapshot.read(where, item.record_id, as_type)
            if not isinstance(value, RegisterEntry) or value.event is Event.DISCLOSED:
                return where, item.record_id
    raise AssertionError(kind)


@pytest.mark.parametrize(
    ("kind", "meets"),
    [
        (kinds.REGISTER_ENTRY, ["register list", "register list heron", "disclose D1", "check"]),
        (
            kinds.DISCLOSURE,
            ["disclose D1", "disclose D1 --letter l.txt", "disclose D1 --told phone", "status", "check"],
        ),
    ],
)
def test_what_is_deleted_from_the_file_is_missed(kind: str, meets: list[str], practice: Machine) -> None:
    practice.data("disclose", "heron", "--spoken", "--from", "-", "--confirm", "heron", typed=FORM)
    where = row_of(practice, kind)
    with closing(sqlite3.connect(practice.vault, isolation_level=None)) as file:
        gone = file.execute("DELETE FROM record WHERE compartment_id = ? AND record_id = ?", where)
        assert gone.rowcount == 1
    assert {words: practice.run(*words.split()).code for words in meets} == dict.fromkeys(meets, 13)


def test_text_and_letter_are_looked_at_before_anything_is_done(practice: Machine) -> None:
    (practice.home / "mine.txt").write_text("mine")
    words = ("disclose", "heron", "--from", "-", "--out", "out.txt", "--confirm", "heron", "--letter")
    assert practice.fails(*words, "mine.txt", typed=FORM) == (17, "bad_input")
    assert practice.fails(*words, "out.txt", typed=FORM) == (17, "bad_input")
    assert not (practice.home / "out.txt").exists()
    assert practice.data()["day"]["disclosures"] == []
    assert practice.data("register", "list", "heron")["entries"] == []


def test_a_letter_that_waits_is_not_written_and_that_is_said(practice: Machine) -> None:
    waits = 'letter_delayed_because = "telling now would raise the danger"\nletter_due = 2999-01-01\n'
    words = ("disclose", "heron", "--from", "-", "--spoken", "--confirm", "heron")
    assert practice.fails(*words, typed=FORM + "letter_due = 2999-01-01\n") == (16, "refused")
    answer = practice.run(*words, "--letter", "letter.txt", typed=FORM + waits)
    assert answer.code == 0
    assert "No letter was written" in answer.out
    assert not (practice.home / "letter.txt").exists()


def test_a_name_that_is_a_word_is_shown_and_kept_for_a_reason(practice: Machine) -> None:
    practice.data("client", "add", "jay", "--from", "-", typed='name = "Will Young"')
    form = FORM.replace("A person whom I coach may harm themselves.", "Will somebody go there?")
    words = ("disclose", "heron", "--from", "-", "--spoken", "--confirm", "heron")
    refused = practice.run(*words, typed=form)
    assert refused.code == 16
    assert "Will somebody go there" in refused.err
    assert "--keep other-client-1" in refused.err
    assert practice.fails(*words, "--keep", "other-client-1", typed=form) == (16, "refused")
    assert practice.fails(*words, "--keep", "other-client-9", "--reason", "a verb", typed=form) == (15, "not_found")
    made = practice.data(*words, "--keep", "other-client-1", "--reason", "a verb", typed=form)["disclosure"]
    assert made["kept"] == [{"finding": "other-client-1", "why": "a verb"}]


def test_what_comes_after_is_recorded(practice: Machine) -> None:
    practice.data("disclose", "heron", "--now")
    assert practice.fails("disclose", "D1", "--nothing") == (16, "refused")
    closed = practice.data("disclose", "D1", "--nothing", "--reason", "-", typed="it was a joke\n")["disclosure"]
    assert closed["nothing_at"]
    assert "nothing was disclosed" in practice.run("disclose", "D1").out
    practice.data("disclose", "heron", "--spoken", "--from", "-", "--confirm", "heron", typed=FORM)
    later = practice.data("disclose", "D2", "--delay-until", "2999-01-01", "--reason", "still in danger")["disclosure"]
    assert later["letter_due"] == "2999-01-01"
    assert practice.fails("disclose", "D2", "--told", "x", "--nothing") == (2, "usage")
    assert practice.fails("disclose", "heron", "--told", "by telephone") == (17, "bad_input")
    told = practice.data("disclose", "D2", "--told", "-", typed="by telephone\n")["disclosure"]
    assert told["told_at"]
    shown = practice.data("disclose", "D2")
    assert shown["disclosure"]["evidence"].startswith("said twice")
    assert [each["event"] for each in shown["entries"]] == ["disclosed", "letter delayed", "client told"]
    text = practice.run("disclose", "D2").out
    assert "A person whom I coach may harm themselves." in text
    assert "in person" in text


def test_without_a_code_an_emergency_shows_the_numbers_first(practice: Machine) -> None:
    answer = practice.run("disclose", "--now", environment=practice.without_passphrase())
    assert answer.code == 2
    assert answer.err.index("112") < answer.err.index("the client's code")
    assert practice.fails("disclose") == (2, "usage")


def test_passages_come_in_by_a_form(practice: Machine) -> None:
    form = FORM.replace('text = "A person whom I coach may harm themselves."', "")
    form += '[[passages]]\ntext = "Somebody is in danger."\nneeded_because = "to act"\n'
    form += '[[passages]]\ntext = "Call me."\nneeded_because = "to say where"\n'
    practice.data("disclose", "heron", "--out", "out.txt", "--from", "-", "--confirm", "heron", typed=form)
    assert (practice.home / "out.txt").read_text() == "Somebody is in danger.\n\nCall me.\n"
    assert practice.data("disclose", "D1")["disclosure"]["passages"][1]["needed_because"] == "to say where"


def test_a_letter_that_is_owed_is_warned_of_before_a_client_is_erased(practice: Machine) -> None:
    practice.data("disclose", "heron", "--spoken", "--from", "-", "--confirm", "heron", typed=FORM)
    warned = practice.run("client", "erase", "heron")
    assert warned.code == 2
    assert "has still to be notified of D1" in warned.err
    practice.data("disclose", "D1", "--told", "by telephone")
    assert "D1" not in practice.run("client", "erase", "heron").err


@pytest.mark.needs_terminal
def test_what_cannot_be_taken_is_asked_for_again_where_it_is_typed(practice: Machine, terminal: Run) -> None:
    advisers = '[[advisers]]\nrole = "supervisor"\nname = "Jo Hart"\nphone = "555 1"\n'
    practice.data("practice", "handbook", "--from", "-", typed=advisers)
    practice.data("client", "add", "jay", "--from", "-", typed='name = "Will Young"')
    session = terminal(practice, "disclose", "--spoken")
    session.unlocks()
    session.answers("Which client?", "heron")
    session.answers("Who is in danger, and of what?", "yes")
    session.answers("Who is in danger, and of what?", "the client said they would harm themselves")
    session.answers("What convinces you that it is so?", "said twice, with a plan and the means")
    session.answers("supervisor, Jo Hart, 555 1: what did they say?", "")
    session.answers("Whom did you ask", "")
    session.answers("What did the client say", "")
    session.answers("To whom, with address or number?", "Crisis team, 555 911")
    session.answers("What is the recipient?", "")
    session.answers("What is the recipient?", "body")
    session.answers("Whom did you ask", "called my supervisor, who agreed")
    session.answers("When was it said?", "2999-01-01")
    session.answers("When was it said?", "2026-01-02 10:00")
    session.waits_for("Fri 2 January 2026 10:00")
    session.answers("Offer paragraphs of notes?", "wren/1")
    session.answers("Offer paragraphs of notes?", "heron/1")
    session.answers("Passage 1", "Ada Marsh may harm herself.")
    session.answers("Why is the name needed?", "")
    session.answers("Passage 1", "Will somebody go there?")
    session.answers("Keep other-client-1 as it is?", "y")
    session.answers("Why? (recorded; no names)", "it is a verb")
    session.answers("What is it needed for?", "somebody has to go there")
    session.answers("Passage 2", "1")
    session.answers("What is it needed for?", "to know what was said")
    session.answers("Passage 3", "")
    session.answers("Why, for the client's letter?", "")
    session.answers("Must the letter to the client wait?", "it would raise the danger")
    session.answers("When is that reviewed?", "2020-01-01")
    session.answers("When is that reviewed?", "2999-01-01")
    session.answers("Type heron to go on: ", "wren")
    session.answers("Type heron to go on: ", "heron")
    assert session.ends() == 0
    made = practice.data("disclose", "D1")["disclosure"]
    assert [each["needed_because"] for each in made["passages"]] == [
        "somebody has to go there",
        "to know what was said",
    ]
    assert made["passages"][1]["text"].startswith("Session 1: the weekly meeting.")
    assert made["said_at"].startswith("2026-01-02T10:00")
    assert made["letter_due"] == "2999-01-01"
    assert made["kept"][0]["why"] == "it is a verb"


@pytest.mark.needs_terminal
def test_paragraphs_of_a_sealed_note_take_a_reason(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "disclose", "linden", "--note", "linden/1", "--out", "out.txt")
    session.unlocks()
    session.answers("Who is in danger, and of what?", "the court orders what was said in March")
    session.answers("What convinces you that it is so?", "the order of the court, in my files")
    session.answers("Whom did you ask", "called my insurer, who agreed")
    session.answers("What did the client say", "")
    session.answers("To whom, with address or number?", "District court, room 4")
    session.answers("What is the recipient?", "court")
    session.answers("Reason", "?")
    session.answers("Reason", "an order of the court")
    session.answers("Passage 1", "1")
    session.answers("What is it needed for?", "the order asks for it")
    session.answers("Passage 2", "")
    session.answers("Why, for the client's letter?", "")
    session.answers("Must the letter to the client wait?", "")
    session.answers("Type linden to go on: ", "linden")
    assert session.ends() == 0
    assert (practice.home / "out.txt").read_text() == "Sealed session 1.\n"
    entry = next(each for each in practice.data("register", "list", "linden")["entries"] if each["why"])
    assert (entry["event"], entry["subject"], entry["why"]) == ("sealed note read", "linden/1", "an order of the court")
