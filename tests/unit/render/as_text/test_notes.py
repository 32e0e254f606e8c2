"""Notes, as a person reads them."""

from __future__ import annotations

import io

from rich.console import Console

from coachvault.render.as_text import notes as text
from coachvault.render.as_text.layout import RULE
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note


def test_a_note_has_one_line_about_it_and_then_its_text(opened: OpenVault) -> None:
    draft = NoteDraft("She spoke.", held_on="2026-11-22T09:30+00:00", minutes=60, pro_bono=True, tags=("voice", "long"))
    view = add_note(opened, "heron", draft)
    assert text.note(view) == "heron/4 · 2026-11-22 09:30 · session · 60 min, pro bono · #voice · #long\n\nShe spoke."
    assert text.saved(view, "saved") == "heron/4 saved: 2026-11-22 09:30, session, 60 min, 2 words."


def test_a_wording_that_is_not_the_first_says_so(opened: OpenVault) -> None:
    assert "wording 2" in text.note(show_note(opened, "heron/2"))
    assert "wording" not in text.note(show_note(opened, "heron/1"))
    said = text.history(read_history(opened, "heron/2"))
    assert said.startswith("wording 1, written 2026-11-23 12:00\n")
    assert said.index("wording 1,") < said.index("wording 2,")


def test_several_stand_under_each_other(opened: OpenVault) -> None:
    views = [show_note(opened, f"heron/{number}") for number in (1, 3)]
    assert text.notes(views).count(RULE) == 1
    assert text.notes([]) == ""


def test_a_list_shows_tags_behind_the_first_line(opened: OpenVault) -> None:
    console = Console(file=io.StringIO(), width=100)
    console.print(text.note_lines(list_notes(opened, "heron", Filter()).notes))
    output = console.file
    assert isinstance(output, io.StringIO)
    assert "Session 1: the weekly meeting.  #voice" in output.getvalue()


def test_a_match_has_two_lines() -> None:
    found = text.matches([("heron/1", "2026-11-23", "A title", "a line of it")])
    assert found == "heron/1    2026-11-23  A title\n           a line of it"


def test_what_was_not_looked_at_is_counted() -> None:
    assert text.sealed_line(1).startswith("1 sealed note not read")
    assert text.sealed_line(2).startswith("2 sealed notes not read")
