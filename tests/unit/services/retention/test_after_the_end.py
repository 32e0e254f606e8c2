"""What a client is told at the end of the work: in the client's language, with days as that language writes them."""

from __future__ import annotations

import re
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
from coachvault.services.retention import policy_change
from coachvault.services.retention.after_the_end import find_end, look_after
from coachvault.texts.languages import language_of
from tests.fakes import filled_practice

DAYS = {
    "en": ("20 November 2026", "20 November 2033"),
    "de": ("20. November 2026", "20. November 2033"),
    "fr": ("20 novembre 2026", "20 novembre 2033"),
    "es": ("20 de noviembre de 2026", "20 de noviembre de 2033"),
    "it": ("20 November 2026", "20 November 2033"),
}


@pytest.fixture
def opened(tmp_path: Path) -> OpenVault:
    return filled_practice(tmp_path / "practice").open()


@pytest.mark.parametrize("language", DAYS)
def test_the_letter_writes_days_out_and_fills_everything_in(language: str, opened: OpenVault) -> None:
    edit_client(opened, "heron", {"language": language})
    end_engagement(opened, "heron", date(2026, 11, 20))
    letter = find_end(opened, "E1").letter
    for said in ("Ada Marsh", "Riverside", *DAYS[language]):
        assert said in letter
    assert not re.search(r"\d{4}-\d\d-\d\d|[{}]", letter)


@pytest.mark.parametrize("language", DAYS)
def test_a_letter_about_notes_that_are_never_due_names_no_last_day(language: str, opened: OpenVault) -> None:
    edit_client(opened, "heron", {"language": language})
    policy_change.set_policy(opened, '[retention.notes]\nkeep = "for ever"\nbecause = "agreed"\n')
    end_engagement(opened, "heron", date(2026, 11, 20))
    letter = find_end(opened, "E1").letter
    assert language_of(language).kept.for_ever in letter
    assert language_of(language).reasons.own in letter if language not in ("en", "it") else "agreed." in letter
    assert DAYS[language][0] in letter
    assert "2033" not in letter


def test_it_says_until_when_and_why(opened: OpenVault) -> None:
    end = find_end(opened, "linden")
    assert (end.client, end.open_releases, end.decision.due) == ("linden", [], date(2032, 12, 31))
    assert end.decision.rule.because in end.letter


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
