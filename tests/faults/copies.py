"""Stops what makes or cleans a copy at each of its calls, then destroys: each file that still holds it must be named.

All points: `python -m tests.faults.copies`. A fixed sample runs with the other tests.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from coachvault.errors import CoachVaultError
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.records import certificates
from tests.fakes import Practice
from tests.faults.operations import OPERATIONS, Operation
from tests.faults.stops import Point, Stage, main
from tests.oracle import watch

COPYING = (
    "backup create",
    "practice archive",
    "lock, with a backup by itself",
    "backup create --move",
    "restore",
    "retention destroy",
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

    def fault(self, point: Point) -> str:
        """Returns what is wrong after a point: with the vault, or with what a certificate says of the copies."""
        if fault := super().fault(point):
            return fault
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
