"""The pages on the architecture and on contributing speak of files, functions and constants that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.page_tables import PAGE, ROOT, Place, Row, defined, table

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
NAMED = sorted(set(re.findall(r"`((?:coachvault|tests|docs|benchmarks|\.ci)/[\w./-]*)`", PAGE + CONTRIBUTING)))
PAGES = [ROOT / "SECURITY.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FILES = sorted(set(re.findall(r"`([\w./-]*(?:/[\w.-]*|\.(?:py|md|toml)))`", PAGE)) - {"__init__.py"})
TO_CHANGE, JOURNEY = table("to-change"), table("journey")
PLACES = sorted({place for row in (*TO_CHANGE, *JOURNEY) for place in row.places})
STATE_FOLDERS = {"coachvault/known"}
LONGEST_JOURNEY = 45
SUBJECTS = [
    "sealed note cannot be read",
    "JSON of a command, such as `release show`",
    "language",
    "mail client",
    "column of the coaching log",
    "weakest passphrase",
    "agent's times",
    "default retention",
    "`status` lists",
    "exit codes",
    "sponsor's mailbox",
    "forbids a destruction",
    "Argon2's cost",
    "note numbers",
    "notified of a disclosure",
]


def test_the_page_names_files() -> None:
    assert len(NAMED) > 60


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_exists(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_named_by_its_whole_path(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_speaks_of_no_module_that_is_gone(page: Path) -> None:
    text = page.read_text()
    named = re.findall(r"`((?:[\w.]+/)+[\w.]+\.py|test_\w+\.py)`", text)
    named += re.findall(r"`((?:coachvault|tests|benchmarks)/[\w./]*)`", text)
    gone = [name for name in named if not (ROOT / name).exists() and not (ROOT / "coachvault" / name).exists()]
    assert [name for name in gone if name not in STATE_FOLDERS] == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_a_newcomer_wants_to_change_stands_in_one_row(subject: str) -> None:
    assert len([row for row in TO_CHANGE if subject in row.said]) == 1


@pytest.mark.parametrize("row", [*TO_CHANGE, *JOURNEY], ids=lambda row: row.said)
def test_a_row_leads_to_something_in_a_file(row: Row) -> None:
    assert row.places


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.path}:{place.name}")
def test_what_a_row_names_is_defined_in_that_file(place: Place) -> None:
    assert place.name in defined(place.path)


def test_a_name_that_is_only_imported_would_be_found() -> None:
    assert "NoteKind" in defined("coachvault/practice/note.py")
    assert "NoteKind" not in defined("coachvault/services/notes/journal.py")


def test_the_journey_of_a_note_fits_on_a_screen() -> None:
    section = PAGE.partition("## How a note travels from the keyboard to the disk")[2].partition("\n## ")[0]
    assert len(section.splitlines()) <= LONGEST_JOURNEY
    assert len(JOURNEY) > 10
