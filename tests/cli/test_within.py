"""A command within the process of the tests comes to what it comes to alone, and leaves that process as it was."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coachvault.cli import app
from coachvault.system import process
from tests.cli import within
from tests.cli.machine import CHEAP, PROGRAM, Answer, Machine

COMMANDS = [
    ("note add heron", "Caf\u00e9 \u2603\r\n"),
    ("--json note show heron/1", ""),
    ("note show linden/1", ""),
    ("--json --vault elsewhere.vault check", ""),
    ("client list --colour", ""),
    ("--json client add jay --from -", 'name = "Eve'),
    ("--color always note list", ""),
    ("", ""),
]


def state() -> dict[str, object]:
    """What a command could change in its process."""
    mask = os.umask(0)
    os.umask(mask)
    return {
        "umask": mask,
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "sys": [sys.argv, sys.excepthook, sys.stdin, sys.stdout, sys.stderr],
        "garbage": gc.get_threshold(),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "temporary": tempfile.gettempdir(),
        "zone": time.tzname,
        "signals": [signal.getsignal(each) for each in within.SIGNALS],
        "alarm": signal.getitimer(signal.ITIMER_REAL),
        "warnings": list(warnings.filters),
        "descriptors": _descriptors(),
        "code": [app.main, process.harden, process._received],
    }


def _descriptors() -> dict[int, tuple[int, int]]:
    """Which files are open, by their numbers."""
    found = {}
    for number in range(256):
        with suppress(OSError):
            seen = os.fstat(number)
            found[number] = seen.st_dev, seen.st_ino
    return found


@pytest.mark.parametrize(("words", "typed"), COMMANDS)
def test_it_comes_to_the_same(words: str, typed: str, tmp_path: Path) -> None:
    answers = []
    for alone in (True, False):
        (tmp_path / str(alone)).mkdir()
        machine = Machine.practising(tmp_path / str(alone))
        machine.alone = alone
        answers.append(machine.run(*words.split(), typed=typed))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("words", ["note list", "nonsense", "--json note show heron/9"])
@pytest.mark.parametrize("entry", [PROGRAM, CHEAP])
def test_the_process_is_left_as_it_was(words: str, entry: tuple[str, ...], practice: Machine) -> None:
    practice.run("note", "list")  # what is loaded once
    before = state()
    practice.run(*words.split(), entry=entry, environment=practice.environment | {"TZ": "Asia/Kathmandu"})
    assert state() == before


def test_it_sees_no_environment_but_its_own(practice: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHVAULT_VAULT", "elsewhere.vault")
    assert practice.run("client", "list").code == 0


def test_a_passphrase_command_gets_the_streams_and_the_variables_of_the_machine(practice: Machine) -> None:
    told = f"readlink /proc/self/fd/0 >&2; env >&2; cat {practice.passphrase_file}"
    environment = practice.without_passphrase() | {"COACHVAULT_PASSPHRASE_COMMAND": told}
    answer = practice.run("client", "list", environment=environment)
    assert answer.code == 0
    assert answer.err.startswith("/dev/null\n")
    assert f"HOME={practice.home}\n" in answer.err
    assert "PYTEST" not in answer.err


@pytest.mark.parametrize(
    ("stop", "expected"),
    [
        (lambda: signal.raise_signal(signal.SIGINT), KeyboardInterrupt),
        (lambda: time.sleep(60), TimeoutError),
    ],
    ids=["Ctrl-C", "too long"],
)
def test_what_stops_the_tests_is_not_taken_for_an_answer(
    stop: Callable[[], None], expected: type[BaseException], practice: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state()
    monkeypatch.setattr(app, "get_command", lambda _: stop())
    with pytest.raises(expected):
        within.run(within.Call(("client", "list"), b"", practice.environment, practice.home, False, 0.5))
    monkeypatch.undo()
    assert state() == before


@pytest.mark.parametrize(
    "call",
    [
        lambda it: it.run("--passphrase-fd", "0", "client", "list"),
        lambda it: it.run("--passphrase-fd=0", "client", "list"),
        lambda it: it.run("status", environment={**it.environment, "COACHVAULT_AGENT": ""}),
        lambda it: it.run("status", environment={**it.environment, "LC_ALL": "C"}),
        lambda it: it.run("status", entry=("-m", "coachvault")),
    ],
    ids=["a descriptor", "a descriptor, joined", "an agent", "another language", "another entry"],
)
def test_what_is_different_alone_runs_alone(
    call: Callable[[Machine], Answer], practice: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(within, "run", lambda _: pytest.fail("it ran within the tests"))
    call(practice)
