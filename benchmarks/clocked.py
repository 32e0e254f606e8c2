"""Runs a program as it always runs, and notes what turning the passphrase into a key takes inside it.

A script of its own, run with `python -I` in the environment of the program: `clocked.py FILE PROGRAM ARGUMENT...`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any


def main(report: str, program: str) -> None:
    """Runs a Python program.

    Args:
        report: The file that takes the seconds of each derivation, one a line.
        program: The program's path; its arguments are those of this process.
    """
    if program.endswith("coachvault"):
        bindings: Any = import_module("nacl.bindings")
        bindings.crypto_pwhash_alg = clocked(bindings.crypto_pwhash_alg, report)
    else:
        module: Any = import_module("cryptography.hazmat.primitives.kdf.pbkdf2")
        module.PBKDF2HMAC = _clocked_class(module.PBKDF2HMAC, report)
    with open(program, encoding="utf-8") as file:  # noqa: PTH123 - when pathlib is loaded is the program's own affair
        source = file.read()
    exec(compile(source, program, "exec"), {"__name__": "__main__"})  # noqa: S102 - the program itself, unchanged


def clocked(function: Callable[..., Any], report: str) -> Callable[..., Any]:
    """Returns a function that also notes how long each call takes; at once, as a program may end without goodbye."""

    def call(*values: Any, **named: Any) -> Any:
        started = time.perf_counter()
        result = function(*values, **named)
        seconds = time.perf_counter() - started
        with open(report, "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{seconds}\n")
        return result

    return call


def _clocked_class(original: Any, report: str) -> Callable[..., Any]:
    class Clocked:
        def __init__(self, **settings: Any) -> None:
            self.derive = clocked(original(**settings).derive, report)

    return Clocked


if __name__ == "__main__":
    given_report = sys.argv[1]
    sys.argv = sys.argv[2:]
    main(given_report, program=sys.argv[0])
