"""CoachVault's side: a vault full of notes, and the commands that are measured on it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpora import CLIENTS, SEARCHED, Note, added_text
from benchmarks.measure import Task, environment

NAME = "coachvault"
_SEED = Path(__file__).with_name("coachvault_seed.py")
_PASSPHRASE = "correct horse battery staple"
_LISTED = 20


def start_task(programs: Path, home: Path) -> Task:
    """Returns the shortest command."""
    return Task(f"{NAME} start", 0, (str(programs / NAME), "--version"), home)


def prepare(programs: Path, home: Path, notes: Sequence[Note]) -> list[Task]:
    """Writes the notes into a new vault and returns the tasks on it.

    Args:
        programs: Where the wheel is installed.
        home: An empty folder.
        notes: The corpus.
    """
    vault, passphrase_file, added = home / "practice.vault", home / "passphrase", home / "added"
    _seed(programs, home, vault, notes)
    passphrase_file.touch(mode=0o600)
    passphrase_file.write_text(_PASSPHRASE, encoding="utf-8")
    added.write_text(added_text(), encoding="utf-8")
    opened = (str(programs / NAME), "--vault", str(vault), "--passphrase-file", str(passphrase_file))
    client, size = CLIENTS[0], len(notes)
    return [
        Task(f"{NAME} add", size, (*opened, "note", "add", client), home, stdin=added, shows="saved"),
        Task(f"{NAME} show", size, (*opened, "note", "show", client), home, shows=added_text()),
        Task(f"{NAME} list", size, (*opened, "note", "list", client, "--limit", str(_LISTED)), home, shows=client),
        Task(f"{NAME} search", size, (*opened, "search", SEARCHED), home, shows=SEARCHED),
    ]


def _seed(programs: Path, home: Path, vault: Path, notes: Sequence[Note]) -> None:
    given = {
        "vault": str(vault),
        "passphrase": _PASSPHRASE,
        "clients": CLIENTS,
        "notes": [
            {"client": note.client, "text": note.text, "held_on": note.held_at.isoformat(timespec="minutes")}
            for note in notes
        ],
    }
    seeding = [str(programs / "python"), "-I", str(_SEED)]
    subprocess.run(seeding, input=json.dumps(given), encoding="utf-8", env=environment(home), check=True)
