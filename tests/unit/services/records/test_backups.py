"""The copies that are known, each under a number that is not given twice while it is known."""

from __future__ import annotations

from pathlib import Path

from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.backups import all_backups, read, record_ids, register_copy, register_origin
from coachvault.vault.keys import Part
from tests.fakes import NOON, filled_practice

COPY = Backup(0, bytes(16), "/media/disk/b.vault", NOON, 7)


def registered(opened: OpenVault, *found: Backup) -> list[Backup]:
    with opened.vault.change("backup create", NOON) as change:
        return [register_copy(change, each) for each in found]


def test_copies_are_numbered_as_they_come(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    assert [each.id for each in registered(opened, COPY, COPY)] == ["B1", "B2"]
    with opened.vault.read() as snapshot:
        assert [each.number for each in all_backups(snapshot)] == [1, 2]
        ids = record_ids(snapshot)
        assert list(ids) == [2, 1]
        assert read(snapshot, ids[2]).number == 2


def test_the_highest_number_counts_and_not_how_many_there_are(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    registered(opened, COPY, COPY)
    with opened.vault.change("backup forget", NOON) as change:
        schedule = next(iter(change.head(change.part(Part.SCHEDULE)).of_kind(kinds.BACKUP)))
        change.erase(change.part(Part.SCHEDULE), schedule.record_id)
    assert [each.id for each in registered(opened, COPY)] == ["B3"]


def test_a_copy_that_goes_on_names_where_it_came_from(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    with opened.vault.change("archive", NOON) as change:
        register_origin(change, opened)
    with opened.vault.read() as snapshot:
        (origin,) = all_backups(snapshot)
    assert (origin.is_origin, origin.path) == (True, str(practice.path))
    assert origin.copy_id == opened.vault.locked.header.copy_id
