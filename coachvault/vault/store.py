"""The vault file as rows: the only code that touches SQLite.

What lives here: opening the file safely, transactions, reading and writing rows, and the translation of SQLite's
errors into ours. What must not: keys, or any idea of what a box holds.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from coachvault.errors import (
    CoachVaultError,
    FormatError,
    IntegrityError,
    NoVault,
    StorageFailed,
    UnsupportedVersion,
    VaultBusy,
)
from coachvault.system.files import is_own_regular_file, make_private_file, require_guarded_folder
from coachvault.vault import schema

_DAMAGED = ("The vault file is damaged.", "`coachvault check` says what is affected.")
_FOREIGN_JOURNAL = (
    "Next to the vault is a journal that CoachVault did not write; the vault was not opened, for that could do harm.",
    "Ask who can write in that folder. Move the journal away (keep it), then `coachvault check`.",
)
_AND_BEFORE = " and ".join(map(str, schema.BY_VERSION))
NOT_SAVED = (
    "The disk did not give back what was written. It was NOT saved.",
    "Copy what you typed to paper now, then check the disk; `coachvault check` shows what is still whole.",
)
_SLOT = (bytes, bytes)
_COMPARTMENT = (bytes, int, bytes, bytes)
_RECORD = (bytes, bytes, int, int, bytes)
_LEDGER = (int, bytes, bytes)
_MAGIC = b"SQLite format 3\0"
_START_BYTES = 100
_MODE, _ROLLBACK_MODE = slice(18, 20), b"\x01\x01"
_NAMES_ANOTHER = bytes.fromhex("d9d505f920a163d7")  # ends a journal that names another (SQLite file format, 3)
_ALLOWED_ACTIONS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_INSERT,
    sqlite3.SQLITE_UPDATE,
    sqlite3.SQLITE_DELETE,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_PRAGMA,
}


class CompartmentRow(NamedTuple):
    """A row of the table `compartment`."""

    compartment_id: bytes
    generation: int
    wrapped_key: bytes
    head: bytes


class RecordRow(NamedTuple):
    """A row of the table `record`."""

    compartment_id: bytes
    record_id: bytes
    revision: int
    generation: int
    box: bytes


class LedgerRow(NamedTuple):
    """A row of the table `ledger`."""

    seq: int
    box: bytes
    link: bytes


class Store:
    """An open vault file. Every method raises our errors, never SQLite's."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.is_open = True
        self._connection = connection

    @classmethod
    def create(cls, path: Path) -> Store:
        """Makes an empty file with the tables of format 2.

        Raises:
            StorageFailed: The disk did not take it.
        """
        with _translated():
            connection = sqlite3.connect(path, isolation_level=None, timeout=schema.BUSY_WAIT_SECONDS)
            for pragma in (f"page_size={schema.PAGE_BYTES}", *schema.PRAGMAS):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={schema.FORMAT_VERSION}")
            for statement in schema.TABLES.values():
                connection.execute(statement)
            _guard(connection)
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Opens an existing vault file after inspecting what it is.

        Raises:
            NoVault: Nothing is there.
            FormatError: It is no vault, or its tables are not exactly those of the format.
            UnsupportedVersion: It is a vault of another format version.
            IntegrityError: It is damaged, a link, or another user's.
        """
        if not is_own_regular_file(path):
            raise NoVault(
                "There is no vault here.",
                "`coachvault init` makes one, `--vault PATH` names another; `coachvault tour` shows how it is used.",
            )
        require_guarded_folder(path.parent)
        _require_magic(path)
        _require_plain_journal(path)
        with _translated():
            connection = sqlite3.connect(
                f"file:{quote(os.fsencode(path.absolute()))}?mode=rw",
                uri=True,
                isolation_level=None,
                timeout=schema.BUSY_WAIT_SECONDS,
            )
            try:
                for pragma in schema.PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
                _require_format(connection)
                _guard(connection)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def close(self) -> None:
        """Closes the file."""
        self.is_open = False
        self._connection.close()

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        """Runs a block in one transaction: all of it is committed, or nothing.

        Raises:
            VaultBusy: Another program is writing.
            StorageFailed: The disk did not take the change; nothing was changed.
        """
        with _translated():
            self._connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Runs a block inside a transaction that writes: where it fails, the rows are as they were before it.

        SQLite itself undoes a whole transaction that the disk does not take: `is_in_transaction` tells of it.

        Raises:
            StorageFailed: The disk did not take it.
        """
        with _translated():
            self._connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            if self.is_in_transaction:
                with _translated():
                    self._connection.execute("ROLLBACK TO attempt")
                    self._connection.execute("RELEASE attempt")
            raise
        with _translated():
            self._connection.execute("RELEASE attempt")

    @property
    def is_in_transaction(self) -> bool:
        """Whether a transaction is under way, and was not undone."""
        return self._connection.in_transaction

    def version(self) -> int:
        """Returns the version of the format that the file has at this moment."""
        with _translated():
            return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def migrate(self) -> None:
        """Adds the tables that version 2 has besides those of version 1, within the transaction that is under way."""
        with _translated():
            self._connection.set_authorizer(None)
            try:
                for statement in schema.ADDED.values():
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version={schema.FORMAT_VERSION}")
            finally:
                _guard(self._connection)

    def header(self) -> dict[str, bytes]:
        """Returns the header's values by name."""
        return dict(self._rows("SELECT name, value FROM header ORDER BY name", types=(str, bytes), key=1))

    def slots(self) -> list[tuple[bytes, bytes]]:
        """Returns every slot's id and box, in order."""
        return [
            (row[0], row[1]) for row in self._rows("SELECT slot_id, box FROM slot ORDER BY slot_id", types=_SLOT, key=1)
        ]

    def compartments(self) -> list[CompartmentRow]:
        """Returns every compartment's rows in the order of id and generation."""
        found = self._rows(
            "SELECT compartment_id, generation, wrapped_key, head FROM compartment ORDER BY compartment_id, generation",
            types=_COMPARTMENT,
            key=2,
        )
        return [CompartmentRow(*row) for row in found]

    def digests(self) -> dict[tuple[bytes, int], bytes]:
        """Returns the digest of each head, by compartment and generation."""
        found = self._rows(
            "SELECT compartment_id, generation, head FROM digest ORDER BY compartment_id, generation",
            types=(bytes, int, bytes),
            key=2,
        )
        return {(row[0], row[1]): row[2] for row in found}

    def record(self, compartment_id: bytes, record_id: bytes, revision: int) -> RecordRow | None:
        """Returns one row, or None where there is none."""
        found = self._rows(
            "SELECT compartment_id, record_id, revision, generation, box FROM record"
            " WHERE compartment_id = ? AND record_id = ? AND revision = ?",
            compartment_id,
            record_id,
            revision,
            types=_RECORD,
            key=0,
        )
        return next((RecordRow(*row) for row in found), None)

    def records(self, compartment_id: bytes | None = None) -> Iterator[RecordRow]:
        """Yields the rows of one compartment, or of all, in the order of the primary key."""
        columns = "SELECT compartment_id, record_id, revision, generation, box FROM record"
        order = "ORDER BY compartment_id, record_id, revision"
        if compartment_id is None:
            return map(RecordRow._make, self._rows(f"{columns} {order}", types=_RECORD, key=3))
        return map(
            RecordRow._make,
            self._rows(f"{columns} WHERE compartment_id = ? {order}", compartment_id, types=_RECORD, key=3),
        )

    def count_records(self) -> int:
        """Returns how many rows there are of records."""
        with _translated():
            return int(self._connection.execute("SELECT count(*) FROM record").fetchone()[0])

    def ledger(self) -> Iterator[LedgerRow]:
        """Yields the ledger from its first entry."""
        return map(LedgerRow._make, self._rows("SELECT seq, box, link FROM ledger ORDER BY seq", types=_LEDGER, key=1))

    def ledger_at(self, seq: int) -> LedgerRow | None:
        """Returns one entry of the ledger."""
        found = self._rows("SELECT seq, box, link FROM ledger WHERE seq = ?", seq, types=_LEDGER, key=0)
        return next(map(LedgerRow._make, found), None)

    def last_ledger(self) -> LedgerRow | None:
        """Returns the newest entry of the ledger."""
        found = self._rows("SELECT seq, box, link FROM ledger ORDER BY seq DESC LIMIT 1", types=_LEDGER, key=0)
        return next(map(LedgerRow._make, found), None)

    def put_header(self, name: str, value: bytes) -> None:
        """Writes one value of the header, new or again."""
        self._change_one("INSERT OR REPLACE INTO header (name, value) VALUES (?, ?)", name, value)

    def put_slot(self, slot_id: bytes, box: bytes) -> None:
        """Adds a way in."""
        self._change_one("INSERT INTO slot (slot_id, box) VALUES (?, ?)", slot_id, box)

    def copy_to(self, path: Path) -> None:
        """Copies the whole database into a new private file; works while others read.

        Raises:
            BadInput: Something already exists there.
            StorageFailed: The disk did not take it.
        """
        make_private_file(path)
        with _translated():
            target = sqlite3.connect(path, isolation_level=None)
            try:
                self._connection.backup(target)
            finally:
                target.close()

    def delete_slot(self, slot_id: bytes) -> None:
        """Removes a way in."""
        self._change_one("DELETE FROM slot WHERE slot_id = ?", slot_id)

    def add_compartment(self, row: CompartmentRow) -> None:
        """Adds a compartment, or a generation of one."""
        self._change_one(
            "INSERT INTO compartment (compartment_id, generation, wrapped_key, head) VALUES (?, ?, ?, ?)", *row
        )

    def update_compartment(self, row: CompartmentRow) -> None:
        """Writes a compartment's wrapped key and head anew."""
        self._change_one(
            "UPDATE compartment SET wrapped_key = ?, head = ? WHERE compartment_id = ? AND generation = ?",
            row.wrapped_key,
            row.head,
            row.compartment_id,
            row.generation,
        )

    def put_digest(self, compartment_id: bytes, generation: int, head: bytes) -> None:
        """Writes the digest of a head, new or again."""
        statement = "INSERT OR REPLACE INTO digest (compartment_id, generation, head) VALUES (?, ?, ?)"
        self._change_one(statement, compartment_id, generation, head)

    def delete_compartment(self, compartment_id: bytes) -> None:
        """Deletes every generation of a compartment's wrapped key, with its head, digest and search index."""
        with _translated():
            for table in ("compartment", "digest", "search"):
                self._connection.execute(f"DELETE FROM {table} WHERE compartment_id = ?", (compartment_id,))  # noqa: S608

    def delete_generation(self, compartment_id: bytes, generation: int) -> None:
        """Deletes one generation of a compartment's wrapped key, and its digest."""
        for table in ("compartment", "digest"):
            statement = f"DELETE FROM {table} WHERE compartment_id = ? AND generation = ?"  # noqa: S608
            self._change_one(statement, compartment_id, generation)

    def empty_search(self, compartment_id: bytes) -> None:
        """Deletes what finds words in a compartment; it is made anew from what stays."""
        with _translated():
            self._connection.execute("DELETE FROM search WHERE compartment_id = ?", (compartment_id,))

    def add_record(self, row: RecordRow) -> None:
        """Adds one revision of a record."""
        self._change_one(
            "INSERT INTO record (compartment_id, record_id, revision, generation, box) VALUES (?, ?, ?, ?, ?)", *row
        )

    def update_record(self, row: RecordRow) -> None:
        """Writes one revision of a record in another box, under another generation of its compartment's key."""
        self._change_one(
            "UPDATE record SET generation = ?, box = ? WHERE compartment_id = ? AND record_id = ? AND revision = ?",
            row.generation,
            row.box,
            row.compartment_id,
            row.record_id,
            row.revision,
        )

    def delete_record(self, compartment_id: bytes, record_id: bytes, revision: int) -> None:
        """Deletes one revision of a record; its bytes are overwritten with zeros."""
        self._change_one(
            "DELETE FROM record WHERE compartment_id = ? AND record_id = ? AND revision = ?",
            compartment_id,
            record_id,
            revision,
        )

    def add_ledger(self, row: LedgerRow) -> None:
        """Appends one entry to the ledger."""
        self._change_one("INSERT INTO ledger (seq, box, link) VALUES (?, ?, ?)", *row)

    def write_anew(self) -> None:
        """Writes the whole file anew, so that it holds what its tables hold and nothing else.

        `secure_delete` overwrites what is deleted, but pages that SQLite has moved rows out of may keep copies of them
        in the room between. Either all of it is written or nothing is changed.

        Raises:
            VaultBusy: Another program holds the vault.
            StorageFailed: The disk did not take it; the file is as it was.
        """
        with _translated():
            self._connection.set_authorizer(None)  # VACUUM attaches a database of its own; `open` has read the schema
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
            try:
                self._connection.execute("VACUUM")
            finally:
                _guard(self._connection)

    def size(self) -> int:
        """Returns how many bytes the database has, what is being written included."""
        with _translated():
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            page_bytes = self._connection.execute("PRAGMA page_size").fetchone()[0]
        return int(pages) * int(page_bytes)

    def waiting(self) -> int:
        """Returns how many notes wait in the inbox."""
        return sum(1 for _ in self._rows("SELECT item_id FROM inbox ORDER BY item_id", types=(bytes,), key=1))

    def inbox(self) -> list[tuple[bytes, bytes]]:
        """Returns every item of the inbox with its id, in the order of the ids."""
        found = self._rows("SELECT item_id, box FROM inbox ORDER BY item_id", types=(bytes, bytes), key=1)
        return [(row[0], row[1]) for row in found]

    def put_inbox(self, item_id: bytes, box: bytes) -> None:
        """Adds an item to the inbox."""
        self._change_one("INSERT INTO inbox (item_id, box) VALUES (?, ?)", item_id, box)

    def delete_inbox(self, item_id: bytes) -> None:
        """Removes an item from the inbox; its bytes are overwritten with zeros."""
        self._change_one("DELETE FROM inbox WHERE item_id = ?", item_id)

    def structure_faults(self) -> list[str]:
        """Returns what SQLite's own check of pages and indexes finds wrong; empty when all is well."""
        return [row[0] for row in self._rows("PRAGMA integrity_check(20)", types=(str,), key=0) if row[0] != "ok"]

    def _rows(self, statement: str, *values: object, types: tuple[type, ...], key: int) -> Iterator[tuple[Any, ...]]:
        """Yields rows in the order of their primary key, whose columns are of exactly these types.

        SQLite gives back what a damaged file says; pages that lead to each other even give rows without end. A key
        that does not rise is therefore damage.

        Args:
            statement: The query, which orders by the primary key.
            values: Its values.
            types: The types of the columns.
            key: How many of the columns, from the first, are the key; 0 where one row at most is asked for.
        """
        numbers = [at for at, kind in enumerate(types) if kind is int]
        before: tuple[Any, ...] = ()
        with _translated():
            for row in self._connection.execute(statement, values):
                if (
                    tuple(map(type, row)) != types
                    or any(row[at] < 0 for at in numbers)
                    or (key and row[:key] <= before)
                ):
                    raise IntegrityError(*_DAMAGED)
                before = row[:key]
                yield row

    def _change_one(self, statement: str, *values: object) -> None:
        with _translated():
            cursor = self._connection.execute(statement, values)
        if cursor.rowcount != 1:
            raise IntegrityError("The vault did not change exactly one row; the change was rolled back.")


