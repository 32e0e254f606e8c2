"""Files are private, written whole or not at all, and never followed through links."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, IntegrityError, StorageFailed
from coachvault.system.files import (
    atomic_write,
    is_own_regular_file,
    is_same_file,
    locked,
    private_folder,
    publish_new,
    read_private,
    require_own_folder,
    swap_in,
)

MUCH = 4096


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def failing(code: int) -> Callable[..., Any]:
    def fail(*_args: object, **_options: object) -> None:
        raise OSError(code, os.strerror(code), "ada-beispiel.txt")

    return fail


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Returns the place of a file in a folder of its own."""
    return tmp_path / "file"


def test_what_was_written_is_read_back(file: Path) -> None:
    atomic_write(file, b"\0note\r\n" * 100)
    assert read_private(file, MUCH) == b"\0note\r\n" * 100


def test_a_file_is_private_whatever_the_umask(file: Path) -> None:
    before = os.umask(0)
    try:
        atomic_write(file, b"note")
    finally:
        os.umask(before)
    assert mode_of(file) == 0o600


def test_nothing_else_is_left_in_the_folder(file: Path) -> None:
    atomic_write(file, b"old")
    atomic_write(file, b"new")
    atomic_write(file.with_name("other"), b"one", exclusive=True)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"file": b"new", "other": b"one"}


def test_an_open_file_is_replaced_and_not_written_into(file: Path) -> None:
    atomic_write(file, b"old")
    with file.open("rb") as reader:
        atomic_write(file, b"new")
        assert reader.read() == b"old"


