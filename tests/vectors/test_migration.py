"""A vault of format 1 becomes one of format 2 with the first write, and not before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import Refused
from coachvault.services.copies import backups
from coachvault.services.notes import inbox
from coachvault.services.notes.editing import edit_note
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.sealed import show_note
from coachvault.vault.header import HeaderRole
from coachvault.vault.pins import Pin, Pins
from coachvault.vault.vault import LockedVault
from tests.fakes import PASSPHRASE, Practice
from tests.independent import reader

FOLDER = Path(__file__).parent


@pytest.fixture
def stored(tmp_path: Path) -> Practice:
    practice = Practice.at(tmp_path)
    practice.path.parent.mkdir(parents=True, mode=0o700)
    shutil.copyfile(FOLDER / "format-1.db", practice.path)
    practice.path.chmod(0o600)
    return practice


def version(practice: Practice) -> Any:
    return practice.rows("PRAGMA user_version")[0][0]


def test_reading_leaves_the_version(stored: Practice) -> None:
    before = stored.path.read_bytes()
    opened = stored.open()
    with opened.vault.read() as snapshot:
        assert snapshot.role is HeaderRole.VAULT
        assert (snapshot.header.role, snapshot.header.version) == (None, 1)
    assert show_note(opened, "heron/5").note.body == "Meant for heron, told again."
    assert stored.path.read_bytes() == before


def test_a_note_that_is_written_while_locked_leaves_the_version(stored: Practice) -> None:
    with stored.open().vault.read() as snapshot:
        pin = Pin(snapshot.header.inbox_public, snapshot.keyring().capture_key)
        Pins(stored.setting.state_folder).keep(snapshot.header, pin)
    inbox.write_locked(stored.setting, "heron", NoteDraft("While locked."))
    assert version(stored) == 1
    inbox.settle(stored.open())
    assert version(stored) == 2
    assert [each.note.body for each in read_history(stored.open(), "heron/7")] == ["While locked."]


def test_the_first_write_makes_it_version_2(stored: Practice) -> None:
    before = reader.read(stored.path, passphrase=PASSPHRASE)
    add_note(stored.open(), "wren", NoteDraft("The first of format 2."))
    after = reader.read(stored.path, passphrase=PASSPHRASE)
    assert (before.version, after.version, after.role, after.step) == (1, 2, HeaderRole.VAULT, 0)
    assert before.notes().items() <= after.notes().items()
    assert len(after.notes()) == len(before.notes()) + 1
    assert stored.faults() == []


def test_wordings_go_on_from_their_number(stored: Practice) -> None:
    opened = stored.open()
    number = show_note(opened, "heron/5").revision
    assert edit_note(opened, "heron/5", number, {"body": "Once more."}).revision == number + 1
    assert [each.revision for each in read_history(opened, "heron/5")] == [1, 2, 3]


def test_a_write_that_fails_leaves_version_1(stored: Practice) -> None:
    before = stored.path.read_bytes()

    def fails() -> None:
        with stored.open().vault.change("note add", stored.clock.now()):
            raise Refused("No.")

    with pytest.raises(Refused):
        fails()
    assert stored.path.read_bytes() == before


@pytest.mark.parametrize(
    ("make", "role"),
    [(backups.create, HeaderRole.BACKUP), (backups.move_away, HeaderRole.VAULT)],
    ids=["backup", "moved"],
)
def test_a_copy_says_what_it_is(
    make: Callable[[Any, Path], Any], role: HeaderRole, stored: Practice, tmp_path: Path
) -> None:
    make(stored.open(), tmp_path / "copy.vault")
    assert LockedVault.at(tmp_path / "copy.vault", None).header.role is role
    assert LockedVault.at(stored.path, None).header.role is HeaderRole.VAULT
