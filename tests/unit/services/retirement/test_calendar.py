"""The calendar of a practice that ends names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice.custodian import CustodianRole
from coachvault.services.custody import custodians
from coachvault.services.retirement import calendar
from tests.fakes import Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_calendar_names_nobody(practice: Practice) -> None:
    custodians.add(practice.open(), "aspen", CustodianRole.EXECUTOR, {"name": "Dee Frost"})
    text = calendar.reminders(practice.open())
    for secret in ("heron", "linden", "aspen", "Ada", "Dee", "E3"):
        assert secret not in text
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "DTSTART;VALUE=DATE:20321231" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == text.count("UID:")
    assert text.count("RRULE:FREQ=YEARLY") == 2
