"""A file is opened only if it is, to the letter, a vault of this format; SQLite's errors never come out."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from coachvault.errors import (
    CoachVaultError,
    FormatError,
    IntegrityError,
    NoVault,
    StorageFailed,
    UnsupportedVersion,
    VaultBusy,
)
from coachvault.vault import schema
from coachvault.vault.schema import PAGE_BYTES
from coachvault.vault.store import CompartmentRow, LedgerRow, RecordRow, Store

ROW = RecordRow(b"c" * 16, b"r" * 16, 1, 1, b"box")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault file with one row in each table that has rows."""
    place = tmp_path / "practice.vault"
    store = Store.create(place)
    with store.transaction(write=True):
        store.put_header("epoch", b"\1\0\0\0")
        store.put_slot(b"s" * 16, b"slot")
        store.add_compartment(CompartmentRow(b"c" * 16, 1, b"key", b"head"))
        store.add_record(ROW)
        store.add_ledger(LedgerRow(0, b"entry", b"link"))
    store.close()
    return place


def change(path: Path, *statements: str) -> None:
    """Changes the file with another program."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def everything(path: Path) -> list[object]:
    store = Store.open(path)
    try:
        with store.transaction(write=False):
            rows = [*store.records(), *store.ledger(), *store.compartments(), *store.slots()]
            return [*rows, store.digests(), store.header(), store.structure_faults()]
    finally:
        store.close()


def test_rows_come_back_as_they_were(path: Path) -> None:
    store = Store.open(path)
    with store.transaction(write=False):
        assert store.record(b"c" * 16, b"r" * 16, 1) == ROW
        assert store.record(b"c" * 16, b"r" * 16, 2) is None
        assert list(store.records(b"c" * 16)) == list(store.records()) == [ROW]
        assert list(store.records(b"d" * 16)) == []
        assert store.last_ledger() == store.ledger_at(0) == LedgerRow(0, b"entry", b"link")
        assert store.ledger_at(1) is None
        assert store.structure_faults() == []
    store.close()


def test_what_fails_in_a_transaction_leaves_nothing_behind(path: Path) -> None:
    store = Store.open(path)

    def fail() -> None:
        with store.transaction(write=True):
            store.delete_record(*ROW[:3])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(store.records()) == [ROW]
    store.close()


def test_nothing_there_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NoVault):
        Store.open(tmp_path / "practice.vault")
    with pytest.raises(NoVault):
        Store.open(tmp_path / "nowhere" / "practice.vault")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\0", b"Dear diary,\n" * 500, b"SQLite format 3", b"\0" * 65536])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "practice.vault").write_bytes(content)
    with pytest.raises(FormatError):
        Store.open(tmp_path / "practice.vault")
    assert (tmp_path / "practice.vault").read_bytes() == content


def test_a_database_that_is_no_vault_is_refused(tmp_path: Path) -> None:
    change(tmp_path / "other.db", "CREATE TABLE note (body TEXT)")
    with pytest.raises(FormatError, match="not a CoachVault vault"):
        Store.open(tmp_path / "other.db")


@pytest.mark.parametrize("version", [0, 3, 99, -1])
def test_another_version_of_the_format_is_refused(path: Path, version: int) -> None:
    change(path, f"PRAGMA user_version={version}")
    with pytest.raises(UnsupportedVersion):
        Store.open(path)


def test_another_application_id_is_refused(path: Path) -> None:
    change(path, "PRAGMA application_id=1")
    with pytest.raises(FormatError):
        Store.open(path)


def test_a_link_is_not_followed(path: Path) -> None:
    link = path.with_name("link.vault")
    link.symlink_to(path)
    with pytest.raises(IntegrityError, match="symbolic link"):
        Store.open(link)


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(IntegrityError, match="no regular file"):
            Store.open(place)


LEDGER_TRIGGER = "AFTER INSERT ON ledger BEGIN DELETE FROM ledger WHERE seq = NEW.seq; END"


@pytest.mark.parametrize(
    "statement",
    [
        f"CREATE TRIGGER planted {LEDGER_TRIGGER}",
        f"CREATE TRIGGER record {LEDGER_TRIGGER}",
        "CREATE TRIGGER planted BEFORE DELETE ON record BEGIN SELECT RAISE(IGNORE); END",
        "CREATE VIEW planted AS SELECT * FROM record",
        "CREATE TABLE planted (box BLOB)",
        "CREATE INDEX planted ON record (revision)",
        "ANALYZE",
        "DROP TABLE inbox",
        "ALTER TABLE record ADD COLUMN more BLOB",
        "ALTER TABLE record RENAME COLUMN box TO xob",
    ],
)
def test_anything_planted_changed_or_removed_in_the_tables_is_refused(path: Path, statement: str) -> None:
    change(path, statement)
    with pytest.raises(IntegrityError, match="tables are not those"):
        Store.open(path)


def test_a_trigger_that_hides_before_a_table_of_its_name_is_refused(path: Path) -> None:
    change(
        path,
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rowid = rowid + 10 WHERE name IN ('record', 'inbox', 'ledger')",
        "UPDATE sqlite_schema SET rowid = 4 WHERE name = 'ledger'",
        "INSERT INTO sqlite_schema (rowid, type, name, tbl_name, rootpage, sql)"  # noqa: S608
        f" VALUES (5, 'trigger', 'record', 'ledger', 0, 'CREATE TRIGGER record {LEDGER_TRIGGER}')",
    )
    with pytest.raises(IntegrityError, match="tables are not those"):
        Store.open(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [("box BLOB NOT NULL", "box BLOB"), ("STRICT", ""), ("revision", "REVISION"), ("CREATE TABLE", "CREATE  TABLE")],
)
def test_a_table_described_in_other_words_is_refused(path: Path, old: str, new: str) -> None:
    change(
        path,
        "PRAGMA writable_schema=ON",
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = 'record'",  # noqa: S608
    )
    with pytest.raises(IntegrityError):
        Store.open(path)


def test_a_table_that_is_not_named_in_utf_8_is_refused(path: Path) -> None:
    start = path.read_bytes()
    path.write_bytes(start.replace(b"TABLE inbox", b"TABLE in\xffox"))
    with pytest.raises(IntegrityError):
        Store.open(path)


def test_a_file_cut_anywhere_gives_an_error_or_all_of_its_rows(path: Path) -> None:
    whole, expected = path.read_bytes(), everything(path)
    for length in range(0, len(whole) - PAGE_BYTES + 1, 4096):  # the last page is that of an empty table
        path.write_bytes(whole[:length])
        with pytest.raises((FormatError, IntegrityError, StorageFailed)):
            assert everything(path) != expected


def test_another_program_that_writes_is_waited_for_and_then_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_WAIT_SECONDS", 0.01)
    store = Store.open(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(VaultBusy, match="in use"), store.transaction(write=True):
        pytest.fail("began")
    with pytest.raises(VaultBusy, match="in use"):
        everything(path)
    other.execute("ROLLBACK")
    other.close()
    with store.transaction(write=True):
        store.add_ledger(LedgerRow(1, b"entry", b"link"))
    store.close()


def test_a_value_past_the_limit_is_refused_and_nothing_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "LENGTH_LIMIT_BYTES", 100_000)
    store = Store.open(path)
    with pytest.raises(CoachVaultError), store.transaction(write=True):
        store.add_record(ROW._replace(revision=2, box=bytes(100_001)))
    assert list(store.records()) == [ROW]
    store.close()


def test_a_value_past_the_limit_in_a_file_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(path, "UPDATE record SET box = zeroblob(200000)")
    monkeypatch.setattr(schema, "LENGTH_LIMIT_BYTES", 100_000)
    with pytest.raises(CoachVaultError):
        everything(path)


def test_an_open_file_takes_no_commands_but_plain_ones(path: Path) -> None:
    store = Store.open(path)
    for statement in (
        "ATTACH ':memory:' AS other",
        "CREATE TABLE planted (a)",
        "CREATE TEMP TRIGGER planted AFTER INSERT ON ledger BEGIN SELECT 1; END",
        "DROP TABLE inbox",
        "VACUUM",
        "REINDEX",
    ):
        with pytest.raises(sqlite3.DatabaseError):
            store._connection.execute(statement)
    store.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "delete"), ("synchronous", 3), ("secure_delete", 1), ("temp_store", 2), ("trusted_schema", 0)],
)
def test_settings_are_those_that_lose_and_spill_nothing(path: Path, pragma: str, value: object) -> None:
    store = Store.open(path)
    assert store._connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    store.close()


def test_changing_a_row_that_is_not_there_is_an_error(path: Path) -> None:
    store = Store.open(path)
    with pytest.raises(IntegrityError, match="exactly one row"), store.transaction(write=True):
        store.delete_record(b"c" * 16, b"x" * 16, 1)
    with pytest.raises(IntegrityError, match="exactly one row"), store.transaction(write=True):
        store.update_compartment(CompartmentRow(b"x" * 16, 1, b"", b""))
    store.close()


@pytest.mark.unprivileged
def test_a_file_that_cannot_be_written_or_read_is_told(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(StorageFailed):
        Store.open(path)
    path.chmod(0o400)
    store = Store.open(path)
    with pytest.raises(StorageFailed), store.transaction(write=True):
        store.delete_record(*ROW[:3])
    store.close()
