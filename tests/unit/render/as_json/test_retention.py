"""Retention, for scripts."""

from __future__ import annotations

from tests.fakes import Practice
from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.retention"


def test_what_is_due_is_listed_with_its_rule(ask: Ask, practice: Practice) -> None:
    assert ask(MODULE, "retention", "due") == {"due": [], "others": [], "holds_to_review": [], "clock": None}
    practice.clock.pass_days(8 * 366)
    found = ask(MODULE, "retention", "due")
    assert {each["engagement"] for each in found["due"]} >= {"E3"}
    assert all(each["client"] for each in found["due"])


def test_a_hold_says_since_when_and_why(ask: Ask) -> None:
    hold = ask(MODULE, "retention", "hold", "add", "E3", "--reason", "a claim was announced")["hold"]
    assert (hold["engagement"], hold["reason"], hold["lifted_at"]) == ("E3", "a claim was announced", None)
    assert ask(MODULE, "retention", "hold", "list")["holds"] == [hold]


def test_a_certificate_says_all_that_the_printed_one_does(ask: Ask) -> None:
    made = ask(MODULE, "retention", "destroy", "E3", "--reason", "the client asked", "--confirm", "linden")
    certificate = made["certificate"]
    assert (certificate["subject"], certificate["client"], certificate["reason"]) == (
        "E3",
        "linden",
        "the client asked",
    )
    assert certificate["state"] == "destroyed in every known copy"
    assert ask(MODULE, "retention", "certificate", "E3")["certificate"] == certificate
