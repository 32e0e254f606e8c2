"""What two copies wrote since they parted is read in their ledgers."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.services.copies import backups
from coachvault.services.copies.histories import Histories, newest_shared
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.notes.editing import edit_note, move_note
from tests.fakes import NOON, Practice, filled_practice, row_of


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def copy(practice: Practice, tmp_path: Path) -> Practice:
    made = backups.create(practice.open(), tmp_path / "copy.vault")
    return Practice(msgspec.structs.replace(practice.setting, vault_path=Path(made.path)), practice.clock)


def test_how_a_copy_was_made_is_nobodys_own(practice: Practice, copy: Practice) -> None:
    with practice.open().vault.read() as vault, copy.open().vault.read() as snapshot:
        found = Histories.of(snapshot, vault)
        assert vault.last is not None
        assert newest_shared(snapshot, vault) == vault.last.seq - 1
        assert not found.mine.records
        assert len(found.theirs.records) == 2, "the line of the copy, and the register"


def test_what_each_wrote_since_is_told_apart(practice: Practice, tmp_path: Path) -> None:
    copy = filled_practice(tmp_path / "synced")  # the same file on another computer
    first, second = row_of(practice.open(), "heron/1"), row_of(practice.open(), "heron/2")
    edit_note(practice.open(), "heron/1", 1, {"body": "Anew."})
    edit_note(copy.open(), "heron/2", 2, {"body": "In the copy."})
    with practice.open().vault.read() as vault, copy.open().vault.read() as snapshot:
        found = Histories.of(snapshot, vault)
    assert (first in found.theirs.records, first in found.mine.records) == (True, False)
    assert (second in found.theirs.records, second in found.mine.records) == (False, True)
    assert not found.theirs.moved


def test_what_was_moved_is_known(practice: Practice, copy: Practice) -> None:
    move_note(practice.open(), "heron/1", "wren")
    moved = row_of(practice.open(), "wren/2")
    with practice.open().vault.read() as vault, copy.open().vault.read() as snapshot:
        assert moved in Histories.of(snapshot, vault).theirs.moved


def test_two_vaults_share_nothing_but_what_is_the_same(practice: Practice, tmp_path: Path) -> None:
    other = filled_practice(tmp_path / "other")
    end_engagement(other.open(), "heron", NOON.date())
    with practice.open().vault.read() as vault, other.open().vault.read() as snapshot:
        assert vault.last is not None
        assert newest_shared(snapshot, vault) == vault.last.seq
