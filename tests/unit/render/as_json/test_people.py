"""Clients and sponsors, for scripts."""

from __future__ import annotations

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.people"


def test_a_client_is_shown_with_all_that_reaches_them(ask: Ask) -> None:
    client = ask(MODULE, "client", "show", "heron")["client"]
    assert (client["code"], client["name"], client["email"]) == ("heron", "Ada Marsh", "ada@example.org")


def test_a_list_says_how_far_each_client_is(ask: Ask) -> None:
    found = {each["code"]: each for each in ask(MODULE, "client", "list")["clients"]}
    assert {code: each["status"] for code, each in found.items()} == {
        "heron": "active",
        "wren": "prospect",
        "linden": "ended",
    }


def test_a_sponsor_is_shown_with_the_engagements_it_pays_for(ask: Ask) -> None:
    shown = ask(MODULE, "sponsor", "show", "otter")
    assert [each["id"] for each in shown["engagements"]] == ["E1"]
