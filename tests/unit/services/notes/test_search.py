"""Search looks into every open note, at its newest wording, and misses none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import NotFound
from coachvault.practice.note import NoteKind
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter
from coachvault.services.notes.search import search_notes
from tests.fakes import filled_practice


def ids(opened: OpenVault, words: str, typed: str | None = None) -> list[str]:
    return [str(match.id) for match in search_notes(opened, words, typed, Filter()).matches]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The café talk", "TALK cafe"),
        ('She said "no" to it', '"no"'),
        ('She said "no" to it', "\u201cno\u201d"),
        ("a\\b", "a\\b"),
        ("C:\\notes", "\\notes"),
        ("I don\u2019t know", "don't"),
        ("I don't know", "don\u2019t"),
        ("5 \u20ac", "\u20ac"),
        ("a\x01b", "a\x01b"),
        ("one\ntwo\tthree", "three one two"),
        ("100% sure?", "100%"),
        ("(in brackets)", "(in"),
        ("\u0413\u043e\u043b\u043e\u0441", "\u0433\u043e\u043b\u043e\u0441"),
        ("\ud55c\uad6d \uc0ac\ub78c", "\ud55c\uad6d"),
        ('{"body": 1}', '{"body":'),
        ("On Mondays she leads", '"mondays she"'),
        ("On Mondays\n  she leads", "\u201emondays she\u201c leads"),
        ("On Mondays\tsh\xe9 leads", '\xabmondays she\xbb "leads"'),
    ],
)
def test_a_note_is_found_by_its_words(tmp_path: Path, body: str, words: str) -> None:
    opened = filled_practice(tmp_path).open()
    added = str(add_note(opened, "wren", NoteDraft(body)).id)
    assert ids(opened, words) == [added]
    assert ids(opened, words, "wren") == [added]
    assert ids(opened, words, "heron") == []


@pytest.mark.parametrize(
    "words", ["", "  ", '""', '"meeting weekly"', "nowhere", "session nowhere", "written_at", "number", "UTC", "voice"]
)
def test_only_the_text_of_a_note_is_searched(tmp_path: Path, words: str) -> None:
    assert ids(filled_practice(tmp_path).open(), words) == []


def test_ones_own_notes_are_searched_too(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    assert ids(opened, "talk much") == ["own/1"]
    assert ids(opened, "talk much", "own") == ["own/1"]


def test_the_latest_comes_first_and_a_limit_keeps_the_latest(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_note(opened, "wren", NoteDraft("A weekly call.", held_on="2026-12-01"))
    add_note(opened, "heron", NoteDraft("The weekly one.", held_on="2026-01-01"))
    assert ids(opened, "weekly") == ["wren/2", "heron/3", "heron/2", "heron/1", "heron/4"]
    found = search_notes(opened, "weekly", None, Filter(limit=2))
    assert [str(match.id) for match in found.matches] == ["wren/2", "heron/3"]
    assert found.total == 5


def test_a_filter_applies(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_note(opened, "heron", NoteDraft("The weekly one.", held_on="2026-01-01", kind=NoteKind.ADMIN, tags=("bill",)))
    for wanted in (Filter(kind=NoteKind.ADMIN), Filter(tags=("bill",)), Filter(until=date(2026, 1, 1))):
        assert [str(match.id) for match in search_notes(opened, "weekly", None, wanted).matches] == ["heron/4"]


def test_a_tag_a_kind_or_a_day_alone_finds_its_notes(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    add_note(opened, "heron", NoteDraft("The weekly one.", held_on="2026-01-01", kind=NoteKind.ADMIN, tags=("bill",)))
    for wanted in (Filter(kind=NoteKind.ADMIN), Filter(tags=("bill",)), Filter(until=date(2026, 1, 1))):
        [match] = search_notes(opened, "", None, wanted).matches
        assert (str(match.id), match.summary.title, match.snippet) == ("heron/4", "The weekly one.", "")
        assert search_notes(opened, " ", "wren", wanted).total == 0
        assert search_notes(opened, '""', None, wanted).total == 1
    assert search_notes(opened, "", None, Filter()).total == 0


def test_a_match_shows_its_line(tmp_path: Path) -> None:
    [match] = search_notes(filled_practice(tmp_path).open(), "roles", None, Filter()).matches
    assert match.snippet == "First call; wants to change roles."
    assert match.summary.kind is NoteKind.CHEMISTRY


def test_nobody_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        ids(filled_practice(tmp_path).open(), "session", "nobody")