def test_a_disk_that_takes_little_at_a_time_gets_it_all(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    atomic_write(file, b"a note in pieces")
    assert file.read_bytes() == b"a note in pieces"


def test_a_link_is_replaced_and_not_followed(file: Path) -> None:
    target = file.with_name("target")
    target.write_bytes(b"untouched")
    file.symlink_to(target)
    atomic_write(file, b"new")
    assert not file.is_symlink()
    assert target.read_bytes() == b"untouched"


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failed_write_leaves_the_old_bytes_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    atomic_write(file, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(code))
        with pytest.raises(StorageFailed) as caught:
            atomic_write(file, b"new")
    assert "beispiel" not in caught.value.message
    assert [path.name for path in file.parent.iterdir()] == ["file"]
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("call", ["open", "write", "fsync", "link"])
def test_a_new_file_that_failed_is_not_there(file: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    monkeypatch.setattr(os, call, failing(errno.EIO))
    with pytest.raises(StorageFailed):
        atomic_write(file, b"new", exclusive=True)
    assert list(file.parent.iterdir()) == []


def test_ctrl_c_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic_write(file, b"new")
    assert list(file.parent.iterdir()) == []


def test_file_and_folder_are_on_the_disk_before_it_returns(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []

    def fsync(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))

    monkeypatch.delattr(fcntl, "F_FULLFSYNC", raising=False)
    monkeypatch.setattr(os, "fsync", fsync)
    atomic_write(file, b"new")
    assert synced == [False, True]


def test_the_disk_itself_is_told_where_fsync_stops_short(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    def control(_descriptor: int, command: int) -> None:
        told.append(command)

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    atomic_write(file, b"new")
    assert told == [51, 51]


def test_a_file_system_that_cannot_sync_folders_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")

    monkeypatch.delattr(fcntl, "F_FULLFSYNC", raising=False)
    monkeypatch.setattr(os, "fsync", fsync)
    atomic_write(file, b"new")
    assert file.read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_a_failure_of_storage(file: Path) -> None:
    with pytest.raises(StorageFailed):
        atomic_write(file / "deeper", b"new")


@pytest.mark.parametrize("hard_links", [True, False])
@pytest.mark.parametrize("dangling", [True, False])
def test_exclusive_never_replaces_anything(
    file: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool, dangling: bool
) -> None:
    if not hard_links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    if dangling:
        file.symlink_to("nowhere")
    else:
        file.write_bytes(b"old")
    with pytest.raises(BadInput):
        atomic_write(file, b"new", exclusive=True)
    assert [path.name for path in file.parent.iterdir()] == ["file"]
    assert file.is_symlink() if dangling else file.read_bytes() == b"old"


def test_exclusive_works_where_there_are_no_hard_links(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    atomic_write(file, b"new", exclusive=True)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"file": b"new"}
    assert mode_of(file) == 0o600


def test_a_name_that_was_taken_in_vain_is_given_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(os, "replace", failing(errno.EIO))
    with pytest.raises(StorageFailed):
        atomic_write(file, b"new", exclusive=True)
    assert list(file.parent.iterdir()) == []


def test_a_finished_file_is_published_private(file: Path) -> None:
    unfinished = file.with_name("unfinished")
    unfinished.write_bytes(b"new")
    unfinished.chmod(0o644)
    publish_new(unfinished, file)
    assert [path.name for path in file.parent.iterdir()] == ["file"]
    assert (file.read_bytes(), mode_of(file)) == (b"new", 0o600)


def test_publishing_replaces_nothing(file: Path) -> None:
    unfinished = file.with_name("unfinished")
    unfinished.write_bytes(b"new")
    file.write_bytes(b"old")
    with pytest.raises(BadInput):
        publish_new(unfinished, file)
    assert (file.read_bytes(), unfinished.read_bytes()) == (b"old", b"new")


def test_a_link_is_not_published(file: Path) -> None:
    unfinished = file.with_name("unfinished")
    unfinished.symlink_to("/etc/hosts")
    with pytest.raises(StorageFailed):
        publish_new(unfinished, file)
    assert not file.exists()


def test_folders_are_made_private_with_their_parents(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = private_folder(tmp_path / "state" / "coachvault" / "known")
    finally:
        os.umask(before)
    assert [mode_of(folder) for folder in (made, made.parent, made.parent.parent)] == [0o700] * 3
    assert private_folder(made) == made


def test_a_folder_that_others_may_read_is_taken(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert private_folder(tmp_path) == tmp_path


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_may_change_is_refused(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    with pytest.raises(BadInput):
        private_folder(tmp_path)


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_is_only_looked_at_must_be_as_private(tmp_path: Path, mode: int) -> None:
    require_own_folder(tmp_path / "not there", "the folder")
    require_own_folder(tmp_path, "the folder")
    tmp_path.chmod(mode)
    with pytest.raises(BadInput, match="write in the folder"):
        require_own_folder(tmp_path, "the folder")


@pytest.mark.parametrize("target", [".", "nowhere"])
def test_a_link_is_no_folder(tmp_path: Path, target: str) -> None:
    link = tmp_path / "link"
    link.symlink_to(target)
    with pytest.raises(BadInput, match="link"):
        private_folder(link)


def test_a_file_is_no_folder(file: Path) -> None:
    file.touch()
    with pytest.raises(BadInput):
        private_folder(file)
    with pytest.raises(StorageFailed):
        private_folder(file / "deeper")


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_private_file_is_read(file: Path, mode: int) -> None:
    file.write_bytes(b"passphrase")
    file.chmod(mode)
    assert read_private(file, len(b"passphrase")) == b"passphrase"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o700, 0o4600])
def test_a_file_with_any_other_mode_is_refused(file: Path, mode: int) -> None:
    file.write_bytes(b"passphrase")
    file.chmod(mode)
    with pytest.raises(BadInput) as caught:
        read_private(file, MUCH)
    assert "chmod 600" in caught.value.hint


def test_a_file_that_is_too_large_is_refused(file: Path) -> None:
    atomic_write(file, b"x" * 11)
    with pytest.raises(BadInput):
        read_private(file, 10)


def test_a_missing_file_is_said_to_be_missing(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_private(file, MUCH)
    file.touch()
    with pytest.raises(FileNotFoundError):
        read_private(file / "deeper", MUCH)


def test_no_link_folder_or_pipe_is_read(tmp_path: Path) -> None:
    atomic_write(tmp_path / "target", b"note")
    (tmp_path / "link").symlink_to("target")
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "folder").mkdir(0o700)
    for name in ("link", "pipe", "folder"):
        with pytest.raises(BadInput):
            read_private(tmp_path / name, MUCH)


def test_a_disk_that_fails_while_reading_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    atomic_write(file, b"note")
    monkeypatch.setattr(os, "open", failing(errno.EIO))
    with pytest.raises(BadInput) as caught:
        read_private(file, MUCH)
    assert "beispiel" not in caught.value.message


def test_no_descriptor_is_left_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_free = os.dup(0)
    os.close(first_free)
    atomic_write(tmp_path / "file", b"note")
    read_private(tmp_path / "file", MUCH)
    with locked(tmp_path / "lock"), pytest.raises(BadInput):
        read_private(tmp_path, MUCH)
    monkeypatch.setattr(os, "write", failing(errno.EIO))
    with pytest.raises(StorageFailed):
        atomic_write(tmp_path / "file", b"new")
    assert os.dup(0) == first_free
    os.close(first_free)


def test_own_regular_file(file: Path) -> None:
    assert not is_own_regular_file(file)
    file.touch()
    assert is_own_regular_file(file)
    assert not is_own_regular_file(file / "deeper")


def test_a_link_folder_or_pipe_is_no_own_regular_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "."):
        with pytest.raises(IntegrityError):
            is_own_regular_file(tmp_path / name)


@pytest.mark.unprivileged
def test_what_belongs_to_another_user_is_refused() -> None:
    with pytest.raises(IntegrityError, match="another user"):
        is_own_regular_file(Path("/etc/passwd"))
    with pytest.raises(BadInput, match="another user"):
        read_private(Path("/etc/passwd"), MUCH)
    with pytest.raises(BadInput, match="another user"):
        private_folder(Path("/usr"))
    with pytest.raises(BadInput, match="another user"):
        require_own_folder(Path("/usr"), "the folder")


@pytest.mark.unprivileged
def test_what_may_not_be_read_or_written_is_told(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "folder")
    atomic_write(folder / "file", b"note")
    (folder / "file").chmod(0)
    with pytest.raises(BadInput, match="cannot be read"):
        read_private(folder / "file", MUCH)
    folder.chmod(0o500)
    with pytest.raises(StorageFailed):
        atomic_write(folder / "file", b"new")
    with pytest.raises(StorageFailed):
        private_folder(folder / "deeper")
    folder.chmod(0)
    with pytest.raises(BadInput, match="cannot be inspected"):
        is_own_regular_file(folder / "file")
    folder.chmod(0o700)


def test_a_lock_keeps_others_out_until_it_ends(file: Path) -> None:
    with locked(file):
        assert mode_of(file) == 0o600
        assert not could_lock(file)
    assert could_lock(file)


def test_a_lock_ends_with_a_failure_inside(file: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(file):
        raise FileNotFoundError
    assert could_lock(file)


def test_a_lock_file_is_no_link(file: Path) -> None:
    file.symlink_to("elsewhere")
    with pytest.raises(StorageFailed), locked(file):
        pass
    assert not file.with_name("elsewhere").exists()


def could_lock(path: Path) -> bool:
    with path.open("rb") as other:
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@pytest.mark.parametrize("knows_links", [True, False])
def test_a_file_that_cannot_be_replaced_stays_where_it_is_under_its_one_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knows_links: bool
) -> None:
    place, unfinished, aside = tmp_path / "practice", tmp_path / ".unfinished", tmp_path / "aside"
    for path in (place, unfinished):
        path.touch(0o600)
        path.write_text(path.name)
    monkeypatch.setattr(os, "replace", failing(errno.EIO))
    if not knows_links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    with pytest.raises(StorageFailed):
        swap_in(unfinished, place, aside)
    assert place.read_text() == "practice"
    assert not aside.exists()


def test_two_names_of_one_file_are_told_from_two_files(tmp_path: Path) -> None:
    path = tmp_path / "practice"
    path.touch()
    (tmp_path / "link").symlink_to(path)
    (tmp_path / "name").hardlink_to(path)
    (tmp_path / "other").touch()
    assert [is_same_file(tmp_path / name, path) for name in ("link", "name", "other", "none")] == [
        True,
        True,
        False,
        False,
    ]
