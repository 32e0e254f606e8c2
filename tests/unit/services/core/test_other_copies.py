"""The copy that a vault was until now is named once, under a number of its own, and without a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice.backup import BEFORE
from coachvault.practice.opening import CopyRole
from coachvault.services.copies import backups
from coachvault.services.copies.copy_list import is_in_reach, is_in_sight, is_this_copy
from coachvault.services.core.other_copies import name_other, next_number, record_ids
from coachvault.services.records.backups import every_line
from coachvault.services.records.roster import counters
from coachvault.vault.codec import CopyId
from tests.fakes import NOON, Practice, empty_practice

ID = CopyId(b"c" * 16)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return empty_practice(tmp_path / "here")


def name(practice: Practice) -> str:
    with practice.open().vault.change("note add", NOON) as change:
        return name_other(change, ID, NOON)


def test_it_gets_the_next_number_and_no_place(practice: Practice, tmp_path: Path) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    assert name(practice) == "B2"
    opened = practice.open()
    with opened.vault.read() as snapshot:
        line, seq = every_line(snapshot)[-1], snapshot.last
        assert (line.copy_id, line.path, line.where, line.role) == (ID, "", BEFORE, CopyRole.VAULT)
        assert seq is not None
        assert line.seq == seq.seq - 1
        assert list(record_ids(snapshot)) == [2, 1]
        assert counters(snapshot).backups == 2
        assert not is_in_sight(line)
        assert not is_in_reach(line, practice.path)
        assert not is_this_copy(line, snapshot.vault_id)


def test_a_line_that_tells_of_it_stays_as_it_is(practice: Practice, tmp_path: Path) -> None:
    made = backups.create(practice.open(), tmp_path / "copy.vault")
    with practice.open().vault.change("note add", NOON) as change:
        assert name_other(change, CopyId(made.copy_id), NOON) == "B1"
    assert (name(practice), name(practice)) == ("B2", "B2")
    backups.forget(practice.open(), "B2")
    assert name(practice) == "B3", "what was declared gone may have come from elsewhere since"


def test_a_number_is_not_given_again(practice: Practice) -> None:
    with practice.open().vault.change("note add", NOON) as change:
        assert [next_number(change) for _ in range(3)] == [1, 2, 3]
