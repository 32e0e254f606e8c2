"""A client's own record: everything about that client, nothing about another, within a month."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.register import Event
from coachvault.services.client_rights import access
from coachvault.services.client_rights.access import WantedCopy
from coachvault.services.disclosure import disclose, notification
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.overview.day import today
from coachvault.services.people.directory import add_client, edit_client
from coachvault.services.records.register import list_entries
from tests.fakes import Practice, filled_practice
from tests.independent.vaults import ground
from tests.unit.services.destruction.test_destroy import released


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_it_holds_everything_about_the_client_and_is_recorded(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    edit_client(opened, "heron", {"phone": "+49 30 1234", "emergency_contact": {"name": "Dee", "phone": "555"}})
    released(opened, tmp_path)
    disclose.disclose(opened, "heron", ground(), None)
    made = access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    for held in (
        *("Ada Marsh", "ada@example.org", "+49 30 1234", "Dee, 555", "speak up", "3 paid", "She leads."),
        *("Session 1: the weekly meeting.", "told again.", "wording 1", "wording 2", "Crisis team", "release exported"),
    ):
        assert held in text
    for foreign in ("Bea Cole", "wren", "Cy Doran", "linden", "I talk too much"):
        assert foreign not in text
    entry = list_entries(opened)[-1]
    assert (entry.event, entry.client, entry.to) == (Event.ACCESS_GIVEN, "heron", "the client")
    assert entry.sha256 == made.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert str(tmp_path / "copy.txt") in today(opened).readable_files


def test_sealed_notes_are_in_it(practice: Practice, tmp_path: Path) -> None:
    access.copy(practice.open(), "linden", WantedCopy(tmp_path / "copy.txt"))
    assert "Sealed session 2." in (tmp_path / "copy.txt").read_text()


def test_a_copy_that_names_another_client_does_not_leave(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    add_note(opened, "heron", NoteDraft("She compares herself with Bea Cole."))
    before, place = practice.path.read_bytes(), tmp_path / "copy.txt"
    with pytest.raises(Refused, match="heron/4"):
        access.copy(opened, "heron", WantedCopy(place))
    with pytest.raises(Refused, match="left out"):
        access.copy(opened, "heron", WantedCopy(place, ("heron/4",)))
    with pytest.raises(NotFound):
        access.copy(opened, "heron", WantedCopy(place, ("heron/9",), "it is about others"))
    assert practice.path.read_bytes() == before
    assert not place.exists()
    access.copy(opened, "heron", WantedCopy(place, ("heron/4",), "it is about somebody else as well"))
    assert "Bea" not in place.read_text()
    assert "Some of it is left out" in place.read_text()
    assert "left out: heron/4" in list_entries(opened)[-1].what


def test_a_page_is_sealed_under_a_code_of_its_own(practice: Practice, tmp_path: Path) -> None:
    codes = set()
    for name in ("a.html", "b.html"):
        made = access.copy(practice.open(), "heron", WantedCopy(tmp_path / name))
        codes.add(made.code)
        page = (tmp_path / name).read_text()
        assert made.code not in page
        for held in ("Ada Marsh", "heron", "weekly", "speak up", "Riverside"):
            assert held not in page
        assert "Ada" not in re.sub(r"[A-Za-z0-9+/=]{100,}", "", page)  # three letters stand in what is sealed by chance
    assert len(codes) == 2


@pytest.mark.parametrize("code", ["heron", "linden"])
def test_a_correction_is_a_note_of_the_clients(code: str, practice: Practice) -> None:
    before = len(list_notes(practice.open(), None, Filter()).notes)
    view = access.correct(practice.open(), code, "It was on a Tuesday.")
    assert view.note.tags == (access.CORRECTION,)
    assert "It was on a Tuesday." in view.note.body
    read = show_note(practice.open(), str(view.id), "to see")
    assert read.note.body == view.note.body
    assert list_entries(practice.open())[-2 if code == "linden" else -1].event is Event.CORRECTED
    assert len(list_notes(practice.open(), None, Filter()).notes) == before + (code == "heron")
    assert practice.faults() == []


def test_a_correction_takes_something_to_correct(practice: Practice) -> None:
    add_client(practice.open(), "ibis", {})
    with pytest.raises(NotFound):
        access.correct(practice.open(), "ibis", "It was on a Tuesday.")


def test_a_copy_tells_of_no_disclosure_before_its_letter_does(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    late = ground(letter_delayed_because="it would put her in danger", letter_due=date(2026, 12, 24))
    disclose.disclose(opened, "heron", late, None)
    made = access.copy(opened, "heron", WantedCopy(tmp_path / "copy.txt"))
    text = (tmp_path / "copy.txt").read_text()
    assert ("D1", "letter-delayed") in {(each.item, each.kind) for each in made.flags}
    assert "D1" in made.left_out
    for word in ("D1", "disclos", "Crisis team", "in danger"):
        assert word not in text.replace("is another ground in law", "")
    again = access.copy(opened, "heron", WantedCopy(tmp_path / "again.txt"))
    assert again.left_out
    assert "D1" not in (tmp_path / "again.txt").read_text(), "nor does the line about the first copy"
    access.copy(opened, "heron", WantedCopy(tmp_path / "kept.txt", (), "the supervisor agrees", ("D1",)))
    assert "Crisis team" in (tmp_path / "kept.txt").read_text()
    notification.write_letter(opened, "D1", tmp_path / "letter.txt")
    access.copy(opened, "heron", WantedCopy(tmp_path / "told.txt"))
    assert "Crisis team" in (tmp_path / "told.txt").read_text()


@pytest.mark.parametrize("name", ["copy.pdf", "copy", "copy.docx", "copy.txt.zip"])
def test_it_is_a_page_or_a_text_and_nothing_else(name: str, practice: Practice, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="encrypted page"):
        access.copy(practice.open(), "heron", WantedCopy(tmp_path / name))
    assert not (tmp_path / name).exists()


def test_an_encrypted_page_is_no_readable_file(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    access.copy(opened, "heron", WantedCopy(tmp_path / "copy.html"))
    assert today(opened).readable_files == []
