"""Unix sockets in a folder of one's own: who is at the other end, and names that are never too long."""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCAL_PEERCRED, _LOCAL_PEERPID, _SOL_LOCAL = 1, 2, 0  # macOS: sys/un.h
_XUCRED = struct.Struct("II")  # version, uid; groups follow
_UCRED = struct.Struct("iII")  # pid, uid, gid
_PID = struct.Struct("i")
_LONGEST_NAME = 100  # bytes of sun_path: 108 on Linux, 104 on macOS


def peer_uid(connection: socket.socket) -> int:
    """Returns the effective user id of the process at the other end of a Unix socket, as it was when it connected.

    Source: unix(7), SO_PEERCRED; on macOS `struct xucred` of sys/ucred.h.

    Raises:
        OSError: The system does not say.
    """
    if sys.platform == "darwin":
        return int(_XUCRED.unpack(connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED.size))[1])
    return int(_UCRED.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size))[1])


def peer_pid(connection: socket.socket) -> int:
    """Returns the id of the process at the other end of a Unix socket; raises and cites as `peer_uid` does."""
    if sys.platform == "darwin":
        return int(_PID.unpack(connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERPID, _PID.size))[0])
    return int(_UCRED.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size))[0])


@contextmanager
def short_name(path: Path) -> Iterator[str]:
    """Yields a name for a socket that fits into an address; where the whole path does not, from within its folder.

    Raises:
        OSError: The folder cannot be entered, or the present one not be left and found again.
    """
    if len(os.fsencode(path)) <= _LONGEST_NAME:
        yield str(path)
        return
    before = os.open(".", getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.chdir(path.parent)
        yield path.name
    finally:
        os.fchdir(before)
        os.close(before)
