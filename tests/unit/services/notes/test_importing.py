"""Notes from another program: all of them or none, none twice, and none with what is sealed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.note import NoteKind
from coachvault.services.engagements.lifecycle import Start, show_engagement, start
from coachvault.services.notes import importing
from coachvault.services.notes.editing import edit_note
from coachvault.services.notes.importing import JournalEntry, Program, Source, bring_in, parse
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from tests.fakes import NOON, Practice, filled_practice

ENTRIES = [
    JournalEntry("2026-03-05T14:00", "Later.", ("heron", "two words", "a/b")),
    JournalEntry("2026-02-05", "Earlier.\n\n  Indented, and kept.  "),
    JournalEntry("2026-02-06T09:00+05:30", "Elsewhere.", zone="Asia/Kolkata"),
]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_each_entry_becomes_a_note_in_the_order_of_its_days(practice: Practice) -> None:
    done = bring_in(practice.open(), "heron", ENTRIES)
    assert [str(each.id) for each in done.notes] == ["heron/4", "heron/5", "heron/6"]
    notes = [read_history(practice.open(), str(each.id))[0].note for each in done.notes]
    assert [note.body for note in notes] == ["Earlier.\n\n  Indented, and kept.  ", "Elsewhere.", "Later."]
    assert [note.held_on for note in notes] == ["2026-02-05", "2026-02-06T09:00+05:30", "2026-03-05T14:00+00:00"]
    assert notes[1].zone == "Asia/Kolkata"
    assert notes[2].tags == ("heron", "two-words")
    assert notes[0].kind is NoteKind.SESSION
    tally = show_engagement(practice.open(), "heron")[0].tally
    assert (tally.notes, tally.sessions, tally.last_number) == (6, 6, 6)
    assert str(add_note(practice.open(), "heron", NoteDraft("Next.")).id) == "heron/7"
    assert practice.faults() == []


def test_what_was_imported_before_is_not_there_twice(practice: Practice) -> None:
    bring_in(practice.open(), "heron", ENTRIES[:2])
    done = bring_in(practice.open(), "heron", [*ENTRIES, ENTRIES[2], JournalEntry("2026-02-05", " \n ")])
    assert (len(done.notes), done.known, done.blank) == (1, 3, 1)
    assert bring_in(practice.open(), "heron", ENTRIES).notes == []
    assert len(list_notes(practice.open(), "heron", Filter()).notes) == 6


def test_neither_another_zone_nor_a_new_wording_brings_a_note_in_again(practice: Practice) -> None:
    told = JournalEntry("2026-03-05T14:00", "Told.")
    view = bring_in(practice.open(), "heron", [told]).notes[0]
    edit_note(practice.open(), str(view.id), 1, {"body": "Told anew."})
    for again in (told, JournalEntry("2026-03-05T14:00-05:00", "Told."), JournalEntry("2026-03-05", "Told anew.")):
        assert bring_in(practice.open(), "heron", [again]).notes == []


def test_sealed_notes_are_said_not_to_be_compared(practice: Practice) -> None:
    start(practice.open(), Start("linden", "", date(2026, 2, 1), {}))
    done = bring_in(practice.open(), "lin", [JournalEntry("2025-03-01", "Sealed session 1.")])
    assert (len(done.notes), done.not_compared, done.code) == (1, 2, "linden")


def test_days_that_were_guessed_are_counted(practice: Practice) -> None:
    entries = [JournalEntry("2026-03-05", "Told.", is_guessed=True), JournalEntry("2026-03-05", "Said.")]
    assert bring_in(practice.open(), "own", entries).guessed == 1


@pytest.mark.parametrize(
    "bad",
    [
        JournalEntry("2026-02-30", "Told."),
        JournalEntry("2026-02-05", "NUL \0"),
        JournalEntry("someday soon maybe", "Told."),
    ],
)
def test_one_entry_that_cannot_be_taken_leaves_all_of_them_out(practice: Practice, bad: JournalEntry) -> None:
    before = practice.path.read_bytes()
    with pytest.raises(BadInput, match="Entry 3: ") as caught:
        bring_in(practice.open(), "heron", [*ENTRIES[:2], bad])
    assert "Told" not in caught.value.message
    assert practice.path.read_bytes() == before


def test_own_notes_are_reflections_and_sessions_need_a_client(practice: Practice) -> None:
    done = bring_in(practice.open(), "own", ENTRIES[:1])
    assert (str(done.notes[0].id), done.notes[0].note.kind) == ("own/2", NoteKind.REFLECTION)
    with pytest.raises(BadInput):
        bring_in(practice.open(), "own", ENTRIES[1:], NoteKind.SESSION)


def test_nothing_goes_to_what_has_ended_or_to_nobody(practice: Practice) -> None:
    before = practice.path.read_bytes()
    with pytest.raises(Refused):
        bring_in(practice.open(), "linden", ENTRIES)
    with pytest.raises(NotFound):
        bring_in(practice.open(), "jay", ENTRIES)
    assert practice.path.read_bytes() == before


def test_a_prospect_takes_notes_too(practice: Practice) -> None:
    done = bring_in(practice.open(), "wren", ENTRIES[:1])
    assert (str(done.notes[0].id), done.notes[0].note.kind) == ("wren/2", NoteKind.CHEMISTRY)


def test_each_program_has_its_parser_and_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    day = NOON.date()
    jrnl = Source("j.txt", b"[2026-01-05 14:00] Told.", day)
    assert parse(Program.JRNL, [jrnl, jrnl]) == [JournalEntry("2026-01-05T14:00", "Told.")] * 2
    day_one = b'{"entries": [{"creationDate": "2026-01-05T14:00:00Z", "text": "Told."}]}'
    assert parse(Program.DAY_ONE, [Source("j.json", day_one, day)]) == [JournalEntry("2026-01-05T14:00+00:00", "Told.")]
    assert parse(Program.MARKDOWN, [Source("2026-01-05.md", b"Told.", day)]) == [JournalEntry("2026-01-05", "Told.")]
    monkeypatch.setattr(importing, "LARGEST_JOURNAL_BYTES", 10)
    with pytest.raises(BadInput, match="64 MiB"):
        parse(Program.JRNL, [jrnl])
