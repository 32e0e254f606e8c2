"""Told to end from outside, the program puts everything away first: real signals, sent to the real command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.machine import PROGRAM, Machine
from tests.cli.terminal import Terminal
from tests.cli.test_editors import drafts, eventually, left_behind, opens
from tests.shards import thinned

Run = Callable[..., Terminal]

each_signal = pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])


@pytest.fixture(autouse=True)
def hangups_reach_the_program() -> Iterator[None]:
    """Lets SIGHUP reach it, also where the tests themselves run under nohup."""
    before = signal.getsignal(signal.SIGHUP)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


class Pad(NamedTuple):
    """An editor of which nothing is known: it writes its file and stays open.

    Args:
        path: The program.
        secret: What it writes; in this test only, since other tests share the memory.
    """

    path: str
    secret: str


@pytest.fixture
def pad(practice: Machine) -> Pad:
    practice.data("client", "list")
    script, secret = practice.keys / "pad", f"vermilion heron {os.urandom(8).hex()}"
    script.write_text(f'#!/bin/sh\nprintf "{secret}" > "$1"\necho written >&2\nexec sleep 300\n')
    script.chmod(0o700)
    return Pad(str(script), secret)


def writes(terminal: Run, machine: Machine, pad: Pad) -> Terminal:
    session = opens(terminal, machine, "note", "add", "heron", editor=pad.path)
    session.answers("Use it all the same?", "y")
    session.waits_for("written")
    assert [file.name for file in left_behind(machine, pad.secret)] == ["text.txt"]
    return session


@pytest.mark.needs_terminal
@pytest.mark.unprivileged
class TestAnEditorOfWhichNothingIsKnown:
    @each_signal
    def test_leaves_no_readable_text_and_the_draft_comes_back(
        self, practice: Machine, terminal: Run, pad: Pad, sent: int, code: int
    ) -> None:
        session = writes(terminal, practice, pad)
        session.kills(sent)
        session.waits_for("Stopped")
        assert session.ends() == code
        assert left_behind(practice, pad.secret) == []
        again = terminal(practice, "note", "add", "heron")
        again.unlocks()
        again.waits_for(f"was not saved: {pad.secret}")

    def test_leaves_no_readable_text_when_the_window_is_closed(
        self, practice: Machine, terminal: Run, pad: Pad
    ) -> None:
        writes(terminal, practice, pad).closes_its_window()
        eventually(lambda: left_behind(practice, pad.secret) == [])
        eventually(lambda: len(drafts(practice)) == 1)

    def test_what_a_killed_process_left_is_removed_by_the_next_command_and_what_is_in_use_is_not(
        self, practice: Machine, terminal: Run, pad: Pad
    ) -> None:
        killed = writes(terminal, practice, pad)
        killed.kills(signal.SIGKILL)
        killed.closes()
        practice.data("client", "list")
        assert left_behind(practice, pad.secret) == []
        writes(terminal, practice, pad)
        practice.data("client", "list")
        assert len(left_behind(practice, pad.secret)) == 1


@pytest.mark.needs_terminal
@each_signal
def test_recovery_words_do_not_stay_on_the_screen(practice: Machine, terminal: Run, sent: int, code: int) -> None:
    session = terminal(practice, "recovery", "renew")
    session.unlocks()
    session.waits_for("disappears. ")
    session.kills(sent)
    assert session.ends() == code
    assert "24 recovery words" not in session.screen
    assert session.raw.rstrip().endswith("what was reported as done stays.")


@pytest.mark.needs_terminal
@each_signal
def test_a_text_at_the_prompt_is_kept_as_a_draft(practice: Machine, terminal: Run, sent: int, code: int) -> None:
    session = terminal(practice, "note", "add", "heron")
    session.unlocks()
    session.shows("Ctrl-D saves")
    session.types("typed for an hour")
    session.shows("typed for an hour")
    session.kills(sent)
    assert session.ends() == code
    assert session.echoes()
    assert len(drafts(practice)) == 1


IN_THE_MIDST = """
import runpy, signal, sys

