"""Runs one program and tells how long it took and how much memory it held.

A script of its own, run with `python -I -S`: on Linux a new process inherits the peak memory of the one that starts it,
so that whoever starts it has to be smaller than anything that is measured.
"""

from __future__ import annotations

import os
import sys
import time

_RSS_UNIT_BYTES = 1 if sys.platform == "darwin" else 1024


def launch(input_path: str, output_path: str, program: list[str]) -> str:
    """Runs a program and returns seconds, peak resident bytes and exit code, parted by spaces.

    Args:
        input_path: The file that becomes its standard input.
        output_path: The file that takes its standard output and errors.
        program: The path of the program, and its arguments.
    """
    files = [
        (os.POSIX_SPAWN_OPEN, 0, input_path, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    started = time.perf_counter()
    process_id = os.posix_spawn(program[0], program, os.environ, file_actions=files)
    _, status, usage = os.wait4(process_id, 0)
    seconds = time.perf_counter() - started
    return f"{seconds} {usage.ru_maxrss * _RSS_UNIT_BYTES} {os.waitstatus_to_exitcode(status)}"


if __name__ == "__main__":
    sys.stdout.write(launch(sys.argv[1], sys.argv[2], sys.argv[3:]))
