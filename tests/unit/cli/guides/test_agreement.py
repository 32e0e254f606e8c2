"""An agreement is shown, asked for, written out, and confirmed once it was signed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from coachvault.cli.commands import engagement as engagement_commands
from coachvault.cli.commands.engagement import agreement
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.agreement import offer, sign
from coachvault.practice.engagement import Terms
from coachvault.services.engagements import agreements
from coachvault.services.engagements.lifecycle import Start, start
from tests.unit.cli.scripted import Scripted


def terms(coach: Scripted) -> Terms:
    return agreements.show(coach.opened(), "heron").terms


def test_what_is_to_be_agreed_is_asked_with_what_was_agreed_before(coach: Scripted) -> None:
    lines = ("y", "-", "lead the team", "", "progress report", "", "every quarter", "", "y", "n", "n")
    offered = offer(coach.types(*lines), coach.opened(), agreements.show(coach.opened(), "heron"))
    found = terms(coach)
    assert (found.objectives, found.reports, found.reports_when) == (
        ("lead the team",),
        ("progress report",),
        "every quarter",
    )
    assert (found.attendance, found.in_coaching_log, found.executor_may_reach) == (True, False, False)
    assert offered.terms == found
    assert "Not signed as it is" in coach.said()


def test_what_is_not_to_be_changed_stays(coach: Scripted) -> None:
    before = terms(coach)
    agreement(coach.types("n"), "heron")
    assert terms(coach) == before


def test_it_is_written_out_and_recorded_once_it_was_signed(coach: Scripted) -> None:
    reply = agreement(coach.alone(), "heron", out="agreement.txt")
    assert reply is not None
    coach.alone().show(reply)
    assert json.loads(coach.shown())["data"]["text"] == Path("agreement.txt").read_text()
    agreement(coach.types("heron"), "heron", signed_on="2026-11-01")
    assert "You vouch that" in coach.said()
    assert terms(coach).signed_on == date(2026, 11, 1)


def test_a_signature_is_confirmed_by_the_code(coach: Scripted) -> None:
    for context, confirm in ((coach.types("wren"), ""), (coach.alone(), "")):
        with pytest.raises(UsageError):
            sign(context, coach.opened(), agreements.show(coach.opened(), "heron"), "2026-11-01", b"", confirm)
    assert terms(coach).signed_on is None


def test_an_agreement_without_a_kind_of_report_says_so_when_it_is_signed(coach: Scripted) -> None:
    agreement(coach.alone(), "heron", signed_on="2026-11-01", confirm="heron")
    assert "every release to otter is refused" in coach.said()


def test_a_sponsor_who_joins_later_is_picked_or_nobody_is(coach: Scripted) -> None:
    start(coach.opened(), Start("wren", "", date(2026, 2, 1), {}))
    assert engagement_commands.add_sponsor(coach.types(""), coach.opened(), "wren") is None
    reply = engagement_commands.add_sponsor(coach.types("acme"), coach.opened(), "wren")
    assert reply is not None
    assert agreements.show(coach.opened(), "wren").engagement.sponsor == "otter"
    with pytest.raises(UsageError, match="code"):
        engagement_commands.add_sponsor(coach.alone(), coach.opened(), "wren")
