"""A copy stands in the list before its first byte is written, and what cannot be listed is not made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import BadInput, IntegrityError, NotFound, StorageFailed
from coachvault.practice.backup import Backup
from coachvault.practice.opening import CopyRole
from coachvault.practice.register import Event
from coachvault.services.copies import backups, copy_list
from coachvault.services.copies.making import BEGUN, Making, make_copy
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.backups import every_line
from coachvault.services.records.register import list_entries
from coachvault.vault.header import HeaderRole
from coachvault.vault.vault import LockedVault
from tests.fakes import Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def making(place: Path, role: CopyRole = CopyRole.BACKUP) -> Making:
    return Making(place, role, BEGUN, "backup", lambda _: "", (Event.BACKED_UP,))


def listed(opened: OpenVault) -> list[Backup]:
    with opened.vault.read() as snapshot:
        return every_line(snapshot)


def at(practice: Practice, place: Path) -> Practice:
    return Practice(msgspec.structs.replace(practice.setting, vault_path=place), practice.clock)


def test_a_line_stands_before_the_first_byte_and_each_copy_holds_its_own(practice: Practice, tmp_path: Path) -> None:
    opened, place, seen = practice.open(), tmp_path / "copy.vault", list[tuple[str, bool]]()

    def amend(_: Any) -> None:
        (line,) = copy_list_lines(opened)
        seen.append((line.state.value, place.exists()))

    made = make_copy(opened, msgspec.structs.replace(making(place), amend=amend))
    assert seen == [("writing", False)]
    assert [line.state.value for line in copy_list_lines(opened)] == ["present"]
    assert (made.apart, made.automatic, made.role) == (False, False, CopyRole.BACKUP)
    with at(practice, place).open().vault.read() as snapshot:
        own = {each.copy_id: each for each in every_line(snapshot)}
        assert own[snapshot.header.copy_id].state == "present"
        home = own[opened.vault.locked.header.copy_id]
        assert (home.role, home.number, home.path) == (CopyRole.VAULT, 0, str(practice.path))
    assert LockedVault.at(place, None).header.role is HeaderRole.BACKUP
    assert list_entries(opened)[-1].subject == made.id


def copy_list_lines(opened: OpenVault) -> list[copy_list.BackupLine]:
    return [copy_list.line(opened, each) for each in listed(opened)]


def test_what_cannot_be_listed_is_not_made(practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **_more: Any) -> None:
        raise StorageFailed("The disk is full; nothing was changed.")

    opened = practice.open()
    monkeypatch.setattr("coachvault.services.copies.making.register_copy", full)
    with pytest.raises(StorageFailed):
        make_copy(opened, making(tmp_path / "copy.vault"))
    assert list(tmp_path.glob("*.vault")) + list(tmp_path.glob(".unfinished*")) == []
    assert listed(opened) == []


def test_a_copy_that_could_not_be_registered_as_made_is_found_there(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **_more: Any) -> None:
        raise StorageFailed("The disk is full; nothing was changed.")

    opened, place = practice.open(), tmp_path / "copy.vault"
    with monkeypatch.context() as patched:
        patched.setattr("coachvault.services.copies.making.record", full)
        patched.setattr(copy_list, "save_line", full)
        with pytest.raises(StorageFailed):
            make_copy(opened, making(place))
    assert [each.state.value for each in listed(opened)] == ["writing"]
    (line,) = backups.list_backups(opened)
    assert (line.backup.id, line.state.value, line.backup.path) == ("B1", "present", str(place))
    assert list_entries(opened)[-1].event is Event.BACKED_UP


def test_a_copy_that_would_not_be_whole_leaves_no_line_and_its_number_is_not_given_again(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def harmed(*_: Any) -> None:
        raise IntegrityError("The copy would not be whole.")

    opened = practice.open()
    with monkeypatch.context() as patched:
        patched.setattr("coachvault.vault.copying._require_whole", harmed)
        with pytest.raises(IntegrityError):
            make_copy(opened, making(tmp_path / "copy.vault"))
    assert listed(opened) == []
    assert list(tmp_path.glob(".unfinished*")) == []
    assert make_copy(opened, making(tmp_path / "copy.vault")).id == "B2"


def test_nothing_is_made_where_something_is_or_where_no_folder_is(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    (tmp_path / "there.vault").touch()
    with pytest.raises(BadInput, match="already"):
        make_copy(opened, making(tmp_path / "there.vault"))
    with pytest.raises(NotFound, match="folder"):
        make_copy(opened, making(tmp_path / "disk" / "copy.vault"))
    assert listed(opened) == []
