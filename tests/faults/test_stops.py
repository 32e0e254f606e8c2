"""Whatever is stopped wherever: what is found is the state before or after, and whole."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coachvault.services.engagements.lifecycle import show_engagement
from coachvault.services.notes.journal import read_history
from coachvault.services.notes.listing import Filter, list_notes
from tests.cli.machine import Machine
from tests.commands import commands
from tests.faults.operations import ELSEWHERE, OPERATIONS, READING
from tests.faults.stops import swept
from tests.shards import sharded

MODULE = "tests.faults.stops"
EVERY = 11
PARTS = 6

pytestmark = pytest.mark.needs_program("strace")


@pytest.mark.parametrize("shard", sharded(PARTS * EVERY))
def test_a_sample_of_all_points_leaves_the_vault_before_or_after(shard: int) -> None:
    """Each operation begins at another point; some that begin at the same one share a process, whose start is dear."""
    part, first = divmod(shard, EVERY)
    names = list(OPERATIONS)[first::EVERY][part::PARTS]
    code, said = swept(MODULE, str(EVERY), str(first), *names)
    assert code == 0, said
    points = {name: int(number) for name, number in re.findall(r"^(.+): (\d+) points", said, re.MULTILINE)}
    assert points.keys() == set(names)
    assert min(points.values()) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_point_leaves_the_vault_before_or_after(name: str) -> None:
    code, said = swept(MODULE, "1", "0", name)
    assert code == 0, said


@pytest.mark.thorough
def test_a_writer_without_a_journal_is_found_out() -> None:
    code, said = swept(MODULE, "1", "0", "control")
    assert code == 1
    assert re.search(r"not whole|does not open|neither before nor after", said)


def test_every_command_that_changes_a_vault_is_swept() -> None:
    """A new command is either one that reads, or has an operation."""
    swept_commands = {words for words in commands() if any(re.match(rf"{words}(,| --|$)", name) for name in OPERATIONS)}
    assert set(commands()) - swept_commands - READING == set(ELSEWHERE)
    assert set(ELSEWHERE.values()) <= swept_commands
    assert not READING & swept_commands


@pytest.mark.parametrize(
    "harm", ["pwrite64:error=EIO:when=3", "fdatasync:error=ENOSPC:when=1", "unlink:error=EIO:when=1"]
)
def test_the_command_line_says_that_it_was_not_saved(tmp_path: Path, harm: str) -> None:
    practice = Machine.practising(tmp_path)
    before = len(practice.data("note", "list", "heron")["notes"])
    done = harmed(practice, harm, "note add heron", "text")
    assert done.returncode == 1, done.stderr
    assert b"saved" not in done.stdout
    assert b"error: " in done.stderr
    assert len(practice.data("note", "list", "heron")["notes"]) in (before, before + 1)
    assert practice.data("check")["faults"] == []


def heron(practice: Machine) -> tuple[str, list[str]]:
    """What can be seen of an engagement: whether it goes on, and each wording of the notes that are open."""
    opened = practice.opened()
    notes = sorted(str(line.id) for line in list_notes(opened, "heron", Filter()).notes)
    wordings = [view.note.body for note in notes for view in read_history(opened, note)]
    return show_engagement(opened, "heron")[0].status, sorted(wordings)


TOLD = "Told by a script."
DONE: dict[str, Callable[[str, list[str]], tuple[str, list[str]]]] = {
    "note add heron": lambda status, bodies: (status, sorted([*bodies, TOLD])),
    "note edit heron/1": lambda status, bodies: (status, sorted([*bodies, TOLD])),
    "engagement end heron": lambda _status, _bodies: ("ended", []),
}
"""What is seen of heron once a command was done."""


@pytest.mark.thorough
@pytest.mark.parametrize("point", ["pwrite64:when=6", "fdatasync:when=2", "unlink:when=1"])
@pytest.mark.parametrize("words", DONE)
def test_a_command_that_is_killed_leaves_the_vault_before_or_after(tmp_path: Path, words: str, point: str) -> None:
    practice = Machine.practising(tmp_path)
    before = heron(practice)
    call, _, when = point.partition(":")
    done = harmed(practice, f"{call}:signal=SIGKILL:{when}", words, TOLD)
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert done.stdout == b"", "nothing was acknowledged yet"
    after = heron(practice)
    assert after in (before, DONE[words](*before))
    assert practice.data("check")["faults"] == []
    if after == before:
        assert practice.run(*words.split(), typed=TOLD).code == 0
        assert heron(practice) == DONE[words](*before)


def harmed(practice: Machine, harm: str, words: str, typed: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the real command, harmed at a call that concerns the vault's file or its journal."""
    strace = ["strace", "-f", "-o", "/dev/null", "-P", str(practice.vault), "-P", f"{practice.vault}-journal"]
    return subprocess.run(
        [*strace, "-e", f"inject={harm}", sys.executable, "-m", "coachvault", *words.split()],
        input=typed.encode(),
        env=practice.environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
