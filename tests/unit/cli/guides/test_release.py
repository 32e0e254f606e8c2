"""The guide of a release continues what is under way, and goes as far as it can today."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.release import guide
from coachvault.errors import Refused
from coachvault.practice.release import Release, ReleaseStatus
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask, request
from tests.fakes import NOON, mail
from tests.unit.cli.scripted import Scripted

TEXT = "She leads the weekly meeting now."


def release(coach: Scripted) -> Release:
    return show(coach.opened(), "R1")


def test_what_was_proposed_is_asked_for_and_can_be_left(coach: Scripted) -> None:
    draft(coach.opened(), "heron", Form(text=TEXT))
    guide(coach.types("R1", "ask", "paper", "", "n", "later"))
    assert release(coach).status(NOON.date()) is ReleaseStatus.REQUESTED
    assert "`coachvault release` goes on with it." in coach.said()


def test_the_answer_is_taken_from_a_file_and_the_text_leaves(coach: Scripted) -> None:
    asked = request(coach.opened(), draft(coach.opened(), "heron", Form(text=TEXT)).id, Ask(SignoffMethod.EMAIL))
    Path("answer.eml").write_bytes(mail(f"I approve {asked.request.code}"))
    guide(coach.types("R1", "came", "nowhere.eml", "y", "came", "answer.eml", "coach", "out.txt", "otter"))
    assert "There is no such file." in coach.said()
    assert Path("out.txt").read_text() == f"{TEXT}\n"
    assert release(coach).status(NOON.date()) is ReleaseStatus.EXPORTED


def test_a_release_can_be_given_up(coach: Scripted) -> None:
    draft(coach.opened(), "heron", Form(text=TEXT))
    guide(coach.types("R1", "withdraw", "n", "withdraw", "y"))
    assert release(coach).status(NOON.date()) is ReleaseStatus.WITHDRAWN


def test_a_client_and_a_beginning_are_chosen_for_a_new_one(coach: Scripted) -> None:
    with pytest.raises(KeyboardInterrupt):
        guide(coach.types("heron", "notes", "heron/1", "that is all"))
    said = coach.said()
    assert "Which client?" in said
    assert "Which note?" in said
    assert "Who receives it, by code" in said


def test_it_takes_a_person_and_a_vault_that_is_written(coach: Scripted) -> None:
    with pytest.raises(UsageError, match="`draft`, `request`"):
        guide(coach.alone())
    with pytest.raises(Refused, match="read-only"):
        guide(coach.types(only_reads=True))
