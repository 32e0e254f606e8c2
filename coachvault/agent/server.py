"""The agent's process: one socket in a folder of the user's own, answered until nothing is held any more.

It has no terminal, no descriptors of the process that started it, no core dump; it writes nothing but its process id.
It ends, and with it all that it holds, on `lock`, on a signal, when the last limit is reached, and after the machine
slept. When something is not to be held any more it executes itself anew, with what it still holds: a process that is
executed begins with new memory.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import socket
import sys
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import coachvault
from coachvault.agent import LOCK, SOCKET, protocol
from coachvault.agent.keeper import Keeper, Moment
from coachvault.agent.protocol import (
    READY,
    Advance,
    Done,
    HeldList,
    Keep,
    Lend,
    Lock,
    Nothing,
    OpenWindow,
    OtherVersion,
    Rename,
    Reply,
    Request,
)
from coachvault.system.clock import seconds_awake, seconds_passed
from coachvault.system.files import private_folder
from coachvault.system.process import harden, lock_memory
from coachvault.system.sockets import peer_uid, short_name

_BACKLOG = 512
_FIRST_SECONDS = 10.0
_CLIENT_SECONDS = 5.0
_LOOK_SECONDS = 2.0
_LOCK_TRIES, _LOCK_WAIT_SECONDS = 25, 0.02
_ACCEPTED_SECONDS, _ACCEPTED_TRIES = 0.02, 25
"""For how long a connection that was accepted may take until it is known to be answered."""
_PIPE_BYTES = 1024 * 1024


def now() -> Moment:
    """Returns the present moment on the machine's own clocks."""
    return Moment(seconds_awake(), seconds_passed())


