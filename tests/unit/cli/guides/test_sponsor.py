"""Who pays: nobody, a sponsor that is known, or a new one; and the terms, asked one by one."""

from __future__ import annotations

import pytest

from coachvault.cli.guides.sponsor import ASKED, ask_terms, offer_sponsor
from coachvault.cli.input.reading import ask_fields
from coachvault.services.people.directory import show_sponsor
from tests.unit.cli.scripted import Scripted


@pytest.mark.parametrize(("typed", "code"), [("", ""), ("none", ""), ("otter", "otter"), ("acme", "otter")])
def test_nobody_is_likeliest_and_a_known_one_is_found(coach: Scripted, typed: str, code: str) -> None:
    assert offer_sponsor(coach.types(typed), coach.opened()) == code


def test_a_new_one_is_asked_about_and_added(coach: Scripted) -> None:
    lines = ("new", "Not A Code!", "raven", "Lee Hart", "Globex", "no address", "lee@globex.example", "030 1", "de")
    assert offer_sponsor(coach.types(*lines), coach.opened()) == "raven"
    added, _ = show_sponsor(coach.opened(), "raven")
    assert (added.name, added.organisation, added.email, added.phone, added.language) == (
        "Lee Hart",
        "Globex",
        "lee@globex.example",
        "030 1",
        "de",
    )


def test_a_code_that_is_in_use_is_asked_for_again_before_anything_else(coach: Scripted) -> None:
    lines = ("new", "heron", "raven", "Lee Hart", "", "", "", "")
    assert offer_sponsor(coach.types(*lines), coach.opened()) == "raven"
    assert "The code heron is in use" in coach.said()


def test_what_is_known_is_the_answer_to_enter(coach: Scripted) -> None:
    known = {"name": "Lee Hart", "organisation": "Globex", "email": "lee@globex.example", "phone": "030 1"}
    changed = known | {"organisation": "Initech", "language": "en"}
    assert ask_fields(coach.types("", "Initech", "", "", ""), ASKED, known) == changed


@pytest.mark.parametrize(
    ("lines", "with_sponsor", "fields"),
    [
        (("speak up", "delegate", ""), False, {"objectives": ["speak up", "delegate"]}),
        (("",), False, {"objectives": []}),
        (
            ("speak up", "", "dates only"),
            True,
            {"objectives": ["speak up"], "sponsor_may_receive": "dates only"},
        ),
        (("", ""), True, {"objectives": [], "sponsor_may_receive": ""}),
    ],
)
def test_objectives_are_asked_until_enter_alone(
    coach: Scripted, lines: tuple[str, ...], with_sponsor: bool, fields: dict[str, object]
) -> None:
    assert ask_terms(coach.types(*lines), with_sponsor=with_sponsor) == fields
