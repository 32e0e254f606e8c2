"""A machine with a home of its own, on which the program is run: within the test, as a process where that matters."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coachvault.practice.retention import LONGEST_LEAP
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.system.clock import SystemClock
from tests.cli import contract, within
from tests.fakes import (
    NOON,
    PASSPHRASE,
    WORDS,
    Made,
    Practice,
    empty_practice,
    filled_practice,
    made_here,
    say_that_the_clock_is_right,
)

ROOT = Path(__file__).parents[2]
PROGRAM = ("-W", "error", "-m", "coachvault")
CHEAP = ("-W", "error", "-m", "tests.cli.entry")
OBSERVED = ("-W", "error", "-m", "tests.cli.observed")
SECONDS = 60
_WITHIN = (PROGRAM, CHEAP)
_SETTLED_AT_START = ("LANG", "LC_", "LD_", "PYTHON")
_USUAL = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
_DESCRIPTORS = ("--passphrase-fd", "--new-passphrase-fd")


@dataclass(frozen=True)
class Answer:
    """What a command came to."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()

    @property
    def data(self) -> dict[str, Any]:
        """The answer under --json, of a command that succeeded: it has the keys of the contract."""
        assert self.code == 0, self.err
        envelope = json.loads(self.stdout)
        data: dict[str, Any] = envelope["data"]
        assert contract.fits(envelope["command"], data), data
        return data

    @property
    def error(self) -> dict[str, Any]:
        """The error under --json: the last line on stderr, and nothing on stdout."""
        assert self.stdout == b""
        envelope = json.loads(self.stderr.splitlines()[-1])
        assert envelope.keys() == {"coachvault", "error"}
        assert envelope["coachvault"] == 1
        error: dict[str, Any] = envelope["error"]
        assert error.keys() - {"remarks"} == {"code", "message", "hint"}
        return error


class Machine:
    """A home, a folder for temporary files, and a passphrase file that is no part of either.

    Attributes:
        alone: Whether each command has a process of its own, whatever is run.
    """

    def __init__(self, folder: Path) -> None:
        self.alone = False
        self.home, self.temporary, self.keys = folder / "home", folder / "temporary", folder / "keys"
        for each in (self.home, self.temporary, self.keys):
            each.mkdir(mode=0o700)
        self.vault = self.home / ".local" / "share" / "coachvault" / "practice.vault"
        self.state = self.home / ".local" / "state" / "coachvault"
        self.passphrase_file = self.private("passphrase", f"{PASSPHRASE}\n")
        self.environment = {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TERM": "xterm",
            "COACHVAULT_PASSPHRASE_FILE": str(self.passphrase_file),
            "COACHVAULT_AGENT": "off",
        }

    def private(self, name: str, text: str | bytes, mode: int = 0o600) -> Path:
        """Writes a file beside the home."""
        path = self.keys / name
        path.touch(mode)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        path.chmod(mode)
        return path

    def opened(self) -> OpenVault:
        """Opens the vault within the test, to see quickly what the commands have left."""
        return open_vault(Setting(self.vault, self.state, SystemClock()), Credentials(str, [WORDS]))

    def words_file(self) -> Path:
        return self.private("words", f"{WORDS}\n")

    def without_passphrase(self) -> dict[str, str]:
        """Returns the environment without a way to the passphrase."""
        return {name: value for name, value in self.environment.items() if name != "COACHVAULT_PASSPHRASE_FILE"}

    def run(
        self,
        *words: str,
        typed: str | bytes = b"",
        environment: Mapping[str, str] | None = None,
        entry: tuple[str, ...] = PROGRAM,
        descriptors: tuple[int, ...] = (),
        cwd: Path | None = None,
        under: tuple[str, ...] = (),
    ) -> Answer:
        """Runs a command; what is typed comes in on stdin, `under` what watches it.

        Within the process of the test, where that is no other thing than one of its own.
        """
        given = typed.encode() if isinstance(typed, str) else typed
        seen = self.environment if environment is None else environment
        place = cwd or self.home
        if not (self.alone or descriptors or under) and _runs_within(words, entry, seen):
            return Answer(*within.run(within.Call(words, given, seen, place, entry == CHEAP, SECONDS)))
        done = subprocess.run(
            [*under, sys.executable, *entry, *words],
            input=given,
            env=seen,
            capture_output=True,
            pass_fds=descriptors,
            cwd=place,
            timeout=SECONDS,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def data(self, *words: str, typed: str | bytes = b"") -> dict[str, Any]:
        """Runs a command that succeeds, and returns its answer for scripts."""
        return self.run("--json", *words, typed=typed).data

    def fails(self, *words: str, typed: str | bytes = b"") -> tuple[int, str]:
        """Runs a command that fails, and returns its exit code and the name of the error."""
        answer = self.run("--json", *words, typed=typed)
        return answer.code, answer.error["code"]

    def founds(self, *words: str, typed: str | bytes = b"") -> Answer:
        """Makes a vault, with a passphrase that is cheap to open from then on."""
        return self.run("--json", "init", *words, typed=typed, entry=CHEAP)

    def files(self) -> Iterator[Path]:
        """Everything that stands in the home and in the folder for temporary files, folders included."""
        for folder in (self.home, self.temporary):
            yield from folder.rglob("*")

    def take(self, vault: Path) -> None:
        """Takes a vault from elsewhere into the usual place."""
        self.vault.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        for folder in (self.vault.parents[1], self.vault.parents[2]):
            folder.chmod(0o700)
        shutil.copy2(vault, self.vault)

    def _move_in(self, practice: Practice) -> None:
        """Takes a practice into the usual place; nothing of it stays elsewhere, which nobody would know of."""
        practice.clock.moment = SystemClock().now()
        if practice.clock.moment - NOON > LONGEST_LEAP:  # these tests are run in another season than they were written
            say_that_the_clock_is_right(practice.open())
        self.take(practice.path)
        made_here(Setting(self.vault, self.state, practice.clock), Made.of(practice))
        practice.path.unlink()

    @classmethod
    def new(cls, folder: Path) -> Machine:
        """A machine without a vault."""
        return cls(folder)

    @classmethod
    def first_day(cls, folder: Path) -> Machine:
        """A machine with a vault in which nothing is yet."""
        machine = cls(folder)
        machine._move_in(empty_practice(folder / "empty"))
        return machine

    @classmethod
    def practising(cls, folder: Path) -> Machine:
        """A machine with the vault of `filled_practice`."""
        machine = cls(folder)
        machine._move_in(filled_practice(folder / "filled"))
        return machine


def _runs_within(words: tuple[str, ...], entry: tuple[str, ...], environment: Mapping[str, str]) -> bool:
    """Tells whether a command comes to the same within the process of the test.

    Not so where it talks to an agent or with a descriptor by its number, or where its interpreter begins otherwise.
    """
    is_usual = not any(name.startswith(_SETTLED_AT_START) for name in environment.keys() - _USUAL)
    return (
        entry in _WITHIN
        and is_usual
        and environment.get("COACHVAULT_AGENT") == "off"
        and not any(word.startswith(_DESCRIPTORS) for word in words)
        and threading.current_thread() is threading.main_thread()
    )


def disguises(secret: str) -> list[bytes]:
    """Returns the forms in which a secret could stand in a file: raw, UTF-16, base64 at each offset, hexadecimal."""
    raw = secret.encode()
    forms = [
        raw,
        secret.encode("utf-16-le"),
        secret.encode("utf-16-be"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
    ]
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw)
        forms.append(encoded[4 if offset else 0 : len(encoded) - 4])
    return forms
