"""The day, for scripts."""

from __future__ import annotations

from coachvault.services.releases.proposals import Form, draft
from tests.fakes import Practice
from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.day"


def test_the_day_says_what_is_open(ask: Ask, practice: Practice) -> None:
    draft(practice.open(), "heron", Form(text="She leads."))
    day = ask(MODULE, "status")["status"]
    assert (day["practice"], day["recovery"], day["ended"], day["forgotten"]) == ("Riverside", "untested", 1, [])
    assert [each["id"] for each in day["engagements"]] == ["E1", "E2"]
    assert day["releases"] == [{"id": "R1", "client": "heron", "status": "draft", "waits_for": ["heron"]}]
    assert (day["inbox"], day["last_backup"], day["retired_on"]) == ({"waiting": 0}, None, None)


def test_the_minute_before_a_session(ask: Ask) -> None:
    brief = ask(MODULE, "brief", "heron")["brief"]
    assert (brief["client"], brief["name"], brief["sponsor"]) == ("heron", "Ada Marsh", "otter")
    assert (brief["objectives"], brief["sponsor_may_receive"]) == (["speak up"], "")
    assert [each["id"] for each in brief["notes"]] == ["heron/3", "heron/2"]
    assert brief["engagement"]["id"] == "E1"
    assert ask(MODULE, "brief", "wren")["brief"]["sponsor"] is None
