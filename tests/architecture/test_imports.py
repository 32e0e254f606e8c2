"""What a command imports: what is slow to load is loaded only where it is used."""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

import pytest

from coachvault.cli.app import Root
from tests.cli.machine import ROOT, Machine

SEE = (
    "import sys; from coachvault.__main__ import main; code = main(sys.argv[1:]);"
    " sys.stderr.write('\\n' + ' '.join(sys.modules)); sys.exit(code)"
)
COMMANDS = set(Root.modules.values())

SCREEN = {"rich"}
PROMPTS = {"prompt_toolkit", "getpass"}
WORDS = {"mnemonic", "zxcvbn"}
DATES = {"dateparser"}
FORMS = {"tomllib", "tomli_w"}
NEVER = {"asyncio", "http", "urllib.request", "ssl", "socket", "click", "logging", "importlib.metadata", "pickle"}
KEYS = {"nacl", "cryptography"}
STORE = {"sqlite3"}
SLOW = SCREEN | PROMPTS | WORDS | DATES | FORMS


class Call(NamedTuple):
    """A command, and what it must not load."""

    words: str
    without: set[str]
    typed: str = ""
    code: int = 0


CALLS = [
    Call("--version", {"typer", "json", "msgspec", "platformdirs", "coachvault.cli"} | SLOW | KEYS | STORE | NEVER),
    Call("--version --json", SLOW | COMMANDS | STORE | NEVER),
    Call("--help", SLOW | COMMANDS | STORE | KEYS | NEVER),
    Call("nonsense", SLOW | COMMANDS | STORE | KEYS | NEVER, code=2),
    *(Call(f"{word} --help", SLOW | NEVER) for word in Root.modules),
    Call("note add heron", SLOW | NEVER, "Text."),
    Call("note add heron --date 2026-01-31", SLOW | NEVER, "Text."),
    Call("note add heron --date yesterday", SLOW - DATES, "Text."),
    Call("note show heron/1", SLOW | NEVER),
    Call("note show heron/1 --json", SLOW | NEVER),
    Call("note show linden/1 --reason asked", SLOW | NEVER),
    Call("note edit heron/1", SLOW | NEVER, "Text."),
    Call("note edit heron/1 --tag quiet", SLOW | NEVER),
    Call("note move heron/1 wren", SLOW | NEVER),
    Call("note history heron/2", SLOW | NEVER),
    Call("note erase heron/1 --confirm heron", SLOW | NEVER),
    Call("note list", SLOW - SCREEN),
    Call("note list --json", SLOW | NEVER),
    Call("release draft heron", SLOW | NEVER, "Text."),
    Call("release list --json", SLOW | NEVER),
    Call("client list", SLOW - SCREEN),
    Call("client list --json", SLOW | NEVER),
    Call("client show heron", SLOW | NEVER),
    Call("client add jay --from -", SLOW - FORMS | NEVER, 'name = "Eve"'),
    Call("engagement start linden", SLOW | NEVER),
    Call("engagement end heron", SLOW - FORMS | NEVER),
    Call("engagement list --json", SLOW | NEVER),
    Call("engagement show heron", SLOW - FORMS | NEVER),
    Call("brief heron", SLOW | NEVER),
    Call("search weekly", SLOW | NEVER),
    Call("register list --json", SLOW | NEVER),
    Call("hours list --json", SLOW | NEVER),
    Call("check", SLOW | NEVER),
    Call("", SLOW - FORMS | NEVER),
    Call("retention due --json", SLOW - FORMS | NEVER),
    Call("disclose heron --now --json", SLOW | NEVER),
    Call("custodian list --json", SLOW | NEVER),
    Call("init", SLOW | NEVER, code=16),
]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine.practising(tmp_path_factory.mktemp("practice"))


def loaded(machine: Machine, call: Call) -> set[str]:
    """Returns the modules that a command loads, with the packages they are in."""
    answer = machine.run(*call.words.split(), typed=call.typed, entry=("-W", "error", "-c", SEE))
    assert answer.code == call.code, answer.err
    names = answer.err.splitlines()[-1].split()
    return {name for each in names for name in (each, each.partition(".")[0])}


def loaded_by_nothing(machine: Machine) -> set[str]:
    """Returns what Python itself and the way it was installed here load."""
    answer = machine.run(entry=("-c", "import sys; sys.stderr.write(' '.join(sys.modules))"))
    return set(answer.err.split())


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.words or "(the day)")
def test_a_command_does_not_load(call: Call, practice: Machine) -> None:
    before = practice.vault.read_bytes()
    try:
        assert sorted(loaded(practice, call) & call.without - loaded_by_nothing(practice)) == []
    finally:
        practice.vault.write_bytes(before)
        for anchor in practice.state.rglob("*.json"):
            anchor.unlink()


@pytest.mark.parametrize("word", Root.modules)
def test_a_command_loads_no_other_command(word: str, practice: Machine) -> None:
    seen = loaded(practice, Call(f"{word} --help", set())) & COMMANDS
    assert seen == {Root.modules[word]}


def test_no_module_does_anything_when_it_is_loaded() -> None:
    see = (
        "import importlib, pkgutil, coachvault\n"
        "for each in pkgutil.walk_packages(coachvault.__path__, 'coachvault.'):\n"
        "    if each.name != 'coachvault.__main__': importlib.import_module(each.name)\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", see], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
