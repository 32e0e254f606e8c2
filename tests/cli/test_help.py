"""Help: every word in it works, and it says what the command does."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from typer.main import get_command

from coachvault.cli.app import Root, main
from tests.cli.machine import Machine


def paths() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yields every command by its words."""
    for word, module in Root.modules.items():
        command = get_command(import_module(module).app)
        yield (word,), command
        for inner, each in getattr(command, "commands", {}).items():
            yield (word, inner), each


COMMANDS = dict(paths())
CONTRACT = {
    "client": {"add", "list", "show", "edit", "erase", "key"},
    "sponsor": {"add", "list", "show", "edit"},
    "engagement": {
        "start",
        "agreement",
        "attendance",
        "end",
        "letter",
        "next",
        "reopen",
        "open",
        "list",
        "show",
        "sponsor",
    },
    "note": {"add", "list", "show", "edit", "move", "history", "erase", "waiting", "file"},
    "release": {
        "draft",
        "edit",
        "words",
        "request",
        "import",
        "confirm",
        "export",
        "wish",
        "verify",
        "withdraw",
        "show",
        "list",
    },
    "measure": {"add", "show", "edit"},
    "retention": {"policy", "due", "review", "hold", "extend", "destroy", "certificate"},
    "custodian": {"add", "list", "quorum", "test", "remove", "open"},
    "action": {"list", "add", "done", "drop"},
    "practice": {"show", "set", "handbook", "retire", "archive", "verify", "calendar", "hand-over"},
    "register": {"list", "show", "export"},
    "hours": {"list", "export"},
    "passphrase": {"change", "forgot"},
    "backup": {"create", "list", "verify", "auto", "clean", "forget"},
    "keys": {"rotate"},
    "recovery": {"test", "renew"},
}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_word_has_a_help_of_its_own(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    for flag in ("--help", "-h"):
        assert main([*words, flag]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"Usage: coachvault {' '.join(words)} ")
    assert " ".join(COMMANDS[words].help.split("\n")[0].split()) in " ".join(out.split())
    assert err == ""


def test_the_words_are_those_of_the_contract() -> None:
    found: dict[str, set[str]] = {}
    for word, *inner in COMMANDS:
        found.setdefault(word, set()).update(inner)
    assert {word: inner for word, inner in found.items() if inner} == CONTRACT


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_option_says_what_it_is_for(words: tuple[str, ...]) -> None:
    for option in COMMANDS[words].params:
        if option.param_type_name == "option" and "completion" not in option.name:
            assert option.help, option.name


@pytest.mark.parametrize("words", ["--help", "note --help", "note add --help", "--json --help"])
def test_help_needs_no_vault_and_makes_nothing(words: str, machine: Machine) -> None:
    answer = machine.run(*words.split(), environment=machine.without_passphrase())
    assert (answer.code, answer.err) == (0, "")
    assert "Usage: coachvault" in answer.out
    assert list(machine.files()) == []
