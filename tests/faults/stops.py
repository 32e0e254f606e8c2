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
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from coachvault.errors import CoachVaultError, UnlockFailed
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.measures import Rating
from coachvault.practice.signoff import Road
from coachvault.services import (
    access,
    backups,
    certificates,
    custodians,
    destroying,
    disclosing,
    erasing,
    inbox,
    measuring,
    pending,
    policy,
    retention,
    ways_in,
)
from coachvault.services.asking import Ask, request
from coachvault.services.checking import check
from coachvault.services.engagements import Start, end_engagement, reopen_engagement, start
from coachvault.services.exporting import export, withdraw
from coachvault.services.founding import draw_recovery_words
from coachvault.services.journal import NoteDraft, add_note
from coachvault.services.judging import Answer
from coachvault.services.opening import Credentials, open_vault
from coachvault.services.people import add_client, add_sponsor, edit_client
from coachvault.services.releases import Form, draft
from coachvault.services.rewriting import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.scope import Order
from coachvault.services.sealed import show_note
from coachvault.services.signing import import_answer
from coachvault.texts.policy import DEFAULT_POLICY
from coachvault.vault import ledger, schema
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice, mail
from tests.independent.vaults import ground

CALLS = (
    *("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "unlinkat", "rename", "renameat", "renameat2"),
    *("link", "linkat", "mkdir", "mkdirat"),
)
HARMS = ("signal=SIGKILL", "error=EIO", "error=ENOSPC")
DONE, REFUSED, UNEXPECTED = 0, 3, 4
NEW = "quite another one"
PHRASES = (PASSPHRASE, NEW)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)


class Operation(NamedTuple):
    """Something that changes a vault.

    Args:
        act: Does it.
        prepare: Brings the vault to where it can be done.
        is_way_in: Whether it changes what opens the vault.
        copy: A file that it changes, too: where that fails, it is done all the same, and tells it honestly.
    """

    act: Callable[[Practice], object]
    prepare: Callable[[Practice], object] = lambda _: None
    is_way_in: bool = False
    copy: str = ""


class Point(NamedTuple):
    """One harm at one call, counted from 1."""

    call: str
    number: int
    harm: str


def _asked(practice: Practice) -> str:
    release = draft(practice.open(), "heron", Form(text="She leads."))
    return request(practice.open(), release.id, Ask(Road.EMAIL)).request.code


def _signed(practice: Practice) -> None:
    import_answer(practice.open(), "R1", Answer(mail(f"I approve {_asked(practice)}")))


def _import(practice: Practice) -> None:
    code = (practice.path.parent / "code").read_text()
    import_answer(practice.open(), "R1", Answer(mail(f"I approve {code}")))


def _waiting(practice: Practice) -> None:
    inbox.settle(practice.open())
    for body in ("one", "two"):
        inbox.write_locked(practice.setting, "heron", NoteDraft(body))


def _backed_up(practice: Practice) -> None:
    backups.create(practice.open(), practice.path.parent / "copy.vault")


