"""A number is never given twice, and a prospect's first note opens a place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, Ended
from coachvault.practice.ids import Code
from coachvault.practice.note import OWN_KINDS, NoteKind
from coachvault.services.engagements.lifecycle import (
    end_engagement,
    reopen_engagement,
)
from coachvault.services.notes.editing import erase_note, move_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.numbering import count, next_number, require_kind, writing_place
from coachvault.services.notes.sealed import show_note
from coachvault.services.people.directory import add_client
from coachvault.services.records import roster
from coachvault.services.records.note_places import place_of_own, places_of
from tests.fakes import NOON, empty_practice, filled_practice
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


@pytest.mark.parametrize("kind", NoteKind)
def test_only_some_kinds_of_notes_need_no_client(tmp_path: Path, kind: NoteKind) -> None:
    with filled_practice(tmp_path).open().vault.read() as snapshot:
        (client,) = places_of(snapshot, Code("heron"))
        require_kind(client, kind)
        if kind in OWN_KINDS:
            require_kind(place_of_own(snapshot), kind)
        else:
            with pytest.raises(BadInput, match="belongs to a client"):
                require_kind(place_of_own(snapshot), kind)


def test_the_next_number_follows_the_highest_ever_given(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    erase_note(opened, "heron/3")
    with opened.vault.change("note add", NOON) as change:
        (place,) = places_of(change, Code("heron"))
        assert next_number(change, place) == 4
        count(change, place)
        assert roster.engagement(change, 1).engagement.tally.notes == 2
        assert next_number(change, place) == 4
        count(change, place, 9)
        assert next_number(change, places_of(change, Code("heron"))[0]) == 10
        own = place_of_own(change)
        assert next_number(change, own) == 2
        count(change, own, 1)
        assert next_number(change, own) == 2
        count(change, own, 5)
        assert next_number(change, own) == 6


def test_a_note_goes_where_the_client_is_now(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_client(opened, "jay", {})
    with opened.vault.change("note add", NOON) as change:
        heron = writing_place(change, Code("heron"), NOON.date())
        assert heron.kept == roster.engagement(change, 1)
        with pytest.raises(Ended):
            writing_place(change, Code("linden"), NOON.date())
        jay = writing_place(change, Code("jay"), date(2026, 11, 1))
        assert jay.kept is not None
        assert (jay.kept.engagement.id, jay.kept.engagement.started) == ("E4", date(2026, 11, 1))
        assert writing_place(change, Code("jay"), NOON.date()).compartment_id == jay.compartment_id
