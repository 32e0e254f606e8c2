"""The list of copies: each under a number that is never given twice, known by copy id and place."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.practice.backup import Backup, GoneBy
from coachvault.practice.opening import CopyRole
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.backups import (
    all_backups,
    drop_line,
    every_line,
    give_number,
    keep_counter,
    line_of,
    own_line,
    read,
    record_ids,
    register_copy,
    register_origin,
    save_line,
)
from coachvault.vault.codec import CopyId
from tests.fakes import NOON, Practice, filled_practice

COPY = Backup(0, bytes(16), "/media/disk/b.vault", NOON, 7)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def registered(opened: OpenVault, *found: Backup) -> list[Backup]:
    with opened.vault.change("backup create", NOON) as change:
        return [register_copy(change, each) for each in found]


def test_copies_are_numbered_as_they_come(practice: Practice) -> None:
    opened = practice.open()
    assert [each.id for each in registered(opened, COPY, COPY)] == ["B1", "B2"]
    with opened.vault.read() as snapshot:
        assert [each.number for each in all_backups(snapshot)] == [1, 2]
        ids = record_ids(snapshot)
        assert list(ids) == [2, 1]
        assert read(snapshot, ids[2]).number == 2
        assert line_of(snapshot, CopyId(COPY.copy_id)) is not None
        assert line_of(snapshot, CopyId(bytes([1]) * 16)) is None


def test_no_number_is_given_twice_though_the_newest_line_was_dropped(practice: Practice) -> None:
    opened = practice.open()
    _, newest = registered(opened, COPY, COPY)
    with opened.vault.change("backup forget", NOON) as change:
        drop_line(change, newest)
    assert [each.id for each in registered(opened, COPY)] == ["B3"]


def test_what_is_gone_is_not_among_what_may_hold_something(practice: Practice) -> None:
    opened = practice.open()
    first, second = registered(opened, COPY, msgspec.structs.replace(COPY, path="/media/other/b.vault"))
    with opened.vault.change("backup forget", NOON) as change:
        save_line(change, first.gone(NOON, GoneBy.COACH))
    with opened.vault.read() as snapshot:
        assert all_backups(snapshot) == [second]
        assert [each.is_gone for each in every_line(snapshot)] == [True, False]


def test_a_file_is_not_a_copy_of_itself(practice: Practice) -> None:
    opened = practice.open()
    own = opened.vault.locked.header.copy_id
    registered(opened, msgspec.structs.replace(COPY, copy_id=own))
    with opened.vault.read() as snapshot:
        assert all_backups(snapshot) == []
        found = own_line(snapshot)
        assert found is not None
        assert found.copy_id == own


def test_a_copy_gives_no_number_that_was_given_in_the_vault(practice: Practice, tmp_path: Path) -> None:
    other = filled_practice(tmp_path / "other")
    registered(practice.open(), COPY, COPY)
    opened = other.open()
    (mine,) = registered(opened, COPY)
    with practice.open().vault.read() as now, opened.vault.change("backup clean", NOON) as change:
        keep_counter(change, now)
        assert give_number(change, mine).id == "B3"
    with opened.vault.read() as snapshot:
        assert list(record_ids(snapshot)) == [3]


@pytest.mark.parametrize(("goes_on", "number"), [(True, 1), (False, 0)])
def test_a_copy_names_where_it_came_from(practice: Practice, *, goes_on: bool, number: int) -> None:
    opened = practice.open()
    with opened.vault.change("archive", NOON) as change:
        register_origin(change, opened, goes_on=goes_on)
    with opened.vault.read() as snapshot:
        (origin,) = every_line(snapshot)
    assert (origin.is_origin, origin.path, origin.number) == (goes_on, str(practice.path), number)
    assert (origin.role, origin.is_vault, origin.is_made) == (CopyRole.VAULT, True, False)
    assert origin.copy_id == opened.vault.locked.header.copy_id
