"""Secrets that show wherever they are left, and who looks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.machine import disguises

NOTE, NAME, AGREED, REASON = "KanariGelb", "Quirinalia Vexworth", "RaboneQuill", "ZweckUmbra"
FIRST = "Quirinalia"
PHRASE = "plovers misread forty anvils"
FORM = f'name = "{NAME}"\nemail = "{FIRST}@example.org"\nremark = "{AGREED}"'
TERMS = f'objectives = ["{AGREED}"]\nsponsor_may_receive = "{AGREED}"'
BODY = f"She said {NOTE}.\nAnd {NOTE} again.\n"


WIRED = [
    pytest.param(False, id="files"),
    pytest.param(True, id="files and calls", marks=[pytest.mark.thorough, pytest.mark.needs_program("strace")]),
]
"""Whether commands run alone and their calls are watched, or only what they say and leave behind."""


class Wire:
    """Notes which programs a command starts, with their arguments and variables, and whom it talks to."""

    CALLS = "execve,execveat,socket,connect,bind,sendto,sendmsg,sendmmsg"

    def __init__(self, log: Path) -> None:
        self._log = log
        self.under = (
            "strace",
            "-f",
            "--seccomp-bpf",
            "-v",
            "-xx",
            "-s9999",
            "-e",
            f"trace={self.CALLS}",
            "-o",
            str(log),
        )

    def calls(self) -> list[bytes]:
        """Returns the calls of the last command, their strings as plain bytes; not its end, nor any to the agent."""
        return [call for call in plain_calls(self._log) if not re.match(rb"\+\+\+|\w+\([^)]*AF_UNIX", call)]


def plain_calls(log: Path) -> list[bytes]:
    """Returns the system calls of a log of `strace -f -xx`, with the strings that they carry as plain bytes."""
    lines = [line.split(b" ", 1)[1].lstrip() for line in log.read_bytes().splitlines()]
    return [
        re.sub(rb"(?:\\x[0-9a-f]{2})+", lambda found: bytes.fromhex(found[0].decode().replace("\\x", "")), line)
        for line in lines
    ]


class Watch:
    """Looks for secrets, in any of their disguises."""

    def __init__(self, secrets: list[str]) -> None:
        forms = [form for secret in secrets for form in disguises(secret)]
        self._wanted = re.compile(b"|".join(map(re.escape, forms)))
        self._clean: set[tuple[Path, int, int, int]] = set()

    def sees(self, data: bytes) -> bytes | None:
        """Returns the first secret that shows, if one does."""
        found = self._wanted.search(data)
        return found[0] if found else None

    def sees_in_files(self, paths: Iterator[Path]) -> list[str]:
        """Returns the names of the files in which, or in whose names, a secret stands."""
        return [path.name for path in paths if self.sees(bytes(path)) or (path.is_file() and self._sees_inside(path))]

    def _sees_inside(self, path: Path) -> bool:
        """Looks into a file, unless it is as it was when nothing was in it."""
        at = path.stat()
        as_it_is = (path, at.st_ino, at.st_mtime_ns, at.st_size)
        if as_it_is in self._clean:
            return False
        if self.sees(path.read_bytes()):
            return True
        self._clean.add(as_it_is)
        return False
