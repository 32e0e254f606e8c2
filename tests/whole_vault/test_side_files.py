"""Files that are planted beside a vault, and what its place may be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from coachvault.errors import BadInput, IntegrityError
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from coachvault.vault import schema
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


def test_a_vault_marked_for_a_write_ahead_log_is_refused(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    head = bytearray(practice.path.read_bytes())
    head[18:20] = b"\x02\x02"
    practice.path.write_bytes(head)
    with pytest.raises(IntegrityError, match="write-ahead"):
        practice.open()
    assert [path.name for path in practice.path.parent.iterdir()] == [practice.path.name]


def naming_another(path: Path, other: Path) -> bytes:
    """Returns an empty hot journal that says it is part of a transaction over several files, led by another journal."""
    magic, page = bytes.fromhex("d9d505f920a163d7"), schema.PAGE_BYTES
    pages = path.stat().st_size // page
    start = magic + b"".join(number.to_bytes(4) for number in (0, 7, pages, 512, page))
    name = str(other).encode()
    end = (0x40000000 // page + 1).to_bytes(4) + name + len(name).to_bytes(4) + sum(name).to_bytes(4) + magic
    return start.ljust(512, b"\0") + end


def test_a_planted_journal_has_no_other_file_deleted(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    other = tmp_path / "a letter"
    other.write_text("to keep")
    journal = practice.path.with_name(practice.path.name + "-journal")
    journal.write_bytes(naming_another(practice.path, other))
    with pytest.raises(IntegrityError, match="journal"):
        practice.open()
    assert other.read_text() == "to keep"
    sqlite3.connect(practice.path).execute("SELECT * FROM slot")  # what anybody else's program would have done
    assert not other.exists()


@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_a_planted_write_ahead_log_is_refused(tmp_path: Path, suffix: str) -> None:
    practice = filled_practice(tmp_path)
    practice.path.with_name(practice.path.name + suffix).write_bytes(b"anything")
    with pytest.raises(IntegrityError, match="journal"):
        practice.open()


def test_a_journal_that_is_a_link_is_refused(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    practice.path.with_name(practice.path.name + "-journal").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(IntegrityError):
        practice.open()


def test_a_journal_with_another_name_is_refused(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    other = tmp_path / "a letter"
    other.write_bytes(b"\0 to keep")
    os.link(other, practice.path.with_name(practice.path.name + "-journal"))
    with pytest.raises(IntegrityError, match="journal"):
        practice.open()
    assert other.read_bytes() == b"\0 to keep"


@pytest.mark.parametrize("stand_in", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_a_journal_that_is_no_file_is_refused(tmp_path: Path, stand_in: Callable[[Path], None]) -> None:
    practice = filled_practice(tmp_path)
    stand_in(practice.path.with_name(practice.path.name + "-journal"))
    with pytest.raises(IntegrityError):
        practice.open()


def make_endless(path: Path, table: str, row: tuple[bytes | str, bytes]) -> None:
    """Lets the pages of a table lead to each other, so that it seems to have more rows than fit into the file."""
    connection = sqlite3.connect(path)
    names = {"slot": "slot_id", "header": "name"}
    first = row[0]
    for number in range(4_000):
        key = first + f"{number:08}" if isinstance(first, str) else first + number.to_bytes(8)
        connection.execute(f"INSERT INTO {table} ({names[table]}, {COLUMNS[table]}) VALUES (?, ?)", (key, row[1]))  # noqa: S608
    connection.commit()
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    connection.close()
    data, page = bytearray(path.read_bytes()), schema.PAGE_BYTES
    top = bytes(data[(root - 1) * page : root * page])
    leaf = int.from_bytes(top[8:12])
    added = range(len(data) // page + 1, len(data) // page + 9)
    for child in (*added, leaf):
        level = bytearray(top)
        level[8:12] = child.to_bytes(4)
        for at in range(12, 12 + 2 * int.from_bytes(top[3:5]), 2):
            cell = int.from_bytes(top[at : at + 2])
            level[cell : cell + 4] = child.to_bytes(4)
        if child == added[0]:
            data[(root - 1) * page : root * page] = level
        else:
            data += level
    data[28:32] = (len(data) // page).to_bytes(4)
    path.write_bytes(data)


COLUMNS = {"slot": "box", "header": "value"}


@pytest.mark.parametrize(("table", "row"), [("slot", (b"slot-", b"\x09")), ("header", ("extra", b"x"))])
def test_a_file_that_gives_rows_without_end_is_damaged(tmp_path: Path, table: str, row: tuple[str, bytes]) -> None:
    practice = filled_practice(tmp_path)
    make_endless(practice.path, table, row)
    endless = sqlite3.connect(practice.path).execute(f"SELECT * FROM {table}")  # noqa: S608
    assert len(endless.fetchmany(100_000)) == 100_000  # what is read without a limit
    with pytest.raises(IntegrityError, match="damaged"):
        practice.open()


def test_check_tells_of_what_is_no_part_of_the_vault(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    practice.tamper("INSERT INTO inbox (item_id, box) VALUES (?, ?)", bytes(16), b"planted")
    with practice.path.open("ab") as file:
        file.write(bytes(1000))
    faults = practice.faults()
    assert any("1,000 bytes" in fault for fault in faults)
    assert any("not written on your machine" in fault for fault in faults)


@pytest.mark.parametrize(("mode", "taken"), [(0o777, False), (0o770, False), (0o1777, True), (0o755, True)])
def test_a_folder_in_which_others_may_write_is_refused(tmp_path: Path, mode: int, taken: bool) -> None:
    practice = filled_practice(tmp_path)
    practice.path.parent.chmod(mode)
    if taken:
        practice.open()
    else:
        with pytest.raises(BadInput, match="Other users"):
            practice.open()


@pytest.mark.parametrize(
    "stand_in", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("elsewhere")], ids=["pipe", "folder", "link"]
)
def test_what_is_no_file_is_no_vault(tmp_path: Path, stand_in: Callable[[Path], None]) -> None:
    practice = filled_practice(tmp_path)
    practice.path.rename(practice.path.with_name("elsewhere"))
    stand_in(practice.path)
    with pytest.raises(IntegrityError):
        practice.open()
