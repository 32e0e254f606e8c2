"""Disclosures, for scripts."""

from __future__ import annotations

from coachvault.services.disclosure.disclose import disclose
from tests.fakes import Practice
from tests.independent.vaults import ground
from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.disclosure"


def test_an_emergency_says_how_the_client_is_reached(ask: Ask) -> None:
    found = ask(MODULE, "disclose", "heron", "--now")
    assert (found["disclosure"]["id"], found["disclosure"]["done_at"]) == ("D1", None)
    assert found["reach"]["name"] == "Ada Marsh"


def test_what_was_disclosed_is_shown_with_its_ground(ask: Ask, practice: Practice) -> None:
    disclose(practice.open(), "heron", ground(), None)
    shown = ask(MODULE, "disclose", "D1")["disclosure"]
    assert (shown["danger"], shown["spoken"], shown["path"], shown["kept"]) == (ground().danger, True, None, [])
    assert len(shown["text_sha256"]) == 64
