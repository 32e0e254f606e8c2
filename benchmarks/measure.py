"""Measuring: whole processes, one after another and in turn, each checked for having done its work."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

CLOCKED = ", clocked"
"""Ends the name of a clocked task."""
DERIVATIONS = "derivations"
_LAUNCHER = Path(__file__).with_name("launcher.py")
_CLOCKED_SCRIPT = Path(__file__).with_name("clocked.py")


@dataclass(frozen=True)
class Task:
    """One program to be measured.

    Args:
        name: What it does, as `coachvault add`.
        size: The notes in the corpus; 0 where no corpus matters.
        program: Its path and arguments.
        home: The folder that it knows as home.
        stdin: The file that it reads.
        shows: What its output holds once it has done its work.
        is_clocked: Whether it also notes, in the file `derivations`, what turning the passphrase into a key took.
    """

    name: str
    size: int
    program: tuple[str, ...]
    home: Path
    stdin: Path = Path("/dev/null")
    shows: str = ""
    is_clocked: bool = False


@dataclass(frozen=True)
class Sample:
    """What one run took; `key_seconds` of it for turning the passphrase into a key, where that was noted."""

    seconds: float
    peak_bytes: int
    key_seconds: float


@dataclass(frozen=True)
class Results:
    """All samples by name and size, in the order of the rounds."""

    samples: Mapping[tuple[str, int], Sequence[Sample]]

    def seconds(self, name: str, size: int) -> list[float]:
        """Returns the seconds of each round."""
        return [sample.seconds for sample in self.samples[name, size]]

    def key_seconds(self, name: str, size: int) -> list[float]:
        """Returns what turning the passphrase into a key took in each round."""
        return [sample.key_seconds for sample in self.samples[name, size]]

    def peak_bytes(self, name: str, size: int) -> float:
        """Returns the median of the peaks of memory."""
        return median(sample.peak_bytes for sample in self.samples[name, size])


def clocked(task: Task, programs: Path) -> Task:
    """Returns the same task, noting what turning the passphrase into a key takes inside it.

    Args:
        task: A task whose program is a Python script.
        programs: The folder of the Python that runs it.
    """
    noting = (str(programs / "python"), "-I", str(_CLOCKED_SCRIPT), str(task.home / DERIVATIONS), *task.program)
    return replace(task, name=f"{task.name}{CLOCKED}", program=noting, is_clocked=True)


class TaskFailed(Exception):
    """A measured program did not do its work."""


def environment(home: Path) -> dict[str, str]:
    """Returns the whole environment of every measured program: nothing of the caller's settings reaches it.

    Args:
        home: The folder that it knows as home.
    """
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",  # jrnl asks for its password on stdin instead
        "TZ": "UTC",
    }


def run_rounds(tasks: Sequence[Task], rounds: int, told: Callable[[str], None]) -> Results:
    """Runs all tasks in turn, `rounds` times after one round that does not count, and returns what they took.

    Args:
        tasks: In the order in which they take turns.
        rounds: How many count.
        told: Takes a line on each round.

    Raises:
        TaskFailed: One of them did not do its work.
    """
    samples: dict[tuple[str, int], list[Sample]] = {(task.name, task.size): [] for task in tasks}
    for number in range(rounds + 1):
        told(f"round {number} of {rounds}" if number else "warming up")
        for task in tasks:
            sample = run_once(task)
            if number:
                samples[task.name, task.size].append(sample)
    return Results(samples)


def run_once(task: Task) -> Sample:
    """Runs one task.

    Raises:
        TaskFailed: It ended with an error, or its output lacks what it should show.
    """
    output, derivations = task.home / "output", task.home / DERIVATIONS
    derivations.unlink(missing_ok=True)
    launched = subprocess.run(
        [sys.executable, "-I", "-S", str(_LAUNCHER), str(task.stdin), str(output), *task.program],
        env=environment(task.home),
        stdout=subprocess.PIPE,
        start_new_session=True,  # without a terminal of its own, jrnl reads its password from stdin
        check=True,
    )
    seconds, peak_bytes, code = launched.stdout.split()
    text = output.read_text(encoding="utf-8")
    if int(code) or task.shows not in text:
        raise TaskFailed(f"{task.name} at {task.size} notes ended with {int(code)} and this output:\n{text[:2000]}")
    noted = derivations.read_text(encoding="utf-8").split() if task.is_clocked else []
    if task.is_clocked and not noted:
        raise TaskFailed(f"{task.name} at {task.size} notes turned no passphrase into a key.")
    return Sample(float(seconds), int(peak_bytes), sum(map(float, noted)))
