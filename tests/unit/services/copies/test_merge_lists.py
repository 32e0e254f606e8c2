"""A restore merges the lists of both: no line is lost, and no number is given anew or twice."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.practice.opening import CopyRole
from coachvault.services.copies import backups
from coachvault.services.copies.copy_list import list_file
from coachvault.services.copies.merge_lists import doubt_disks, merge_list, name_home
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.core.open_vault import Credentials, OpenVault
from coachvault.services.destruction import clean_copies, destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.records import certificates
from coachvault.services.records.backups import every_line, register_copy
from tests.fakes import NOON, TESTING, WORDS, Practice, as_cleaning, filled_practice

WORDS_ONLY = Credentials(str, [WORDS])


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def numbered(opened: OpenVault) -> dict[str, str]:
    return {line.backup.id: Path(line.backup.path).name for line in backups.list_backups(opened)}


def bring_back(practice: Practice, source: Path) -> str:
    return restore(practice.setting, RestoreOrder(source, True, None, TESTING), WORDS_ONLY).aside


def test_after_a_restore_every_copy_has_the_number_that_it_had_and_is_struck_off_by_its_id(
    practice: Practice, tmp_path: Path
) -> None:
    for name in ("first", "second", "third"):
        backups.create(practice.open(), tmp_path / f"{name}.vault")
    (tmp_path / "second.vault").rename(tmp_path / "away")
    destroy.destroy(practice.open(), Order("E3"))
    aside = Path(bring_back(practice, tmp_path / "first.vault"))
    opened = practice.open()
    assert numbered(opened) == {"B1": "first.vault", "B2": "second.vault", "B3": "third.vault", "B4": aside.name}
    (copy,) = certificates.find_certificate(opened, "E3").copies_left
    assert (copy.id, Path(copy.path).name) == ("B2", "second.vault")
    assert backups.create(opened, tmp_path / "fourth.vault").id == "B5"


def test_the_vault_that_a_copy_was_made_from_is_named_on_another_computer(practice: Practice, tmp_path: Path) -> None:
    source = Path(backups.create(practice.open(), tmp_path / "b.vault").path)
    there = Practice.at(tmp_path / "there")
    bring_back(there, source)
    lines = {line.backup.role: line.backup for line in backups.list_backups(there.open())}
    assert (lines[CopyRole.VAULT].id, lines[CopyRole.VAULT].path) == ("B2", str(practice.path))
    (left,) = destroy.destroy(there.open(), Order("E3")).copies_left
    assert (left.path, "goes on by itself" in left.why) == (str(practice.path), True)


def test_a_vault_that_was_lost_here_is_not_named(practice: Practice, tmp_path: Path) -> None:
    source = Path(backups.create(practice.open(), tmp_path / "b.vault").path)
    practice.path.unlink()
    bring_back(practice, source)
    assert numbered(practice.open()) == {"B1": "b.vault"}


def test_a_line_that_the_vault_does_not_know_takes_a_new_number(practice: Practice, tmp_path: Path) -> None:
    made = Path(backups.create(practice.open(), tmp_path / "b.vault").path)
    copy = Practice(msgspec.structs.replace(practice.setting, vault_path=made), practice.clock)
    line = backups.list_backups(practice.open())[0].backup
    own = msgspec.structs.replace(line, copy_id=bytes(16), path="/media/only-there.vault")
    opened = as_cleaning(copy.open())
    with opened.vault.change("backup list", NOON) as change:
        register_copy(change, own)
    backups.create(practice.open(), tmp_path / "c.vault")
    with practice.open().vault.read() as now, opened.vault.change("backup clean", NOON) as change:
        assert merge_list(change, now) == 1
        assert merge_list(change, now) == 0
    assert numbered(opened) == {"B0": "practice.vault", "B2": "c.vault", "B3": "only-there.vault"}


def test_a_file_is_listed_once_and_one_that_was_moved_keeps_its_number(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    line = backups.create(opened, tmp_path / "b.vault")
    moved = (tmp_path / "b.vault").rename(tmp_path / "moved.vault")
    with opened.vault.change("restore", NOON) as change:
        list_file(change, msgspec.structs.replace(line, path=str(moved)), practice.path)
        list_file(change, msgspec.structs.replace(line, path=str(moved)), practice.path)
    assert numbered(opened) == {"B1": "moved.vault"}
    with opened.vault.change("restore", NOON) as change:
        list_file(change, msgspec.structs.replace(line, path=str(tmp_path / "twin.vault")), practice.path)
    assert numbered(opened) == {"B2": "twin.vault", "B1": "moved.vault"}


def test_nobody_knows_on_which_disk_something_was_left_unfinished_elsewhere(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    line = backups.create(opened, tmp_path / "b.vault")
    unfinished = msgspec.structs.replace(line, copy_id=bytes(16), state=line.state.UNFINISHED)
    with opened.vault.change("restore", NOON) as change:
        register_copy(change, unfinished)
        doubt_disks(change)
        name_home(change, practice.path, None, lambda _: True)
    with opened.vault.read() as snapshot:
        assert [each.apart for each in every_line(snapshot)] == [False, None]


def test_a_certificate_follows_a_copy_that_was_moved(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    line = backups.create(opened, tmp_path / "b.vault")
    away = (tmp_path / "b.vault").rename(tmp_path / "away")
    destroy.destroy(opened, Order("E3"))
    moved = away.rename(tmp_path / "moved.vault")
    with opened.vault.change("restore", NOON) as change:
        list_file(change, msgspec.structs.replace(line, path=str(moved)), practice.path)
    clean_copies.clean(practice.open())
    (copy,) = certificates.find_certificate(practice.open(), "E3").copies
    assert (copy.path, copy.is_left) == (str(moved), False)
