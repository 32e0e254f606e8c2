"""The process itself: what it leaves behind, and who may look into it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

PRIVATE_UMASK = 0o077
_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Makes new files private, and keeps memory out of core dumps and from other processes of the same user.

    Best effort: where the system does not offer one of these, the others still hold, and nothing fails.
    """
    os.umask(PRIVATE_UMASK)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
