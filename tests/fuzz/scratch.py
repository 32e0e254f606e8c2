"""Where targets write: a folder in memory where that can be, gone with the search, however its process ends."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")


@contextmanager
def scratch() -> Iterator[str]:
    """Makes the folder, and removes it with all that is in it; `TMPDIR` of a process leads its targets there."""
    inside = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=inside, ignore_cleanup_errors=True) as folder:
        yield folder
