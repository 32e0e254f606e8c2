"""Releases, as people read them: how far each is, what to read out, and what was made of an answer."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from coachvault.practice.linter import Finding, FindingKind
from coachvault.practice.release import Release
from coachvault.practice.signoff import Evidence, Grade
from coachvault.render.as_text import release as text
from coachvault.render.as_text.layout import RULE
from tests.unit.practice.test_release import (
    DRAFT,
    LAST_DAY,
    REQUESTED,
    SHARED,
    SIGNED,
    TODAY,
    WITHDRAWN,
    compared,
    evidence,
    page,
)

DECLINED = REQUESTED.add(evidence(approved=()))


@pytest.mark.parametrize(
    ("release", "status", "comes_next"),
    [
        (DRAFT, "draft", "release request R1 --by email"),
        (REQUESTED, "requested 2026-11-23, waits for heron", "release import R1"),
        (page(), "to be compared by telephone", "release confirm R1"),
        (DECLINED, "declined", "release edit R1"),
        (SIGNED, "signed", "release export R1"),
        (WITHDRAWN, "withdrawn", "It was withdrawn: nothing can leave any more"),
    ],
)
def test_a_release_shows_how_far_it_is_and_what_comes_next(release: Release, status: str, comes_next: str) -> None:
    said = text.release(release, TODAY)
    assert status in text.status_line(release, TODAY)
    assert text.status_line(release, TODAY) in said
    assert comes_next in said.rpartition(RULE)[2]
    for paragraph in release.proposal.paragraphs:
        assert paragraph in said


def test_after_its_last_day_nothing_can_leave() -> None:
    assert "Its last day is over" in text.release(SIGNED, LAST_DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("release", "said"),
    [
        (REQUESTED, "has not agreed yet"),
        (DECLINED, "that nothing may be passed on"),
        (page(), "on the page, not compared by telephone yet"),
        (SIGNED, "agreed on"),
    ],
)
def test_whoever_has_to_agree_is_shown_with_what_they_said(release: Release, said: str) -> None:
    assert said in text.release(release, TODAY)


@pytest.mark.parametrize("grade", [Grade.MESSAGE, Grade.EMAIL, Grade.PAPER, Grade.ROOM, Grade.KEY])
def test_what_was_taken_says_how_strong_it_is(grade: Grade) -> None:
    answer = evidence(grade=grade)
    said = text.taken(REQUESTED.add(answer), answer, TODAY)
    assert f"Grade {grade.value}" in said
    assert "release export R1" in said


def test_what_was_taken_from_a_page_says_that_the_call_will_show_whose_it_is() -> None:
    release = page()
    answer = msgspec.structs.replace(release.evidence[-1], name="Ada Marsh", remarks="Not to Kim.", quotes_text=False)
    said = text.taken(release, answer, TODAY)
    assert "the call will show" in said
    assert "Signed as: Ada Marsh" in said
    assert "For you alone: Not to Kim." in said
    assert "It quotes the code only" in said


def test_who_has_still_to_agree_is_named() -> None:
    answer = evidence()
    assert "wren has still to agree." in text.taken(SHARED.add(answer), answer, TODAY)


def test_what_is_read_out_is_what_was_signed() -> None:
    release = page()
    answer: Evidence = release.evidence[-1]
    said = text.call(release, answer)
    assert "Call heron on a number that you knew before" in said
    assert release.proposal.recipient.shown in said
    assert str(release.proposal.expires) in said
    assert " ".join(answer.words) in said
    for paragraph in release.proposal.paragraphs:
        assert paragraph.split()[0] in said


def test_the_call_settles_it_for_good() -> None:
    release = page()
    assert "is the client's." in text.confirmed(compared(release), matches=True, today=TODAY)
    failed = text.confirmed(compared(release, matches=False), matches=False, today=TODAY)
    assert "counts for nothing" in failed
    assert "--by paper" in failed
    assert "heron would have to sign anew" in text.differs(release, release.evidence[-1])
    assert f"release confirm {release.id}" in text.not_called(release)


def test_what_to_look_at_is_shown_by_paragraph() -> None:
    found = Finding("other-client-1", FindingKind.OTHER_CLIENT, 1, "with Bea", "A name of another client: wren.")
    purpose = msgspec.structs.replace(found, id="sponsor-0", kind=FindingKind.SPONSOR, paragraph=0)
    said = text.findings([found, purpose], "it leaves").splitlines()
    assert said[:2] == ["", "To check before it leaves:"]
    assert said[2] == "  other-client-1 (paragraph 1), stops: A name of another client: wren."
    assert said[4].startswith("  sponsor-0 (the purpose): ")
    assert text.findings([]) == ""


def test_the_day_of_a_proposal_is_shown() -> None:
    assert date(2027, 2, 21) == LAST_DAY
    assert "2027-02-21" in text.release(DRAFT, TODAY)
