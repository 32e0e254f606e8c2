"""Unix sockets in a folder of one's own: who is at the other end, and names that are never too long."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_LOCAL_PEERCRED = 1  # macOS and BSD: sys/un.h
_SOL_LOCAL = 0
_XUCRED = struct.Struct("Ii")  # version, uid; groups follow
_UCRED = struct.Struct("iII")  # pid, uid, gid


def has_unix_sockets() -> bool:
    """Tells whether this system has Unix sockets and can say who is at the other end."""
    return hasattr(socket, "AF_UNIX") and (hasattr(socket, "SO_PEERCRED") or sys.platform == "darwin")


def peer_uid(connection: socket.socket) -> int:
    """Returns the effective user id of the process at the other end of a Unix socket, as it was when it connected.

    Source: unix(7), SO_PEERCRED; on macOS `struct xucred` of sys/ucred.h.

    Raises:
        OSError: The system does not say.
    """
    if sys.platform == "darwin":
        _, uid = _XUCRED.unpack(connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED.size))
    else:
        _, uid, _ = _UCRED.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size))
    return int(uid)


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Runs a block in a folder, so that a socket in it can be named by its last part: longer names do not fit."""
    before = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.chdir(folder)
        yield
    finally:
        os.fchdir(before)
        os.close(before)
