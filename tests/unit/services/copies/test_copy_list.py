"""The list says what can be seen: nothing is called gone that may stand somewhere, and nothing is lost."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import Refused
from coachvault.practice.backup import Backup, CopyState, GoneBy
from coachvault.practice.custodian import CustodianRole
from coachvault.services.copies import backups, copy_list
from coachvault.services.copies.check import check, check_in_full
from coachvault.services.copies.restore import RestoreOrder, restore
from coachvault.services.copies.under_way import UnderWay
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.custody import custodians
from coachvault.services.destruction import destroy
from coachvault.services.destruction.plan import Order
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.records import certificates
from coachvault.services.records.backups import every_line, save_line
from coachvault.system.files import publish_new
from coachvault.vault import copying
from coachvault.vault.codec import CopyId
from coachvault.vault.copying import unfinished_of
from tests.fakes import TESTING, WORDS, Practice, filled_practice, say_that_the_clock_is_right

WORDS_ONLY = Credentials(str, [WORDS])


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir(mode=0o700)
    return folder


def lines(opened: OpenVault) -> list[Backup]:
    with opened.vault.read() as snapshot:
        return every_line(snapshot)


def states(opened: OpenVault) -> dict[str, str]:
    return {line.backup.id: line.state.value for line in backups.list_backups(opened)}


def stopped(practice: Practice, place: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Makes a backup whose process is killed before a step: nothing that it would do afterwards is done."""

    def stops(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(copying, step, stops)
        patched.setattr(copying, "remove_unfinished", lambda *_: False)
        patched.setattr(copy_list, "settle_one", lambda *_: None)
        backups.create(practice.open(), place)


def put_apart(opened: OpenVault, *, apart: bool) -> None:
    """Says of every copy that it was written on another disk than the vault's."""
    with opened.vault.change("backup list", opened.now()) as change:
        for each in every_line(change):
            save_line(change, msgspec.structs.replace(each, apart=apart))


def test_what_was_left_unfinished_is_removed_and_was_never_made(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(practice, disk / "b.vault", monkeypatch, "publish_new")
    opened = practice.open()
    (line,) = lines(opened)
    left = unfinished_of(disk / "b.vault", CopyId(line.copy_id))
    assert (line.state, left.exists()) == (CopyState.WRITING, True)
    assert copy_list.line(opened, line).state is CopyState.UNFINISHED
    assert states(opened) == {}
    assert not left.exists()


def test_what_stands_under_its_name_is_made(practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped(practice, disk / "b.vault", monkeypatch, "LockedVault")
    assert (disk / "b.vault").exists()
    assert states(practice.open()) == {"B1": "present"}


def test_what_is_out_of_reach_stays_and_certificates_name_it(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(practice, disk / "b.vault", monkeypatch, "publish_new")
    away = disk.rename(disk.with_name("away"))
    assert states(practice.open()) == {"B1": "unfinished"}
    (copy,) = destroy.destroy(practice.open(), Order("E3")).copies_left
    assert (copy.id, "not finished" in copy.why) == ("B1", True)
    away.rename(disk)
    assert states(practice.open()) == {}
    assert list(disk.iterdir()) == []


def test_a_folder_that_waits_for_its_disk_is_not_the_disk(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(practice, disk / "b.vault", monkeypatch, "publish_new")
    put_apart(practice.open(), apart=True)
    for each in disk.iterdir():
        each.unlink()
    assert states(practice.open()) == {"B1": "unfinished"}
    put_apart(practice.open(), apart=False)
    assert states(practice.open()) == {}


def test_what_is_being_written_is_left_alone(practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = publish_new

    def publish(unfinished: Path, place: Path) -> None:
        opened = practice.open()
        copy_list.settle(opened)
        seen.append((states(opened), unfinished.exists()))
        real(unfinished, place)

    monkeypatch.setattr(copying, "publish_new", publish)
    backups.create(practice.open(), disk / "b.vault")
    assert seen == [({"B1": "writing"}, True)]


def test_an_unfinished_file_that_cannot_be_removed_is_named(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(practice, disk / "b.vault", monkeypatch, "publish_new")
    monkeypatch.setattr(copy_list, "remove_unfinished", lambda *_: False)
    assert states(practice.open()) == {"B1": "unfinished"}
    with pytest.raises(Refused, match="not gone"):
        backups.forget(practice.open(), "B1")


def test_a_name_that_was_only_reserved_is_no_copy(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(practice, disk / "b.vault", monkeypatch, "publish_new")
    (disk / "b.vault").touch()
    assert states(practice.open()) == {}
    assert list(disk.iterdir()) == []


def test_a_file_that_another_copy_took_the_place_of_cannot_be_seen(practice: Practice, disk: Path) -> None:
    backups.create(practice.open(), disk / "b.vault")
    backups.create(practice.open(), disk / "other.vault")
    shutil.copy(disk / "other.vault", disk / "b.vault")
    assert states(practice.open()) == {"B2": "present", "B1": "unreachable"}
    (disk / "b.vault").write_bytes(b"damaged beyond recognition")
    assert states(practice.open())["B1"] == "present", "nobody knows what is in it"


def test_a_copy_in_sight_is_not_declared_gone(practice: Practice, disk: Path) -> None:
    backups.create(practice.open(), disk / "b.vault")
    destroy.destroy(practice.open(), Order("E3"))
    with pytest.raises(Refused, match="B1 is not gone"):
        backups.forget(practice.open(), "B1")
    (disk / "b.vault").unlink()
    assert backups.forget(practice.open(), "B1").gone_by is GoneBy.COACH
    assert states(practice.open()) == {"B1": "gone"}


def test_rotation_drops_what_it_deleted_folder_by_folder_and_nothing_that_it_cannot_see(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "MOST_AUTOMATIC", 2)
    folders = [tmp_path / "first", tmp_path / "second"]

    def make(folder: Path) -> None:
        practice.clock.pass_days(1)
        backups.set_automatic(practice.open(), folder)
        add_note(practice.open(), "heron", NoteDraft("told"))
        assert backups.make_automatic(practice.open())

    for folder in folders:
        folder.mkdir(mode=0o700)
        make(folder)
        make(folder)
    unplugged = folders[0].rename(tmp_path / "unplugged")
    for _ in range(3):
        make(folders[1])
    assert states(practice.open()) == {"B7": "present", "B6": "present", "B2": "unreachable", "B1": "unreachable"}
    certificate = destroy.destroy(practice.open(), Order("E3"))
    assert [copy.id for copy in certificate.copies_left] == ["B1", "B2"], "they stand on a disk that is not plugged in"
    unplugged.rename(folders[0])
    make(folders[0])
    found = certificates.find_certificate(practice.open(), "E3").copies
    assert {copy.id: copy.gone_by for copy in found if copy.gone_at} == {"B1": GoneBy.PROGRAM}
    assert states(practice.open())["B2"] == "present"


def test_what_a_restore_left_unfinished_beside_the_vault_is_removed(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(backups.create(practice.open(), disk / "b.vault").path)

    def stops(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(copying, "swap_in", stops)
        patched.setattr(copying, "remove_unfinished", lambda *_: False)
        restore(practice.setting, RestoreOrder(source, True, None, TESTING), WORDS_ONLY)
    assert list(practice.path.parent.glob(".unfinished-*"))
    copy_list.settle(practice.open())
    assert list(practice.path.parent.glob(".unfinished-*")) == []


def test_a_second_name_that_a_stopped_restore_left_the_vault_is_removed(practice: Practice, disk: Path) -> None:
    source = Path(backups.create(practice.open(), disk / "b.vault").path)
    names = {name: practice.path.with_name(f"practice-before-{name}.vault") for name in ("link", "other")}
    names["link"].hardlink_to(practice.path)
    shutil.copy(source, names["other"])
    under_way = UnderWay(practice.setting.state_folder, practice.open().vault.locked.header.vault_id)
    stopped, lives = CopyId(bytes(16)), CopyId(bytes([1]) * 16)
    with under_way.writing(lives), under_way.writing(stopped, practice.path):
        pass
    with under_way.writing(lives):  # it may be about to keep the vault aside
        copy_list.settle(practice.open())
        assert names["link"].exists()
    with under_way.writing(stopped, practice.path):
        pass
    copy_list.settle(practice.open())
    assert [name for name, path in names.items() if path.exists()] == ["other"]
    assert practice.path.exists()


def met(practice: Practice, path: Path) -> None:
    """Opens a copy, as a command does that is pointed to it."""
    copy = Practice(msgspec.structs.replace(practice.setting, vault_path=path), practice.clock)
    copy_list.remember_met(copy.open())


def test_a_copy_that_a_command_met_is_listed_and_named(practice: Practice, disk: Path) -> None:
    backups.create(practice.open(), disk / "b.vault")
    shutil.copy(disk / "b.vault", disk / "by-hand.vault")
    shutil.copy(practice.path, disk / "second.vault")
    for name in ("b.vault", "by-hand.vault", "second.vault"):
        met(practice, disk / name)
    assert [Path(line.backup.path).name for line in backups.list_backups(practice.open())] == [
        "second.vault",
        "by-hand.vault",
        "b.vault",
    ]
    left = destroy.destroy(practice.open(), Order("E3")).copies_left
    assert "second.vault" in {Path(copy.path).name for copy in left}
    copy_list.settle(practice.open())
    assert len(lines(practice.open())) == 3


def test_a_link_to_the_vault_is_no_copy_and_neither_is_what_is_not_there_any_more(
    practice: Practice, disk: Path
) -> None:
    shutil.copy(practice.path, disk / "second.vault")
    met(practice, disk / "second.vault")
    (disk / "second.vault").unlink()
    (disk / "second.vault").symlink_to(practice.path)
    assert states(practice.open()) == {}


def by_hand(practice: Practice, place: Path) -> None:
    """Copies the vault that this computer works on, as no command does."""
    practice.open().vault.remember()
    shutil.copy(practice.path, place)


def test_a_copy_that_was_met_and_is_out_of_reach_is_listed_and_named(practice: Practice, disk: Path) -> None:
    by_hand(practice, disk / "second.vault")
    met(practice, disk / "second.vault")
    disk.rename(disk.with_name("unplugged"))
    [left] = destroy.destroy(practice.open(), Order("E3")).copies_left
    assert left.path == str(disk / "second.vault")
    assert list(states(practice.open()).values()) == ["unreachable"]


def test_a_copy_on_a_disk_of_which_nothing_but_the_folder_is_there_is_listed(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand(practice, disk / "second.vault")
    with monkeypatch.context() as plugged:
        plugged.setattr(copy_list, "is_apart", lambda place, _: place.parent == disk)
        met(practice, disk / "second.vault")
    (disk / "second.vault").unlink()  # what is at its place now is on the vault's own disk
    assert list(states(practice.open()).values()) == ["unreachable"]


def test_what_is_met_while_the_list_is_written_is_not_forgotten(
    practice: Practice, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("second.vault", "third.vault"):
        by_hand(practice, disk / name)
    met(practice, disk / "second.vault")
    real = copy_list.list_file

    def meanwhile(*each: Any) -> None:
        met(practice, disk / "third.vault")
        real(*each)

    with monkeypatch.context() as patched:
        patched.setattr(copy_list, "list_file", meanwhile)
        copy_list.settle(practice.open())
    assert len(states(practice.open())) == 2


@pytest.mark.parametrize("who", ["executor", "quorum"])
def test_what_custodians_meet_is_on_their_certificate(practice: Practice, disk: Path, who: str) -> None:
    roles = {"maple": CustodianRole.EXECUTOR, "alder": CustodianRole.READER, "birch": CustodianRole.READER}
    words = {code: " ".join(custodians.add(practice.open(), code, role, {}).words) for code, role in roles.items()}
    custodians.set_quorum(practice.open(), 2)
    theirs = [words["maple"]] if who == "executor" else [words["alder"], words["birch"]]
    by_hand(practice, disk / "second.vault")
    copy = msgspec.structs.replace(practice.setting, vault_path=disk / "second.vault")
    copy_list.remember_met(open_vault(copy, Credentials(str, theirs)))
    practice.clock.pass_days(8 * 366)
    say_that_the_clock_is_right(practice.open())
    with practice.open().vault.read() as snapshot:  # the coach met nothing
        before = len(every_line(snapshot))
    assert before == 0
    certificate = destroy.destroy(open_vault(practice.setting, Credentials(str, theirs)), Order("E3"))
    assert [copy.path for copy in certificate.copies_left] == [str(disk / "second.vault")]


@pytest.mark.parametrize("in_full", [False, True])
def test_a_copy_that_was_checked_is_met(practice: Practice, disk: Path, *, in_full: bool) -> None:
    by_hand(practice, disk / "second.vault")
    copy = msgspec.structs.replace(practice.setting, vault_path=disk / "second.vault")
    (check_in_full if in_full else check)(copy, WORDS_ONLY, lambda *_: None)
    assert list(states(practice.open()).values()) == ["present"]


def test_a_backup_that_was_moved_and_met_keeps_its_number(practice: Practice, disk: Path) -> None:
    backups.create(practice.open(), disk / "b.vault")
    moved = (disk / "b.vault").rename(disk / "moved.vault")
    met(practice, moved)
    (line,) = backups.list_backups(practice.open())
    assert (line.backup.id, line.backup.path, line.is_there) == ("B1", str(moved), True)
