"""The tables are those of the specification, and SQLite takes them and the settings as they stand."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from coachvault.vault import schema

SPECIFICATION = (Path(__file__).parents[3] / "docs" / "spec" / "vault-format.md").read_text()


def test_the_tables_are_those_of_the_specification_to_the_letter() -> None:
    specified = re.findall(r"^    (CREATE TABLE (\w+) .*)$", SPECIFICATION, re.MULTILINE)
    assert {name: sql for sql, name in specified} == schema.TABLES


def test_sqlite_takes_the_tables_and_the_settings(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    for sql in schema.TABLES.values():
        connection.execute(sql)
    for pragma in schema.PRAGMAS:
        name, _, value = pragma.partition("=")
        connection.execute(f"PRAGMA {pragma}")
        known = {"OFF": 0, "ON": 1, "MEMORY": 2, "DELETE": "delete", "EXTRA": 3, "0": 0}
        assert connection.execute(f"PRAGMA {name}").fetchone() in ((known[value],), None), pragma
    connection.close()


def test_the_file_is_known_by_four_letters() -> None:
    assert schema.APPLICATION_ID.to_bytes(4, "big") == b"CVLT"
