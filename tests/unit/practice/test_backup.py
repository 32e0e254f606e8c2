"""A known copy has an id that a coach can type."""

from __future__ import annotations

from coachvault.practice.backup import Backup, id_of
from tests.fakes import NOON


def test_a_backup_is_known_by_its_number() -> None:
    assert Backup(3, bytes(16), "/media/disk/b.vault", NOON, 40).id == id_of(3) == "B3"
    assert id_of(12) == "B12"


def test_a_backup_is_no_origin_and_has_no_page_unless_it_is_said() -> None:
    backup = Backup(1, bytes(16), "/media/disk/b.vault", NOON, 40)
    assert (backup.is_origin, backup.page_path) == (False, "")
