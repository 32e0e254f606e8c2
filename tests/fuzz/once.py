"""`python -m tests.fuzz.once [KIND [FILE ...]]`: reads inputs once each, without atheris, and says what each came to.

All that are kept where none is named. Inputs of a kind are read in a process of their own, which ends with one that
takes too long; fails where one is a fault.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.judging import MOST_CPU_SECONDS, come_to
from tests.fuzz.kinds import KINDS, Target, kept, kind_named
from tests.fuzz.scratch import scratch

_MOST_ADDRESSES = 4 * 2**30
"""So that an input that would take all memory of a machine ends before."""


class Outcome(NamedTuple):
    """What an input came to.

    Args:
        name: That of its file.
        said: The verdict, or what is wrong.
        is_fault: Whether something is.
    """

    name: str
    said: str
    is_fault: bool = False


def read_all(target: Target, paths: list[Path]) -> Iterator[Outcome]:
    """Yields what each input comes to."""
    left = list(paths)
    while left:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            _read_in_child(target, left, writing)
        os.close(writing)
        with os.fdopen(reading) as lines:
            said = lines.read().splitlines()
        status = os.waitpid(child, 0)[1]
        for path, line in zip(left, said, strict=False):
            yield Outcome(path.name, line[1:], is_fault=line[0] == "!")
        left = left[len(said) :]
        if status and left:
            yield Outcome(left.pop(0).name, _said_of(status), is_fault=True)


def _said_of(status: int) -> str:
    ended = os.waitstatus_to_exitcode(status)
    if ended == -signal.SIGPROF:
        return f"it took more than {MOST_CPU_SECONDS:.0f} seconds of the processor"
    return f"the process ended with {ended}"


def _read_in_child(target: Target, paths: list[Path], writing: int) -> None:
    """Reads inputs and ends the process."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for path in paths:
        signal.setitimer(signal.ITIMER_PROF, MOST_CPU_SECONDS)
        try:
            said = f" {come_to(target, path.read_bytes())}"
        except BaseException as error:  # noqa: BLE001 - anything at all is a fault
            traceback.print_exc()
            said = f"!{type(error).__name__}: {str(error)!a}"
        signal.setitimer(signal.ITIMER_PROF, 0)
        os.write(writing, f"{said}\n".encode())
        if said[0] == "!":
            os._exit(0)  # what it left behind is not to be the fault of the next
    os._exit(0)


def main(kinds: list[str], paths: list[Path]) -> int:
    """Prints what inputs come to; returns 1 where one is a fault."""
    targets = {kind: kind_named(kind).target() for kind in kinds}
    faults = 0
    with scratch() as folder:
        tempfile.tempdir = folder
        for kind, target in targets.items():
            for name, said, is_fault in read_all(target, paths or kept(kind)):
                sys.stdout.write(f"{kind}/{name}: {'FAULT: ' * is_fault}{said}\n")
                faults += is_fault
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:2] or list(KINDS), [Path(each) for each in sys.argv[2:]]))
