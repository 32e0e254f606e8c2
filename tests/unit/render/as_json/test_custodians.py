"""Custodians and the duty, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.custodians"


def test_the_words_of_a_custodian_stand_in_the_first_answer_alone(ask: Ask) -> None:
    added = ask(MODULE, "custodian", "add", "maple", "--role", "executor", "--from", "-", typed='name = "Dee"')
    assert len(added["custodian"]["words"]) == 24
    listed = ask(MODULE, "custodian", "list")
    (known,) = listed["custodians"]
    assert "words" not in known
    assert (known["code"], known["role"], known["name"], known["tested_on"]) == ("maple", "executor", "Dee", None)
    assert len(bytes.fromhex(known["public"])) == 32


def test_the_duty_says_whom_to_reach_and_what_is_due(ask: Ask) -> None:
    ask(MODULE, "practice", "handbook", "--from", "-", typed='laptop = "in the drawer"')
    duty = ask(MODULE, "executor")["executor"]
    assert [each["code"] for each in duty["clients"]] == ["heron", "wren"]
    assert (duty["ended"], duty["due"], duty["custodians"]) == (1, [], [])
    assert duty["handbook"]["laptop"] == "in the drawer"
