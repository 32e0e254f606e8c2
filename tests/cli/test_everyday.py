"""What scripts rely on every day: dates, the next session, actions, templates, corrections; by exit codes and keys."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coachvault.system.clock import SystemClock
from tests.cli.machine import Machine

TODAY = SystemClock().now().date()


def test_a_day_that_can_be_read_in_two_ways_is_refused_with_both_until_it_is_settled(practice: Machine) -> None:
    for words in (
        ("note", "add", "heron", "--date", "3/4/2026"),
        ("note", "list", "--since", "3/4/2026"),
        ("engagement", "end", "heron", "--on", "3/4/2026"),
        ("release", "draft", "heron", "--expires", "3/4/2026"),
        ("engagement", "next", "heron", "3/4/2026"),
    ):
        answer = practice.run(*words, "--json", typed="Text.")
        assert (answer.code, "2026-03-04" in answer.error["message"]) == (17, True)
        assert "2026-04-03" in answer.error["message"]
    assert practice.data("practice", "set", "date_order", "mdy") == {"name": "date_order", "value": "mdy"}
    note = practice.run("note", "add", "heron", "--date", "3/4/2026", "--json", typed="Text.").data["note"]
    assert note["date"] == "2026-03-04"


def test_while_locked_nothing_decides_how_a_day_is_read(practice: Machine) -> None:
    practice.run("practice", "set", "date_order", "mdy")
    locked = practice.without_passphrase()
    answer = practice.run("note", "add", "heron", "--date", "3/4/2026", typed="Text.", environment=locked)
    assert answer.code == 17
    assert "2026-03-04, 2026-04-03" in answer.err


@pytest.mark.parametrize("words", [("note", "add", "heron"), ("note", "edit", "heron/1")])
def test_a_note_far_ahead_takes_a_word(practice: Machine, words: tuple[str, ...]) -> None:
    day = str(TODAY + timedelta(days=30))
    assert practice.run(*words, "--date", day, typed="Text.").code == 17
    answer = practice.run(*words, "--date", day, "--future", "--json", typed="Text.")
    assert answer.data["note"]["date"] == day


def test_a_session_that_is_over_is_not_the_next_one(practice: Machine) -> None:
    assert practice.run("engagement", "next", "heron", str(TODAY - timedelta(days=1))).code == 17
    answer = practice.run("engagement", "next", "heron", "tomorrow", "--json")
    assert answer.data["engagement"]["next_session"] == str(TODAY + timedelta(days=1))


def test_the_next_session_is_shown_before_a_session_and_for_the_day(practice: Machine) -> None:
    assert practice.data("brief", "heron")["next_session"] is None
    day = str(TODAY + timedelta(days=3))
    practice.run("engagement", "next", "heron", f"{day} 14:30")
    practice.run("engagement", "next", "wren", day)
    shown = practice.data("engagement", "show", "heron")["engagement"]["next_session"]
    assert shown.startswith(f"{day}T14:30")
    assert practice.data("brief", "heron")["next_session"] == shown
    both = [{"client": "wren", "at": day}, {"client": "heron", "at": shown}]
    assert practice.data("status")["next_sessions"] == both
    assert practice.data()["next_sessions"] == both
    assert practice.run("engagement", "next", "heron").code == 2
    practice.run("engagement", "next", "heron", "none")
    assert practice.data("status")["next_sessions"] == both[:1]


def test_a_calendar_of_sessions_names_nobody_and_is_a_readable_file(practice: Machine) -> None:
    assert practice.run("practice", "calendar", "--sessions", "dates.ics").code == 17
    practice.run("engagement", "next", "heron", "tomorrow 14:30")
    answer = practice.run("practice", "calendar", "--sessions", "dates.ics")
    assert "knows when you work" in " ".join(answer.out.split())
    text = (practice.home / "dates.ics").read_text()
    assert text.count("SUMMARY:Session\n") == 1
    assert "heron" not in text.lower()
    assert str(practice.home / "dates.ics") in practice.data("status")["status"]["readable_files"]
    assert practice.run("practice", "calendar").code == 2


def test_a_form_says_how_days_are_written(machine: Machine) -> None:
    form = 'name = "Riverside"\ndate_order = "dmy"\n'
    assert machine.founds("--practice-from", "-", typed=form).code == 0
    assert machine.run("retention", "due", "--until", "3/4/2126").code == 0


def test_scripts_take_actions_and_settle_them(practice: Machine) -> None:
    practice.data("note", "add", "heron", "--actions", typed="We spoke.\n- [ ] Ask the insurer by 1 December\n")
    (only,) = practice.data("action", "list", "heron")["actions"]
    assert (only["id"], only["client"], only["text"], only["status"], only["note"]) == (
        *("heron/a1", "heron", "Ask the insurer"),
        *("open", "heron/4"),
    )
    assert only["by"].endswith("-12-01")
    assert practice.data("brief", "heron")["actions"] == [only]
    assert practice.data("action", "done", "heron/a1")["action"]["status"] == "done"
    assert practice.data("action", "add", "heron", typed="Rest.\n")["action"]["id"] == "heron/a2"
    assert practice.data("action", "drop", "heron/a2")["action"]["status"] == "dropped"
    assert practice.run("action", "add", "heron", typed="Two\nlines.").code == 17
    assert practice.run("action", "done", "heron/a9").code == 15
    assert practice.data("brief", "heron")["actions"] == []
    assert "insurer" not in practice.run().out


def test_the_last_note_is_edited_by_its_code_alone_and_never_overwritten(practice: Machine) -> None:
    practice.data("note", "add", "wren", "--date", str(TODAY - timedelta(days=1)), typed="Yesterday.")
    practice.data("note", "add", "wren", typed="Today.")
    assert practice.data("note", "edit", "wren", "--tag", "kept")["note"]["id"] == "wren/3"
    assert practice.data("note", "edit", "--tag", "last")["note"]["id"] == "wren/3"
    for words in (("note", "edit"), ("note", "edit", "wren")):
        assert practice.run(*words, typed="Another text.").code == 2
    assert practice.data("note", "edit", "wren/3", typed="Another text.")["note"]["title"] == "Another text."
    assert practice.run("note", "edit", "linden", "--tag", "x").code == 16


def test_a_rating_has_its_day_and_is_corrected_by_it(practice: Machine) -> None:
    day = str(TODAY - timedelta(days=3))
    practice.data("measure", "add", "heron", "--on", day, "--from", "-", typed="[values]\nmorale = 3\n")
    rating = practice.data("measure", "edit", "heron", "--on", day, "--from", "-", typed="[values]\nmorale = 4\n")[
        "rating"
    ]
    assert (rating["on"], rating["values"]) == (day, {"morale": 4})
    assert practice.run("measure", "edit", "heron", "--on", "yesterday", "--from", "-", typed="[values]\n").code == 15
    both = f"on = {TODAY}\n[values]\nmorale = 3\n"
    assert practice.run("measure", "add", "heron", "--on", day, "--from", "-", typed=both).code == 2
