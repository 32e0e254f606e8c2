"""A client or a sponsor is described by a form, or asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.people import Person
from coachvault.errors import BadInput, NotFound, Refused
from coachvault.services.people import directory
from tests.unit.cli.scripted import Scripted

CLIENT = Person(directory.parse_client_form, (("name", "Name"), ("email", "Mail address")), directory.show_client)


def test_a_newcomer_is_offered_a_code_and_asked_about(coach: Scripted) -> None:
    context = coach.types("Not A Code!", "jay", "Eve Low", "nonsense", "eve@example.org")
    _, code, fields = CLIENT.newcomer(context, "", "")
    assert (code, fields) == ("jay", {"name": "Eve Low", "email": "eve@example.org"})
    _, code, fields = CLIENT.newcomer(coach.types("", ""), "jay", "")
    assert (code, fields) == ("jay", {"name": "", "email": ""})


def test_a_code_that_is_in_use_is_refused_before_anything_is_asked(coach: Scripted) -> None:
    with pytest.raises(Refused, match="heron is in use"):
        CLIENT.newcomer(coach.types(), "Heron", "")
    _, code, _ = CLIENT.newcomer(coach.types("heron", "jay", "", ""), "", "")
    assert code == "jay"


def test_a_form_says_all_of_it_and_a_free_code_is_taken(coach: Scripted) -> None:
    Path("form.toml").write_text('name = "Eve Low"')
    _, code, fields = CLIENT.newcomer(coach.types(), "", "form.toml")
    assert fields == {"name": "Eve Low"}
    assert code not in {"", "heron", "wren", "linden", "otter"}
    Path("form.toml").write_text("name = 3")
    with pytest.raises(BadInput):
        CLIENT.newcomer(coach.types(), "", "form.toml")


def test_enter_keeps_what_is_known(coach: Scripted) -> None:
    _, fields = CLIENT.changes(coach.types("", "ada@home.example"), "heron", "")
    assert fields == {"name": "Ada Marsh", "email": "ada@home.example"}


def test_a_script_gives_a_form(coach: Scripted) -> None:
    Path("form.toml").write_text('email = "ada@home.example"')
    assert CLIENT.changes(coach.alone(), "heron", "form.toml")[1] == {"email": "ada@home.example"}
    with pytest.raises(UsageError, match="--from"):
        CLIENT.changes(coach.alone(), "heron", "")
    with pytest.raises(NotFound):
        CLIENT.changes(coach.alone(), "nobody", "")
