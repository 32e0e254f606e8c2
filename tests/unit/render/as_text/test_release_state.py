"""What a coach is told about a release: on whom it waits, what comes next, and that its last day is near."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from coachvault.practice.ids import Code
from coachvault.practice.release import Release
from coachvault.practice.signoff import Grade
from coachvault.render.as_text.release_state import last_day, next_command, state, waits
from tests.unit.practice.test_release import (
    DRAFT,
    HERON,
    LAST_DAY,
    PAGE_ONLY,
    REQUESTED,
    SHARED,
    SIGNED,
    TODAY,
    WITHDRAWN,
    WREN,
    asked,
    compared,
    evidence,
    page,
)

DECLINED = REQUESTED.add(evidence(approved=()))
FAILED = compared(page(), matches=False)


@pytest.mark.parametrize(
    ("release", "told", "command"),
    [
        (DRAFT, "release drafted, nobody was asked yet", "release request R1"),
        (REQUESTED, "release asked for on 2026-11-23, waits for heron", "release import R1 FILE"),
        (page(), "release signed on the page, to be compared by telephone", "release confirm R1"),
        (PAGE_ONLY, "release signed on the page, to be compared by telephone", "release confirm R1"),
        (
            FAILED,
            "release asked for on 2026-11-23, to be asked anew: heron",
            "release request R1 --party heron",
        ),
        (DECLINED, "release declined: nothing of it may leave as it is", "release edit R1"),
        (SIGNED, "release signed, not exported yet", "release export R1"),
        (
            SHARED.add(evidence()),
            "release asked for on 2026-11-23, still to be asked: wren",
            "release request R1 --party wren",
        ),
        (WITHDRAWN, "release withdrawn", ""),
    ],
)
def test_a_release_says_what_is_open_and_what_comes_next(release: Release, told: str, command: str) -> None:
    assert state(release, TODAY) == told
    assert next_command(release, TODAY) == (f"coachvault {command}" if command else "")


@pytest.mark.parametrize(
    ("release", "parties", "told"),
    [
        (SHARED, (WREN,), "waits for heron; still to be asked: wren"),
        (asked(SHARED, "W7QM-3FZP", WREN), (), "waits for heron, wren"),
        (FAILED, (HERON,), "to be asked anew: heron"),
        (asked(FAILED, "P7QM-3FZP"), (), "waits for heron"),
        (SIGNED, (), ""),
    ],
)
def test_whoever_has_to_be_asked_is_told_apart_from_whoever_is_waited_for(
    release: Release, parties: tuple[Code, ...], told: str
) -> None:
    assert release.to_ask() == parties
    assert waits(release) == told


@pytest.mark.parametrize(
    ("left", "told"),
    [(-1, ""), (0, ", today"), (1, ", tomorrow"), (7, ", in 7 days"), (8, "")],
)
def test_a_last_day_that_is_near_is_told(left: int, told: str) -> None:
    today = LAST_DAY - timedelta(days=left)
    assert REQUESTED.is_nearly_over(today) is bool(told)
    assert last_day(REQUESTED, today) == (f"its last day is 2027-02-21{told}" if told else "")


def test_an_answer_that_was_not_theirs_among_others_is_asked_anew() -> None:
    answered = compared(asked(page(), "W7QM-3FZP", WREN), matches=False)
    other = msgspec.structs.replace(answered, evidence=(*answered.evidence, evidence("W7QM-3FZP", grade=Grade.EMAIL)))
    assert other.to_ask() == (HERON,)
