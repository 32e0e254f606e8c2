"""Actions at the terminal: offered once a note is saved, asked about before the next."""

from __future__ import annotations

from coachvault.cli.guides.actions import ask_about_open, offer_new
from coachvault.practice.actions import ActionStatus
from coachvault.services.notes.actions import add_action, list_actions
from coachvault.services.notes.journal import NoteDraft, add_note
from tests.unit.cli.scripted import Scripted


def statuses(coach: Scripted) -> list[str]:
    return [each.status.value for each in list_actions(coach.opened(), "heron")]


def test_one_key_each_says_what_became_of_it(coach: Scripted) -> None:
    for text in ("One.", "Two.", "Three."):
        add_action(coach.opened(), "heron", text)
    ask_about_open(coach.types("d", "", "x"), coach.opened(), "heron")
    assert {each.text: each.status for each in list_actions(coach.opened(), "heron")} == {
        "One.": ActionStatus.DONE,
        "Two.": ActionStatus.OPEN,
        "Three.": ActionStatus.DROPPED,
    }
    ask_about_open(coach.types(""), coach.opened(), "heron")
    ask_about_open(coach.types(), coach.opened(), "own")


def test_lines_of_a_note_are_offered_and_may_be_left(coach: Scripted) -> None:
    view = add_note(coach.opened(), "heron", NoteDraft("- [ ] Ask by 1 December"))
    assert offer_new(coach.types("n"), coach.opened(), view) == []
    assert statuses(coach) == []
    assert len(offer_new(coach.types(""), coach.opened(), view)) == 1
    assert "heron/a1  Ask (by Tue 1 December 2026)" in " ".join(coach.said().replace("  ", "\0").split()).replace(
        "\0", "  "
    )
    assert offer_new(coach.types(), coach.opened(), view) == []
