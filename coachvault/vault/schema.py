"""The tables of a vault file, and the settings under which SQLite touches them (vault-format 2)."""

from __future__ import annotations

import sys

APPLICATION_ID = 0x43564C54  # "CVLT"
FORMAT_VERSION = 2
EARLIEST_VERSION = 1
PAGE_BYTES = 16384
LENGTH_LIMIT_BYTES = 64 * 1024 * 1024
BUSY_WAIT_SECONDS = 5.0

TABLES_1: dict[str, str] = {
    "header": "CREATE TABLE header (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "slot": "CREATE TABLE slot (slot_id BLOB PRIMARY KEY, box BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "compartment": (
        "CREATE TABLE compartment (compartment_id BLOB NOT NULL, generation INTEGER NOT NULL,"
        " wrapped_key BLOB NOT NULL, head BLOB NOT NULL,"
        " PRIMARY KEY (compartment_id, generation)) STRICT, WITHOUT ROWID"
    ),
    "record": (
        "CREATE TABLE record (compartment_id BLOB NOT NULL, record_id BLOB NOT NULL, revision INTEGER NOT NULL,"
        " generation INTEGER NOT NULL, box BLOB NOT NULL, PRIMARY KEY (compartment_id, record_id, revision))"
        " STRICT, WITHOUT ROWID"
    ),
    "inbox": "CREATE TABLE inbox (item_id BLOB PRIMARY KEY, box BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "ledger": "CREATE TABLE ledger (seq INTEGER PRIMARY KEY, box BLOB NOT NULL, link BLOB NOT NULL) STRICT",
}

ADDED: dict[str, str] = {
    "digest": (
        "CREATE TABLE digest (compartment_id BLOB NOT NULL, generation INTEGER NOT NULL, head BLOB NOT NULL,"
        " PRIMARY KEY (compartment_id, generation)) STRICT, WITHOUT ROWID"
    ),
    "search": (
        "CREATE TABLE search (compartment_id BLOB NOT NULL, segment INTEGER NOT NULL, generation INTEGER NOT NULL,"
        " box BLOB NOT NULL, PRIMARY KEY (compartment_id, segment)) STRICT, WITHOUT ROWID"
    ),
}
"""What version 2 has besides the tables of version 1."""

TABLES: dict[str, str] = TABLES_1 | ADDED
BY_VERSION = {EARLIEST_VERSION: TABLES_1, FORMAT_VERSION: TABLES}

PRAGMAS: tuple[str, ...] = (
    "trusted_schema=OFF",  # a hostile file brings no functions into play
    "cell_size_check=ON",  # a malformed page is an error, not a wild read
    "mmap_size=0",  # a damaged file gives an error, not a signal
    "temp_store=MEMORY",  # nothing is spilled into a plain temporary file
    "journal_mode=DELETE",  # with EXTRA: no acknowledged row lost in simulated power cuts (docs/adr/0002)
    "synchronous=EXTRA",  # also syncs the folder after the journal is gone
    "secure_delete=ON",  # what is deleted is overwritten with zeros
    *(("fullfsync=ON",) if sys.platform == "darwin" else ()),  # macOS: fsync alone does not reach the disk
)
