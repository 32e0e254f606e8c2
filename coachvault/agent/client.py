"""How a command reaches the agent. Whatever goes wrong on the way, the vault is locked, and nothing else happens."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import coachvault
from coachvault.agent import LOCK, SOCKET, protocol
from coachvault.agent.protocol import (
    READY,
    Done,
    Held,
    Keep,
    Lend,
    Lent,
    Lock,
    OpenWindow,
    OtherVersion,
    Reply,
    Request,
    Tell,
    Told,
)
from coachvault.errors import NotConfirmed, StorageFailed
from coachvault.system.files import private_folder, read_private

if TYPE_CHECKING:
    import socket

_ANSWER_SECONDS = 3.0
_END_SECONDS = 3.0
_STEP_SECONDS = 0.01


class Agent:
    """The agent of this user, whether or not it runs.

    Args:
        folder: Where its socket stands; made when it is first started.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lend(self, vault: bytes, epoch: int) -> Lent | None:
        """Returns what is held for a vault; None when nothing is, or no agent answers."""
        answer = self._ask(Lend(vault, epoch))
        return answer if isinstance(answer, Lent) else None

    def keep(self, vault: bytes, epoch: int, secret: bytes, limits: tuple[int, int]) -> None:
        """Hands a vault's secret to the agent, which is started if it does not run.

        Args:
            vault: The vault's id; 16 bytes.
            epoch: The epoch of its keys.
            secret: At most 4,096 bytes.
            limits: Seconds without use, and seconds in all, after which it is forgotten.

        Raises:
            BadInput: Others may write in the agent's folder.
            StorageFailed: No agent can run here.
        """
        asked = Keep(vault, epoch, secret, *limits)
        if not isinstance(self._ask(asked), Done):
            self._start()
            if not isinstance(self._ask(asked), Done):
                raise _CANNOT_RUN

    def open_window(self, vault: bytes, epoch: int, window: tuple[str, bytes], seconds: int) -> bool:
        """Hands one more secret of a vault to the agent for a while, or takes it back; tells whether it took it.

        Args:
            vault: The vault's id.
            epoch: The epoch of its keys.
            window: A name of at most 64 characters, and the secret.
            seconds: For how long; 0 takes it back.
        """
        return isinstance(self._ask(OpenWindow(vault, epoch, *window, seconds)), Done)

    def held(self) -> list[Held]:
        """Returns what the agent holds, without the secrets; empty when none runs."""
        answer = self._ask(Tell())
        return answer.held if isinstance(answer, Told) else []

    def lock(self) -> bool:
        """Ends the agent's process, and returns once it is gone; tells whether there was one.

        Raises:
            NotConfirmed: It does not end.
        """
        if not self._runs():
            return False
        self._ask(Lock())
        if not _becomes_true(lambda: not self._runs()):
            with suppress(OSError, ValueError):
                os.kill(int(read_private(self._folder / LOCK, 32)), signal.SIGKILL)
            if not _becomes_true(lambda: not self._runs()):
                raise NotConfirmed("The agent does not end.", "End it by hand: its process id is in `agent.lock`.")
        return True

    def _runs(self) -> bool:
        """Tells whether an agent's process is there: it holds the lock as long as it lives, however it ends."""
        try:
            lock = os.open(self._folder / LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(lock)
        return False

    def _ask(self, request: Request) -> Reply | None:
        if not (self._folder / SOCKET).is_socket():  # the usual case without an agent: nothing more is loaded
            return None
        import socket

        from coachvault.system.sockets import inside, peer_uid

        with suppress(OSError, ValueError, EOFError, OtherVersion), socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_ANSWER_SECONDS)
            private_folder(self._folder)
            with inside(self._folder):
                connection.connect(SOCKET)
            if peer_uid(connection) != os.geteuid():
                return None
            connection.sendall(protocol.encode(request))
            length = protocol.decode_length(_receive(connection, protocol.LENGTH_BYTES))
            return protocol.decode_reply(_receive(connection, length))
        return None

    def _start(self) -> None:
        """Starts the agent as a process of its own, with nothing of ours, and returns once it listens."""
        private_folder(self._folder)
        package = str(Path(coachvault.__file__).parents[1])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COACHVAULT_")}
        reading, writing = os.pipe()
        with open(reading, "rb") as said:
            with open(writing, "wb") as saying:
                started = subprocess.Popen(  # noqa: S603 - this very program
                    [sys.executable, "-P", "-m", "coachvault.agent.server", str(self._folder.absolute())],
                    stdin=subprocess.DEVNULL,
                    stdout=saying,
                    stderr=subprocess.DEVNULL,
                    cwd="/",
                    env=environment | {"PYTHONPATH": os.pathsep.join(paths)},
                    start_new_session=True,
                )
            is_ready = said.readline() == READY
        started.returncode = 0  # it outlives us: nobody is to wait for it
        if not is_ready and not self._runs():
            raise _CANNOT_RUN


_CANNOT_RUN = StorageFailed(
    "No agent can run here, so the vault cannot stay unlocked: the passphrase is asked each time.",
    "The state folder must be on a disk that takes Unix sockets.",
)


def _receive(connection: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(size - len(parts))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def _becomes_true(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + _END_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(_STEP_SECONDS)
    return True
