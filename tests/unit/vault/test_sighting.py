"""How a file stands to what a computer knows: where it was seen, how its chain goes on, and what home is to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.practice.opening import Course, Home, Memory, Place
from coachvault.vault.copying import random_copy_id
from coachvault.vault.header import HeaderRole
from coachvault.vault.known import Known
from coachvault.vault.sighting import UNFINISHED, Sight, sight_with_keys
from coachvault.vault.store import LedgerRow
from coachvault.vault.vault import LockedVault, Vault
from tests.unit.vault.practices import Bare


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path / "here")


def look(bare: Bare, path: Path | None = None, state: Path | None = None) -> Sight:
    return LockedVault.at(path or bare.practice.path, state or bare.practice.setting.state_folder).sight


def look_with_keys(bare: Bare, path: Path) -> Sight:
    locked = LockedVault.at(path, bare.practice.setting.state_folder, is_kept=False)
    with Vault(locked, bare.vault.day).read() as snapshot:
        return sight_with_keys(path, locked.sight, snapshot, locked.anchors)


def copied(bare: Bare, name: str) -> Path:
    path = bare.practice.path.with_name(name)
    path.write_bytes(bare.practice.path.read_bytes())
    path.chmod(0o600)
    return path


def test_the_vault_that_was_used_here_is_at_its_place(bare: Bare) -> None:
    found = look(bare)
    assert (found.memory, found.place, found.course, found.home) == (
        Memory.WHOLE, Place.HERE, Course.ON, Home.ITSELF,
    )  # fmt: skip
    assert found.is_current
    assert found.is_in_place_of_home is found.is_unfinished is False


def test_a_computer_that_knows_nothing_has_nothing_to_say(bare: Bare, tmp_path: Path) -> None:
    assert look(bare, state=tmp_path / "another") == Sight()


def test_a_file_that_is_being_written_is_known_by_its_name(bare: Bare) -> None:
    assert look(bare, copied(bare, f"{UNFINISHED}abc")).is_unfinished


@pytest.mark.parametrize("content", ["{", '{"more":1}'])
def test_a_damaged_memory_is_called_so(bare: Bare, content: str) -> None:
    for file in (bare.practice.setting.state_folder / "known").glob("*.json"):
        file.write_text(content)
    assert look(bare).memory is Memory.DAMAGED


def test_what_stands_where_it_was_seen_takes_a_key(bare: Bare, tmp_path: Path) -> None:
    twin = copied(bare, "twin.vault")
    assert look(bare, twin).place is Place.ELSEWHERE
    assert look_with_keys(bare, twin).place is Place.TWIN
    link = tmp_path / "link"
    link.symlink_to(bare.practice.path.parent, target_is_directory=True)
    assert look_with_keys(bare, link / bare.practice.path.name).place is Place.HERE
    bare.practice.path.unlink()
    assert look_with_keys(bare, twin).place is Place.NOTHING
    bare.practice.path.write_text("no vault")
    assert look_with_keys(bare, twin).place is Place.NOTHING


def test_an_older_and_a_forked_chain_are_told_apart(bare: Bare, tmp_path: Path) -> None:
    older = copied(bare, "older.vault")
    with bare.change():
        pass
    assert look(bare, older).course is Course.OLDER
    elsewhere = Vault(LockedVault.at(older, tmp_path / "another"), bare.vault.day)
    for _ in range(2):
        with elsewhere.change("note add", bare.opened.now()):
            pass
    assert look(bare, older).course is Course.FORKED


def test_another_copy_is_known_by_whether_it_goes_on_from_home(bare: Bare, tmp_path: Path) -> None:
    before = copied(bare, "before.vault")
    restamped(bare, before, tmp_path)
    assert look(bare, before).home is Home.COVERED
    with bare.change():
        pass
    assert look(bare, before).home is Home.UNKNOWN
    assert look_with_keys(bare, before).home is Home.APART


def restamped(bare: Bare, path: Path, tmp_path: Path, role: HeaderRole = HeaderRole.VAULT) -> None:
    """Gives a file a copy id of its own, as a restore on another computer does."""
    elsewhere = Vault(LockedVault.at(path, tmp_path / "another"), bare.vault.day)
    with elsewhere.change("restore", bare.opened.now()) as change:
        change.take_copy_id(role, random_copy_id())
        taken = change.header
    assert taken.copy_id != bare.vault.locked.header.copy_id


@pytest.mark.parametrize("what", ["the announced one", "another state", "a backup", "another place"])
def test_only_the_vault_that_was_announced_is_home_before_it_was_seen(bare: Bare, tmp_path: Path, what: str) -> None:
    path = copied(bare, "coming.vault")
    restamped(bare, path, tmp_path, HeaderRole.BACKUP if what == "a backup" else HeaderRole.VAULT)
    with bare.change():
        pass
    locked = LockedVault.at(path, None)
    newest = LedgerRow(locked.newest_seq, b"", bytes(32) if what == "another state" else locked.newest_link)
    known, ids = Known(bare.practice.setting.state_folder), (locked.header.vault_id, locked.header.copy_id)
    with bare.vault.read() as snapshot:
        keys = snapshot.ledger_keys()
    known.announce(path.with_name("x.vault") if what == "another place" else path, ids, keys, newest)
    assert (look(bare, path).home is Home.ITSELF) == (what == "the announced one")


def test_another_copy_in_the_place_of_home_is_noticed(bare: Bare, tmp_path: Path) -> None:
    other = copied(bare, "other.vault")
    restamped(bare, other, tmp_path)
    other.replace(bare.practice.path)
    found = look(bare)
    assert (found.is_in_place_of_home, found.place, found.home) == (True, Place.UNKNOWN, Home.COVERED)
