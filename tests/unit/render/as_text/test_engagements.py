"""Engagements, as a person reads them."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from coachvault.practice.engagement import Engagement, Terms
from coachvault.render.as_text.engagements import agreed_terms, engagement, period
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements.lifecycle import list_engagements, show_engagement
from coachvault.services.retention import due
from coachvault.services.retention.policy_change import set_policy


@pytest.fixture
def known(opened: OpenVault) -> dict[str, Engagement]:
    return {each.id: each for each in list_engagements(opened)}


def test_a_period_says_how_far_it_is(known: dict[str, Engagement]) -> None:
    assert period(known["E1"]) == "active since 2026-01-05"
    assert period(known["E2"]).startswith("prospect since ")
    assert period(known["E3"]) == "ended, 2025-01-05 to 2025-12-31, notes sealed"
    gone = msgspec.structs.replace(known["E3"], destroyed=date(2033, 1, 1))
    assert period(gone).endswith("notes destroyed on 2033-01-01")


def test_an_engagement_is_shown_with_what_was_agreed(opened: OpenVault) -> None:
    said = engagement(*show_engagement(opened, "heron"))
    assert "E1 with heron" in said
    assert "#senior" in said
    assert "3, of 3 sessions" in said
    assert "3 h paid, 0 h pro bono" in said
    assert "  - speak up" in said


def test_what_is_sealed_or_destroyed_says_so(opened: OpenVault, known: dict[str, Engagement]) -> None:
    decision = due.decision_of(opened, known["E3"])
    assert "What was agreed is sealed with the notes." in engagement(known["E3"], None, decision)
    assert "kept until 2032-12-31" in engagement(known["E3"], None, decision)
    gone = engagement(msgspec.structs.replace(known["E3"], destroyed=date(2033, 1, 1)), None, decision)
    assert "What was agreed is destroyed with the notes." in gone
    assert "`coachvault retention certificate E3`" in gone


def test_while_it_goes_on_there_is_a_rule_and_no_day(opened: OpenVault, known: dict[str, Engagement]) -> None:
    said = engagement(known["E1"], None, due.decision_of(opened, known["E1"]))
    assert "kept for notes: 7 years after the end, because: " in said
    set_policy(opened, '[retention.notes]\nkeep = "for ever"\nbecause = "agreed"\n')
    assert "kept for ever" in engagement(known["E1"], None, due.decision_of(opened, known["E1"]))


@pytest.mark.parametrize(
    ("terms", "sponsor", "said"),
    [
        (Terms(), "", ["  none written down", "A sponsor may receive", "  nothing was agreed, so nothing"]),
        (Terms(("lead",), "dates"), "otter", ["  - lead", "The sponsor (otter) may receive", "  dates"]),
    ],
)
def test_what_was_agreed_says_where_nothing_was(terms: Terms, sponsor: str, said: list[str]) -> None:
    lines = agreed_terms(terms, sponsor).splitlines()
    assert [line for line in said if line not in lines] == []
