"""What taking away costs: a step of the keys with 500 open parts, and the erasure of one of many notes.

Run by `python -m benchmarks.taking_away`. Both are given as so many times what adding one note takes in the same vault,
in turns in one run, so that the machine counts little.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from coachvault.crypto.kdf import KdfProfile
from coachvault.exchange.journals import JournalEntry
from coachvault.practice.text import counted
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.engagements import lifecycle
from coachvault.services.keys import create_vault
from coachvault.services.notes import importing
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.people import directory
from coachvault.system.clock import SystemClock

PARTS, NOTES = 500, (200, 2_000, 10_000)
ROUNDS = 5
_CHEAP = KdfProfile(1, 64 * 1024 * 1024)
_TEXT = "We spoke about the weekly meeting, and about who speaks first. " * 12


class Vault:
    """A vault of one client, and whatever is put into it at once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(0o700)
        self._setting = Setting(folder / "practice.vault", folder / "state", SystemClock())
        self._words = create_vault.draw_recovery_words()
        profile = create_vault.parse_profile("")
        opened = create_vault.found_practice(self._setting, profile, "quite a long phrase", self._words, _CHEAP)
        directory.add_client(opened, "heron", {"name": ""})
        lifecycle.start(opened, lifecycle.Start("heron", "", self._setting.clock.now().date(), {}))

    def open(self) -> OpenVault:
        """Opens it anew, with keys of now."""
        return open_vault(self._setting, Credentials(str, [" ".join(self._words)]))

    def add_parts(self, count: int) -> None:
        """Adds so many open parts in one change."""
        with self.open().vault.change("document written", self._setting.clock.now()) as change:
            for _ in range(count):
                change.new_compartment()

    def add_notes(self, count: int) -> None:
        """Adds so many notes in one change."""
        entries = [JournalEntry("2026-11-01", f"{number}. {_TEXT}") for number in range(count)]
        importing.bring_in(self.open(), "heron", entries)

    @staticmethod
    def step(opened: OpenVault) -> None:
        """Has the wrapping key take a step, and nothing else."""
        with opened.vault.change("document written", opened.now()) as change:
            change.take_step()


def seconds(act: Callable[[], object]) -> float:
    """Returns how long something takes, in seconds of one processor."""
    start = time.process_time()
    act()
    return time.process_time() - start


def compared(vault: Vault, act: Callable[[OpenVault], object]) -> tuple[float, float]:
    """Returns the median of what something takes, and how many times as long that is as adding a note."""
    taken, added = [], []
    for _ in range(ROUNDS):
        opened = vault.open()
        added.append(seconds(partial(add_note, opened, "heron", NoteDraft(_TEXT))))
        opened = vault.open()
        taken.append(seconds(partial(act, opened)))
    return median(taken), median(taken) / median(added)


def main() -> int:
    """Measures, and prints a line for each."""
    with TemporaryDirectory() as folder:
        vault = Vault(Path(folder) / "parts")
        vault.add_parts(PARTS)
        _say(f"a step with {PARTS} open parts", *compared(vault, vault.step))
        for count in NOTES:
            vault = Vault(Path(folder) / str(count))
            vault.add_notes(count)
            _say(f"erasing one of {counted(count, 'note')}", *compared(vault, _erases()))
    return 0


def _erases() -> Callable[[OpenVault], object]:
    """Returns what erases one note after the other."""
    numbers = itertools.count(1)
    return lambda opened: erase_note(opened, f"heron/{next(numbers)}")


def _say(what: str, taken: float, times: float) -> None:
    print(f"{what}: {taken * 1000:.0f} ms, {times:.1f} times what adding a note takes")


if __name__ == "__main__":
    sys.exit(main())
