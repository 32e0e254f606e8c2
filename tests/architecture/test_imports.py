"""What a command imports: what is slow to load is loaded only where it is used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import NamedTuple

import pytest

from coachvault.cli.app import Root
from tests.cli.machine import ROOT, Machine

pytestmark = pytest.mark.sampled(3)

WARM = r"""
import os, sys

def call(place, given, said, *words):
    os.chdir(place)
    os.dup2(os.open(given, os.O_RDONLY), 0)
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.argv[1:] = words
    from coachvault.__main__ import main
    code = main()
    sys.stderr.write("\n" + " ".join(sys.modules))
    sys.stderr.flush()
    return code

os.write(1, " ".join(sys.modules).encode() + b"\n")
while asked := os.read(0, 65536):
    child = os.fork()
    if not child:
        code = 1
        try:
            code = call(*asked.decode().split("\0"))
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    os.write(1, b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""A Python that has loaded what every Python loads, and nothing else: each call is made by a fork of it."""

COMMANDS = set(Root.modules.values())

SCREEN = {"rich"}
PROMPTS = {"prompt_toolkit", "getpass"}
WORDS = {"mnemonic", "zxcvbn"}
DATES = {"coachvault.practice.date_grammar", "coachvault.texts.date_words"}
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
    Call("note add heron", SLOW | NEVER, "Text."),
    Call("note add heron --date 2026-01-31", SLOW - DATES | NEVER, "Text."),
    Call("note add heron --date yesterday", SLOW - DATES | NEVER, "Text."),
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


class Warm:
    """A Python that has started, on a machine.

    Args:
        machine: Where calls are made.
        package: The folder in which the package stands.
    """

    def __init__(self, machine: Machine, package: Path = ROOT) -> None:
        self._machine = machine
        self._python = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", WARM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=machine.environment | {"PYTHONPATH": str(package)},
            text=True,
        )
        self.before = set(self._answer().split())
        self._known: dict[str, set[str]] = {}

    def helped(self, word: str) -> set[str]:
        """Returns the same of the help of a command, at which two tests look."""
        if word not in self._known:
            self._known[word] = self.loaded(Call(f"{word} --help", set()))
        return self._known[word]

    def loaded(self, call: Call) -> set[str]:
        """Returns the modules that a command loads, with the packages they are in."""
        typed, said = self._machine.private("typed", call.typed), self._machine.keys / "said"
        assert self._python.stdin is not None
        self._python.stdin.write("\0".join(map(str, [self._machine.home, typed, said, *call.words.split()])))
        self._python.stdin.flush()
        assert int(self._answer()) == call.code, said.read_text()
        names = set(said.read_text().splitlines()[-1].split()) - self.before
        return {name for each in names for name in (each, each.partition(".")[0])} - self.before

    def ends(self) -> None:
        self._python.communicate()

    def _answer(self) -> str:
        assert self._python.stdout is not None
        return self._python.stdout.readline()


@pytest.fixture(scope="module")
def warm(practice: Machine) -> Iterator[Warm]:
    started = Warm(practice)
    yield started
    started.ends()


def test_each_call_begins_with_what_every_python_loads(practice: Machine, warm: Warm) -> None:
    """Python itself and the way it was installed here; `-W error` takes the one more."""
    answer = practice.run(entry=("-c", "import sys; sys.stderr.write(' '.join(sys.modules))"))
    assert warm.before - {"warnings"} == set(answer.err.split())
    assert not any(name.startswith("coachvault.") for name in warm.before)


def test_a_slow_import_is_seen(practice: Machine, warm: Warm, tmp_path: Path) -> None:
    copytree(ROOT / "coachvault", tmp_path / "coachvault", ignore=ignore_patterns("__pycache__"))
    with (tmp_path / "coachvault" / "cli" / "app.py").open("a") as module:
        module.write("\nimport zxcvbn\n")
    call = next(call for call in CALLS if call.words == "--help")
    planted = Warm(practice, tmp_path)
    assert "zxcvbn" in planted.loaded(call) & call.without
    planted.ends()
    assert warm.loaded(call) & call.without == set()
    assert "rich" in warm.loaded(Call("client list", set())), "after others, too"


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.words or "(the day)")
def test_a_command_does_not_load(call: Call, practice: Machine, warm: Warm) -> None:
    before = practice.vault.read_bytes()
    try:
        assert sorted(warm.loaded(call) & call.without) == []
    finally:
        practice.vault.write_bytes(before)
        for anchor in practice.state.rglob("*.json"):
            anchor.unlink()


@pytest.mark.parametrize("word", Root.modules)
def test_the_help_of_a_command_does_not_load(word: str, warm: Warm) -> None:
    assert sorted(warm.helped(word) & (SLOW | NEVER)) == []


@pytest.mark.parametrize("word", Root.modules)
def test_a_command_loads_no_other_command(word: str, warm: Warm) -> None:
    seen = warm.helped(word) & COMMANDS
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
