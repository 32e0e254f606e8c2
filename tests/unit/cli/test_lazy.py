"""Commands load when they are run, and the table of commands says what they say themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from typer.main import get_command

from coachvault.cli.app import Root, app, main

SEE = "import sys; from coachvault.cli.app import main; main({args}); sys.stderr.write(' '.join(sys.modules))"
COMPLETION = {"install_completion", "show_completion"}
SLOW = {"rich", "prompt_toolkit", "zxcvbn", "coachvault.practice.date_grammar", "importlib.metadata"}


def loaded(*args: str) -> set[str]:
    """Returns the modules that a command loads in a process of its own."""
    command = [sys.executable, "-c", SEE.format(args=list(args))]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def commands_in(command: Any) -> Iterator[Any]:
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from commands_in(inner)


def own(word: str) -> Any:
    return get_command(import_module(Root.modules[word]).app)


def options_alone(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "option" and each.name not in COMPLETION]


def options(command: Any) -> Iterator[Any]:
    return (each for inner in commands_in(command) for each in options_alone(inner))


def test_help_loads_no_command_and_nothing_slow() -> None:
    modules = loaded("--help")
    assert not modules & set(Root.modules.values())
    assert not modules & SLOW


def test_a_command_loads_itself_alone() -> None:
    assert loaded("check", "--help") & set(Root.modules.values()) == {Root.modules["check"]}


@pytest.mark.parametrize("word", Root.lines)
def test_the_line_in_the_table_is_the_help_of_the_command(word: str) -> None:
    assert own(word).help == Root.lines[word]


@pytest.mark.parametrize("word", Root.lines)
def test_the_help_shows_no_line_cut_short(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    assert Root.lines[word] in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("word", Root.lines)
def test_only_the_root_offers_completion(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([word, "--help"]) == 0
    assert "completion" not in capsys.readouterr().out


def named(word: str) -> Iterator[tuple[list[str], Any]]:
    """Returns the words of each command, and the command."""
    pending = [([word], own(word))]
    while pending:
        words, command = pending.pop()
        yield words, command
        pending += [([*words, name], inner) for name, inner in getattr(command, "commands", {}).items()]


@pytest.mark.parametrize("word", Root.lines)
def test_the_value_of_an_option_stays_with_it_where_options_move_to_the_front(word: str) -> None:
    root: Any = get_command(app)
    for words, command in named(word):
        for option in options_alone(command):
            for name in option.opts:
                behind = [name, "--json"]
                expected = ["--json", *words, name] if option.is_flag else [*words, *behind]
                assert root.hoist([*words, *behind]) == expected


def test_an_option_of_another_command_keeps_no_value() -> None:
    assert "--tag" in {name for option in options(own("note")) for name in option.opts}
    root: Any = get_command(app)
    assert root.hoist(["check", "--tag", "--json"]) == ["--json", "check", "--tag"]


@pytest.mark.parametrize("before", ["--help", "-h", "--nonsense"])
def test_what_ends_before_the_command_loads_no_command(before: str) -> None:
    assert not loaded(before, "note", "list", "--tag", "x") & set(Root.modules.values())


@pytest.mark.parametrize("word", Root.lines)
def test_no_command_has_an_option_of_the_root(word: str) -> None:
    roots = {name for option in options_alone(get_command(app)) for name in option.opts}
    assert not {name for option in options(own(word)) for name in option.opts} & roots


def test_every_option_of_the_root_may_stand_anywhere() -> None:
    root: Any = get_command(app)
    for option in options_alone(root):
        for name in option.opts:
            values = [] if option.is_flag else ["x"]
            moved = [name, *values, "note", "list"]
            stays = ["note", "list", name]
            assert root.hoist(["note", "list", name, *values]) == (stays if name == "--version" else moved)


def test_completion_offers_the_commands() -> None:
    environment = {"_COACHVAULT_COMPLETE": "complete_bash", "COMP_WORDS": "coachvault reg", "COMP_CWORD": "1"}
    command = [sys.executable, "-c", "from coachvault.cli.app import main; main([])"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert run.stdout.split() == ["register"]
