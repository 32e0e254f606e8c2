"""The life of a vault's file: made, unlocked, read, changed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.crypto.kdf import encode_passphrase
from coachvault.crypto.words import parse_words
from coachvault.errors import (
    IntegrityError,
    NotConfirmed,
    NoVault,
    Refused,
    StorageFailed,
    UnlockFailed,
    VaultBusy,
    VaultExists,
)
from coachvault.vault.change import Change
from coachvault.vault.snapshot import MOVED_AWAY
from coachvault.vault.store import Store
from coachvault.vault.vault import Foundation, LockedVault, Vault, create_vault
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS
from tests.unit.vault.practices import Bare

FOUNDATION = Foundation(encode_passphrase(PASSPHRASE), parse_words(WORDS), TESTING, NOON)


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path / "here")


def nothing(_: Change) -> None:
    pass


def test_a_new_vault_opens_by_both_ways_and_is_remembered(tmp_path: Path) -> None:
    place, state = tmp_path / "new" / "a.vault", tmp_path / "state"
    vault, root = create_vault(place, state, FOUNDATION, nothing)
    locked = LockedVault.at(place, state)
    assert (locked.is_known(), locked.is_current, locked.waiting, locked.newest_seq) == (True, True, 0, 0)
    assert locked.unlock(FOUNDATION.passphrase) == root
    assert locked.unlock_with_words(FOUNDATION.recovery_entropy) == root
    assert not locked.has_executors
    with vault.read() as snapshot:
        assert snapshot.newest_kind == "init"
    assert [path.name for path in place.parent.iterdir()] == ["a.vault"]


def test_a_vault_takes_no_place_that_is_taken(tmp_path: Path) -> None:
    place = tmp_path / "a.vault"
    place.write_text("mine")
    with pytest.raises(VaultExists):
        create_vault(place, tmp_path / "state", FOUNDATION, nothing)
    assert place.read_text() == "mine"
    link = tmp_path / "link.vault"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(VaultExists):
        create_vault(link, tmp_path / "state", FOUNDATION, nothing)


def test_a_vault_that_cannot_be_filled_leaves_nothing(tmp_path: Path) -> None:
    def fails(_: Change) -> None:
        raise StorageFailed("The disk is full.")

    with pytest.raises(StorageFailed):
        create_vault(tmp_path / "new" / "a.vault", tmp_path / "state", FOUNDATION, fails)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_not_there_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NoVault):
        LockedVault.at(tmp_path / "a.vault", tmp_path / "state")


def test_a_wrong_way_in_opens_nothing(bare: Bare) -> None:
    locked = bare.vault.locked
    with pytest.raises(UnlockFailed):
        locked.unlock(encode_passphrase("a wrong one"))
    with pytest.raises(UnlockFailed):
        locked.unlock_with_words(bytes(32))
    with pytest.raises(UnlockFailed):
        locked.unlock_as_executor(bytes(32))
    with pytest.raises(UnlockFailed):
        locked.unlock_with_quorum([bytes(32), b"x" * 32])


def test_a_copy_of_any_age_is_looked_at_where_nothing_is_remembered(bare: Bare) -> None:
    locked = LockedVault.at(bare.practice.path, None)
    assert (locked.is_known(), locked.is_current) == (False, False)
    vault = Vault(locked, bare.vault.day)
    with vault.read() as snapshot:
        assert snapshot.newest_kind == "init"
    with pytest.raises(Refused), vault.change("note add", NOON):
        pass


def test_a_change_that_may_not_be_made_is_refused_before_anything_is_read(bare: Bare) -> None:
    def nobody(kind: str) -> None:
        raise Refused(f"not {kind}")

    vault = msgspec.structs.replace(bare.vault, require_may=nobody)
    with pytest.raises(Refused, match="not note add"), vault.change("note add", NOON):
        pass


def test_a_vault_that_was_moved_away_is_read_and_not_written(bare: Bare) -> None:
    with bare.vault.change(MOVED_AWAY, NOON):
        pass
    with pytest.raises(Refused, match="moved to another machine"), bare.change():
        pass
    with bare.vault.read() as snapshot:
        assert snapshot.is_moved_away


def test_a_change_that_cannot_be_read_back_is_not_confirmed(bare: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise VaultBusy("Another program holds the vault.")

    monkeypatch.setattr(Change, "verify_kept", busy)
    with pytest.raises(NotConfirmed, match="another program") as caught, bare.change():
        pass
    assert "second time" in caught.value.hint
    monkeypatch.undo()
    assert LockedVault.at(bare.practice.path, bare.practice.setting.state_folder).is_current


def test_what_is_taken_away_leaves_nothing_in_the_file(bare: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    place, record = bare.with_thing()
    anew: list[Path] = []
    write_anew = Store.write_anew

    def counted(store: Store) -> None:
        anew.append(store.path)
        write_anew(store)

    monkeypatch.setattr(Store, "write_anew", counted)
    with bare.change() as change:
        change.revise(place, record, "two", {})
    assert anew == []
    with bare.change() as change:
        change.erase(place, record)
    assert anew == [bare.practice.path]


def test_another_vault_in_its_place_is_noticed_while_it_is_open(bare: Bare, tmp_path: Path) -> None:
    other = Bare(tmp_path / "other")
    other.practice.tamper("UPDATE header SET value = x'0102030405060708090a0b0c0d0e0f10' WHERE name = 'copy_id'")
    bare.practice.path.write_bytes(other.practice.path.read_bytes())
    with pytest.raises(IntegrityError), bare.vault.read():
        pass


def test_the_vault_is_remembered_where_it_was_only_read(bare: Bare, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    vault = Vault(LockedVault.at(bare.practice.path, elsewhere), bare.vault.day)
    assert not vault.locked.is_known()
    vault.remember()
    assert LockedVault.at(bare.practice.path, elsewhere).is_current
