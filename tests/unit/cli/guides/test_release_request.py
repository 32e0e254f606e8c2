"""Asking for a sign-off: by which road, and what a person decides before it goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.guides import release_request
from coachvault.errors import Refused
from coachvault.practice.signoff import SignoffMethod
from coachvault.services.people import contact_channel
from coachvault.services.people.directory import edit_sponsor, show_client
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import Form, draft, show
from coachvault.services.releases.requests import Ask
from tests.unit.cli.scripted import Scripted

TEXT = "She leads the weekly meeting now."
EMAIL, PAPER = SignoffMethod.EMAIL, SignoffMethod.PAPER


def road_of(coach: Scripted) -> SignoffMethod:
    return show(coach.opened(), "R1").requests[-1].road


def test_the_road_that_is_kept_is_offered_first(coach: Scripted) -> None:
    assert release_request.choose_road(coach.types("room"), coach.opened(), "heron") is SignoffMethod.ROOM
    contact_channel.save_method(coach.opened(), "heron", PAPER)
    assert release_request.choose_road(coach.types(""), coach.opened(), "heron") is PAPER
    assert release_request.choose_road(coach.types("n", "email"), coach.opened(), "heron") is EMAIL
    assert release_request.choose_road(coach.types("page"), coach.opened(), "heron", anew=True) is SignoffMethod.PAGE


def test_a_road_that_was_chosen_is_kept_where_it_is_wanted(coach: Scripted) -> None:
    draft(coach.opened(), "heron", Form(text=TEXT))
    release_request.ask(coach.types("-", "y"), coach.opened(), "R1", Ask(PAPER), chosen=True)
    assert show_client(coach.opened(), "heron")[0].road is PAPER
    assert "For you, not for the client" in coach.said()


def test_what_is_of_no_use_on_a_screen_goes_into_a_file(coach: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.services.releases.requests.ITERATIONS", 10)
    draft(coach.opened(), "heron", Form(text=TEXT))
    release_request.ask(coach.types(""), coach.opened(), "R1", Ask(SignoffMethod.PAGE))
    assert Path("R1.html").read_text().startswith("<!doctype html>")
    assert coach.shown() == "Written to R1.html.\n"


@pytest.mark.parametrize(
    ("road", "first", "next_one", "begins"),
    [(PAPER, "R1.html", "R1-2.html", "<!DOCTYPE html>"), (EMAIL, "R1.eml", "R1-2.eml", "To: ")],
)
def test_a_form_is_a_page_to_print_and_a_mail_a_draft(
    coach: Scripted, road: SignoffMethod, first: str, next_one: str, begins: str
) -> None:
    draft(coach.opened(), "heron", Form(text=TEXT))
    for name in (first, next_one):
        release_request.ask(coach.types(""), coach.opened(), "R1", Ask(road))
        assert Path(name).read_text().startswith(begins)
        assert f"[{name}]" in coach.said()
    release_request.ask(coach.types("-"), coach.opened(), "R1", Ask(road))
    assert TEXT in coach.shown()
    assert show(coach.opened(), "R1").requests[-1].path == ""


@pytest.mark.parametrize(
    ("lines", "road", "why"),
    [
        (("road", "paper", "", "n"), PAPER, "proposal to a party, by paper"),
        (("address", "nonsense", "ada@home.example", ""), EMAIL, "proposal to a party, by email"),
        (("reason", "she asked for it", ""), EMAIL, "she asked for it"),
    ],
)
def test_a_way_is_found_around_the_sponsors_mailbox(
    coach: Scripted, lines: tuple[str, ...], road: SignoffMethod, why: str
) -> None:
    edit_sponsor(coach.opened(), "otter", {"email": "kim@hr.example.org"})
    draft(coach.opened(), "heron", Form(text=TEXT))
    release_request.ask(coach.types(*lines), coach.opened(), "R1", Ask(EMAIL))
    assert road_of(coach) is road
    assert list_entries(coach.opened())[-1].why == why


def test_or_nobody_is_asked(coach: Scripted) -> None:
    edit_sponsor(coach.opened(), "otter", {"email": "kim@hr.example.org"})
    draft(coach.opened(), "heron", Form(text=TEXT))
    with pytest.raises(Refused, match="the sponsor may read"):
        release_request.ask(coach.types("leave"), coach.opened(), "R1", Ask(EMAIL))
    assert show(coach.opened(), "R1").requests == ()


@pytest.mark.parametrize(
    ("lines", "concerned", "kept"),
    [(("sign", "wren"), ("wren",), 0), (("keep", "it only looks like the name"), (), 1)],
)
def test_another_clients_name_lets_them_sign_too_or_is_kept_for_a_reason(
    coach: Scripted, lines: tuple[str, ...], concerned: tuple[str, ...], kept: int
) -> None:
    draft(coach.opened(), "heron", Form(text="She leads; Bea Cole helps."))
    release_request.ask(coach.types(*lines, "-"), coach.opened(), "R1", Ask(PAPER))
    release = show(coach.opened(), "R1")
    assert release.proposal.concerned == concerned
    assert len(release.requests[-1].kept) == kept


def test_or_the_text_is_changed_first(coach: Scripted) -> None:
    draft(coach.opened(), "heron", Form(text="She leads; Bea Cole helps."))
    with pytest.raises(Refused, match="Nobody is asked before"):
        release_request.ask(coach.types("change"), coach.opened(), "R1", Ask(PAPER))
