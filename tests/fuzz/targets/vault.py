"""The vault's file, changed by another program or a failing disk: looked at without a key, opened, read, checked.

An input is no file but what is done to one of the stored vaults: a byte that chooses the vault, then one step after
the other (`STEPS`). Promised besides: what is read in spite of it is what was written.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from coachvault.errors import CoachVaultError
from coachvault.services.copies.check import check
from coachvault.services.core.open_vault import Credentials
from coachvault.services.notes import inbox
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.retirement import archive
from coachvault.vault import schema
from coachvault.vault.check import check_vault
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.vault import LockedVault
from tests.fakes import WORDS, Practice
from tests.fuzz.judging import is_looked_at_again, require
from tests.vectors.test_stored_vaults import FOLDER, stored_vault
from tests.whole_vault.test_tampering import everything

VAULTS = [(FOLDER / f"format-{version}.db").read_bytes() for version in (2, 1)]
PAGE_BYTES = schema.PAGE_BYTES
MOST_STEPS = 32
COLUMNS = [
    (table, column)
    for table, columns in {
        "header": ("name", "value"),
        "slot": ("slot_id", "box"),
        "compartment": ("compartment_id", "generation", "wrapped_key", "head"),
        "digest": ("compartment_id", "generation", "head"),
        "record": ("compartment_id", "record_id", "revision", "generation", "box"),
        "ledger": ("seq", "box", "link"),
        "inbox": ("item_id", "box"),
        "search": ("compartment_id",),
    }.items()
    for column in columns
]


class Steps:
    """What an input still says; where it ends, zeros follow."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    def number(self, below: int, size: int = 1) -> int:
        self._at += size
        return int.from_bytes(self._data[self._at - size : self._at], "little") % max(1, below)

    def bytes(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]


def poke(file: bytearray, steps: Steps) -> None:
    """Other bytes anywhere."""
    at = steps.number(len(file), 4)
    said = steps.bytes(1 + steps.number(8))
    file[at : at + len(said)] = said


