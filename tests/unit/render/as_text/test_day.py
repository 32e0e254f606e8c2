"""The day, and the minute before a session, as a person reads them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from coachvault.practice.access import AccessRequest
from coachvault.practice.ids import Code
from coachvault.practice.retirement import PracticeState
from coachvault.render.as_text import day as text
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.overview.day import Day, brief, today
from coachvault.services.releases.proposals import Form, draft
from tests.fakes import NOON, Practice, empty_practice

TODAY = NOON.date()


@pytest.fixture
def found(opened: OpenVault) -> Day:
    return today(opened)


def test_the_first_day_says_how_to_begin(tmp_path: Path) -> None:
    said = text.day(today(empty_practice(tmp_path / "first").open()), TODAY)
    assert "Riverside · Monday, 23 November 2026" in said
    assert "Nothing is open yet." in said
    assert "No backup yet" not in said


def test_what_is_open_is_shown_with_its_silence(found: Day) -> None:
    said = text.day(found, TODAY)
    assert "active, last note today, 3 notes" in said
    assert "prospect, last note today, 1 note" in said
    assert "1 engagement ended and sealed." in said
    assert "No backup yet" in said
    assert "Recovery untested" in said
    later = text.day(found, TODAY + timedelta(days=1))
    assert "last note 1 day ago" in later


def test_what_is_forgotten_says_how_to_end_it(practice: Practice) -> None:
    practice.clock.pass_days(200)
    said = text.day(today(practice.open()), practice.clock.now().date())
    assert "silent for six months: `coachvault engagement end heron --on 2026-11-23` seals it" in said


def test_a_release_says_what_comes_next(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text="She leads."))
    said = text.day(today(opened), TODAY)
    assert "R1   heron" in said
    assert "`coachvault release request R1`" in said
    line = today(opened).releases[0]
    assert text._release_lines(msgspec.structs.replace(line, release=None), TODAY) == "release draft"


@pytest.mark.parametrize(("days", "advice"), [(30, False), (31, True)])
def test_an_old_backup_is_advised_about(practice: Practice, tmp_path: Path, days: int, advice: bool) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    said = text.day(today(practice.open()), TODAY + timedelta(days=days))
    assert "Last backup 2026-11-23" in said
    assert ("time for another" in said) is advice


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"waiting": 2}, "2 notes to be filed"),
        ({"readable_files": ["/desk/a.txt"]}, "    /desk/a.txt"),
        ({"untested": ("maple",)}, "the words of maple"),
        ({"readers_without_quorum": 1}, "One reader, and no quorum"),
        ({"state": PracticeState(TODAY)}, "The practice has ended on 2026-11-23"),
        ({"asked": (AccessRequest(Code("heron"), date(2026, 11, 20)),)}, "due on 2026-12-20"),
        ({"asked": (AccessRequest(Code("heron"), date(2026, 10, 20)),)}, "OVERDUE since 2026-11-20, by 3 days"),
    ],
)
def test_what_should_be_done_is_said(found: Day, fields: dict[str, object], said: str) -> None:
    assert said not in text.day(found, TODAY)
    assert said in text.day(msgspec.structs.replace(found, **fields), TODAY)


def test_a_practice_that_has_ended_is_not_told_to_write(found: Day) -> None:
    assert "Next: `coachvault note add`" in text.day(found, TODAY)
    ended = msgspec.structs.replace(found, state=PracticeState(TODAY))
    assert "Next:" not in text.day(ended, TODAY)


def test_the_minute_before_a_session(opened: OpenVault) -> None:
    draft(opened, "heron", Form(text="She leads."))
    said = text.brief(brief(opened, "heron"), TODAY)
    assert said.startswith("heron · Ada Marsh · E1, active since 2026-01-05, 3 notes\n")
    assert "  - speak up" in said
    assert "The sponsor (otter) may receive" in said
    assert "R1 release drafted" in said
    assert "told again" in said
