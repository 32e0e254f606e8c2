"""What a hardened process leaves behind. Each check has a process of its own, since nothing here can be taken back."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachvault.system.process import ending_code, restore_terminal, terminal_state

ROOT = Path(__file__).parents[3]
ON_LINUX = sys.platform == "linux"


def run_hardened(code: str) -> str:
    program = f"from coachvault.system.process import harden\n{code}"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_new_files_are_private(tmp_path: Path) -> None:
    run_hardened(f"harden(); open({str(tmp_path / 'file')!r}, 'w').close()")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_no_core_is_dumped() -> None:
    shown = run_hardened("import resource; harden(); print(resource.getrlimit(resource.RLIMIT_CORE))")
    assert shown == "(0, 0)"


def test_on_linux_other_processes_of_the_user_cannot_look_in() -> None:
    look = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))" if ON_LINUX else "print(0)"
    assert run_hardened(f"harden(); {look}") == "0"


LOCK = "from coachvault.system.process import lock_memory; {}; print(lock_memory())"
LOCKED = "import re; print(re.search(r'VmLck:\\s+(\\d+)', open('/proc/self/status').read())[1] != '0')"


def test_it_tells_whether_memory_is_locked() -> None:
    shown = run_hardened(f"{LOCK.format('pass')}; {LOCKED if ON_LINUX else 'print(False)'}").split()
    assert shown[0] == shown[1]


def test_memory_is_not_locked_where_a_process_might_run_into_the_limit() -> None:
    limited = "import os, resource; os.geteuid = lambda: 1; resource.setrlimit(resource.RLIMIT_MEMLOCK, (65536, 65536))"
    assert run_hardened(LOCK.format(limited)) == "False"
    assert run_hardened(LOCK.format("import sys; sys.modules['resource'] = sys.modules['ctypes'] = None")) == "False"


def test_it_never_fails() -> None:
    missing = "import sys; sys.modules['resource'] = sys.modules['ctypes'] = None"
    assert run_hardened(f"{missing}; harden(); harden(); print('done')") == "done"


def test_a_signal_stops_as_ctrl_c_does_and_makes_the_exit_code() -> None:
    see = (
        "import os, signal; from coachvault.system.process import Stopped, ending_code, stop_on_signals\n"
        "stop_on_signals()\n"
        "try: os.kill(os.getpid(), signal.SIGTERM)\n"
        "except Stopped: print(isinstance(Stopped(), KeyboardInterrupt), ending_code(1), ending_code(0))\n"
        "os.kill(os.getpid(), signal.SIGHUP)\n"
        "print('put away')"
    )
    assert run_hardened(see) == "True 143 0\nput away"


def test_what_is_ignored_stays_ignored() -> None:
    see = (
        "import os, signal; from coachvault.system.process import ending_code, stop_on_signals\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "stop_on_signals()\n"
        "os.kill(os.getpid(), signal.SIGHUP)\n"
        "print(ending_code(7))"
    )
    assert run_hardened(see) == "7"


def test_no_signal_changes_no_exit_code() -> None:
    assert [ending_code(code) for code in (0, 1, 16)] == [0, 1, 16]


@pytest.fixture
def pseudo_terminal() -> Iterator[int]:
    """A terminal in place of stdin."""
    master, slave = os.openpty()
    before = os.dup(0)
    os.dup2(slave, 0)
    yield slave
    os.dup2(before, 0)
    for each in (before, slave, master):
        os.close(each)


def test_a_terminal_that_shows_nothing_is_set_as_it_was(pseudo_terminal: int) -> None:
    before = terminal_state()
    silent = termios.tcgetattr(pseudo_terminal)
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(pseudo_terminal, termios.TCSANOW, silent)
    restore_terminal(before)
    assert termios.tcgetattr(pseudo_terminal)[3] & termios.ECHO


def test_without_a_terminal_nothing_is_set(tmp_path: Path) -> None:
    before = os.dup(0)
    with (tmp_path / "input").open("w+b") as file:
        os.dup2(file.fileno(), 0)
    try:
        assert terminal_state() is None
        restore_terminal(None)
    finally:
        os.dup2(before, 0)
        os.close(before)


def test_a_block_that_may_lose_what_is_raised_is_asked_to_end() -> None:
    shown = run_hardened(
        "import os, signal; from coachvault.system.process import Stopped, stop_on_signals, stopping\n"
        "stop_on_signals(); said = []\n"
        "try:\n"
        "    with stopping(lambda: said.append('asked')):\n"
        "        os.kill(os.getpid(), signal.SIGTERM); said.append('went on')\n"
        "except Stopped: said.append('stopped')\n"
        "print(*said, sep=', ')"
    )
    assert shown == "asked, went on, stopped"
