"""Notes are written, read and listed exactly as they came."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.note import NoteKind
from coachvault.services.engagements.lifecycle import Start, start
from coachvault.services.notes.editing import edit_note
from coachvault.services.notes.journal import NoteDraft, add_note, next_target, read_history
from coachvault.services.notes.sealed import show_note
from coachvault.services.people.directory import add_client
from tests.fakes import empty_practice, filled_practice


def test_a_note_comes_back_from_the_disk_as_it_came(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    draft = NoteDraft(
        "One.\r\nTwo\u2028e\u0301 \ufeff\x1b[0m\n", "2026-11-20T09:30+01:00", NoteKind.ADMIN, 5, True, ("a", "b")
    )
    added = add_note(practice.open(), "her", draft)
    found = show_note(practice.open(), "heron/4")
    assert found == added
    note = found.note
    assert (note.body, note.held_on, note.kind, note.minutes) == (draft.body, draft.held_on, NoteKind.ADMIN, 5)
    assert (note.pro_bono, note.tags, note.zone, note.written_at) == (True, ("a", "b"), "UTC", practice.clock.now())


def test_what_is_not_said_is_taken_from_the_engagement_and_the_present(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_client(opened, "robin", {})
    start(opened, Start("robin", "", date(2026, 1, 5), {"session_minutes": 45, "pro_bono": True}))
    note = add_note(opened, "robin", NoteDraft("A talk.")).note
    assert (note.kind, note.minutes, note.pro_bono) == (NoteKind.SESSION, 45, True)
    assert note.held_on == "2026-11-23T12:00+00:00"
    assert add_note(opened, "robin", NoteDraft("Invoice.", kind=NoteKind.ADMIN)).note.minutes == 0
    assert add_note(opened, None, NoteDraft("A thought.")).note.kind is NoteKind.REFLECTION


@pytest.mark.parametrize(
    "draft",
    [
        NoteDraft(""),
        NoteDraft(" \n"),
        NoteDraft("a\0b"),
        NoteDraft("half \ud800"),
        NoteDraft("x", tags=("two words",)),
        NoteDraft("x", held_on="yesterday"),
        NoteDraft("x", minutes=-1),
    ],
)
def test_what_cannot_be_kept_changes_nothing(tmp_path: Path, draft: NoteDraft) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    for typed in ("heron", "wren", None):
        with pytest.raises(BadInput):
            add_note(opened, typed, draft)
    assert practice.path.read_bytes() == before


def test_a_code_that_nobody_has_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    for typed in ("robin", "", "*"):
        with pytest.raises(NotFound):
            add_note(opened, typed, NoteDraft("A talk."))
    assert practice.path.read_bytes() == before


@pytest.mark.parametrize("kind", [NoteKind.SESSION, NoteKind.CHEMISTRY])
def test_the_coachs_own_notes_are_not_of_sessions(tmp_path: Path, kind: NoteKind) -> None:
    opened = filled_practice(tmp_path).open()
    with pytest.raises(BadInput):
        add_note(opened, None, NoteDraft("A talk.", kind=kind))
    with pytest.raises(BadInput):
        edit_note(opened, "own/1", 1, {"kind": kind})


def test_a_prospects_first_note_opens_a_place_on_its_day(tmp_path: Path) -> None:
    opened = empty_practice(tmp_path).open()
    add_client(opened, "heron", {})
    view = add_note(opened, "heron", NoteDraft("First call.", held_on="2026-11-01"))
    assert (str(view.id), view.note.kind) == ("heron/1", NoteKind.CHEMISTRY)
    assert next_target(opened, "heron").kind is NoteKind.CHEMISTRY


@pytest.mark.parametrize("typed", ["heron/9", "heron/0", "heron", "own/2", "nobody/1"])
def test_a_note_that_is_not_there_is_told(tmp_path: Path, typed: str) -> None:
    opened = filled_practice(tmp_path).open()
    with pytest.raises((NotFound, BadInput)):
        read_history(opened, typed)


def test_the_last_note_is_the_one_held_last(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_note(opened, "heron", NoteDraft("Written up late.", held_on="2026-02-01"))
    assert str(show_note(opened, "heron").id) == "heron/3"
    assert str(show_note(opened, "own").id) == "own/1"
    add_client(opened, "robin", {})
    with pytest.raises(NotFound):
        show_note(opened, "robin")


def test_the_target_shows_where_the_next_note_goes(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    target = next_target(opened, "her")
    assert (target.code, target.name, target.kind) == ("heron", "Ada Marsh", NoteKind.SESSION)
    assert target.last is not None
    assert str(target.last.id) == "heron/3"
    own = next_target(opened, None)
    assert (own.code, own.kind, own.last and str(own.last.id)) == ("own", NoteKind.REFLECTION, "own/1")


def test_a_session_that_was_changed_elsewhere_is_not_overwritten(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    mine, other = practice.open(), practice.open()
    edit_note(other, "heron/1", 1, {"body": "Changed."})
    with pytest.raises(Refused, match="changed meanwhile"):
        edit_note(mine, "heron/1", 1, {"body": "Lost?"})
    assert [view.note.body for view in read_history(mine, "heron/1")][-1] == "Changed."
