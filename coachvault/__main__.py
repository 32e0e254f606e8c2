"""The entry of the program: a hardened process, our own last words on an unexpected error, then the command line."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from types import TracebackType
from typing import NoReturn

from coachvault import __version__

_INTERRUPTED = 130
_GARBAGE_THRESHOLD = 100_000


def main(args: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code.

    Args:
        args: The arguments; those of the process when left out.
    """
    given = sys.argv[1:] if args is None else args
    if given == ["--version"]:  # nothing is loaded for it
        return _show_version()
    sys.excepthook = _last_words
    from coachvault.system.process import ending_code, restore_terminal, terminal_state

    terminal = terminal_state()
    try:
        _open_closed_streams()
        _speak_utf8()
        code = _run(given)
    except KeyboardInterrupt as stopped:  # before the command line could take it
        _last_words(type(stopped), stopped, None)
        code = _INTERRUPTED
    restore_terminal(terminal)  # a signal may have come while a prompt put it back
    return ending_code(code)


def run() -> NoReturn:
    """Runs the command line as a program and ends the process at once.

    Everything is on the disk by then; taking an interpreter of three hundred modules apart costs a tenth of a command.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _run(args: list[str]) -> int:
    from coachvault.system.memory import sweep
    from coachvault.system.process import harden, stop_on_signals

    harden()
    stop_on_signals()
    sweep()
    gc.set_threshold(_GARBAGE_THRESHOLD)  # a process that lives for one command makes little garbage
    from coachvault.cli.app import main as run

    return run(args)


def _show_version() -> int:
    try:
        os.write(1, f"{__version__}\n".encode())
    except BrokenPipeError:
        return 0
    except OSError:
        return 1
    return 0


def _open_closed_streams() -> None:
    """Points streams that the caller closed at nothing, so that no file of ours gets their number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number: this one
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _speak_utf8() -> None:
    """Reads and writes UTF-8 whatever the locale; bytes that are none become half characters, which no value takes."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _last_words(kind: type[BaseException], _value: BaseException, where: TracebackType | None) -> None:
    """Names the kind of an error that nothing else caught, with --debug its place; never a value, a line or a note."""
    said = "Stopped." if issubclass(kind, KeyboardInterrupt) else f"Something unexpected happened ({kind.__name__})."
    sys.stderr.write(f"coachvault: error: {said}\n")
    while where is not None and "--debug" in sys.argv:
        code = where.tb_frame.f_code
        sys.stderr.write(f"  {code.co_filename.rpartition(os.sep)[2]}:{where.tb_lineno} in {code.co_name}\n")
        where = where.tb_next


if __name__ == "__main__":
    run()
