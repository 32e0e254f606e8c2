"""The steps of a release, each with what a person is asked and what a script has to give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides import release_steps
from coachvault.errors import Refused, Unread
from coachvault.practice.release import Release, ReleaseStatus
from coachvault.practice.signoff import SignoffMethod
from coachvault.render.as_text import release as release_text
from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from coachvault.services.releases.verification import Answer
from tests.fakes import NOON, mail
from tests.unit.cli.scripted import Scripted

TEXT = "She leads the weekly meeting now."
PNG = b"\x89PNG\r\n\x1a\n and a picture"


def signed(coach: Scripted) -> Release:
    asked = request(coach.opened(), draft(coach.opened(), "heron", Form(text=TEXT)).id, Ask(SignoffMethod.EMAIL))
    return import_answer(coach.opened(), "R1", Answer(mail(f"I approve {asked.request.code}")))[0]


def status(coach: Scripted) -> ReleaseStatus:
    return show(coach.opened(), "R1").status(NOON.date())


def test_a_person_is_asked_for_what_was_not_given(coach: Scripted) -> None:
    context = coach.types("", "yearly talk", "2026-12-31", TEXT)
    with pytest.raises(KeyboardInterrupt):
        release_steps.propose(context, coach.opened(), "heron", Form())
    said = coach.said()
    assert "Who receives it, by code [otter]" in said
    assert "May the client also write" in said


def test_a_script_gives_all_of_it(coach: Scripted) -> None:
    release_steps.propose(coach.alone(), coach.opened(), "heron", Form(text=TEXT, purpose="yearly talk"))
    data = json.loads(coach.shown())["data"]
    assert (data["release"]["id"], data["release"]["purpose"], data["findings"]) == ("R1", "yearly talk", [])
    release_steps.propose_anew(coach.alone(), coach.opened(), "R1", Form(text="She leads it well."))
    assert show(coach.opened(), "R1").proposal.version == 2


def test_a_new_text_that_is_typed_takes_the_place_of_the_old_one(coach: Scripted) -> None:
    draft(coach.opened(), "heron", Form(text=TEXT))
    release_steps.propose_anew(coach.types("She leads it well."), coach.opened(), "R1", Form())
    assert show(coach.opened(), "R1").proposal.paragraphs == ("She leads it well.",)


def test_what_a_program_cannot_know_of_an_answer_is_asked(coach: Scripted) -> None:
    asked = request(coach.opened(), draft(coach.opened(), "heron", Form(text=TEXT)).id, Ask(SignoffMethod.EMAIL))
    raw = mail(f"I approve {asked.request.code}\n\nSee you on Monday then.", sender="Ada <ada@else.example>")
    context = coach.types("y", "by telephone", "yes")
    release_steps.take(context, coach.opened(), "R1", Answer(raw))
    said = coach.said()
    assert "ada@else.example" in said
    assert "See you on Monday then." in said
    assert status(coach) is ReleaseStatus.SIGNED


def test_an_answer_is_laid_out_and_one_key_takes_what_is_written_out_of_habit(coach: Scripted) -> None:
    asked = request(coach.opened(), draft(coach.opened(), "heron", Form(text=TEXT)).id, Ask(SignoffMethod.EMAIL))
    quoted = "\n".join(f"> {line}" for line in asked.request.sent.partition("\n\n")[2].splitlines())
    raw = mail(f"Hello,\n\nI approve {asked.request.code}\n\nOn 23 Nov 2026, Kim wrote:\n{quoted}")
    release_steps.take(coach.types(""), coach.opened(), "R1", Answer(raw))
    said = coach.said()
    assert f"the line that approves:\n    I approve {asked.request.code}\n" in said
    assert "    On 23 Nov 2026, Kim wrote:\n(your text, unchanged)\n" in said
    assert TEXT not in said
    assert status(coach) is ReleaseStatus.SIGNED


def test_what_somebody_means_takes_more_than_one_key(coach: Scripted) -> None:
    asked = request(coach.opened(), draft(coach.opened(), "heron", Form(text=TEXT)).id, Ask(SignoffMethod.EMAIL))
    raw = mail(f"I approve {asked.request.code}\n\nNot to Acme.")
    for typed in ("", "y"):
        with pytest.raises(Unread):
            release_steps.take(coach.types(typed), coach.opened(), "R1", Answer(raw))
    assert status(coach) is ReleaseStatus.REQUESTED
    release_steps.take(coach.types("yes"), coach.opened(), "R1", Answer(raw))
    shown = release_text.release(show(coach.opened(), "R1"), NOON.date())
    assert "heron said: Not to Acme." in shown


@pytest.mark.parametrize("road", [SignoffMethod.PAPER, SignoffMethod.MESSAGE])
def test_what_no_program_reads_is_asked_about(coach: Scripted, road: SignoffMethod) -> None:
    asked = request(coach.opened(), draft(coach.opened(), "heron", Form(text=TEXT)).id, Ask(road))
    first = "y" if road is SignoffMethod.PAPER else asked.request.code
    for last, taken in (("", False), ("n", False), ("y", True)):
        context = coach.types(first, "", "", last)
        if not taken:
            with pytest.raises(Refused, match="sets a condition"):
                release_steps.take(context, coach.opened(), "R1", Answer(PNG))
            assert status(coach) is ReleaseStatus.REQUESTED
        else:
            release_steps.take(context, coach.opened(), "R1", Answer(PNG))
    assert status(coach) is ReleaseStatus.SIGNED


def test_what_leaves_is_seen_and_confirmed_by_the_recipients_code(coach: Scripted) -> None:
    signed(coach)
    with pytest.raises(UsageError):
        release_steps.let_leave(coach.types("coach", "out.txt", "heron"), coach.opened(), "R1")
    assert not Path("out.txt").exists()
    release_steps.let_leave(coach.types("coach", "", "otter"), coach.opened(), "R1")
    assert Path("R1.txt").read_text() == f"{TEXT}\n"
    assert "What has left cannot be called back." in coach.said()
    assert status(coach) is ReleaseStatus.EXPORTED


def test_a_script_names_the_file(coach: Scripted) -> None:
    signed(coach)
    with pytest.raises(UsageError, match="--out FILE"):
        release_steps.let_leave(coach.alone(), coach.opened(), "R1")
    release_steps.let_leave(coach.alone(), coach.opened(), "R1", "out.txt")
    data = json.loads(coach.shown())["data"]
    assert data["path"] == str(Path("out.txt").absolute())


def test_a_withdrawal_shows_a_letter_where_something_had_left(coach: Scripted) -> None:
    signed(coach)
    release_steps.let_leave(coach.alone(), coach.opened(), "R1", "out.txt")
    coach.shown()
    release_steps.withdraw(coach.alone(), coach.opened(), "R1")
    assert "Rosalind Vance" in json.loads(coach.shown())["data"]["letter"]
    assert status(coach) is ReleaseStatus.WITHDRAWN
