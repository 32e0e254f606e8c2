"""What was sealed with an engagement, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.sealed"


def test_notes_agreement_and_ratings_are_opened_together(ask: Ask) -> None:
    found = ask(MODULE, "engagement", "open", "E3", "--reason", "the insurer asked")
    assert found["engagement"]["id"] == "E3"
    assert [each["body"] for each in found["notes"]] == ["Sealed session 1.", "Sealed session 2."]
    assert found["ratings"] == []
