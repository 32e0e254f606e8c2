"""The process itself: what it leaves behind, who may look into it, and how it is asked to end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

PRIVATE_UMASK = 0o077
_PR_SET_DUMPABLE = 4
_MCL_CURRENT, _MCL_FUTURE = 1, 2
_ENOUGH_BYTES = 512 * 1024 * 1024
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)
_SIGNALLED = 128
_received: list[int] = []
_leaving: list[Callable[[], None]] = []


class Stopped(KeyboardInterrupt):
    """The window was closed or the process was asked to end; on the way out everything is put away as after Ctrl-C."""


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


def lock_memory() -> bool:
    """Asks the system to keep this process's memory out of swap for good, and returns whether it does.

    Only where as much memory as such a process may ever need can be locked: one that runs into the limit later would
    fail. Hibernation writes memory to the disk all the same.
    """
    if sys.platform != "linux":
        return False
    with suppress(ImportError, OSError, AttributeError, ValueError):
        import ctypes
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_MEMLOCK)
        if os.geteuid() == 0 or limit == resource.RLIM_INFINITY or limit >= _ENOUGH_BYTES:
            return bool(ctypes.CDLL(None).mlockall(_MCL_CURRENT | _MCL_FUTURE) == 0)
    return False


def stop_on_signals() -> None:
    """Has SIGTERM, and SIGHUP of a window that closes, stop the process as Ctrl-C does: with `Stopped`, once.

    What the caller has ignored (`nohup`) stays ignored.
    """
    for each in _ENDINGS:
        if signal.getsignal(each) is signal.SIG_DFL:
            signal.signal(each, _stop)


def is_stopping() -> bool:
    """Returns whether a signal has asked the process to end."""
    return bool(_received)


@contextmanager
def stopping(leave: Callable[[], None]) -> Iterator[None]:
    """Has a signal ask a block to end, instead of raising in the midst of it: an event loop may lose what is raised.

    Args:
        leave: Asks for that. It is called between any two steps of the block, and may do nothing where it ends anyway.

    Raises:
        Stopped: At the end of the block, if a signal came.
    """
    _leaving.append(leave)
    try:
        yield
    finally:
        _leaving.remove(leave)
    if is_stopping():
        raise Stopped


def terminal_state() -> list[Any] | None:
    """Returns how the terminal on stdin is set, as whether it shows what is typed; None where there is none."""
    try:
        import termios

        return termios.tcgetattr(0) if os.isatty(0) else None
    except (ImportError, OSError):
        return None


def restore_terminal(before: list[Any] | None) -> None:
    """Sets the terminal on stdin as it was before.

    Args:
        before: What `terminal_state` returned.
    """
    if before is None:
        return
    import termios

    with suppress(OSError, termios.error):
        if termios.tcgetattr(0) != before:
            termios.tcsetattr(0, termios.TCSANOW, before)


def ending_code(code: int) -> int:
    """Returns the exit code of a process: 128 and the signal's number where one stopped it, else the one given.

    Args:
        code: What the command came to; a command that was done when the signal came is done.
    """
    return _SIGNALLED + _received[0] if code and _received else code


def _stop(number: int, _frame: FrameType | None) -> None:
    for each in _ENDINGS:  # a closing window sends several: nothing is to break off the putting away
        signal.signal(each, signal.SIG_IGN)
    _received.append(number)
    if not _leaving:
        raise Stopped
    _leaving[-1]()
