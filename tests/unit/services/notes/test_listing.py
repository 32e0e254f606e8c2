"""Lists of notes show the latest first, and count what is sealed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.practice.note import NoteKind
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.search import search_notes
from tests.fakes import filled_practice


def ids(opened: OpenVault, typed: str | None = None, wanted: Filter | None = None) -> list[str]:
    return [str(line.id) for line in list_notes(opened, typed, wanted or Filter()).notes]


def test_a_list_shows_the_latest_first_and_counts_what_is_sealed(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_note(opened, "wren", NoteDraft("Earlier.", held_on="2026-01-10"))
    found = list_notes(opened, None, Filter())
    assert str(found.notes[-1].id) == "wren/2"
    assert {str(line.id) for line in found.notes} == {"heron/1", "heron/2", "heron/3", "wren/1", "wren/2", "own/1"}
    assert found.sealed == 2
    assert "linden" not in repr(found.notes)
    assert [line.revision for line in found.notes if str(line.id) == "heron/2"] == [2]


def test_a_list_of_one_client_or_of_ones_own(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    assert ids(opened, "heron") == ["heron/3", "heron/2", "heron/1"]
    assert ids(opened, "own") == ["own/1"]
    assert ids(opened, "linden") == []
    assert list_notes(opened, "linden", Filter()).sealed == 2
    assert list_notes(opened, "heron", Filter()).sealed == 0


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(limit=2), ["heron/3", "heron/2"]),
        (Filter(tags=("voice",)), ["heron/3", "heron/2", "heron/1"]),
        (Filter(tags=("voice", "other")), []),
        (Filter(kind=NoteKind.ADMIN), []),
        (Filter(since=date(2026, 11, 24)), []),
        (Filter(until=date(2026, 11, 22)), []),
        (Filter(since=date(2026, 11, 23), until=date(2026, 11, 23)), ["heron/3", "heron/2", "heron/1"]),
    ],
)
def test_a_filter_leaves_out_what_was_not_asked_for(tmp_path: Path, wanted: Filter, expected: list[str]) -> None:
    opened = filled_practice(tmp_path).open()
    assert ids(opened, "heron", wanted) == expected
    found = search_notes(opened, "session", "heron", wanted)
    assert [str(match.id) for match in found.matches] == expected
