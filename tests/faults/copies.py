"""Stops what makes or cleans a copy at each call: the list, `check` and a certificate name each file that opens.

The list and `check` come first, each for itself, as the first that is done after the stop; then something is destroyed.

All points: `python -m tests.faults.copies`. A fixed sample runs with the other tests.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from coachvault.errors import CoachVaultError
from coachvault.practice.backup import CopyState
from coachvault.services.copies import backups
from coachvault.services.copies.check import check_in_full
from coachvault.services.core.open_vault import open_vault
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.records import certificates
from coachvault.services.records.backups import all_backups
from tests.fakes import WORDS, Practice
from tests.faults.operations import OPERATIONS, Operation
from tests.faults.stops import PHRASES, Point, Stage, copy_all, main
from tests.oracle import watch
from tests.oracle.raw import Ring, Thief, read_file, vault_files

COPYING = (
    "backup create",
    "practice archive",
    "lock, with a backup by itself",
    "backup create --move",
    "restore",
    "retention destroy",
    "note add, on another computer",
    "retention destroy, on another computer",
)
GONE = watch.Gone(frozenset({"Sealed session 1.", "Sealed session 2."}), {}, frozenset({("E3", "notes")}))


def _by_hand(practice: Practice) -> None:
    """Copies as nobody should: no list tells of it."""
    (practice.path.parent / "copy.vault").write_bytes(practice.path.read_bytes())
    add_note(practice.open(), "heron", NoteDraft("A new note."))


CONTROL = Operation(_by_hand)


class Copied(Stage):
    """A vault of which a copy is made, and something destroyed afterwards."""

    def __init__(self, folder: Path, operation: Operation) -> None:
        self.base = folder
        super().__init__(folder, operation)

    def at_first(self) -> str:
        """Finds which files open that the list, or `check`, does not name: each is asked first after the stop."""
        self.unnamed: list[str] = []
        if not self.practice.path.exists():
            return ""
        stopped = self.base / "stopped"
        copy_all(self.folder, stopped)
        try:
            for name, named in (("the list", self._listed), ("check", self._checked)):
                self.unnamed += filter(None, [self._unnamed(name, named)])
                self.bring_back(stopped)
        finally:
            shutil.rmtree(stopped)
        return ""

    def _unnamed(self, name: str, named: Callable[[], set[bytes]]) -> str:
        try:
            told = named()
        except CoachVaultError as error:
            return "" if "moved" in error.message else f"{name}: {error.message}"
        opening = dict(self._opening())
        opening = {path: copy_id for path, copy_id in opening.items() if not self._is_origin(path, copy_id)}
        left = [path.name for path, copy_id in opening.items() if copy_id not in told and path != self.practice.path]
        return f"{name} does not name {', '.join(left)}" if left else ""

    def _is_origin(self, path: Path, copy_id: bytes) -> bool:
        """Tells whether a file is the one that the vault was copied from, of which nothing was written here yet."""
        return path.name == self.operation.origin and copy_id == read_file(self.practice.path).copy_id

    def _listed(self) -> set[bytes]:
        opened = open_vault(self.practice.setting, self.credentials())
        return {each.backup.copy_id for each in backups.list_backups(opened) if each.state is not CopyState.GONE}

    def _checked(self) -> set[bytes]:
        found = check_in_full(self.practice.setting, self.credentials(), lambda *_: None)
        named = {each.partition(":")[0].partition(" ")[0] for each in (*found.of_backups, *found.passed_over)}
        with open_vault(self.practice.setting, self.credentials()).vault.read() as snapshot:
            known = {each.id: each.copy_id for each in all_backups(snapshot)}
        return {copy_id for each, copy_id in known.items() if each in {*named, *found.looked_at}}

    def _opening(self) -> Iterator[tuple[Path, bytes]]:
        """Yields every file of the vault that opens with all keys there are."""
        files = [read_file(path) for path in vault_files([self.folder])]
        thief = Thief(Ring(PHRASES, (WORDS,)), files)
        yield from ((file.path, file.copy_id) for file in files if thief.plains(file))

    def fault(self, point: Point) -> str:
        """Returns what is wrong after a point: with the vault, or with what a certificate says of the copies."""
        if fault := super().fault(point):
            return fault
        return "; ".join(filter(None, [*self.unnamed, self._of_certificate()]))

    def _of_certificate(self) -> str:
        """Returns which files still hold what is destroyed now, and stand on no certificate."""
        with watch.watching(self.base) as watched:
            watched.unknown.add(self._kept)
            try:
                opened = self.practice.open()
                if not [each for each in certificates.list_certificates(opened) if each.subject == "E3"]:
                    destroy.destroy(opened, Order("E3"))
                watched.look(self.practice.path, GONE)
            except CoachVaultError as error:
                return "" if "moved" in error.message else f"nothing can be destroyed: {error.message}"
            except AssertionError as error:
                return _compact(str(error))
        return ""


def _compact(fault: str) -> str:
    """Returns which files hold what, without the texts."""
    found = set(re.findall(r"([^/]+ \([^,]+), by", fault))
    return f"not named: {'; '.join(sorted(f'{each})' for each in found))}"


def copied(name: str, folder: Path) -> Stage:
    """Returns the stage on which a copy is made, by the operation's name."""
    return Copied(folder, CONTROL if name == "control" else OPERATIONS[name])


if __name__ == "__main__":
    watch.install()
    sys.exit(main(sys.argv[1:], COPYING, copied))