class Server:
    """Answers requests of this user's processes, one on each connection.

    Args:
        folder: Where the socket and the lock are; without them nobody could lock the agent, and it ends.
        keeper: What it held before it executed itself anew; None for nothing.
        memory_locked: Whether its memory is kept out of swap.
    """

    def __init__(self, folder: Path, keeper: Keeper | None = None, *, memory_locked: bool = False) -> None:
        self._places = {path: _inode(path) for path in (folder / SOCKET, folder / LOCK)}
        self._is_new = keeper is None
        self._keeper = keeper or Keeper(now())
        self._memory_locked = memory_locked
        self._answering = 0
        self._is_ended = False
        self._stirred = asyncio.Event()

    def end(self) -> None:
        """Ends the agent."""
        self._is_ended = True
        self._stirred.set()

    async def serve(self, listening: socket.socket) -> bytes:
        """Answers until the agent ends or has to begin anew, and says on stdout that it has begun.

        Returns:
            What is still held, to begin anew with; nothing where the agent ends.
        """
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(each, self.end)
        await asyncio.start_unix_server(self._answer, sock=listening, backlog=_BACKLOG)
        if self._is_new:
            _say_ready()
            await self._rest(_FIRST_SECONDS)
        while not (self._is_ended or self._keeper.is_empty or self._keeper.has_dropped):
            await self._rest(min(_LOOK_SECONDS, self._keeper.seconds_left(now())))
            self._keeper.expire(now())
            if any(_inode(path) != inode for path, inode in self._places.items()):
                self.end()
        loop.remove_reader(listening)  # who connects from now on waits for the process that this one becomes
        for _ in range(_ACCEPTED_TRIES):  # who was accepted is answered; who hangs, a moment long
            await asyncio.sleep(_ACCEPTED_SECONDS)
            if not self._answering:
                break
        self._keeper.expire(now())
        return b"" if self._is_ended or self._keeper.is_empty else self._keeper.encode()

    async def _rest(self, seconds: float) -> None:
        """Waits for so long, or until something is kept or the agent is to end."""
        self._stirred.clear()
        if self._is_ended:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stirred.wait(), seconds)

    def remove_socket(self) -> None:
        """Removes the socket, if it is still this agent's."""
        for path, inode in self._places.items():
            if path.name == SOCKET and _inode(path) == inode:
                with suppress(OSError):
                    path.unlink()

    async def _answer(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._answering += 1
        try:
            await self._answer_user(reader, writer)
        finally:
            self._answering -= 1

    async def _answer_user(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
            if peer_uid(writer.get_extra_info("socket")) == os.geteuid():
                async with asyncio.timeout(_CLIENT_SECONDS):
                    await self._exchange(reader, writer)
        writer.close()

    async def _exchange(self, reader: StreamReader, writer: StreamWriter) -> None:
        length = protocol.decode_length(await reader.readexactly(protocol.LENGTH_BYTES))
        try:
            asked = protocol.decode_request(await reader.readexactly(length))
        except OtherVersion:
            self.end()
            return
        writer.write(protocol.encode(self._done(asked)))
        await writer.drain()
        if self._keeper.has_dropped:
            self._stirred.set()

    def _changed(self, asked: Advance | Rename | OpenWindow, moment: Moment) -> bool:
        """Changes what is held for a copy; returns whether anything is held for it."""
        match asked:
            case Advance():
                return self._keeper.advance(asked, moment)
            case Rename():
                return self._keeper.rename(asked, moment)
            case _:
                return self._keeper.open_window(asked, moment)

    def _done(self, asked: Request) -> Reply:
        moment = now()
        match asked:
            case Keep():
                self._keeper.keep(asked, moment)
                self._stirred.set()
                return Done()
            case Advance() | Rename() | OpenWindow():
                return Done() if self._changed(asked, moment) else Nothing()
            case Lend():
                return self._keeper.lend(asked, moment) or Nothing()
            case Lock():
                self.end()
                return Done()
            case _:
                return HeldList(self._keeper.held(moment), self._memory_locked)


def run(folder: Path, resumed: Sequence[int] = ()) -> int:
    """Runs the agent in the folder of its socket and returns its exit code.

    Args:
        folder: Made (0700) where it is missing; the socket and the lock are in it.
        resumed: The descriptors with which the agent executed itself anew: of the lock, of the socket, and of what it
            holds; nothing for a new agent.

    Raises:
        BadInput: The folder is another user's, or others may write in it.
    """
    harden()
    memory_locked = lock_memory()
    if resumed:
        return _resume(folder, *resumed, memory_locked=memory_locked)
    private_folder(folder)
    lock = _only_lock(folder)
    if lock is None:
        return protocol.ALREADY_RUNS
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with short_name(folder / SOCKET) as name:
            Path(name).unlink(missing_ok=True)  # left by an agent that was killed: the lock says that it is gone
            listening.bind(name)
    except OSError:
        return protocol.NO_SOCKETS
    listening.listen(_BACKLOG)
    _serve(Server(folder, memory_locked=memory_locked), folder, (lock, listening))
    return 0


def _resume(folder: Path, lock: int, listening: int, kept: int, *, memory_locked: bool) -> int:
    """Goes on with what the process held before it executed itself anew."""
    for each in (lock, listening, kept):
        os.set_inheritable(each, False)
    with open(kept, "rb") as pipe:
        keeper = Keeper.resume(pipe.read())
    server = Server(folder, keeper, memory_locked=memory_locked)
    _serve(server, folder, (lock, socket.socket(fileno=listening)))
    return 0


def _only_lock(folder: Path) -> int | None:
    """Takes the lock for as long as this process lives, and writes its id there; None where another agent has it."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    lock = os.open(folder / LOCK, flags, 0o600)
    for _ in range(_LOCK_TRIES):  # somebody may just be checking whether it is locked
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(lock, 0)
            os.write(lock, f"{os.getpid()}\n".encode())
            return lock
        time.sleep(_LOCK_WAIT_SECONDS)
    return None


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _serve(server: Server, folder: Path, held: tuple[int, socket.socket]) -> None:
    """Answers until the agent ends, with the process, or executes itself anew; it does not return."""
    lock, listening = held
    kept_open = os.dup(listening.fileno())
    if kept := asyncio.run(server.serve(listening)):
        with suppress(OSError):
            _begin_anew(folder, lock, kept_open, kept)
    server.remove_socket()
    os._exit(0)  # at once, with all that was held; the lock goes with the process


def _begin_anew(folder: Path, lock: int, listening: int, kept: bytes) -> None:
    """Executes this very program in place of this process; what is held goes through a pipe, and its old memory goes.

    Raises:
        OSError: It cannot be executed, or the pipe does not take all of it at once.
    """
    reading, writing = os.pipe()
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    os.set_blocking(writing, False)
    if os.write(writing, kept) != len(kept):
        raise OSError("the pipe is too small")
    os.close(writing)
    for each in (lock, listening, reading):
        os.set_inheritable(each, True)
    package = str(Path(coachvault.__file__).parents[1])
    paths = dict.fromkeys([package, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))])
    arguments = ["-P", "-m", "coachvault.agent.server", str(folder), str(lock), str(listening), str(reading)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    os.execve(sys.executable, [sys.executable, *arguments], environment)  # noqa: S606 - this very program


def _say_ready() -> None:
    """Notifies the process that started the agent that it listens, and lets go of the pipe."""
    with suppress(OSError):
        os.write(1, READY)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    os.close(nothing)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), [int(each) for each in sys.argv[2:]]))
