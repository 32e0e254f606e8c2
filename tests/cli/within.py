"""The command line within the process of the test, which is left as it was found.

What a process of its own would have is put in place for one command: arguments, environment, folder, and real
descriptors 0, 1 and 2. What such a process would take with it when it ends is taken back.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType
from typing import IO, NamedTuple
from unittest.mock import patch

from coachvault.__main__ import main
from coachvault.cli import app
from coachvault.system import process
from tests.cli.entry import cheaply

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
_STREAMS = ("stdin", "stdout", "stderr")


class Call(NamedTuple):
    """One command.

    Args:
        words: What is typed behind the program's name.
        typed: What comes in on stdin.
        environment: All variables that it sees.
        cwd: Where it is called.
        is_cheap: Whether a new passphrase costs little to guess.
        seconds: How long it may take.
    """

    words: tuple[str, ...]
    typed: bytes
    environment: Mapping[str, str]
    cwd: Path
    is_cheap: bool
    seconds: float


def run(call: Call) -> tuple[int, bytes, bytes]:
    """Runs a command and returns its exit code, stdout and stderr."""
    with ExitStack() as around:
        around.enter_context(patch.object(process, "harden", _private))
        if call.is_cheap:
            around.enter_context(patch.object(app, "main", cheaply(app.main)))
        around.enter_context(_process(call))
        around.enter_context(_place(call))
        stopped = around.enter_context(_signals(call.seconds))
        out, err = around.enter_context(_streams(call.typed))
        code = main()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        if stopped:  # nobody called this: it was meant for the tests, or it would have gone on for ever
            raise stopped[0]
        return code, _whole(out), _whole(err)


def _private() -> None:
    """What `harden` does to new files; a limit and a flag that it sets could not be taken back by all who run tests."""
    os.umask(process.PRIVATE_UMASK)


@contextmanager
def _process(call: Call) -> Iterator[None]:
    """Arguments, warnings and garbage; last words, and signals that were received."""
    arguments, hook, thresholds = sys.argv, sys.excepthook, gc.get_threshold()
    sys.argv = ["coachvault", *call.words]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    finally:
        sys.argv, sys.excepthook = arguments, hook
        gc.set_threshold(*thresholds)
        process._received.clear()


@contextmanager
def _place(call: Call) -> Iterator[None]:
    """The environment and the folder, and what Python and its library have remembered of them."""
    mask, folder = os.umask(0), os.open(".", os.O_RDONLY | os.O_DIRECTORY)
    os.umask(mask)
    environment, temporary = dict(os.environ), tempfile.tempdir
    try:
        _replace(call.environment)
        tempfile.tempdir = None
        os.chdir(call.cwd)
        yield
    finally:
        os.umask(mask)
        os.fchdir(folder)
        os.close(folder)
        tempfile.tempdir = temporary
        _replace(environment)


def _replace(environment: Mapping[str, str]) -> None:
    zone = os.environ.get("TZ")
    os.environ.clear()
    os.environ.update(environment)
    if environment.get("TZ") != zone:
        time.tzset()


@contextmanager
def _signals(seconds: float) -> Iterator[list[BaseException]]:
    """Those that a process has from the start; yields why the command was stopped from outside, where it was."""
    stopped: list[BaseException] = []

    def stops(reason: BaseException) -> Callable[[int, FrameType | None], None]:
        def stop(_number: int, _frame: FrameType | None) -> None:
            stopped.append(reason)
            raise KeyboardInterrupt

        return stop

    before = {each: signal.getsignal(each) for each in SIGNALS}
    signal.signal(signal.SIGINT, stops(KeyboardInterrupt()))
    signal.signal(signal.SIGALRM, stops(TimeoutError(f"the command took more than {seconds} seconds")))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield stopped
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def _streams(typed: bytes) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Files at the descriptors 0, 1 and 2, as no terminal is, and Python's streams over them."""
    kept = [os.dup(number) for number in range(3)]
    streams = [getattr(sys, name) for name in _STREAMS]
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        given.write(typed)
        given.seek(0)
        try:
            for number, file in enumerate((given, out, err)):
                os.dup2(file.fileno(), number)
            sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
            sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), "utf-8")
            sys.stderr = io.TextIOWrapper(
                io.BufferedWriter(io.FileIO(2, "w", closefd=False)), "utf-8", line_buffering=True
            )
            yield out, err
        finally:
            for name, stream in zip(_STREAMS, streams, strict=True):
                with suppress(OSError, ValueError):
                    getattr(sys, name).close()
                setattr(sys, name, stream)
            for number, descriptor in enumerate(kept):
                os.dup2(descriptor, number)
                os.close(descriptor)


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
