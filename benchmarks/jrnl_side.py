"""jrnl's side: a real encrypted journal, made by jrnl's own installation and import, and the commands measured on it.

Lists and hits are asked for in one line each (`--short`), as CoachVault shows them; whole entries cost jrnl more.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpora import CLIENTS, SEARCHED, Note, added_text
from benchmarks.measure import Task, environment

NAME = "jrnl"
_PASSWORD = "correct horse battery staple"
_INSTALLATION = ("", "y", "y")
"""Answers of the first run: the usual place, encrypted, in colours."""
_NEW_PASSWORD = (_PASSWORD, _PASSWORD, "n")
"""Typed twice, and not kept in a keyring."""
_ENCRYPTED = b"JRNLv3"
_LISTED = 20


def start_task(programs: Path, home: Path) -> Task:
    """Returns the shortest command."""
    return Task(f"{NAME} start", 0, (str(programs / NAME), "--version"), home, shows=NAME)


def prepare(programs: Path, home: Path, notes: Sequence[Note]) -> list[Task]:
    """Writes the notes into a new encrypted journal and returns the tasks on it.

    Args:
        programs: Where jrnl is installed.
        home: An empty folder.
        notes: The corpus.
    """
    program, password_file = str(programs / NAME), home / "password"
    _import(program, home, notes)
    password_file.write_text(f"{_PASSWORD}\n", encoding="utf-8")
    tag, size, added = f"@{CLIENTS[0]}", len(notes), _tagged(CLIENTS[0], added_text())
    hit = next(note.title for note in reversed(notes) if SEARCHED in note.text)

    def task(word: str, *arguments: str, shows: str = "") -> Task:
        return Task(f"{NAME} {word}", size, (program, *arguments), home, stdin=password_file, shows=shows)

    return [
        task("add", added),
        task("show", "-n", "1", shows=added.splitlines()[-1][:20]),
        task("list", tag, "-n", str(_LISTED), "--short", shows=added_text().splitlines()[0]),
        task("search", "-contains", SEARCHED, "--short", shows=hit),
    ]


def _import(program: str, home: Path, notes: Sequence[Note]) -> None:
    corpus = home / "corpus"
    corpus.write_text("\n".join(map(_entry, notes)), encoding="utf-8")
    subprocess.run(
        [program, "--import", "--file", str(corpus)],
        input="".join(f"{answer}\n" for answer in (*_INSTALLATION, *_NEW_PASSWORD)),
        encoding="utf-8",
        env=environment(home),
        start_new_session=True,
        capture_output=True,
        check=True,
    )
    corpus.unlink()
    if not (home / ".local/share/jrnl/journal.txt").read_bytes().startswith(_ENCRYPTED):
        raise RuntimeError("jrnl did not encrypt its journal.")


def _entry(note: Note) -> str:
    return f"[{note.held_at:%Y-%m-%d %I:%M:%S %p}] {_tagged(note.client, note.text)}\n"


def _tagged(client: str, text: str) -> str:
    title, _, body = text.partition("\n")
    return f"{title} @{client}\n{body.strip()}"
