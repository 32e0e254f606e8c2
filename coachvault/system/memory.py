"""Texts in memory that another program can open by name, and that no file system holds."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

_RAM = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_NAME = "coachvault-"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class MemoryFile:
    """A file that has no place on any disk: it is gone with the last process that has it open.

    Args:
        data: What it holds at first.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.descriptor = os.memfd_create("text")
        os.write(self.descriptor, data)

    @property
    def name(self) -> str:
        """What a process that has inherited the descriptor calls it."""
        return f"/proc/self/fd/{self.descriptor}"

    def read(self) -> bytes:
        """Returns what it holds now."""
        return os.pread(self.descriptor, os.fstat(self.descriptor).st_size, 0)

    def close(self) -> None:
        """Lets go of it."""
        os.close(self.descriptor)


def has_memory_files() -> bool:
    """Returns whether this system has files in memory that another program can open by name."""
    return hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir()


def has_memory_folder() -> bool:
    """Returns whether this system keeps a folder in memory."""
    return _RAM.is_dir() and os.access(_RAM, os.W_OK)


@contextmanager
def memory_folder() -> Iterator[Path]:
    """Makes a private folder (0700) in memory, and removes it with all that is in it."""
    folder, held = _new_folder()
    try:
        yield folder
    finally:
        _remove(folder)
        os.close(held)


def sweep() -> None:
    """Removes the folders in memory that killed processes of this user left behind; those in use stay."""
    with suppress(OSError):
        for folder in _RAM.glob(f"{_NAME}*"):
            _remove_if_left(folder)


def _new_folder() -> tuple[Path, int]:
    """Makes a folder, and returns it with the descriptor that holds it as long as this process lives."""
    from tempfile import mkdtemp  # loaded only where a folder is made

    while True:
        folder = Path(mkdtemp(prefix=_NAME, dir=_RAM))
        with suppress(FileNotFoundError):  # swept away before it was held
            held = os.open(folder, _FOLDER)
            fcntl.flock(held, fcntl.LOCK_EX)
            if folder.exists():
                return folder, held
            os.close(held)


def _remove_if_left(folder: Path) -> None:
    with suppress(OSError):  # another user's, or no folder
        found = os.open(folder, _FOLDER)
        try:
            if os.fstat(found).st_uid == os.geteuid():
                fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while it is held
                _remove(folder)
        finally:
            os.close(found)


def _remove(folder: Path) -> None:
    rmtree(folder, ignore_errors=True)
