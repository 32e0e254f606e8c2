"""A calendar file has whole days, folded lines, and an alarm."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from coachvault.exchange.calendar import CalendarEntry, calendar

AT = datetime(2026, 11, 23, 13, 0, tzinfo=timezone(timedelta(hours=1)))
ENTRY = CalendarEntry(date(2026, 12, 31), "Records, due", "Open the vault;\nthen \\ decide.")


def lines(*entries: CalendarEntry) -> list[str]:
    """Returns the lines as a calendar program unfolds them."""
    return calendar(entries, "abc", AT).replace("\r\n ", "").split("\r\n")


def test_an_entry_is_one_whole_day() -> None:
    shown = lines(ENTRY)
    assert "DTSTART;VALUE=DATE:20261231" in shown
    assert "DTEND;VALUE=DATE:20270101" in shown
    assert "DTSTAMP:20261123T120000Z" in shown
    assert "TRIGGER:PT9H" in shown
    assert (shown[0], shown[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])


def test_a_session_begins_at_its_moment_and_is_no_whole_day() -> None:
    shown = lines(CalendarEntry(AT.date(), "Session", "", begins=AT, minutes=90))
    assert "DTSTART:20261123T120000Z" in shown
    assert "DTEND:20261123T133000Z" in shown
    assert "BEGIN:VALARM" not in shown


def test_marks_of_the_format_are_escaped() -> None:
    shown = lines(ENTRY)
    assert "SUMMARY:Records\\, due" in shown
    assert "DESCRIPTION:Open the vault\\;\\nthen \\\\ decide." in shown


@pytest.mark.parametrize("yearly", [False, True])
def test_only_what_is_yearly_comes_again(yearly: bool) -> None:
    entry = CalendarEntry(ENTRY.day, "Rehearsal", "", yearly=yearly)
    assert ("RRULE:FREQ=YEARLY" in lines(entry)) is yearly


def test_each_entry_has_an_id_of_its_own_that_stays() -> None:
    ids = [line for line in lines(ENTRY, ENTRY) if line.startswith("UID:")]
    assert ids == ["UID:1-20261231-abc", "UID:2-20261231-abc"]


@pytest.mark.parametrize("title", ["x" * 500, "é漢😀" * 60])
def test_no_line_is_longer_than_75_bytes(title: str) -> None:
    text = calendar([CalendarEntry(ENTRY.day, title, "")], "abc", AT)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{title}" in lines(CalendarEntry(ENTRY.day, title, ""))


def test_a_calendar_without_entries_is_one_too() -> None:
    assert not any(line == "BEGIN:VEVENT" for line in lines())


@pytest.mark.parametrize(("minutes", "ends"), [(29, True), (30, False), (60, False)])
def test_a_session_that_would_end_after_the_last_day_of_all_has_no_end(minutes: int, ends: bool) -> None:
    begins = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    shown = lines(CalendarEntry(begins.date(), "Session", "", begins=begins, minutes=minutes))
    assert "DTSTART:99991231T233000Z" in shown
    assert [line for line in shown if line.startswith("DTEND")] == ["DTEND:99991231T235900Z"] * ends


def test_after_the_last_day_of_all_there_is_none() -> None:
    """A calendar takes an entry without an end for one that lasts a day."""
    shown = lines(CalendarEntry(date.max, "Look", ""))
    assert "DTSTART;VALUE=DATE:99991231" in shown
    assert not [line for line in shown if line.startswith("DTEND")]
