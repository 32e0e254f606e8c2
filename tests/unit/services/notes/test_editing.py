"""Notes get new wordings, move and are erased; what is erased is gone from the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import NotFound, Refused
from coachvault.practice.note import NoteKind
from coachvault.practice.register import Event
from coachvault.services.engagements.lifecycle import show_engagement
from coachvault.services.notes.editing import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.people.directory import add_client
from coachvault.services.records.register import list_entries
from tests.fakes import Practice, filled_practice, row_of

BOXES = "SELECT box FROM record WHERE record_id = ?"


def traces(practice: Practice, boxes: list[bytes]) -> int:
    """Counts the pieces of these boxes that still stand in the file."""
    file = practice.path.read_bytes()
    return sum(box[at : at + 32] in file for box in boxes for at in range(0, len(box) - 31, 32))


def boxes_of(practice: Practice, typed: str) -> list[bytes]:
    _, record = row_of(practice.open(), typed)
    return [row[0] for row in practice.rows(BOXES, record)]


def test_a_new_wording_keeps_the_ones_before(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    practice.clock.pass_days(1)
    view = edit_note(opened, "heron/2", 2, {"body": "A third time.", "tags": ("again",), "minutes": 30})
    assert (view.revision, view.note.number, view.note.written_at) == (3, 2, practice.clock.now())
    assert [each.note.body for each in read_history(opened, "heron/2")] == [
        "Session 2: the weekly meeting.\nShe spoke first.",
        "Session 2: the weekly meeting, told again.",
        "A third time.",
    ]
    assert show_note(opened, "heron/2").note == view.note
    assert show_engagement(opened, "E1")[0].tally.paid_minutes == 150


def test_what_was_edited_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    edit_note(opened, "heron/1", 1, {"body": "Something else."})
    assert [str(match.id) for match in search_notes(opened, "spoke", None, Filter()).matches] == ["heron/3"]
    assert [str(match.id) for match in search_notes(opened, "else", None, Filter()).matches] == ["heron/1"]


def test_moving_takes_the_whole_history_along(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = [(each.note.body, each.note.written_at, each.revision) for each in read_history(opened, "heron/2")]
    moved = move_note(opened, "heron/2", "wren")
    assert (str(moved.before), str(moved.after.id), moved.after.note.number) == ("heron/2", "wren/2", 2)
    after = read_history(practice.open(), "wren/2")
    assert [(each.note.body, each.note.written_at, each.revision) for each in after] == before
    with pytest.raises(NotFound):
        show_note(opened, "heron/2")
    assert [(each.event, each.client, each.subject) for each in list_entries(opened, "heron")] == [
        (Event.MOVED, "heron", "heron/2 to wren/2")
    ]
    tallies = [show_engagement(opened, typed)[0].tally.notes for typed in ("heron", "wren")]
    assert tallies == [2, 2]
    assert practice.faults() == []


def test_a_note_of_ones_own_moves_to_a_client(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_client(opened, "robin", {})
    assert str(move_note(opened, "own/1", "robin").after.id) == "robin/1"
    assert show_note(opened, "robin/1").note.kind is NoteKind.SUPERVISION
    assert list_notes(opened, "own", Filter()).notes == []
    assert str(add_note(opened, None, NoteDraft("A thought.")).id) == "own/2"


@pytest.mark.parametrize(
    ("typed", "client"), [("heron/1", "heron"), ("heron/1", "linden"), ("linden/1", "heron"), ("linden/1", "linden")]
)
def test_a_move_within_a_client_or_in_and_out_of_the_end_is_refused(tmp_path: Path, typed: str, client: str) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    with pytest.raises(Refused):
        move_note(opened, typed, client)
    assert practice.path.read_bytes() == before


def test_erasing_leaves_no_row_and_no_byte(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    compartment, record = row_of(opened, "heron/2")
    boxes = boxes_of(practice, "heron/2")
    assert len(boxes) == 2
    assert traces(practice, boxes) > 20
    assert str(erase_note(opened, "heron/2")) == "heron/2"
    assert practice.rows("SELECT 1 FROM record WHERE record_id = ?", record) == []
    assert traces(practice, boxes) == 0
    assert practice.rows("SELECT 1 FROM record WHERE compartment_id = ?", compartment) != []
    for look in (show_note, read_history):
        with pytest.raises(NotFound):
            look(opened, "heron/2")
    assert [(each.event, each.subject) for each in list_entries(opened, "heron")] == [(Event.ERASED, "heron/2")]
    assert practice.faults() == []


def test_erasing_among_many_leaves_no_byte(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    sizes = [10, 3000, 600, 17_000, 9000, 200, 40_000, 1500]
    ids = [str(add_note(opened, "heron", NoteDraft("x" * size)).id) for size in sizes]
    for number in (1, 4, 0, 6, 2):
        boxes = boxes_of(practice, ids[number])
        assert traces(practice, boxes) > 0
        if number % 2:
            move_note(opened, ids[number], "wren")
        else:
            erase_note(opened, ids[number])
        assert traces(practice, boxes) == 0
    assert practice.faults() == []


def test_erasing_earlier_wordings_keeps_the_newest(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    earlier = boxes_of(practice, "heron/2")[:1]
    wanted, erased = erase_earlier(opened, "heron/2")
    assert (str(wanted), erased) == ("heron/2", 1)
    assert traces(practice, earlier) == 0
    assert [each.revision for each in read_history(opened, "heron/2")] == [2]
    assert erase_earlier(opened, "heron/2") == (wanted, 0)
    assert [each.event for each in list_entries(opened)][1:] == [Event.ERASED_EARLIER]
    assert edit_note(opened, "heron/2", 2, {"body": "Again."}).revision == 3
    assert practice.faults() == []


def test_what_is_sealed_is_not_changed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    before = practice.path.read_bytes()
    for attempt in (
        lambda: edit_note(opened, "linden/1", 1, {"body": "Other."}),
        lambda: erase_note(opened, "linden/1"),
        lambda: erase_earlier(opened, "linden/1"),
        lambda: move_note(opened, "linden/1", "heron"),
        lambda: read_history(opened, "linden/1"),
    ):
        with pytest.raises(Refused, match="sealed"):
            attempt()
    assert practice.path.read_bytes() == before
