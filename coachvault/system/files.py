"""Files as CoachVault keeps them: private, written whole or not at all, never followed through links.

What lives here: writing, reading and locking whole files, and the checks of who owns what. What must not: what the
bytes mean. Messages name no path, because a path may hold a name.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from coachvault.errors import BadInput, IntegrityError, StorageFailed

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_LONGEST_NAME = 200
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def atomic_write(path: Path, data: bytes, *, exclusive: bool = False) -> None:
    """Writes a private file (0600) so that a crash at any moment leaves the old bytes or the new ones, never a mixture.

    A link at the place is replaced, not followed.

    Args:
        path: Its place; the folder must be there.
        data: All of its bytes.
        exclusive: Only make a new file, never replace one.

    Raises:
        BadInput: `exclusive`, and something already exists there.
        StorageFailed: The disk did not take it.
    """
    unfinished = path.with_name(f".unfinished-{os.urandom(8).hex()}")
    with _storage_errors():
        try:
            _write_new(unfinished, data)
            if exclusive:
                _move_new(unfinished, path)
            else:
                os.replace(unfinished, path)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise
        _sync_folder(path.parent)


def make_private_file(path: Path) -> None:
    """Makes an empty private file (0600).

    Raises:
        BadInput: Something already exists there.
        StorageFailed: The disk did not take it.
    """
    with _storage_errors(), _opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL):
        pass


def move_over(path: Path, place: Path) -> None:
    """Moves a file to another name in the same folder; what was under that name is gone.

    Raises:
        StorageFailed: The disk did not take it.
    """
    with _storage_errors():
        os.replace(path, place)
        _sync_folder(place.parent)


def swap_in(unfinished: Path, path: Path, aside: Path) -> None:
    """Puts a finished file in the place of another, which is kept under a name of its own; one of them always exists.

    Where that fails, the other file is at its place, under that name alone; a stop in between leaves it two names.

    Args:
        unfinished: The file, in the same folder.
        path: Its place, where another file is.
        aside: What the other file is called from then on.

    Raises:
        BadInput: Something already exists under that name.
        StorageFailed: The disk did not take it.
    """
    with _storage_errors():
        with _opened(unfinished, os.O_RDWR) as descriptor:
            _sync(descriptor)
        try:
            os.link(path, aside)
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            _move_new(path, aside)
        try:
            os.replace(unfinished, path)
        except OSError:
            with suppress(OSError):
                os.unlink(aside) if os.path.lexists(path) else os.rename(aside, path)
            raise
        _sync_folder(path.parent)


def publish_new(unfinished: Path, path: Path) -> None:
    """Moves a finished file to its place, private and on the disk; nothing that exists there is ever replaced.

    Args:
        unfinished: The file, in the same folder; it is left alone on failure.
        path: Its place.

    Raises:
        BadInput: Something already exists there.
        StorageFailed: The disk did not take it.
    """
    with _storage_errors():
        with _opened(unfinished, os.O_RDWR) as descriptor:
            with suppress(PermissionError):  # a file system that knows no modes
                os.fchmod(descriptor, _PRIVATE_FILE)
            _sync(descriptor)
        _move_new(unfinished, path)
        _sync_folder(path.parent)


@contextmanager
def new_files(contents: Mapping[Path, bytes]) -> Iterator[Callable[[], None]]:
    """Prepares new private files (0600) next to their places; what it yields puts them there, all on the disk.

    So a record that they exist can be written in between: when that fails, nothing remains of them.

    Args:
        contents: Their places and bytes; the folders must be there.

    Raises:
        BadInput: Something already exists at one of the places, or its folder is not there.
        StorageFailed: The disk did not take them.
    """
    if any(not path.name.isprintable() or len(os.fsencode(path.name)) > _LONGEST_NAME for path in contents):
        raise BadInput("That is no name for a file; nothing was changed.", "Take a short name without odd characters.")
    if not all(path.absolute().parent.is_dir() for path in contents):
        raise BadInput("There is no such folder; nothing was changed.", "Make it first, or name another place.")
    unfinished = {path.with_name(f".unfinished-{os.urandom(8).hex()}"): path for path in contents}

    def publish() -> None:
        for prepared, path in unfinished.items():
            publish_new(prepared, path)

    try:
        with _storage_errors():
            for path in contents:
                if os.path.lexists(path):
                    raise FileExistsError
            for prepared, path in unfinished.items():
                _write_new(prepared, contents[path])
        yield publish
    finally:
        for prepared in unfinished:
            with suppress(OSError):
                prepared.unlink()


def private_folder(path: Path) -> Path:
    """Returns a folder that only this user can change, made with its parents (0700) where it is missing.

    Raises:
        BadInput: It is a link, no folder, another user's, or others may write in it.
        StorageFailed: It cannot be made.
    """
    with _storage_errors():
        _make_folders(path)
        found = os.lstat(path)
    if stat.S_ISLNK(found.st_mode):
        raise BadInput("The folder is a symbolic link; nothing was written.", "Name the folder itself.")
    if not stat.S_ISDIR(found.st_mode):
        raise BadInput("There is a file where a folder should be; nothing was written.")
    if found.st_uid != os.geteuid():
        raise BadInput("The folder belongs to another user; nothing was written.", "Take a folder of your own.")
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise BadInput("Other users may write in the folder; nothing was written.", "`chmod go-w` on the folder.")
    return path


def require_guarded_folder(folder: Path) -> None:
    """Makes sure that no other user can put files next to ours or remove ours.

    A folder like /tmp, in which everybody owns only what is theirs, is let pass.

    Raises:
        BadInput: Others may write in it.
        StorageFailed: It cannot be inspected.
    """
    with _storage_errors():
        mode = os.stat(folder).st_mode
    if mode & (stat.S_IWGRP | stat.S_IWOTH) and not mode & stat.S_ISVTX:
        raise BadInput(
            "Other users may write in the vault's folder: they could put harmful files next to it.",
            "`chmod go-w` on the folder, or a folder of your own.",
        )


def require_own_folder(folder: Path, what: str) -> None:
    """Makes sure that a folder, where it is there, is this user's and that nobody else may write in it.

    Args:
        folder: The folder.
        what: What it is called in a message.

    Raises:
        BadInput: It is another user's, or others may write in it.
        StorageFailed: It cannot be inspected.
    """
    with _storage_errors():
        try:
            found = os.stat(folder)
        except FileNotFoundError:
            return
    if found.st_uid != os.geteuid():
        raise BadInput(f"{what} belongs to another user.", f"It is {folder}; it has to be yours.")
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise BadInput(f"Other users may write in {what}.", f"`chmod go-w` on {folder}")


def read_private(path: Path, max_bytes: int) -> bytes:
    """Returns the bytes of a file that belongs to this user and that nobody else can read.

    Args:
        path: The file.
        max_bytes: The most it may hold.

    Raises:
        FileNotFoundError: It is not there.
        BadInput: It is a link, no regular file, another user's, open to others, unreadable, or too large.
    """
    try:
        with _opened(path, os.O_RDONLY | os.O_NONBLOCK) as descriptor:  # a pipe must not make us wait
            _require_private(os.fstat(descriptor))
            with open(descriptor, "rb", closefd=False) as file:
                data = file.read(max_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(errno.ENOENT, "the file is not there") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise BadInput("The file is a symbolic link; it was not read.", "Name the file itself.") from None
        raise BadInput(f"The file cannot be read: {_reason(error)}.") from None
    if len(data) > max_bytes:
        raise BadInput(f"The file is larger than {max_bytes:,} bytes; it was not read.")
    return data


def is_own_regular_file(path: Path) -> bool:
    """Returns whether a file is there; one that is there is regular and belongs to this user.

    Raises:
        IntegrityError: What is there is a link, no regular file, or another user's.
        BadInput: It cannot be inspected.
    """
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise BadInput(f"The file cannot be inspected: {_reason(error)}.") from None
    if stat.S_ISLNK(found.st_mode):
        raise IntegrityError("The file is a symbolic link; links are not followed.", "Name the file that it leads to.")
    if not stat.S_ISREG(found.st_mode):
        raise IntegrityError("What is there is no regular file.")
    if found.st_uid != os.geteuid():
        raise IntegrityError("The file belongs to another user.", "`ls -l` shows to whom.")
    return True


def is_same_file(path: Path, other: Path) -> bool:
    """Returns whether two paths lead to one file, as a link does; not where one of them cannot be looked at."""
    try:
        return path.samefile(other)
    except OSError:
        return False


def is_apart(place: Path, other: Path) -> bool:
    """Returns whether the folder of a file is on another disk than that of another file.

    Raises:
        OSError: One of the folders is not there.
    """
    return place.absolute().parent.stat().st_dev != other.absolute().parent.stat().st_dev


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Runs a block while no other process runs one under the same lock file; waits until it is free.

    The lock ends with the process, however it ends; the file stays, and stays empty.

    Args:
        path: The lock file; made (0600) where it is missing, in a folder that is there.

    Raises:
        StorageFailed: The lock file cannot be made or locked.
    """
    with ExitStack() as held:
        with _storage_errors():
            descriptor = held.enter_context(_opened(path, os.O_RDWR | os.O_CREAT))
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def locked_if_free(path: Path) -> Iterator[bool]:
    """Runs a block under a lock file as `locked` does, and waits for nobody; gives whether the lock is held.

    Args:
        path: The lock file, which is there.

    Raises:
        StorageFailed: The lock file cannot be opened or locked.
    """
    with ExitStack() as held:
        is_held = True
        with _storage_errors():
            descriptor = held.enter_context(_opened(path, os.O_RDWR))
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                is_held = False
        yield is_held


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise BadInput("Something already exists at that place; nothing was changed.", "Name another place.") from None
    except OSError as error:
        raise StorageFailed(f"The disk did not take a file: {_reason(error)}.", "Is it full, or read-only?") from None


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else "unknown reason"


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, _PRIVATE_FILE)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write_new(path: Path, data: bytes) -> None:
    with _opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as descriptor:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        _sync(descriptor)


def _move_new(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # Memory sticks know no hard links: the name is reserved first, so that nothing that exists can be replaced.
        with _opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL):
            pass
        try:
            os.replace(unfinished, path)
        except OSError:
            os.unlink(path)
            raise
    else:
        os.unlink(unfinished)


def _sync(descriptor: int) -> None:
    full = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: plain fsync stops at the disk's own cache
    if full is not None:
        with suppress(OSError):
            fcntl.fcntl(descriptor, full)
            return
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    # The folder itself may be reached through a link: what was written is in it all the same.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot do this for folders
            raise
    finally:
        os.close(descriptor)


def _make_folders(path: Path) -> None:
    for folder in (*reversed(path.parents), path):
        if not folder.is_dir():
            with suppress(FileExistsError):
                folder.mkdir(_PRIVATE_FOLDER)


def _require_private(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise BadInput("That is no regular file; it was not read.")
    if found.st_uid != os.geteuid():
        raise BadInput("The file belongs to another user; it was not read.")
    if stat.S_IMODE(found.st_mode) not in (0o600, 0o400):
        raise BadInput("Other users may read the file; it was not read.", "`chmod 600` on the file makes it private.")
