"""The exact scope is shown and the client's code typed before anything is destroyed."""

from __future__ import annotations

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.destruction import destroy_confirmed
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import list_engagements
from tests.unit.cli.scripted import Scripted

LINDEN = Order("E3")


def is_destroyed(coach: Scripted) -> bool:
    return any(each.destroyed for each in list_engagements(coach.opened()))


def test_what_is_not_due_takes_a_reason_and_the_code(coach: Scripted) -> None:
    certificate = destroy_confirmed(coach.types("the client asked", "linden"), coach.opened(), LINDEN)
    said = coach.said()
    assert "2 notes" in said
    assert "It is not due yet." in said
    assert (certificate.reason, certificate.client) == ("the client asked", "linden")
    assert is_destroyed(coach)


def test_what_is_due_takes_the_code_alone(coach: Scripted) -> None:
    coach.practice.pass_years(8)
    assert destroy_confirmed(coach.types("linden"), coach.opened(), LINDEN).reason == ""


@pytest.mark.parametrize("typed", ["heron", ""])
def test_another_word_destroys_nothing(coach: Scripted, typed: str) -> None:
    with pytest.raises(UsageError):
        destroy_confirmed(coach.types("the client asked", typed), coach.opened(), LINDEN)
    assert not is_destroyed(coach)


def test_without_a_person_the_code_has_to_be_given(coach: Scripted) -> None:
    with pytest.raises(UsageError, match="confirmation"):
        destroy_confirmed(coach.alone(), coach.opened(), LINDEN)
    assert destroy_confirmed(coach.alone(), coach.opened(), LINDEN, "linden").subject == "E3"


def test_a_clock_in_doubt_takes_the_coachs_word(coach: Scripted) -> None:
    coach.practice.clock.pass_days(20)
    with coach.opened().vault.change("document written", coach.practice.clock.now()):
        pass
    coach.practice.clock.pass_days(-10)
    today = str(coach.practice.clock.now().date())
    lines = (today, "the laptop was set wrong", "the client asked", "linden")
    assert destroy_confirmed(coach.types(*lines), coach.opened(), LINDEN).subject == "E3"
    assert is_destroyed(coach)