OPERATIONS = {
    "note add": Operation(lambda it: add_note(it.open(), "heron", NoteDraft("A new note.\n" * 300))),
    "note edit": Operation(lambda it: edit_note(it.open(), "heron/1", 1, {"body": "Anew."})),
    "note move": Operation(lambda it: move_note(it.open(), "heron/2", "wren")),
    "note erase": Operation(lambda it: erase_note(it.open(), "heron/2")),
    "note erase --earlier": Operation(lambda it: erase_earlier(it.open(), "heron/2")),
    "note show, sealed": Operation(lambda it: show_note(it.open(), "linden/1", "the client asked")),
    "client add": Operation(lambda it: add_client(it.open(), "jay", {"name": "Eve Frost"})),
    "client edit": Operation(lambda it: edit_client(it.open(), "heron", {"phone": "1"})),
    "sponsor add": Operation(lambda it: add_sponsor(it.open(), "raven", {"name": "Kim"})),
    "engagement start": Operation(lambda it: start(it.open(), Start("linden", "", date(2026, 2, 1), {}))),
    "engagement end": Operation(lambda it: end_engagement(it.open(), "heron", date(2026, 12, 1))),
    "engagement reopen": Operation(lambda it: reopen_engagement(it.open(), "E3", "a slip")),
    "release draft": Operation(lambda it: draft(it.open(), "heron", Form(text="She leads."))),
    "release request": Operation(
        lambda it: request(it.open(), "R1", Ask(Road.EMAIL)),
        lambda it: draft(it.open(), "heron", Form(text="She leads.")),
    ),
    "release import": Operation(_import, lambda it: (it.path.parent / "code").write_text(_asked(it))),
    "release export": Operation(lambda it: export(it.open(), "R1", it.path.parent / "report.txt"), _signed),
    "release withdraw": Operation(lambda it: withdraw(it.open(), "R1"), _signed),
    "passphrase change": Operation(lambda it: ways_in.change_passphrase(it.open(), NEW, TESTING), is_way_in=True),
    "recovery renew": Operation(
        lambda it: ways_in.renew_recovery(it.open(), draw_recovery_words(), tested=False), is_way_in=True
    ),
    "keys rotate": Operation(lambda it: ways_in.rotate_keys(it.open(), PASSPHRASE, TESTING), is_way_in=True),
    "backup create": Operation(lambda it: backups.create(it.open(), it.path.parent / "copy.vault")),
    "retention policy": Operation(lambda it: policy.set_policy(it.open(), DEFAULT_POLICY + "# mine\n")),
    "retention hold add": Operation(lambda it: retention.add_hold(it.open(), "E3", "a claim was announced")),
    "retention destroy": Operation(
        lambda it: destroying.destroy(it.open(), Order("E3")), _backed_up, copy="copy.vault"
    ),
    "client erase": Operation(
        lambda it: erasing.erase(it.open(), "heron", date(2026, 11, 23)), _backed_up, copy="copy.vault"
    ),
    "custodian add": Operation(
        lambda it: custodians.add(it.open(), "maple", CustodianRole.EXECUTOR, {}), is_way_in=True
    ),
    "custodian remove": Operation(
        lambda it: custodians.remove(it.open(), "maple", PASSPHRASE, TESTING),
        lambda it: custodians.add(it.open(), "maple", CustodianRole.EXECUTOR, {}),
        is_way_in=True,
    ),
    "access": Operation(lambda it: access.copy(it.open(), "heron", access.Wanted(it.path.parent / "copy.txt"))),
    "disclose": Operation(
        lambda it: disclosing.disclose(it.open(), "heron", ground(), it.path.parent / "disclosure.txt")
    ),
    "measure add": Operation(lambda it: measuring.add(it.open(), "heron", Rating(date(2026, 11, 1), {"morale": 4}))),
    "practice handbook": Operation(lambda it: custodians.set_handbook(it.open(), 'helper = "Jo"')),
    "note add, locked": Operation(
        lambda it: inbox.write_locked(it.setting, "heron", NoteDraft("text")), lambda it: inbox.settle(it.open())
    ),
    "note file": Operation(lambda it: inbox.settle(it.open()), _waiting),
}


def _without_journal(practice: Practice) -> None:
    """Writes as nobody should: without a journal, and without asking the disk to keep anything."""
    schema.PRAGMAS = (*(each for each in schema.PRAGMAS if "journal_mode" not in each), "journal_mode=OFF")
    add_note(practice.open(), "heron", NoteDraft("A new note.\n" * 3000))


CONTROL = Operation(_without_journal)


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
        try:
            state = self.state()
            faults = check(self.practice.setting, self._credentials(), lambda *_: None).faults
            if self.operation.is_way_in and not self._passphrase_opens():
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

    def state(self) -> tuple[object, ...]:
        """Returns what a vault holds, without what is drawn at random."""
        opened = open_vault(self.practice.setting, self._credentials())
        if pending.is_begun(opened):  # the next start goes on with a destruction
            destroying.finish(opened)
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
            return kinds, records, told, snapshot.header.epoch, len(snapshot.store.inbox())

    def _credentials(self) -> Credentials:
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
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)

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


def sweep(name: str, every: int, first: int = 0) -> tuple[int, list[str]]:
    """Harms one operation at every so manieth point; returns how many points there were, and what is wrong."""
    operation = CONTROL if name == "control" else OPERATIONS[name]
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder), operation)
        points = list(stage.points())[first::every]
        found = [(point, stage.fault(point)) for point in points]
    return len(points), [
        f"{name}, {point.harm} at {point.call} {point.number}: {fault}" for point, fault in found if fault
    ]


def main(arguments: list[str]) -> int:
    """Sweeps the operations that are named, or all, at every point or every so manieth."""
    every, first, *names = [*arguments, *["1", "0"][len(arguments) :]]
    count = 0
    faults: list[str] = []
    for name in names or OPERATIONS:
        points, found = sweep(name, int(every), int(first))
        count, faults = count + points, faults + found
        print(f"{name}: {points} points, {len(found)} faults", flush=True)  # noqa: T201
    print("\n".join([*faults, f"{count} points, {len(faults)} faults"]))  # noqa: T201
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
