"""Stops every operation that changes a vault at every system call that writes: killed, with a failing and a full disk.

A process that has everything loaded is forked for each point and stops itself before the work; strace attaches, lets it
go on, and does the harm at the call that is meant. Then the vault is opened again: it holds the state before or the
state after, value by value; what was said to be done is there; `check` finds nothing; the next note can be written.

All points, in a quarter of an hour: `python -m tests.faults.sweep`. A fixed sample runs with the other tests.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, NoReturn
from unittest import mock

import msgspec

from coachvault.crypto.words import encode_words
from coachvault.errors import CoachVaultError, UnlockFailed
from coachvault.practice import kinds
from coachvault.practice.signoff import Road
from coachvault.services import backups, inbox, ways_in
from coachvault.services.checking import check_in_full
from coachvault.services.engagements import Start, end_engagement, reopen_engagement, start
from coachvault.services.exporting import export, withdraw
from coachvault.services.journal import NoteDraft, add_note
from coachvault.services.opening import Credentials, open_vault
from coachvault.services.people import add_client, add_sponsor, edit_client, edit_sponsor
from coachvault.services.releases import Ask, Form, draft, edit, request
from coachvault.services.rewriting import edit_note, erase_earlier, erase_note, move_note
from coachvault.services.sealed import open_for_a_while, show_note
from coachvault.services.signing import Answer, import_answer
from coachvault.vault import ledger, schema
from coachvault.vault.codec import CompartmentId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import KEYRING_KIND, Snapshot
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice, mail

CALLS = (
    *("openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink", "unlinkat", "rename", "renameat"),
    *("renameat2", "link", "linkat", "mkdir", "mkdirat"),
)
KILLED, FAILING, FULL = "signal=SIGKILL", "error=EIO", "error=ENOSPC"
HARMS = (KILLED, FAILING, FULL)
ENOUGH = 12
NEW_PASSPHRASE, NEW_WORDS = "quite another one", " ".join(encode_words(bytes(32)))
DONE, STRANGE = "done", "strange: "
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", re.ASCII)
_CODE = re.compile(rb"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_UNFINISHED = ".unfinished-*"


class Operation(NamedTuple):
    """Something that changes a vault.

    Args:
        act: Does it.
        prepare: Brings the vault to where it can be done.
        is_way_in: Whether it changes what opens the vault.
    """

    act: Callable[[Practice], object]
    prepare: Callable[[Practice], object] = Practice.open
    is_way_in: bool = False


class Point(NamedTuple):
    """One harm at one call, counted from 1 among the calls of that name."""

    call: str
    number: int
    harm: str

    def __str__(self) -> str:
        """Names it as strace does."""
        return f"{self.call}:{self.harm}:when={self.number}"


def _out(practice: Practice) -> Path:
    """Returns the folder for readable files and copies."""
    return practice.path.parent.parent / "out"


def _draft(practice: Practice) -> str:
    return draft(practice.open(), "heron", Form(text="She leads.")).id


def _asked(practice: Practice) -> str:
    return request(practice.open(), _draft(practice), Ask(Road.EMAIL)).request.code


def _answered(practice: Practice) -> None:
    (_out(practice) / "answer.eml").write_bytes(mail(f"I approve {_asked(practice)}"))


def _signed(practice: Practice) -> None:
    _answered(practice)
    _import(practice)


def _import(practice: Practice) -> None:
    import_answer(practice.open(), "R1", Answer((_out(practice) / "answer.eml").read_bytes()))


def _pinned(practice: Practice) -> None:
    inbox.settle(practice.open())


def _waiting(practice: Practice) -> None:
    _pinned(practice)
    for code in ("heron", "linden", "nobody"):
        inbox.write_locked(practice.setting, code, NoteDraft(f"Written late, about {code}."))


def _known_waiting(practice: Practice) -> None:
    _waiting(practice)
    _pinned(practice)


LONG = "A new note.\n" * 3000
OPERATIONS = {
    "note add": Operation(lambda it: add_note(it.open(), "heron", NoteDraft(LONG))),
    "note add, on a new machine": Operation(lambda it: add_note(it.open(), "heron", NoteDraft("x")), lambda _: None),
    "note edit": Operation(lambda it: edit_note(it.open(), "heron/1", 1, {"body": LONG})),
    "note move": Operation(lambda it: move_note(it.open(), "heron/2", "wren")),
    "note erase": Operation(lambda it: erase_note(it.open(), "heron/2")),
    "note erase --earlier": Operation(lambda it: erase_earlier(it.open(), "heron/2")),
    "note show": Operation(lambda it: show_note(it.open(), "linden/1", "the client asked")),
    "client add": Operation(lambda it: add_client(it.open(), "jay", {"name": "Eve Frost"})),
    "client edit": Operation(lambda it: edit_client(it.open(), "heron", {"phone": "1"})),
    "sponsor add": Operation(lambda it: add_sponsor(it.open(), "raven", {"name": "Kim"})),
    "sponsor edit": Operation(lambda it: edit_sponsor(it.open(), "otter", {"phone": "1"})),
    "engagement start": Operation(lambda it: start(it.open(), Start("wren", "otter", date(2026, 2, 1), {}))),
    "engagement end": Operation(lambda it: end_engagement(it.open(), "heron", date(2026, 11, 20))),
    "engagement reopen": Operation(lambda it: reopen_engagement(it.open(), "E3", "a slip")),
    "engagement open": Operation(lambda it: open_for_a_while(it.open(), "E3", "the client asked", 5)),
    "release draft": Operation(_draft),
    "release edit": Operation(lambda it: edit(it.open(), "R1", Form(text="She listens.")), _asked),
    "release request": Operation(
        lambda it: request(it.open(), "R1", Ask(Road.PAPER, path=_out(it) / "form.txt")), _draft
    ),
    "release import": Operation(_import, _answered),
    "release export": Operation(lambda it: export(it.open(), "R1", _out(it) / "report.txt"), _signed),
    "release withdraw": Operation(lambda it: withdraw(it.open(), "R1"), _signed),
    "passphrase change": Operation(
        lambda it: ways_in.change_passphrase(it.open(), NEW_PASSPHRASE, TESTING), is_way_in=True
    ),
    "recovery renew": Operation(
        lambda it: ways_in.renew_recovery(it.open(), NEW_WORDS.split(), tested=True), is_way_in=True
    ),
    "recovery test": Operation(lambda it: ways_in.expect_recovery(it.open(), WORDS)),
    "keys rotate": Operation(lambda it: ways_in.rotate_keys(it.open(), PASSPHRASE, TESTING), _waiting, is_way_in=True),
    "backup create": Operation(lambda it: backups.create(it.open(), _out(it) / "copy.vault")),
    "note add, locked": Operation(lambda it: inbox.write_locked(it.setting, "heron", NoteDraft("late")), _pinned),
    "note file": Operation(lambda it: inbox.settle(it.open()), _waiting),
    "note file --as": Operation(lambda it: inbox.file_one(it.open(), "w3", "wren"), _known_waiting),
    "note discard": Operation(lambda it: inbox.discard(it.open(), "w3"), _known_waiting),
}


def _in_two_changes(practice: Practice) -> None:
    add_note(practice.open(), "heron", NoteDraft("Half of it"))
    edit_note(practice.open(), "heron/4", 1, {"body": "Half of it, and the rest."})


def _without_journal(practice: Practice) -> None:
    reckless = (*(each for each in schema.PRAGMAS if "journal_mode" not in each), "journal_mode=OFF")
    with mock.patch.object(schema, "PRAGMAS", reckless):
        add_note(practice.open(), "heron", NoteDraft(LONG))


def _without_looking(practice: Practice) -> None:
    with suppress(CoachVaultError):
        add_note(practice.open(), "heron", NoteDraft("x"))


def _without_translation(practice: Practice) -> None:
    (_out(practice) / "note.txt").write_bytes(b"x")


def _text_before_record(practice: Practice) -> None:
    text = export(practice.open(), "R1", _out(practice) / "first.txt").path.read_bytes()
    with (_out(practice) / "report.txt").open("wb", buffering=0) as file:
        file.write(text[:4])
        file.write(text[4:])


CONTROLS = {
    "in two changes": Operation(_in_two_changes),
    "without a journal": Operation(_without_journal),
    "without looking": Operation(_without_looking),
    "without translation": Operation(_without_translation),
    "without a file beside": Operation(_text_before_record, _signed),
}
"""Writers as they should not be, on which the sweep has to find something."""


class Stage:
    """A vault that is brought back to where it was before each point."""

    def __init__(self, folder: Path, operation: Operation) -> None:
        self.folder, self.operation = folder / "practice", operation
        self.practice = filled_practice(self.folder)
        _out(self.practice).mkdir(mode=0o700)
        operation.prepare(self.practice)
        self._kept, self._trace = folder / "kept", folder / "trace"
        shutil.copytree(self.folder, self._kept)
        self.before = self._state()
        self.restore()
        operation.act(self.practice)  # here, so that everything is loaded
        self.after, self.files = self._state(), self._files()

    @cached_property
    def calls(self) -> list[tuple[str, int]]:
        """Every call that writes, in the order in which they come, each with its number among those of its name."""
        self.restore()
        assert self.run(None) == DONE
        assert self._state() == self.after, "it does not come to the same each time"
        found, counted = [], Counter[str]()
        for line in self._trace.read_text().splitlines():
            call = _CALL.match(line)
            if call:
                counted[call[1]] += 1
                if call[1] != "openat" or "O_CREAT" in line:
                    found.append((call[1], counted[call[1]]))
        return found

    def points(self, most: int | None = None) -> list[Point]:
        """Returns every harm at every call, or so many of them, evenly spread over the calls and the harms."""
        every = [Point(*call, harm) for call in self.calls for harm in HARMS]
        if most is None or most >= len(every):
            return every
        return [Point(*self.calls[len(self.calls) * each // most], HARMS[each % len(HARMS)]) for each in range(most)]

    def fault(self, point: Point) -> str:
        """Returns what is wrong after a point, or nothing."""
        self.restore()
        said = self.run(point)
        if said.startswith(STRANGE) or (not said and point.harm != KILLED):
            return f"it ended with {said or 'nothing at all'}"
        try:
            return self._fault_of_state(said) or self._fault_of_files(point, said) or self._fault_of_future()
        except CoachVaultError as error:
            return f"the vault cannot be used: {error.message}"

    def _fault_of_state(self, said: str) -> str:
        state = self._state()
        if state not in (self.before, self.after):
            return f"neither before nor after: {state}"
        if said.startswith((DONE, "NotConfirmed")) and state != self.after:
            return f"it said {said!r}, and it is not there"
        if "othing was" in said and state != self.before:
            return f"it said {said!r}, and it is there"
        return ""

    def _fault_of_files(self, point: Point, said: str) -> str:
        """Looks at what was written outside the vault: whole or not there, and nothing beside it unless killed."""
        files = self._files()
        if said == DONE and files != self.files:
            return f"it said it was done, and these files are there: {sorted(files)}"
        broken = [name for name, data in files.items() if data != self.files.get(name)]
        if broken:
            return f"files are not whole: {broken}"
        left = [] if point.harm == KILLED else [path.name for path in self.folder.rglob(_UNFINISHED)]
        return f"files are left: {left}" if left and point.call != "unlink" else ""

    def _fault_of_future(self) -> str:
        """Looks at everything in the vault and in its copies, then writes the next note."""
        progress, copies = (lambda *_: None), _out(self.practice).glob("*.vault")
        faults = check_in_full(self.practice.setting, self._credentials(), progress).faults
        for copy in copies:
            setting = msgspec.structs.replace(
                self.practice.setting, vault_path=copy, state_folder=self.folder / "elsewhere"
            )
            faults += check_in_full(setting, self._credentials(), progress).faults
        add_note(open_vault(self.practice.setting, self._credentials()), "own", NoteDraft("next"))
        return f"the vault is not whole: {faults[0]}" if faults else ""

    def _state(self) -> dict[str, Any]:
        """Returns all that a vault holds, and what opens it."""
        opened = open_vault(self.practice.setting, self._credentials())
        with opened.vault.read(opened.unseal()) as snapshot:
            return {
                **{part.value: contents(snapshot, snapshot.part(part)) for part in Part},
                "compartments": len(snapshot.compartment_ids()),
                "ledger": done(snapshot),
                "epoch": snapshot.header.epoch,
                "inbox": [str(each) for each in inbox.list_waiting(opened)],
                "ways in": self._ways_in() if self.operation.is_way_in else (),
            }

    def _files(self) -> dict[str, bytes]:
        """Returns the readable files that stand outside the vault, without drawn codes; of a copy only its name."""
        paths = [path for path in _out(self.practice).iterdir() if not path.match(_UNFINISHED)]
        return {
            path.name: b"" if path.suffix == ".vault" else _CODE.sub(b"CODE", path.read_bytes()) for path in paths
        }

    def _credentials(self) -> Credentials:
        """Returns the recovery words that open the vault; they take no Argon2."""
        for words in (WORDS, NEW_WORDS):
            credentials = Credentials(str, [words])
            with suppress(UnlockFailed):
                open_vault(self.practice.setting, credentials)
                return credentials
        raise UnlockFailed("no recovery words open it")

    def _ways_in(self) -> list[str]:
        found = []
        for each in (PASSPHRASE, NEW_PASSPHRASE):
            with suppress(UnlockFailed):
                open_vault(self.practice.setting, Credentials(partial(str, each)))
                found.append(each)
        for each in (WORDS, NEW_WORDS):
            with suppress(UnlockFailed):
                open_vault(self.practice.setting, Credentials(str, [each]))
                found.append(each)
        return found

    def restore(self) -> None:
        """Puts everything back to where it was before the operation."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)

    def run(self, point: Point | None) -> str:
        """Runs the operation in a process of its own, harmed or not; returns what it said, or nothing if it died."""
        receiving, telling = os.pipe()
        child = os.fork()
        if not child:
            self._act(telling)
        os.close(telling)
        os.waitpid(child, os.WUNTRACED)
        wanted = point.call if point else ",".join(CALLS)
        harm = ["-e", f"inject={point}"] if point else []
        command = ["strace", "-f", "-o", str(self._trace), "-p", str(child), "-e", f"trace={wanted}", *harm]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer, open(receiving, "rb") as answer:
            assert tracer.stderr is not None
            tracer.stderr.readline()  # it is attached
            os.kill(child, signal.SIGCONT)
            os.waitpid(child, 0)
            tracer.stderr.read()
            return answer.read().decode()

    def _act(self, telling: int) -> NoReturn:
        """Does the operation and tells what came of it, by a call that is not harmed."""
        os.kill(os.getpid(), signal.SIGSTOP)
        try:
            self.operation.act(self.practice)
            said = DONE
        except CoachVaultError as error:
            said = f"{type(error).__name__}: {error.message}"
        except BaseException as error:  # noqa: BLE001 - whatever else comes is what is looked for
            said = f"{STRANGE}{error!r}"
        os.writev(telling, [said.encode()])
        os._exit(0)


