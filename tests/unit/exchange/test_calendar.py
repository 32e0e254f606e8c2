"""A calendar file, up to the last day that there is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from coachvault.exchange.calendar import Entry, calendar

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_an_entry_ends_on_the_day_after_it() -> None:
    lines = calendar([Entry(date(2026, 12, 31), "Look", "")], "vault", AT).splitlines()
    assert {"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"} <= set(lines)


def test_after_the_last_day_of_all_there_is_none() -> None:
    """A calendar takes an entry without an end for one that lasts a day."""
    lines = calendar([Entry(date.max, "Look", "")], "vault", AT).splitlines()
    assert "DTSTART;VALUE=DATE:99991231" in lines
    assert not [line for line in lines if line.startswith("DTEND")]
