"""A copy is a vault of its own, verified before anybody uses it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.errors import IntegrityError, UnsupportedVersion
from coachvault.vault.change import Change
from coachvault.vault.copying import Copying, aside_of, copy_vault
from coachvault.vault.header import HeaderRole
from coachvault.vault.inbox import append
from coachvault.vault.pins import Pins
from coachvault.vault.vault import LockedVault, Vault
from tests.fakes import NOON
from tests.unit.vault.practices import KIND, Bare


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path / "here")


def copied(bare: Bare, place: Path, copying: Copying) -> Vault:
    return copy_vault(bare.practice.path, bare.vault.day, place, bare.practice.setting.state_folder, copying)


def test_a_copy_holds_the_same_under_another_id(bare: Bare, tmp_path: Path) -> None:
    place, record = bare.with_thing()
    before = bare.practice.path.read_bytes()
    copy = copied(bare, tmp_path / "there" / "copy.vault", Copying("backup create", HeaderRole.BACKUP, NOON, "monthly"))
    assert bare.practice.path.read_bytes() == before
    with copy.read() as snapshot, bare.vault.read() as origin:
        assert snapshot.read(place, record, str) == "one"
        assert snapshot.header.vault_id == origin.header.vault_id
        assert snapshot.header.copy_id != origin.header.copy_id
        assert snapshot.newest_kind == "backup create"
        assert snapshot.last is not None
        assert origin.last is not None
        assert snapshot.last.seq == origin.last.seq + 1
    assert [path.name for path in copy.path.parent.iterdir()] == ["copy.vault"]


def test_a_copy_is_changed_before_anybody_uses_it(bare: Bare, tmp_path: Path) -> None:
    place, record = bare.with_thing()

    def amend(change: Change) -> None:
        change.insert(place, KIND, "more", {})

    copy = copied(bare, tmp_path / "copy.vault", Copying("backup create", HeaderRole.BACKUP, NOON, amend=amend))
    with copy.read() as snapshot:
        assert len(snapshot.head(place).items) == 2
    with bare.vault.read() as snapshot:
        assert [item.record_id for item in snapshot.head(place).items] == [record]


def test_what_stands_in_the_place_is_kept_aside(bare: Bare, tmp_path: Path) -> None:
    place = tmp_path / "copy.vault"
    place.write_text("something else")
    place.chmod(0o600)
    copied(bare, place, Copying("restore", HeaderRole.VAULT, NOON))
    aside = aside_of(place, NOON)
    assert aside.name == "copy-before-20261123-120000.vault"
    assert aside.read_text() == "something else"


def test_a_vault_that_is_not_whole_is_not_copied(bare: Bare, tmp_path: Path) -> None:
    _, record = bare.with_thing()
    bare.practice.tamper("DELETE FROM record WHERE record_id = ?", record)
    place = tmp_path / "there" / "copy.vault"
    with pytest.raises(IntegrityError, match="would not be whole: A row is missing"):
        copied(bare, place, Copying("backup create", HeaderRole.BACKUP, NOON))
    assert list(place.parent.iterdir()) == []


def test_what_a_newer_program_wrote_is_read_and_copied_and_not_written(bare: Bare, tmp_path: Path) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.insert(place, "a kind of tomorrow", {"more": True}, {})
        change._keep_header(msgspec.structs.replace(change.header, minor=1))
    before = bare.practice.path.read_bytes()
    with bare.vault.read() as snapshot:
        assert snapshot.read(place, record, str) == "one"
    with pytest.raises(UnsupportedVersion, match="newer CoachVault"), bare.change():
        pass
    pins = Pins(bare.practice.setting.state_folder)
    with pytest.raises(UnsupportedVersion):
        append(bare.practice.path, pins, b"a note")
    assert bare.practice.path.read_bytes() == before
    copy = copied(bare, tmp_path / "copy.vault", Copying("backup create", HeaderRole.BACKUP, NOON))
    with copy.read() as snapshot:
        assert [item.kind for item in snapshot.head(place).items] == [KIND, "a kind of tomorrow"]
        assert (snapshot.header.minor, snapshot.role) == (1, HeaderRole.BACKUP)


def test_a_vault_that_is_kept_aside_says_so(bare: Bare, tmp_path: Path) -> None:
    place = tmp_path / "copy.vault"
    copied(bare, place, Copying("backup create", HeaderRole.VAULT, NOON))
    copied(bare, place, Copying("restore", HeaderRole.VAULT, NOON, of_place=bare.vault.day))
    assert LockedVault.at(place, None).header.role is HeaderRole.VAULT
    assert LockedVault.at(aside_of(place, NOON), None).header.role is HeaderRole.ASIDE
