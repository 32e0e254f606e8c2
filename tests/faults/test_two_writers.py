"""Two programs write at once: every note is there once, and the vault is whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from coachvault.services.notes.listing import Filter, list_notes
from tests.fakes import filled_practice

EACH = 50
WRITER = """
import sys
from pathlib import Path
from coachvault.errors import VaultBusy
from coachvault.services.notes.journal import NoteDraft, add_note
from tests.fakes import Practice

practice = Practice.at(Path(sys.argv[1]))
opened = practice.open()
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    while True:
        try:
            add_note(opened, sys.argv[4], NoteDraft(f"{sys.argv[2]} {number}"))
            break
        except VaultBusy:
            pass
"""


def test_two_programs_write_fifty_notes_each(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    before = len(list_notes(practice.open(), None, Filter()).notes)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), name, str(EACH), client],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            text=True,
        )
        for name, client in (("one", "heron"), ("two", "heron"))
    ]
    for each in writers:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in writers:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in writers:
        each.communicate(timeout=100)
        assert each.returncode == 0
    notes = list_notes(practice.open(), None, Filter()).notes
    titles = [line.summary.title for line in notes]
    assert len(notes) == before + 2 * EACH
    assert sorted(title for title in titles if title.startswith(("one ", "two "))) == sorted(
        f"{name} {number}" for name in ("one", "two") for number in range(EACH)
    )
    assert len({str(line.id) for line in notes}) == len(notes)
    assert practice.faults() == []
