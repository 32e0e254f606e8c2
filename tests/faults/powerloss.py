"""A disk that loses power: what may be found on it after any moment of a run that was recorded.

A run is recorded with strace. What was written to a file before its last fsync is on the disk; each write after it may
be there or not, whole or in parts of 512 bytes, in any order. A name that was made or removed is sure once its folder
was synced; before that the first so many of such changes are there. (A model of a disk that keeps what it confirmed.)
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SECTOR_BYTES = 512
_TRACED = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,link,linkat"
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (\d+)", re.MULTILINE)
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"^(\d+)<([^>]*)>")
_RUN = """
import os, sys
from pathlib import Path
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.vault import schema
from tests.fakes import Practice

practice = Practice.at(Path(sys.argv[1]))
if sys.argv[3] == "careless":
    schema.PRAGMAS = (*schema.PRAGMAS, "synchronous=OFF")
opened = practice.open()
for number in range(int(sys.argv[2])):
    add_note(opened, "heron", NoteDraft(f"note {number} " + "x" * 1500))
    os.write(1, b"saved")
"""


class Step(NamedTuple):
    """One thing that a program asked of the disk.

    Args:
        kind: `write`, `cut`, `sync`, `make`, `remove` or `saved`: what was said to be done.
        path: The file, or the folder of a sync.
        at: Where it was written, or to what length it was cut.
        data: What was written.
    """

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class _File:
    sure: bytearray
    pending: list[Step] = field(default_factory=list)


def record(folder: Path, notes: int, *, careless: bool = False) -> list[Step]:
    """Records how notes are added to the practice in a folder.

    Args:
        folder: The folder of a `Practice`.
        notes: How many.
        careless: Whether nothing is synced, as a control.
    """
    trace = folder.with_name("trace")
    script = [sys.executable, "-c", _RUN, str(folder), str(notes), "careless" if careless else "careful"]
    strace = ["strace", "-f", "-y", "-xx", "-s", "200000", "-e", f"trace={_TRACED}", "-o", str(trace)]
    subprocess.run([*strace, *script], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=100)
    place = str(folder / "vault")
    steps = (_parse(*found) for found in _LINE.findall(trace.read_text()))
    return [step for step in steps if step and (step.kind == "saved" or step.path.startswith(place))]


def states(before: dict[str, bytes], steps: list[Step], each: int, seed: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yields what may be found after each step: how many notes were said to be saved, and the files.

    Args:
        before: The files before the first step.
        steps: What was done.
        each: How many states after each step.
        seed: Draws the same states each time.
    """
    chance = random.Random(seed)  # noqa: S311 - the same states each time
    disk = Disk(before)
    saved = 0
    for step in steps:
        saved += step.kind == "saved"
        disk.take(step)
        for _ in range(each):
            yield saved, disk.after_a_power_cut(chance)


class Disk:
    """A disk with what is sure to be on it, and what is not yet."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {path: _File(bytearray(data)) for path, data in files.items()}
        self._sure_names = dict(self._files)
        self._pending_names: list[tuple[str, _File | None]] = []

    def take(self, step: Step) -> None:
        """Takes a step."""
        match step.kind:
            case "make" if step.path not in self._files:
                self._files[step.path] = _File(bytearray())
                self._pending_names.append((step.path, self._files[step.path]))
            case "remove" if step.path in self._files:
                del self._files[step.path]
                self._pending_names.append((step.path, None))
            case "sync" if step.path in self._files:
                file = self._files[step.path]
                for each in file.pending:
                    _apply(file.sure, each)
                file.pending.clear()
            case "sync":  # of the folder
                _rename(self._sure_names, self._pending_names)
                self._pending_names.clear()
            case "write" | "cut" if step.path in self._files:
                self._files[step.path].pending.append(step)

    def after_a_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Returns one of the states in which the disk may be found."""
        names = dict(self._sure_names)
        kept = chance.choice([0, len(self._pending_names), chance.randint(0, len(self._pending_names))])
        _rename(names, self._pending_names[:kept])
        return {path: self._found(file, chance) for path, file in names.items()}

    def _found(self, file: _File, chance: random.Random) -> bytes:
        found, likely = bytearray(file.sure), chance.choice([0.0, 0.5, 0.9, 1.0])
        is_torn = chance.random() < 0.3
        for step in file.pending:
            if chance.random() < likely:
                for part in _sectors(step) if is_torn and step.kind == "write" else [step]:
                    if part is step or chance.random() < 0.5:
                        _apply(found, part)
        return bytes(found)


def _rename(names: dict[str, _File], changes: list[tuple[str, _File | None]]) -> None:
    for path, file in changes:
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file


def _sectors(step: Step) -> list[Step]:
    return [
        step._replace(at=step.at + offset, data=step.data[offset : offset + SECTOR_BYTES])
        for offset in range(0, len(step.data), SECTOR_BYTES)
    ]


def _apply(data: bytearray, step: Step) -> None:
    end = step.at if step.kind == "cut" else step.at + len(step.data)
    if step.kind == "cut":
        del data[end:]
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if step.kind == "write":
        data[step.at : end] = step.data


def _parse(call: str, arguments: str, result: str) -> Step | None:
    strings = [bytes.fromhex(each.replace("\\x", "")) for each in _STRING.findall(arguments)]
    descriptor = _DESCRIPTOR.match(arguments)
    path = _plain(descriptor[2]) if descriptor else ""
    match call:
        case "pwrite64":
            return Step("write", path, int(arguments.rpartition(", ")[2]), strings[0])
        case "write" if descriptor and descriptor[1] == "1" and strings[0] == b"saved":
            return Step("saved")
        case "fsync" | "fdatasync":
            return Step("sync", path)
        case "ftruncate":
            return Step("cut", path, int(arguments.rpartition(", ")[2]))
        case "openat" if "O_CREAT" in arguments and int(result) >= 0:
            return Step("make", strings[0].decode())
        case "unlink" | "unlinkat":
            return Step("remove", strings[0].decode())
    return None


def _plain(shown: str) -> str:
    return bytes.fromhex(shown.replace("\\x", "")).decode() if shown.startswith("\\x") else shown