def poke_page(file: bytearray, steps: Steps) -> None:
    """Another byte in the head of a page, or in its list of cells."""
    page, at = steps.number(len(file) // PAGE_BYTES, 2), steps.number(64)
    file[page * PAGE_BYTES + at] = steps.number(256)


def copy_page(file: bytearray, steps: Steps) -> None:
    """One page in the place of another."""
    pages = len(file) // PAGE_BYTES
    one, other = (steps.number(pages, 2) * PAGE_BYTES for _ in range(2))
    file[one : one + PAGE_BYTES] = file[other : other + PAGE_BYTES]


def empty_page(file: bytearray, steps: Steps) -> None:
    """A page of zeros."""
    at = steps.number(len(file) // PAGE_BYTES, 2) * PAGE_BYTES
    file[at : at + PAGE_BYTES] = bytes(PAGE_BYTES)


def cut(file: bytearray, steps: Steps) -> None:
    """A file that ends before its end."""
    del file[max(PAGE_BYTES, steps.number(len(file), 4)) :]


def change_row(connection: sqlite3.Connection, steps: Steps) -> None:
    """Another value in a row."""
    table, column = COLUMNS[steps.number(len(COLUMNS))]
    row = steps.number(500, 2)
    how, value = steps.number(4), steps.bytes(1 + steps.number(40))
    new = ("?", "zeroblob(?)", "CAST(? AS INTEGER)", f"substr({column}, 1, ?)")[how]
    given: object = value if how == 0 else value[0] if value else 0
    connection.execute(f"UPDATE {table} SET {column} = {new} {_row(table, row)}", (given,))  # noqa: S608


def flip_in_row(connection: sqlite3.Connection, steps: Steps) -> None:
    """One bit of a value."""
    table, column = COLUMNS[steps.number(len(COLUMNS))]
    row, at, bit = steps.number(500, 2), steps.number(65536, 2), steps.number(8)
    for (value,) in connection.execute(f"SELECT {column} FROM {table} {_row(table, row)}").fetchall():  # noqa: S608
        if isinstance(value, bytes) and value:
            changed = bytearray(value)
            changed[at % len(value)] ^= 1 << bit
            connection.execute(f"UPDATE {table} SET {column} = ? {_row(table, row)}", (bytes(changed),))  # noqa: S608


def remove_row(connection: sqlite3.Connection, steps: Steps) -> None:
    """A row less."""
    table = COLUMNS[steps.number(len(COLUMNS))][0]
    connection.execute(f"DELETE FROM {table} {_row(table, steps.number(500, 2))}")  # noqa: S608


def swap_values(connection: sqlite3.Connection, steps: Steps) -> None:
    """A value of one row in another."""
    table, column = COLUMNS[steps.number(len(COLUMNS))]
    one, other = steps.number(500, 2), steps.number(500, 2)
    taken = f"(SELECT {column} FROM {table} LIMIT 1 OFFSET {other} % (SELECT count(*) FROM {table}))"  # noqa: S608
    connection.execute(f"UPDATE {table} SET {column} = {taken} {_row(table, one)}")  # noqa: S608


def put_into_inbox(connection: sqlite3.Connection, steps: Steps) -> None:
    """One more note that waits."""
    box = steps.bytes(steps.number(128)) * (1 + steps.number(64))
    connection.execute("INSERT INTO inbox (item_id, box) VALUES (?, ?)", (steps.bytes(16).ljust(16), box))


def put_header(connection: sqlite3.Connection, steps: Steps) -> None:
    """Another value in the header, by its size."""
    names = [row[0] for row in connection.execute("SELECT name FROM header ORDER BY name")]
    value = steps.bytes(steps.number(40))
    connection.execute(
        "UPDATE header SET value = ? WHERE name = ?", (value, names[steps.number(len(names))] if names else "")
    )


def change_pragma(connection: sqlite3.Connection, steps: Steps) -> None:
    """Another version, name, or number of the schema."""
    name = ("user_version", "application_id", "schema_version")[steps.number(3)]
    connection.execute(f"PRAGMA {name} = {steps.number(2**31, 4)}")


def _row(table: str, row: int) -> str:
    inside = f"SELECT * FROM {table} LIMIT 1 OFFSET {row} % max(1, (SELECT count(*) FROM {table}))"  # noqa: S608
    key = KEYS[table]
    return f"WHERE ({', '.join(key)}) = (SELECT {', '.join(key)} FROM ({inside}))"  # noqa: S608


KEYS = {
    "header": ("name",),
    "slot": ("slot_id",),
    "compartment": ("compartment_id", "generation"),
    "digest": ("compartment_id", "generation"),
    "record": ("compartment_id", "record_id", "revision"),
    "ledger": ("seq",),
    "inbox": ("item_id",),
    "search": ("compartment_id",),
}
ROW_STEPS: list[Callable[[sqlite3.Connection, Steps], None]] = [
    change_row,
    flip_in_row,
    remove_row,
    swap_values,
    put_into_inbox,
    put_header,
    change_pragma,
]
FILE_STEPS: list[Callable[[bytearray, Steps], None]] = [poke, poke_page, copy_page, empty_page, cut]
STEPS = len(ROW_STEPS) + len(FILE_STEPS)
"""A step is a byte that says which, and the bytes that it takes; rows first, in their order, then the file."""


def look(data: bytes) -> str:
    steps = Steps(data)
    version = steps.number(2)
    practice = fresh(version)
    change(practice.path, steps)
    said = [said_of(lambda: repr(LockedVault.at(practice.path, None).header)), said_of(lambda: verified(practice.path))]
    said.append(said_of(lambda: opened_and_read(practice, version)))
    if is_looked_at_again(data):
        said += [said_of(partial(use, practice)) for use in USES]
    return "\n".join(said)


def _faults(practice: Practice) -> list[str]:
    return check(practice.setting, Credentials(str, [WORDS]), lambda *_: None).faults


USES: tuple[Callable[[Practice], object], ...] = (
    _faults,
    everything,
    lambda practice: inbox.count_waiting(practice.setting),
    lambda practice: inbox.write_locked(practice.setting, "heron", NoteDraft("While it was locked.")),
    lambda practice: inbox.settle(practice.open()),
    lambda practice: inbox.list_waiting(practice.open()),
    lambda practice: add_note(practice.open(), "heron", NoteDraft("One more.")).note.body,
)
"""What commands do with a vault, for the inputs that are looked at again."""


def opened_and_read(practice: Practice, version: int) -> str:
    """Opens a vault, reads all that can be read, and returns what is wrong with the rest."""
    vault = practice.open().vault
    with vault.read() as snapshot:
        found = check_vault(snapshot, lambda *_: None, lambda row: row[1].hex())
        for name, said in records(snapshot):
            require(said == written(version).get(name), "what is read is what was written")
    return repr(found)


def records(snapshot: Snapshot) -> Iterator[tuple[tuple[bytes, bytes, int], bytes]]:
    """Yields every revision of every record that opens."""
    for compartment_id in snapshot.compartment_ids():
        with suppress(CoachVaultError):
            items = snapshot.head(compartment_id).items if snapshot.is_readable(compartment_id) else ()
            for record, row in [(item.record_id, row) for item in items for row in item.rows]:
                with suppress(CoachVaultError):
                    said = snapshot.read_bytes(compartment_id, record, row.revision)
                    yield (compartment_id, record, row.revision), said


def verified(path: Path) -> str:
    """Returns what can be seen without a key of the order in which all was written."""
    return repr(archive.verify(path))


def change(path: Path, steps: Steps) -> None:
    """Does to a file what an input says; after a step for the file none for rows: SQLite might not end it."""
    is_whole = True
    for _ in range(MOST_STEPS):
        if not steps:
            break
        which = steps.number(STEPS)
        if which < len(ROW_STEPS):
            if not is_whole:
                continue
            with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                ROW_STEPS[which](connection, steps)
        else:
            is_whole = False
            file = bytearray(path.read_bytes())
            FILE_STEPS[which - len(ROW_STEPS)](file, steps)
            path.write_bytes(file)


def fresh(version: int) -> Practice:
    """Returns a stored vault in a folder where nothing else is, on a computer that has seen none."""
    folder = place()
    for each in folder.iterdir():
        shutil.rmtree(each)
    practice = Practice.at(folder)
    practice.path.parent.mkdir(parents=True, mode=0o700)
    practice.path.touch(0o600)
    practice.path.write_bytes(VAULTS[version])
    return practice


@cache
def place() -> Path:
    """Returns a folder of this process."""
    return Path(mkdtemp())


@cache
def written(version: int) -> dict[tuple[bytes, bytes, int], bytes]:
    """Returns all records of a vault as they were written."""
    with TemporaryDirectory() as folder:
        practice = stored_vault(Path(folder), (2, 1)[version])
        with practice.open().vault.read() as snapshot:
            return dict(records(snapshot))


def said_of(reads: Callable[[], object]) -> str:
    """Returns what is said, or with which of our errors."""
    try:
        return str(reads())
    except CoachVaultError as error:
        return f"{type(error).__name__}: {error.message}"
