"""Releases, for scripts."""

from __future__ import annotations

from coachvault.services.releases.answers import import_answer
from coachvault.services.releases.proposals import Form, draft
from coachvault.services.releases.verification import Answer
from tests.fakes import Practice, mail
from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.release"
LONG = {"paragraphs", "changes", "requests", "evidence", "exports"}


def test_a_release_is_proposed_listed_and_shown(ask: Ask) -> None:
    made = ask(MODULE, "release", "draft", "heron", typed="She leads.\n\nBea Cole helps.")
    assert (made["release"]["id"], made["release"]["paragraphs"]) == ("R1", ["She leads.", "Bea Cole helps."])
    (finding,) = made["findings"]
    assert (finding["kind"], finding["paragraph"], finding["stops"]) == ("other-client", 2, True)
    (listed,) = ask(MODULE, "release", "list")["releases"]
    assert listed == {name: value for name, value in made["release"].items() if name not in LONG}
    assert (listed["status"], listed["waits_for"], listed["recipient"]) == ("draft", ["heron"], "otter")
    assert ask(MODULE, "release", "show", "R1")["release"] == made["release"]


def test_what_was_asked_and_answered_stands_in_it(ask: Ask, practice: Practice) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    asked = ask(MODULE, "release", "request", "R1", "--by", "email")["request"]
    import_answer(practice.open(), "R1", Answer(mail(f"I approve {asked['code']}")))
    shown = ask(MODULE, "release", "show", "R1")["release"]
    assert (shown["status"], shown["approved"], shown["waits_for"]) == ("signed", [1], [])
    assert [each["code"] for each in shown["requests"]] == [asked["code"]]
    assert [each["grade"] for each in shown["evidence"]] == ["email"]
