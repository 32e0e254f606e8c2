"""The next session: asked for once, after what matters more was saved."""

from __future__ import annotations

import pytest

from coachvault.cli.commands.engagement import set_next
from coachvault.cli.commands.note import add
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.next_session import ask_next_session, offer_next_session
from coachvault.practice.note import NoteKind
from coachvault.services.engagements.lifecycle import set_next_session, show_engagement
from coachvault.services.notes.journal import NoteDraft, NoteView, add_note
from tests.unit.cli.scripted import Scripted


def next_session(coach: Scripted, code: str = "heron") -> str:
    return show_engagement(coach.opened(), code)[0].next_session


def written(coach: Scripted, kind: NoteKind | None = None) -> NoteView:
    return add_note(coach.opened(), "heron", NoteDraft("Text.", kind=kind))


def test_after_a_note_the_next_session_is_asked_for_until_it_is_one(coach: Scripted) -> None:
    offer_next_session(coach.types("yesterday", "12 december 14:30"), coach.opened(), written(coach))
    assert next_session(coach) == "2026-12-12T14:30+00:00"
    said = coach.said()
    assert "is over" in said
    assert "the next session with heron is on Sat 12 December 2026 14:30" in " ".join(said.split())


def test_enter_skips(coach: Scripted) -> None:
    offer_next_session(coach.types(""), coach.opened(), written(coach))
    assert next_session(coach) == ""


@pytest.mark.parametrize("kind", [NoteKind.ADMIN, NoteKind.REFLECTION, NoteKind.SUPERVISION])
def test_notes_of_no_session_ask_nothing(coach: Scripted, kind: NoteKind) -> None:
    offer_next_session(coach.types(), coach.opened(), written(coach, kind))


def test_a_session_that_is_to_come_is_not_asked_for_again(coach: Scripted) -> None:
    set_next_session(coach.opened(), "heron", "2026-11-23")
    offer_next_session(coach.types(), coach.opened(), written(coach))
    coach.practice.clock.pass_days(1)
    offer_next_session(coach.types("tomorrow"), coach.opened(), written(coach))
    assert next_session(coach) == "2026-11-25"


def test_the_note_is_saved_and_said_to_be_before_anything_is_asked(
    coach: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachvault.cli.commands.note.read_body", lambda *_, **__: "Text.")
    with pytest.raises(KeyboardInterrupt):
        add(coach.types(), "heron")
    assert "heron/4 saved" in coach.shown()
    assert next_session(coach) == ""


def test_left_out_it_is_asked_for_and_enter_keeps_what_was_agreed(coach: Scripted) -> None:
    set_next(coach.types("tomorrow"), coach.opened(), "heron")
    assert next_session(coach) == "2026-11-24"
    assert ask_next_session(coach.types(""), coach.opened(), "heron") == "2026-11-24"
    with pytest.raises(UsageError):
        ask_next_session(coach.alone(), coach.opened(), "heron")
