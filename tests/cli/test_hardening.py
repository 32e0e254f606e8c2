"""The process from within: what it makes is private, and nobody else may look into it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.machine import CHEAP, Machine

SEE = r"""
import ctypes, json, os, resource, sys
import coachvault.cli.app as app
from coachvault.__main__ import main

def look(args=None, surroundings=None):
    made = os.open("made", os.O_CREAT | os.O_WRONLY, 0o666)
    sys.stdout.write(json.dumps({
        "mode": oct(os.fstat(made).st_mode & 0o777),
        "umask": [line.split()[1] for line in open("/proc/self/status") if line.startswith("Umask")][0],
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
    }))
    return 0

app.main = look
sys.exit(main(["check"]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc and prctl are Linux")
def test_the_process_is_private_from_its_first_command_on(machine: Machine) -> None:
    seen = machine.run(entry=("-W", "error", "-c", SEE)).out
    assert seen == '{"mode": "0o600", "umask": "0077", "core": [0, 0], "dumpable": 0}'


@pytest.mark.unprivileged
@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux")
def test_another_process_of_the_same_user_may_not_look_into_it(practice: Machine) -> None:
    environment = practice.without_passphrase() | {"COACHVAULT_PASSPHRASE_COMMAND": "echo up >&2; exec sleep 30"}
    with subprocess.Popen(
        [sys.executable, "-m", "coachvault", "client", "list"],
        env=environment,
        cwd=practice.home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"up\n"
        owner = Path(f"/proc/{process.pid}/mem").stat().st_uid
        os.killpg(process.pid, 9)
    assert owner == 0, "a process that may be dumped belongs to its user in /proc, any other to root"


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o1777])
def test_a_state_folder_in_which_others_may_write_is_refused(practice: Machine, mode: int) -> None:
    """Whoever can take away what this machine has seen can put yesterday's file back."""
    assert practice.run("client", "list").code == 0
    practice.state.chmod(mode)
    before = practice.vault.read_bytes()
    for words in ("client list", "note add heron", "check", "status"):
        assert practice.fails(*words.split(), typed="Text.") == (17, "bad_input")
    locked = practice.run("--json", "note", "add", "heron", typed="Text.", environment=practice.without_passphrase())
    assert locked.error["code"] == "bad_input"
    made = practice.founds("--vault", str(practice.home / "another.vault"))
    assert (made.code, (practice.home / "another.vault").exists()) == (17, False)
    assert practice.vault.read_bytes() == before
    practice.state.chmod(0o700)
    assert practice.run("client", "list").code == 0


@pytest.mark.unprivileged
def test_a_state_folder_of_another_user_is_refused(practice: Machine) -> None:
    shutil.rmtree(practice.state)
    practice.state.symlink_to("/usr")
    answer = practice.run("client", "list")
    assert (answer.code, "belongs to another user" in answer.err) == (17, True)


def test_everything_that_is_made_is_private_even_under_a_loose_umask(machine: Machine) -> None:
    machine.alone = True
    previous = os.umask(0)
    try:
        assert machine.run("--json", "init", entry=CHEAP).code == 0
        machine.data("client", "add", "heron", "--from", "-", typed="")
        machine.data("note", "add", "heron", typed="Text.")
        assert machine.run("tour", "--keep", str(machine.home / "kept"), entry=CHEAP).code == 0
    finally:
        os.umask(previous)
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in machine.files()}
    assert len([path for path in modes if path.is_file()]) >= 6
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if not path.is_dir()} == {0o600}
