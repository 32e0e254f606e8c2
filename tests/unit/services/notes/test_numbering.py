"""A number is never given twice, and a prospect's first note opens a place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coachvault.services.engagements.lifecycle import (
    end_engagement,
    reopen_engagement,
)
from coachvault.services.notes.editing import erase_note, move_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.people.directory import add_client
from tests.fakes import empty_practice, filled_practice
from tests.unit.services.engagements.test_lifecycle import DAY, begin, write


def test_numbers_of_notes_are_never_given_twice(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    erase_note(opened, "heron/3")
    assert write(opened, "heron") == "heron/4"
    assert str(move_note(opened, "heron/4", "wren").after.id) == "wren/2"
    assert write(opened, "heron") == "heron/5"
    erase_note(opened, "wren/2")
    assert write(opened, "wren") == "wren/3"
    erase_note(opened, "own/1")
    assert write(opened, "own") == "own/2"
    end_engagement(opened, "heron", date(2026, 12, 1))
    begin(opened, "heron")
    assert write(opened, "heron") == "heron/6"


def test_numbers_run_on_when_an_older_engagement_is_reopened(tmp_path: Path) -> None:
    opened = empty_practice(tmp_path).open()
    add_client(opened, "heron", {})
    for _ in range(2):
        begin(opened, "heron")
        write(opened, "heron")
        end_engagement(opened, "heron", DAY)
    reopen_engagement(opened, "E1", "came back")
    assert write(opened, "heron") == "heron/3"
    end_engagement(opened, "E1", DAY)
    reopen_engagement(opened, "E2", "came back")
    assert write(opened, "heron") == "heron/4"
    assert show_note(opened, "heron/2").note.number == 2
    assert [line.id.number for line in list_notes(opened, "heron", Filter()).notes] == [4, 2]
    assert show_note(opened, "heron/3", "asked again").note.number == 3
