"""What follows from an end: until when the notes are kept, what is open, and what the client is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import NotFound, Refused
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.people.directory import edit_client
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.requests import Ask, request
from coachvault.services.retention.after_the_end import find_end, look_after
from coachvault.services.retention.policy_change import set_policy
from coachvault.texts.letters import END_LETTER, FOR_EVER
from tests.fakes import filled_practice

FOR_EVER_POLICY = '[retention.notes]\nkeep = "for ever"\nbecause = "the body asks for it"\n'


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path).open()


def test_the_letter_says_until_when_and_why(opened: OpenVault) -> None:
    end = find_end(opened, "linden")
    assert (end.client, end.open_releases) == ("linden", [])
    for said in ("Cy Doran", "2025-12-31", str(end.decision.due), end.decision.rule.because, "Riverside"):
        assert said in end.letter


@pytest.mark.parametrize("language", END_LETTER)
def test_the_letter_is_in_the_language_of_the_client(opened: OpenVault, language: str) -> None:
    edit_client(opened, "linden", {"language": language})
    set_policy(opened, FOR_EVER_POLICY)
    end = find_end(opened, "E3")
    assert end.decision.due is None
    assert FOR_EVER[language] in end.letter
    assert end.letter.splitlines()[0].partition("{")[0][:4] == END_LETTER[language].partition("{")[0][:4]


def test_what_is_not_finished_is_named(opened: OpenVault) -> None:
    for _ in range(2):
        request(opened, draft(opened, "heron", Form(text="She leads.")).id, Ask(SignoffMethod.EMAIL))
    engagement = end_engagement(opened, "heron", date(2026, 11, 23))
    assert look_after(opened, engagement).open_releases == ["R1", "R2"]


def test_what_has_not_ended_or_is_not_there_has_no_end(opened: OpenVault) -> None:
    with pytest.raises(Refused, match="E1 has not ended"):
        find_end(opened, "E1")
    with pytest.raises(NotFound):
        find_end(opened, "E9")
