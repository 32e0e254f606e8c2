"""Leading through a disclosure: what cannot be taken is said at once and asked for again, so that nothing is lost."""

from __future__ import annotations

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.disclosure import ask, confirm, keep_or_leave
from coachvault.practice.disclosure import Passage
from coachvault.services.disclosure.disclose import AcceptedFindings
from coachvault.services.disclosure.rules import lint_disclosure
from tests.unit.cli.scripted import Scripted

DANGER = "a colleague may be hurt tomorrow"
EVIDENCE = "two messages that were shown to me"
ADVICE = "my supervisor: call them"
BEGUN = (DANGER, EVIDENCE, ADVICE, "she agreed", "Police, 110", "government")


def test_the_ground_is_asked_for_and_then_the_text_passage_by_passage(coach: Scripted) -> None:
    lines = (
        *BEGUN,
        "",
        "Somebody may be hurt.",
        "they have to come",
        "Tomorrow at nine.",
        "to know when",
        "",
        "It was serious.",
        "",
    )
    ground, keep = ask(coach.types(*lines), coach.opened(), "heron")
    assert (ground.danger, ground.evidence, ground.advice, ground.client_told) == (
        DANGER,
        EVIDENCE,
        ADVICE,
        "she agreed",
    )
    assert ground.passages == (
        Passage("Somebody may be hurt.", "they have to come"),
        Passage("Tomorrow at nine.", "to know when"),
    )
    assert keep == AcceptedFindings()
    assert ground.reason_for_client == "It was serious."
    assert "To the client, in English" in coach.said()


def test_what_says_nothing_is_asked_for_again(coach: Scripted) -> None:
    lines = ("bad", DANGER, "", EVIDENCE, "asked", ADVICE, "", "", "Police", "nobody", "government")
    rest = ("", "", "Somebody may be hurt.", "-", "Somebody may be hurt.", "they have to come", "", "", "")
    ground, _ = ask(coach.types(*lines, *rest), coach.opened(), "heron")
    assert (ground.danger, ground.evidence, ground.advice, ground.recipient) == (DANGER, EVIDENCE, ADVICE, "Police")
    assert [each.text for each in ground.passages] == ["Somebody may be hurt."]
    assert "`danger` does not" in coach.said()


def test_the_name_takes_a_reason_or_the_passage_is_left_out(coach: Scripted) -> None:
    lines = (*BEGUN, "", "Ask Ada Marsh.", "", "Ask Ada Marsh.", "to find her", "they have to ask her", "", "", "")
    ground, _ = ask(coach.types(*lines), coach.opened(), "heron")
    assert [each.text for each in ground.passages] == ["Ask Ada Marsh."]
    assert ground.name_needed_because == "to find her"


def test_a_paragraph_of_a_note_is_taken_by_its_number(coach: Scripted) -> None:
    lines = (*BEGUN, "1", "they have to know", "", "", "")
    ground, _ = ask(coach.types(*lines), coach.opened(), "heron", ("heron/1",))
    assert ground.passages[0].text.startswith("Session 1: the weekly meeting.")


def test_a_letter_that_waits_takes_a_reason_and_a_day_to_come(coach: Scripted) -> None:
    lines = (
        *BEGUN,
        "",
        "Somebody may be hurt.",
        "they have to come",
        "",
        "",
        "it would warn him",
        "2020-01-01",
        "2026-12-01",
    )
    ground, _ = ask(coach.types(*lines), coach.opened(), "heron")
    assert (ground.letter_delayed_because, str(ground.letter_due)) == ("it would warn him", "2026-12-01")


def test_another_clients_name_is_kept_for_a_reason_or_left(coach: Scripted) -> None:
    found = lint_disclosure(coach.opened(), "heron", "Bea Cole knows.")
    assert keep_or_leave(coach.types("n"), found, AcceptedFindings()) == AcceptedFindings()
    kept = keep_or_leave(coach.types("y", "", "she is the danger"), found, AcceptedFindings())
    assert kept == AcceptedFindings((found[0].id,), "she is the danger")
    assert keep_or_leave(coach.types(), found, kept) == kept
    assert keep_or_leave(coach.alone(), found, AcceptedFindings()) == AcceptedFindings()


def test_another_word_is_asked_for_again_where_somebody_is_there(coach: Scripted) -> None:
    confirm(coach.types("wren", "HERON"), "heron", "")
    assert "not the word" in coach.said()
    with pytest.raises(UsageError):
        confirm(coach.alone(), "heron", "")
    with pytest.raises(UsageError):
        confirm(coach.alone(), "heron", "wren")
