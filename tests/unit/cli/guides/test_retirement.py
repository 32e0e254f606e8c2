"""The way to the end of a practice: each step is kept, and the last one takes a word."""

from __future__ import annotations

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.retirement import WORD, ask_place, lead
from coachvault.errors import Refused
from coachvault.practice.retirement import SealedChoice
from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.retirement import retire
from tests.unit.cli.scripted import Scripted

ALONE = ("n", "n")
"""No executor and no reader."""


def chosen(coach: Scripted) -> dict[str, SealedChoice | None]:
    return {engagement.id: choice for engagement, choice in retire.inspect_practice(coach.opened()).sealed}


def test_without_a_person_everything_is_kept_until_it_is_due(coach: Scripted) -> None:
    with pytest.raises(UsageError):
        lead(coach.alone(), coach.opened(), "")
    assert not all(each.ended for each in list_engagements(coach.opened()))
    lead(coach.alone(), coach.opened(), WORD)
    assert all(each.ended for each in list_engagements(coach.opened()))
    assert chosen(coach) == dict.fromkeys(["E1", "E2", "E3"], SealedChoice.KEEP)


def test_what_becomes_of_each_is_asked(coach: Scripted) -> None:
    draft(coach.opened(), "heron", Form(text="She leads."))
    order = [each.id for each, _ in retire.inspect_practice(coach.opened()).sealed]
    assert order == ["E3"]
    context = coach.types(*ALONE, "withdraw", WORD, *["keep"] * 3)
    lead(context, coach.opened(), "")
    assert "R1 is withdrawn, for good." in coach.said()
    assert show(coach.opened(), "R1").withdrawal is not None
    assert set(chosen(coach).values()) == {SealedChoice.KEEP}


def test_another_word_ends_nothing(coach: Scripted) -> None:
    with pytest.raises(UsageError):
        lead(coach.types(*ALONE, "no"), coach.opened(), "")
    assert [each.id for each in list_engagements(coach.opened()) if not each.ended] == ["E2", "E1"]


def test_a_practice_ends_once(coach: Scripted) -> None:
    lead(coach.alone(), coach.opened(), WORD)
    retire.retire(coach.opened())
    with pytest.raises(Refused, match="has ended"):
        lead(coach.alone(), coach.opened(), WORD)


@pytest.mark.parametrize(
    ("lines", "place"), [(("final.vault",), "final.vault"), (("", "n", "late.vault"), "late.vault"), (("", "y"), "")]
)
def test_no_archive_is_said_twice(coach: Scripted, lines: tuple[str, ...], place: str) -> None:
    assert ask_place(coach.types(*lines), "") == place
    assert ask_place(coach.types(), "given.vault") == "given.vault"
    assert ask_place(coach.alone(), "") == ""
