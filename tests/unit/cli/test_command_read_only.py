"""A vault that is only read: whatever would change it is refused before anybody is asked, and before stdin is read."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from coachvault.cli.app import main
from coachvault.cli.surroundings import Surroundings
from coachvault.cli.terminal.prompts import Prompts
from coachvault.services.copies.backups import create
from coachvault.services.disclosure.disclose import begin_now
from coachvault.services.releases.proposals import Form, draft
from tests.commands import READING, commands
from tests.fakes import TESTING, WORDS, Practice, filled_practice
from tests.unit.cli.terminals import Terminal, at_a_terminal

COMMANDS = commands()
ONLY_READS = {words for words, each in COMMANDS.items() if each.callback.only_reads}
REFUSED = 16
_CHOSEN = {"role": "executor", "program": "jrnl", "number": "2"}


class Untouched(Terminal):
    """Somebody is there, and nothing is read from them."""

    def readline(self, _: int | None = -1) -> NoReturn:
        pytest.fail("stdin was read")

    def read(self, _: int | None = -1) -> NoReturn:
        pytest.fail("stdin was read")

    @property
    def buffer(self) -> Any:
        pytest.fail("stdin was read")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    practice = filled_practice(tmp_path_factory.mktemp("practice"))
    draft(practice.open(), "heron", Form(text="She leads."))
    begin_now(practice.open(), "heron")
    create(practice.open(), practice.path.parent / "copy.vault")
    return practice


@pytest.fixture
def run(practice: Practice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Runs a command with `--read-only` and the recovery words, and looks whether anything was written."""
    words = tmp_path / "words"
    words.touch(0o600)
    words.write_text(WORDS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACHVAULT_AGENT", "off")
    surroundings = Surroundings(practice.setting.state_folder, practice.path, practice.clock, TESTING)

    def act(*args: str) -> int:
        before = written(practice.setting.vault_path.parents[1])
        code = main(["--read-only", "--words-file", str(words), *args], surroundings)
        assert written(practice.setting.vault_path.parents[1]) == before
        return code

    return act


def written(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def required(command: Any) -> list[str]:
    """Returns what a command cannot be called without; a file is stdin."""
    found: list[str] = []
    for each in command.params:
        if each.required:
            value = "-" if "-" in str(each.metavar).split("|") else _CHOSEN.get(each.name, "2026-11-30")
            found += [value] if each.param_type_name == "argument" else [each.opts[0], value]
    return found


def ways(words: str) -> list[list[str]]:
    """Returns in which ways a command is called: with what it needs, and with each form or text from stdin, too."""
    called = [*words.split(), *required(COMMANDS[words])]
    taken = [each.opts[0] for each in COMMANDS[words].params if "-" in str(each.metavar).split("|") and each.opts]
    return [called, *([*called, option, "-"] for option in taken if option.startswith("--"))]


CHANGING = [
    called for words in COMMANDS for called in ways(words) if words not in ONLY_READS or called != ways(words)[0]
]
FURTHER = [
    ["release"],  # alone it leads, and is no command of the list
    ["retention", "policy", "set", "-"],
    ["practice", "retire"],
    ["tour", "--keep", "folder"],
    ["disclose"],
    ["disclose", "heron"],
    ["disclose", "D1", "--told", "-"],
    ["engagement", "agreement", "heron", "--signed-on", "2026-11-30"],
]


@pytest.mark.parametrize("called", [*CHANGING, *FURTHER], ids=" ".join)
def test_a_command_that_changes_is_refused_before_anything_is_asked(
    called: list[str], run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object, **__: object) -> NoReturn:
        pytest.fail("something was asked")

    at_a_terminal(monkeypatch)
    monkeypatch.setattr(sys, "stdin", Untouched())
    monkeypatch.setattr(getpass, "getpass", asked)
    for question in ("ask", "multiline", "ask_secret"):
        monkeypatch.setattr(Prompts, question, asked)
    assert run(*called) == REFUSED
    assert run("--no-input", *called) == REFUSED


def test_every_command_that_only_reads_is_one() -> None:
    assert set(READING) == set(ONLY_READS)
    assert set(ONLY_READS) <= set(COMMANDS)


@pytest.mark.parametrize("words", sorted(set(READING) - {"disclose", "tour"}))
def test_a_command_that_only_reads_goes_on(words: str, run: Callable[..., int], tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('[retention.notes]\nkeep = "1 year"\nbecause = "x"\n')
    missing = {"release verify": 17, "practice verify": 10}
    assert run(*words.split(), *READING[words]) == missing.get(words, 0)


def test_emergency_numbers_come_before_the_refusal(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Untouched())
    assert run("disclose", "--now") == REFUSED
    told = capsys.readouterr().err
    assert "112" in told.partition("--read-only")[0]


def test_a_disclosure_that_is_not_finished_is_not_led_through(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setattr(sys, "stdin", Untouched())
    assert run("disclose", "D1") == REFUSED


def test_an_agreement_is_shown_and_no_change_of_it_offered(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setattr(sys, "stdin", Untouched())
    assert run("engagement", "agreement", "heron") == 0


def test_an_executor_is_asked_for_nothing_that_would_be_destroyed(
    run: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch, "destroy\nleave\n")
    assert run("executor") == 0
    told = capsys.readouterr().err
    assert "writes nothing" in told
    assert "Which?" not in told