def contents(snapshot: Snapshot, compartment_id: CompartmentId) -> list[str]:
    """Returns every record in a compartment, in all its wordings, and what is in the compartments that it names."""
    head = snapshot.head(compartment_id)
    found = [f"sealed: {snapshot.is_sealed(compartment_id)}, erased: {len(head.erased)}"]
    for item in head.items:
        boxes = [snapshot.read_bytes(compartment_id, item.record_id, row.revision) for row in item.rows]
        wordings = [] if item.kind == KEYRING_KIND else [_told(snapshot, item.kind, box) for box in boxes]
        found.append(f"{item.kind} {len(item.rows)} {item.listing} {wordings}")
    return sorted(found)


def _told(snapshot: Snapshot, kind: str, box: bytes) -> dict[str, Any]:
    """Returns one wording, with what is drawn at random taken out or followed to where it leads."""
    record: dict[str, Any] = msgspec.json.decode(box)
    inner = record.get("compartment_id")
    if inner is not None:
        record["compartment_id"] = contents(snapshot, CompartmentId(base64.b64decode(inner)))
    for drawn in ("copy_id", *(("code",) if kind in (kinds.REQUEST, kinds.EVIDENCE) else ())):
        if drawn in record:
            record[drawn] = "drawn"
    return record


def done(snapshot: Snapshot) -> list[str]:
    """Returns what was done in a vault, from its ledger."""
    keys = snapshot.ledger_keys()
    return [ledger.open_entry_of_any_time(row, keys, snapshot.vault_id).kind for row in snapshot.store.ledger()]


def sweep(name: str, most: int | None) -> tuple[int, list[str]]:
    """Harms one operation at all points, or so many; returns how many there were, and what is wrong."""
    with TemporaryDirectory() as folder:
        stage = Stage(Path(folder), (OPERATIONS | CONTROLS)[name])
        points = stage.points(most)
        found = [(point, stage.fault(point)) for point in points]
    return len(points), [f"{name}, {point}: {fault}" for point, fault in found if fault]


def main(arguments: list[str]) -> int:
    """Sweeps the operations that are named, or all of them; `--some` takes a fixed sample of their points."""
    sys.dont_write_bytecode = True
    most = ENOUGH if "--some" in arguments else None
    names = [each for each in arguments if each != "--some"] or list(OPERATIONS)
    count = 0
    faults: list[str] = []
    for name in names:
        points, found = sweep(name, most)
        count, faults = count + points, faults + found
        print(f"{name}: {points} points, {len(found)} faults", flush=True)
    print("\n".join([*faults, f"all: {count} points, {len(faults)} faults"]))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