def _require_magic(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(_START_BYTES)
    except OSError as error:
        raise StorageFailed(f"The vault cannot be read: {error.strerror}.") from None
    if not start.startswith(_MAGIC):
        raise FormatError(
            "This file is not a CoachVault vault, or its beginning is damaged.", "`--vault PATH` names another."
        )
    if start[_MODE] != _ROLLBACK_MODE:
        raise IntegrityError(
            "The vault is marked for a write-ahead log: another program has changed it.", *_DAMAGED[1:]
        )


def _require_plain_journal(path: Path) -> None:
    """Refuses journals that SQLite would act upon before anything is known about them.

    A rollback journal may name another one, and SQLite deletes the file of that name once it has played the first:
    anyone who can write next to a vault could have any file deleted. A vault is never part of a transaction over
    several files, so a journal of ours names none.

    Raises:
        IntegrityError: A journal is there that CoachVault did not write.
    """
    for suffix in ("-wal", "-shm"):
        if os.path.lexists(f"{path}{suffix}"):
            raise IntegrityError(*_FOREIGN_JOURNAL)
    journal = path.with_name(path.name + "-journal")
    if not is_own_regular_file(journal):
        return
    try:
        with journal.open("rb") as file:
            if os.fstat(file.fileno()).st_nlink > 1:  # SQLite would write into any other file that the name leads to
                raise IntegrityError(*_FOREIGN_JOURNAL)
            file.seek(max(0, file.seek(0, os.SEEK_END) - len(_NAMES_ANOTHER)))
            end = file.read()
    except FileNotFoundError:  # another process has just finished
        return
    except OSError as error:
        raise StorageFailed(f"The vault's journal cannot be read: {error.strerror}.") from None
    if end == _NAMES_ANOTHER:
        raise IntegrityError(*_FOREIGN_JOURNAL)


def _require_format(connection: sqlite3.Connection) -> None:
    """Refuses a file whose tables are not, to the letter, those of the format."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise FormatError("This file is a database, but not a CoachVault vault.", "`--vault PATH` names another.")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in schema.BY_VERSION:
        raise UnsupportedVersion(
            f"This vault has format {version}; this version of CoachVault reads formats {_AND_BEFORE}.",
            "A newer CoachVault may open it.",
        )
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    if sorted(found) != sorted(("table", name, name, sql) for name, sql in schema.BY_VERSION[version].items()):
        raise IntegrityError("The vault's tables are not those of the format: something was added, changed or removed.")


def _guard(connection: sqlite3.Connection) -> None:
    """Caps what a hostile file can make SQLite do: sizes, attached files, and anything but plain reads and writes."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, schema.LENGTH_LIMIT_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
    connection.set_authorizer(_authorize)


def _authorize(action: int, _first: object, _second: object, _database: object, inside: object) -> int:
    """Refuses every action but plain ones, and all that come from inside a trigger or a view."""
    return sqlite3.SQLITE_OK if action in _ALLOWED_ACTIONS and inside is None else sqlite3.SQLITE_DENY


@contextmanager
def _translated() -> Iterator[None]:
    """Turns SQLite's errors into ours, by their code and not by their words."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error) from None
    except (UnicodeDecodeError, OverflowError):  # what SQLite read out of a damaged file
        raise IntegrityError(*_DAMAGED) from None


def _translate(error: sqlite3.Error) -> CoachVaultError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return VaultBusy("The vault is in use by another program; nothing was written.", "Try again in a moment.")
    if code == sqlite3.SQLITE_FULL:
        return StorageFailed("The disk is full; nothing was changed.", "Make some room, then do it again.")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StorageFailed(
            "The disk did not take it: it is full, read-only or failing. Nothing was changed.",
            "Check the free space and the permissions of the vault's folder.",
        )
    return IntegrityError(*_DAMAGED)