def armed(frame, event, argument):
    if event == "line" and frame.f_code.co_name == name and "hour" in typed:
        sys.settrace(None)
        signal.getsignal(signal.SIGTERM)(signal.SIGTERM, frame)
    return armed

def insert(self, text, *more, **named):
    answer = real(self, text, *more, **named)
    typed[:] = [self.text.split()[-1]]
    return answer

name, sys.argv, typed = sys.argv[1], ["coachvault", *sys.argv[2:]], []
from prompt_toolkit.buffer import Buffer
real, Buffer.insert_text = Buffer.insert_text, insert
sys.settrace(armed)
runpy.run_module("coachvault", run_name="__main__", alter_sys=True)
"""


@pytest.mark.needs_terminal
@pytest.mark.parametrize("function", thinned(["_remove", "_run", "_run_once", "_redraw", "run_in_context"], 2))
def test_a_text_is_kept_wherever_the_signal_meets_the_prompt(
    practice: Machine, terminal: Run, function: str, tmp_path: Path
) -> None:
    entry = tmp_path / "entry.py"
    entry.write_text(IN_THE_MIDST)
    session = terminal(practice, "note", "add", "heron", entry=(str(entry), function))
    session.unlocks()
    session.shows("Ctrl-D saves")
    session.types("typed for an hour")
    assert session.ends() == 143
    assert session.echoes()
    assert len(drafts(practice)) == 1


@pytest.mark.needs_terminal
def test_a_passphrase_prompt_gives_the_terminal_back(practice: Machine, terminal: Run) -> None:
    session = terminal(practice, "client", "list")
    session.waits_for("Passphrase: ")
    session.kills(signal.SIGTERM)
    session.waits_for("Stopped")
    assert session.echoes()
    assert session.ends() == 143


@pytest.mark.needs_program("strace")
@each_signal
def test_a_readable_record_that_is_half_written_is_removed(practice: Machine, sent: int, code: int) -> None:
    (practice.home / "o").mkdir(mode=0o700)
    inject = f"fsync:signal={signal.Signals(sent).name}:when=1"
    traced = ["strace", "-f", "-o", os.devnull, "-e", "trace=fsync", "-e", f"inject={inject}", sys.executable]
    record = practice.home / "o" / "record.txt"
    words = ("--json", "access", "robin", "--out", str(record))
    done = subprocess.run(
        [*traced, *PROGRAM, *words], env=practice.environment, cwd=practice.home, capture_output=True, check=False
    )
    assert done.returncode == code
    assert b'"interrupted"' in done.stderr
    assert list(record.parent.iterdir()) == []


def waiting(machine: Machine, ignored: str = "") -> subprocess.Popen[bytes]:
    """Starts a command that waits for its passphrase command, which has said so."""
    environment = machine.without_passphrase() | {
        "COACHVAULT_PASSPHRASE_COMMAND": "echo up >&2; read line <fifo; false"
    }
    os.mkfifo(machine.home / "fifo")
    line = f'{ignored} exec "$0" "$@"'
    process = subprocess.Popen(
        ["sh", "-c", line, sys.executable, *PROGRAM, "client", "list"],
        env=environment,
        cwd=machine.home,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"up\n"
    return process


def test_a_window_that_closes_is_ignored_where_the_caller_asked_for_that(practice: Machine) -> None:
    with waiting(practice, "trap '' HUP;") as process:
        process.send_signal(signal.SIGHUP)
        Path(practice.home / "fifo").write_text("on\n")
        assert process.wait() == 12


@each_signal
def test_the_exit_code_tells_scripts_what_stopped_it(practice: Machine, sent: int, code: int) -> None:
    with waiting(practice) as process:
        process.send_signal(sent)
        assert process.wait() == code
