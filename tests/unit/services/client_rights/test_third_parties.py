"""Others who stand in a client's copy are found, thing by thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice.note import NoteKind
from coachvault.services.client_rights import access, access_review
from coachvault.services.client_rights.access import WantedCopy
from coachvault.services.client_rights.third_parties import Flag
from coachvault.services.notes.editing import move_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people.directory import add_sponsor
from tests.fakes import Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_note_that_went_to_the_wrong_client_names_nobody(practice: Practice, tmp_path: Path) -> None:
    move_note(practice.open(), "heron/1", "wren")
    access.copy(practice.open(), "heron", WantedCopy(tmp_path / "copy.txt"))
    assert "wren" not in (tmp_path / "copy.txt").read_text()


def kinds_of(flags: list[Flag], item: str) -> list[str]:
    return [each.kind for each in flags if each.item == item]


def test_others_are_flagged_thing_by_thing(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_sponsor(opened, "ibis", {"name": "Kim Low"})
    add_note(opened, "heron", NoteDraft("Her boss Peter Gold shouts at her; Rosalind Vance from HR knows it."))
    add_note(opened, "heron", NoteDraft("She met Kim Low, whom one reaches under +49 30 5550123."))
    add_note(opened, "heron", NoteDraft("Session 6: all is well, says Ada Marsh."))
    _, flags = access_review.lint_copy(opened, "heron")
    assert {*kinds_of(flags, "heron/4")} == {"sponsor", "person"}
    assert {"outsider", "contact"} <= {*kinds_of(flags, "heron/5")}
    assert kinds_of(flags, "heron/6") == []
    assert not any(each.stops or "Gold" in each.message for each in flags)
    made = access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt", ("heron/5",), "she did not ask for that"))
    assert {each.item for each in made.flags} == {"heron/4"}
    assert "Peter Gold" in (tmp_path / "copy.txt").read_text()
    assert "Kim Low" not in (tmp_path / "copy.txt").read_text()


def test_notes_about_others_are_counted_in_it_and_named_to_the_coach(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_note(opened, "wren", NoteDraft("She met Ada Marsh."))
    add_note(opened, None, NoteDraft("I like Ada too much.", kind=NoteKind.SUPERVISION))
    made = access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    assert made.elsewhere == ("own/2", "wren/2")
    assert made.not_searched == 2
    text = (tmp_path / "copy.txt").read_text()
    assert "or a word of your name, are named: 2." in text
    assert "that were not searched for your name: 2." in text
    assert "wren" not in text
