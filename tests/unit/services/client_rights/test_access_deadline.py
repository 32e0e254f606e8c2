"""A request for a copy is answered within a month, and waits in sight until then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.render.as_text import day as day_text
from coachvault.services.client_rights import access, access_deadline
from coachvault.services.client_rights.access import WantedCopy
from coachvault.services.overview.day import today
from tests.fakes import NOON, Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_the_clock_runs_a_month_and_stops_with_the_copy(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    asked = access_deadline.request(opened, "heron", date(2026, 10, 31))
    assert asked.due == date(2026, 11, 30)
    assert [(each.client, each.due) for each in today(opened).asked] == [("heron", date(2026, 11, 30))]
    with pytest.raises(Refused, match="waiting already"):
        access_deadline.request(opened, "heron", date(2026, 11, 1))
    with pytest.raises(BadInput, match="future"):
        access_deadline.request(opened, "wren", date(2027, 1, 1))
    access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    assert today(opened).asked == ()
    access_deadline.request(opened, "heron", date(2026, 11, 20))


def test_a_request_that_was_not_answered_is_overdue(practice: Practice) -> None:
    opened = practice.open()
    access_deadline.request(opened, "heron", date(2026, 11, 1))
    assert "due on 2026-12-01" in day_text.day(today(opened), NOON.date())
    practice.clock.pass_days(69)
    assert "OVERDUE since 2026-12-01, by 61 days" in day_text.day(today(opened), opened.now().date())
