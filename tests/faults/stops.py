"""Stops a change at each of its system calls that write, in turn: killed, with a failing disk, with a full one.

A process that has everything loaded is forked for each point and stops itself before the work; strace attaches, lets it
go on, and does the harm at the call that is meant. What is found afterwards must be the state before or after, whole.

All points: `python -m tests.faults.stops`. A fixed sample runs with the other tests.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from coachvault.errors import CoachVaultError, UnlockFailed
from coachvault.practice.kinds import NOTE
from coachvault.practice.note import Note
from coachvault.services.copies import copy_list
from coachvault.services.copies.check import check
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.destruction import destroy, in_progress
from coachvault.services.records import certificates
from coachvault.vault import ledger
from coachvault.vault.snapshot import Snapshot
from tests.fakes import PASSPHRASE, WORDS, filled_practice
from tests.faults.operations import CONTROL, NEW, OPERATIONS, Operation

ROOT = Path(__file__).parents[2]
CALLS = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "unlinkat", "rename", "renameat", "renameat2"),
    *("link", "linkat", "mkdir", "mkdirat"),
)
HARMS = ("signal=SIGKILL", "error=EIO", "error=ENOSPC")
DONE, REFUSED, UNEXPECTED = 0, 3, 4
PHRASES = (PASSPHRASE, NEW)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)


class Point(NamedTuple):
    """One harm at one call, counted from 1."""

    call: str
    number: int
    harm: str


class Stage:
    """A vault that is brought back to where it was before each point."""

    def __init__(self, folder: Path, operation: Operation) -> None:
        self.folder, self.operation = folder / "practice", operation
        self.practice = filled_practice(self.folder)
        self.practice.open().vault.remember()
        operation.prepare(self.practice)
        self._kept = folder / "kept"
        shutil.copytree(self.folder, self._kept)
        self.before = self.state()
        self.calls = Counter(_CALL.findall(self._runs(None)[1]))
        self.after = self.state()
        self.allowed = [self.before, self.after]
        if operation.copy:
            self._restore()
            (self.practice.path.parent / operation.copy).unlink()
            self._runs(None)
            self.allowed.append(self.state())
        for halfway in filter(None, [operation.halfway, operation.made]):
            self._restore()
            halfway(self.practice)
            self.allowed.append(self.state())

    def points(self) -> Iterator[Point]:
        """Yields every harm at every call."""
        for harm in HARMS:
            for call in CALLS:
                yield from (Point(call, number, harm) for number in range(1, self.calls[call] + 1))

    def fault(self, point: Point) -> str:
        """Returns what is wrong after a point, or nothing."""
        self._restore()
        code, _ = self._runs(point)
        if code == UNEXPECTED:
            return "an error that is none of ours"
        if fault := self.at_first():
            return fault
        try:
            state = self.state()
            faults = [] if state is None else check(self.practice.setting, self.credentials(), lambda *_: None).faults
            if self.operation.is_way_in and state is not None and not self._passphrase_opens():
                return "no passphrase opens it"
        except CoachVaultError as error:
            return f"the vault does not open: {error.message}"
        if faults:
            return f"the vault is not whole: {faults[0]}"
        if state not in self.allowed:
            return f"neither before nor after: {state}"
        if code == DONE and state == self.before:
            return "said to be done, and is not"
        return ""

    def at_first(self) -> str:
        """Returns what is wrong before anything else was done after a point, or nothing; the files are as they were."""
        return ""

    def state(self) -> tuple[object, ...] | None:
        """Returns what a vault holds, without what is drawn at random; None where there is none."""
        if not self.practice.path.exists():
            return None
        opened = open_vault(self.practice.setting, self.credentials())
        copy_list.settle(opened)  # and settles what became of a copy
        if in_progress.is_begun(opened):  # the next start goes on with a destruction
            destroy.finish(opened)
        told = [each.state for each in certificates.list_certificates(opened)]
        with opened.vault.read(opened.unseal()) as snapshot:
            keys = snapshot.ledger_keys()
            kinds = [
                ledger.open_entry_of_any_time(row, keys, snapshot.vault_id).kind for row in snapshot.store.ledger()
            ]
            records = Counter(
                (
                    item.kind,
                    len(item.rows),
                    snapshot.is_sealed(compartment_id),
                    len(snapshot.head(compartment_id).erased),
                )
                for compartment_id in snapshot.compartment_ids()
                for item in snapshot.head(compartment_id).items
            )
            return kinds, records, _texts(snapshot), told, snapshot.header.epoch, len(snapshot.store.inbox())

    def credentials(self) -> Credentials:
        """Returns a way in that is still one: words and passphrase are changed by some of the operations."""
        for credentials in (Credentials(str, [WORDS]), *(Credentials(partial(str, each)) for each in PHRASES)):
            with suppress(UnlockFailed):
                open_vault(self.practice.setting, credentials)
                return credentials
        raise UnlockFailed("no way in is left")

    def _passphrase_opens(self) -> bool:
        for passphrase in PHRASES:
            with suppress(UnlockFailed):
                self.practice.open_with(passphrase)
                return True
        return False

    def _restore(self) -> None:
        self.bring_back(self._kept)

    def bring_back(self, kept: Path) -> None:
        """Has the folder as it was when it was kept."""
        shutil.rmtree(self.folder)
        copy_all(kept, self.folder)

    def _runs(self, point: Point | None) -> tuple[int, str]:
        """Runs the operation, harmed or not, in a process of its own; returns its exit code and its calls."""
        child = os.fork()
        if not child:
            os._exit(self._acts())
        os.waitpid(child, os.WUNTRACED)
        trace = self.folder.with_name("trace")
        wanted = point.call if point else ",".join(CALLS)
        harm = ["-e", f"inject={point.call}:{point.harm}:when={point.number}"] if point else []
        with subprocess.Popen(
            ["strace", "-f", "-o", str(trace), "-p", str(child), "-e", f"trace={wanted}", *harm],
            stderr=subprocess.PIPE,
        ) as tracer:
            assert tracer.stderr is not None
            tracer.stderr.readline()  # it is attached
            os.kill(child, signal.SIGCONT)
            _, status = os.waitpid(child, 0)
            tracer.stderr.read()
        return os.waitstatus_to_exitcode(status), trace.read_text()

    def _acts(self) -> int:
        os.kill(os.getpid(), signal.SIGSTOP)
        try:
            self.operation.act(self.practice)
        except CoachVaultError:
            return REFUSED
        except BaseException:  # noqa: BLE001 - whatever else comes is what is looked for
            return UNEXPECTED
        return DONE


def copy_all(folder: Path, target: Path) -> None:
    """Copies a folder; a file with two names has both in the copy, too."""
    known: dict[int, str] = {}

    def copied(source: str, place: str) -> str:
        inode = os.stat(source).st_ino  # noqa: PTH116 - shutil gives names
        if inode in known:
            os.link(known[inode], place)
            return place
        known[inode] = place
        return shutil.copy2(source, place)

    shutil.copytree(folder, target, copy_function=copied)


def _texts(snapshot: Snapshot) -> list[str]:
    """Returns each wording of every note that is there."""
    return sorted(
        snapshot.read(compartment_id, item.record_id, Note, row.revision).body
        for compartment_id in snapshot.compartment_ids()
        for item in snapshot.head(compartment_id).of_kind(NOTE)
        for row in item.rows
    )


def stage_of(name: str, folder: Path) -> Stage:
    """Returns the stage on which an operation is done, by its name."""
    return Stage(folder, CONTROL if name == "control" else OPERATIONS[name])


MakesStage = Callable[[str, Path], Stage]


def sweep(make: MakesStage, name: str, every: int, first: int = 0) -> tuple[int, list[str]]:
    """Harms one operation at every so manieth point; returns how many points there were, and what is wrong."""
    with TemporaryDirectory() as folder:
        stage = make(name, Path(folder))
        points = list(stage.points())[first::every]
        found = [(point, stage.fault(point)) for point in points]
    return len(points), [f"{name}, {each.harm} at {each.call} {each.number}: {fault}" for each, fault in found if fault]


def main(arguments: list[str], every_name: Iterable[str] = OPERATIONS, make: MakesStage = stage_of) -> int:
    """Sweeps the operations that are named, or all, at every point or every so manieth."""
    every, first, *names = [*arguments, *["1", "0"][len(arguments) :]]
    count = 0
    faults: list[str] = []
    for name in names or every_name:
        points, found = sweep(make, name, int(every), int(first))
        count, faults = count + points, faults + found
        print(f"{name}: {points} points, {len(found)} faults", flush=True)  # noqa: T201
    print("\n".join([*faults, f"{count} points, {len(faults)} faults"]))  # noqa: T201
    return bool(faults)


def swept(module: str, *arguments: str) -> tuple[int, str]:
    """Sweeps in a process without threads, which can be forked safely; returns its exit code and what it says."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)
    assert "points" in done.stdout, done.stderr
    return done.returncode, done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
