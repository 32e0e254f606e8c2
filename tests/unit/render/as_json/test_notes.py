"""Notes, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.notes"


def test_a_list_shows_no_text(ask: Ask) -> None:
    listed = ask(MODULE, "note", "list", "heron")["notes"]
    assert [each["id"] for each in listed] == ["heron/3", "heron/2", "heron/1"]
    assert (listed[1]["revision"], listed[0]["tags"], listed[0]["kind"]) == (2, ["voice"], "session")


def test_a_note_is_shown_with_its_text_word_for_word(ask: Ask) -> None:
    shown = ask(MODULE, "note", "show", "heron/1")["note"]
    assert shown["body"] == "Session 1: the weekly meeting.\nShe spoke first."
    assert shown["written_at"] == "2026-11-23T12:00:00+00:00"


def test_a_match_shows_its_line(ask: Ask) -> None:
    matches = ask(MODULE, "search", "roles")["matches"]
    assert (matches[0]["id"], "roles" in matches[0]["snippet"]) == ("wren/1", True)
