"""A machine with a home of its own, on which the program is run as a process."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.system.clock import SystemClock
from tests.fakes import PASSPHRASE, WORDS, empty_practice, filled_practice

ROOT = Path(__file__).parents[2]
PROGRAM = ("-W", "error", "-m", "coachvault")
CHEAP = ("-W", "error", "-m", "tests.cli.entry")
OBSERVED = ("-W", "error", "-m", "tests.cli.observed")
SECONDS = 60


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
        """The answer under --json, of a command that succeeded."""
        assert self.code == 0, self.err
        data: dict[str, Any] = json.loads(self.stdout)["data"]
        return data

    @property
    def error(self) -> dict[str, str]:
        """The error under --json: the last line on stderr, and nothing on stdout."""
        assert self.stdout == b""
        envelope = json.loads(self.stderr.splitlines()[-1])
        assert envelope.keys() == {"coachvault", "error"}
        assert envelope["coachvault"] == 1
        error: dict[str, str] = envelope["error"]
        assert error.keys() == {"code", "message", "hint"}
        return error


class Machine:
    """A home, a folder for temporary files, and a passphrase file that is no part of either."""

    def __init__(self, folder: Path) -> None:
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
        """Runs a command in a process of its own; what is typed comes in on stdin, `under` what watches it."""
        done = subprocess.run(
            [*under, sys.executable, *entry, *words],
            input=typed.encode() if isinstance(typed, str) else typed,
            env=self.environment if environment is None else environment,
            capture_output=True,
            pass_fds=descriptors,
            cwd=cwd or self.home,
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

    @classmethod
    def new(cls, folder: Path) -> Machine:
        """A machine without a vault."""
        return cls(folder)

    @classmethod
    def first_day(cls, folder: Path) -> Machine:
        """A machine with a vault in which nothing is yet."""
        machine = cls(folder)
        machine.take(empty_practice(folder / "empty").path)
        return machine

    @classmethod
    def practising(cls, folder: Path) -> Machine:
        """A machine with the vault of `filled_practice`."""
        machine = cls(folder)
        machine.take(filled_practice(folder / "filled").path)
        return machine


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
