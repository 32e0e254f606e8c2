"""Texts in memory that another program can open by name, and that no file system holds."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_RAM = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


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
    """Tells whether this system has files in memory that another program can open by name."""
    return hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir()


def has_memory_folder() -> bool:
    """Tells whether this system keeps a folder in memory."""
    return _RAM.is_dir() and os.access(_RAM, os.W_OK)


@contextmanager
def memory_folder() -> Iterator[Path]:
    """Makes a private folder (0700) in memory, and removes it with all that is in it."""
    folder = Path(mkdtemp(prefix="coachvault-", dir=_RAM))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
