"""Engagements, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.engagements"


def test_an_engagement_is_listed_with_its_course(ask: Ask) -> None:
    found = {each["id"]: each for each in ask(MODULE, "engagement", "list")["engagements"]}
    assert set(found) == {"E1", "E2", "E3"}
    assert "objectives" not in found["E1"]
    assert (found["E1"]["sponsor"], found["E1"]["tags"], found["E1"]["notes"]) == ("otter", ["senior"], 3)
    assert (found["E1"]["ended"], found["E3"]["ended"], found["E3"]["sponsor"]) == (None, "2025-12-31", None)
    assert (found["E2"]["status"], found["E3"]["status"]) == ("prospect", "ended")


def test_one_is_shown_with_what_was_agreed(ask: Ask) -> None:
    shown = ask(MODULE, "engagement", "show", "heron")["engagement"]
    assert shown["objectives"] == ["speak up"]


def test_notes_agreement_and_ratings_are_opened_together(ask: Ask) -> None:
    found = ask(MODULE, "engagement", "open", "E3", "--reason", "the insurer asked")
    assert found["engagement"]["id"] == "E3"
    assert [each["body"] for each in found["notes"]] == ["Sealed session 1.", "Sealed session 2."]
    assert found["ratings"] == []
