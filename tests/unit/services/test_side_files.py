"""Files that are planted beside a vault, and what its place may be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from coachvault.errors import IntegrityError
from coachvault.services.journal import NoteDraft, add_note, show_note
from coachvault.services.listing import Filter, list_notes
from tests.fakes import filled_practice


def journal_of_a_change(path: Path) -> bytes:
    """Returns the rollback journal of a change to every record, which SQLite takes back when it finds it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE record SET box = zeroblob(20000)")
    journal = path.with_name(path.name + "-journal").read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    return journal


def test_a_planted_journal_that_takes_rows_back_is_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    planted = journal_of_a_change(practice.path)
    add_note(practice.open(), "heron", NoteDraft("Written after the journal."))
    practice.path.with_name(practice.path.name + "-journal").write_bytes(planted)
    with pytest.raises(IntegrityError):
        show_note(practice.open(), "heron")


def test_a_vault_marked_for_a_write_ahead_log_gets_none(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    head = bytearray(practice.path.read_bytes())
    head[18:20] = b"\x02\x02"
    practice.path.write_bytes(head)
    before = len(list_notes(practice.open(), None, Filter()).notes)
    add_note(practice.open(), "heron", NoteDraft("Once more."))
    assert len(list_notes(practice.open(), None, Filter()).notes) == before + 1
    assert [path.name for path in practice.path.parent.iterdir() if path.name.startswith(practice.path.name)] == [
        practice.path.name
    ]


@pytest.mark.parametrize(
    "stand_in", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("elsewhere")], ids=["pipe", "folder", "link"]
)
def test_what_is_no_file_is_no_vault(tmp_path: Path, stand_in: Callable[[Path], None]) -> None:
    practice = filled_practice(tmp_path)
    practice.path.rename(practice.path.with_name("elsewhere"))
    stand_in(practice.path)
    with pytest.raises(IntegrityError):
        practice.open()
