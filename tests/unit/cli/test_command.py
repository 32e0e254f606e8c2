"""What makes a function a command: its context, the vault where it wants it, and its reply under its words."""

from __future__ import annotations

import json
from typing import Annotated

import pytest
import typer
from typer.main import get_command

from coachvault.cli.command import command, given_with, group, without
from coachvault.cli.context import Context
from coachvault.cli.terminal.output import Reply
from coachvault.errors import Refused
from coachvault.services.core.open_vault import OpenVault
from tests.unit.cli.scripted import Scripted

Name = Annotated[str, typer.Option("--name")]


def run(app: typer.Typer, context: Context, *words: str) -> None:
    get_command(app).main(list(words), "thing", obj=context, standalone_mode=False)


@pytest.fixture
def things() -> typer.Typer:
    app = group("Things.")

    @command(app, "show", only_reads=True)
    def show(context: Context, name: Name = "") -> Reply:
        """Shows."""
        return Reply({"name": name, "words": context.words}, name)

    @command(app, "make", only_reads=without("name"))
    def make(context: Context, opened: OpenVault, name: Name = "") -> Reply | None:
        """Makes."""
        return Reply({"vault": opened.vault_id}, "") if name else None

    return app


def test_a_reply_stands_under_the_words_of_the_command(things: typer.Typer, coach: Scripted) -> None:
    run(things, coach.alone(), "show", "--name", "heron")
    answer = json.loads(coach.shown())
    assert answer["data"] == {"name": "heron", "words": "show"}
    assert answer["command"] == "show"


def test_the_vault_is_unlocked_for_who_asks_for_it(things: typer.Typer, coach: Scripted) -> None:
    run(things, coach.alone(), "make", "--name", "x")
    assert json.loads(coach.shown())["data"] == {"vault": coach.opened().vault_id}
    run(things, coach.alone(), "make")
    assert coach.shown() == ""


def test_what_would_change_a_vault_that_is_only_read_is_refused(things: typer.Typer, coach: Scripted) -> None:
    run(things, coach.types(only_reads=True), "show")
    run(things, coach.types(only_reads=True), "make")
    with pytest.raises(Refused, match="read-only"):
        run(things, coach.types(only_reads=True), "make", "--name", "x")


def test_whether_it_only_reads_may_depend_on_what_is_given() -> None:
    assert without("a", "b")({"a": "", "b": None, "c": "x"})
    assert not without("a", "b")({"a": "", "b": "x"})
    assert given_with("a")({"a": "x"})
    assert not given_with("a")({"a": ""})
