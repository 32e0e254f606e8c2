"""How a command reaches the agent. If anything goes wrong on the way, the vault is locked, and nothing else happens."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import coachvault
from coachvault.agent import LOCK, SOCKET, protocol
from coachvault.agent.protocol import (
    READY,
    Advance,
    Done,
    HeldList,
    Keep,
    Lend,
    Lent,
    ListHeld,
    Lock,
    OpenWindow,
    OtherVersion,
    Place,
    Rename,
    Reply,
    Request,
    Steps,
)
from coachvault.errors import CoachVaultError, NotConfirmed, StorageFailed
from coachvault.system.files import private_folder
from coachvault.system.sockets import peer_pid, peer_uid, short_name

_ANSWER_SECONDS = 3.0
_END_SECONDS = 4.0
_STEP_SECONDS = 0.01


class Agent:
    """The agent of this user, whether or not it runs.

    Args:
        folder: Where its socket is; made when it is first started.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_silent = False

    def lend(self, place: Place) -> Lent | None:
        """Returns what is held for a copy of a vault; None when nothing is, or no agent answers.

        Args:
            place: The ids of vault and copy, 16 bytes each, and the epoch of its keys.
        """
        answer = self._ask(Lend(*place))
        return answer if isinstance(answer, Lent) else None

    def keep(self, place: Place, steps: Steps, secret: bytes, limits: tuple[int, int]) -> None:
        """Hands a copy's secret to the agent, which is started if it does not run, and replaced if it does not answer.

        Args:
            place: As for `lend`.
            steps: How far the secret went.
            secret: At most 4,096 bytes.
            limits: Seconds without use, and seconds in all, after which it is forgotten.

        Raises:
            BadInput: Others may write in the agent's folder.
            NoSockets: No agent can run here.
            StorageFailed: It does not start.
        """
        asked = Keep(*place, steps, secret, *limits)
        if isinstance(self._ask(asked), Done):
            return
        self.lock()
        self._start()
        if not isinstance(self._ask(asked), Done):
            raise _DOES_NOT_START

    def advance(self, place: Place, steps: Steps, secret: bytes) -> bool:
        """Hands a later secret to the agent in place of the one that it holds; returns whether it holds the copy.

        Args:
            place: As for `lend`.
            steps: How far the secret went.
            secret: At most 4,096 bytes.
        """
        return isinstance(self._ask(Advance(*place, steps, secret)), Done)

    def rename(self, place: Place, becomes: bytes) -> bool:
        """Has the agent hold for a copy what it holds for the one that it was; returns whether it held anything.

        Args:
            place: As for `lend`, of the copy as it was.
            becomes: The id that the copy has now; 16 bytes.
        """
        return isinstance(self._ask(Rename(*place, becomes)), Done)

    def open_window(self, place: Place, window: tuple[str, bytes], seconds: int) -> bool:
        """Hands one more secret of a copy to the agent for a while, or takes it back; returns whether it took it.

        Args:
            place: As for `lend`.
            window: A name of at most 64 characters, and the secret.
            seconds: For how long; 0 takes it back.
        """
        return isinstance(self._ask(OpenWindow(*place, *window, seconds)), Done)

    def held(self) -> HeldList:
        """Returns what the agent holds, without the secrets; empty when none runs."""
        answer = self._ask(ListHeld())
        return answer if isinstance(answer, HeldList) else HeldList([])

    def lock(self) -> bool:
        """Ends the agent's process, and returns once it is gone; returns whether there was one.

        Raises:
            NotConfirmed: It does not end.
        """
        pid = self._ask_to_end()
        if not pid and not self._runs():
            return False
        if not _becomes_true(self._is_gone) and pid:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        if not _becomes_true(self._is_gone):
            raise NotConfirmed("The agent does not end.", "End it by hand: its process id is in `agent.lock`.")
        self._is_silent = False
        return True

    def _ask_to_end(self) -> int:
        """Asks the agent to end, even if its folder is gone; returns its process id, or 0 where none listens.

        The id is what the system says of the other end, never what a file says.
        """
        pid = 0
        with suppress(*_TROUBLE), self._dialled() as connection:
            pid = peer_pid(connection)
            _exchange(connection, Lock())
        return pid

    def _is_gone(self) -> bool:
        with suppress(OSError), self._dialled():
            return False
        return not self._runs()

    def _runs(self) -> bool:
        """Returns whether an agent's process is there: it holds the lock as long as it lives, however it ends."""
        try:
            lock = os.open(self._folder / LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(lock)
        return False

    def _ask(self, request: Request) -> Reply | None:
        """Returns what the agent answers; None when there is none, or when anything goes wrong."""
        if self._is_silent:
            return None
        with suppress(*_TROUBLE), self._connected() as connection:
            return _exchange(connection, request)
        return None

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        """Connects to the agent in a folder that nobody else can change."""
        (self._folder / SOCKET).lstat()
        private_folder(self._folder)
        with self._dialled() as connection:
            try:
                yield connection
            except TimeoutError:
                self._is_silent = True  # a stopped one costs its seconds once
                raise

    @contextmanager
    def _dialled(self) -> Iterator[socket.socket]:
        """Connects to a process of this user."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_ANSWER_SECONDS)
            with short_name(self._folder / SOCKET) as name:
                connection.connect(name)
            if peer_uid(connection) != os.geteuid():
                raise PermissionError
            yield connection

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
        if is_ready:
            started.returncode = 0  # it outlives us: nobody is to wait for it
            return
        match started.wait():
            case protocol.NO_SOCKETS:
                raise _NO_SOCKETS
            case protocol.ALREADY_RUNS:  # somebody else started one meanwhile
                return
            case _:
                raise _DOES_NOT_START


class NoSockets(StorageFailed):
    """No agent can run here, now or later."""


_NO_SOCKETS = NoSockets(
    "No agent can run here, so the vault cannot stay unlocked: the passphrase is asked each time.",
    "The state folder must be on a disk that takes Unix sockets.",
)
_DOES_NOT_START = StorageFailed("The agent does not start, so the vault does not stay unlocked.", "`coachvault lock`")
_TROUBLE = (OSError, ValueError, EOFError, OtherVersion, CoachVaultError)


def _exchange(connection: socket.socket, request: Request) -> Reply:
    """Sends a request and returns the answer, both within one deadline."""
    deadline = time.monotonic() + _ANSWER_SECONDS
    connection.sendall(protocol.encode(request))
    length = protocol.decode_length(_receive(connection, protocol.LENGTH_BYTES, deadline))
    return protocol.decode_reply(_receive(connection, length, deadline))


def _receive(connection: socket.socket, size: int, deadline: float) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
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
