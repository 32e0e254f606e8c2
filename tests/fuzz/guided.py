"""`python -m tests.fuzz.guided KIND FLAG...`: the search itself, one process for one kind; `tests.fuzz` starts it.

The only module that knows atheris, which has no types of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Protocol, cast

from tests.fuzz.judging import come_to
from tests.fuzz.kinds import Kind, kind_named


class Atheris(Protocol):
    """What is used of atheris."""

    def instrument_imports(self, include: list[str]) -> AbstractContextManager[None]:
        """Counts the branches of what is imported within."""

    def Setup(self, arguments: list[str], test_one: Callable[[bytes], None]) -> object:  # noqa: N802
        """Hands the arguments to libFuzzer."""

    def Fuzz(self) -> None:  # noqa: N802
        """Makes inputs until the end; the process ends with it."""


def search(kind: Kind, flags: list[str]) -> None:
    """Searches until a fault is found, or for as long as the flags say; it does not return."""
    atheris = cast("Atheris", import_module("atheris"))
    with atheris.instrument_imports(include=["coachvault", *kind.watched]):
        target = kind.target()

    def look(data: bytes) -> None:
        come_to(target, data)

    atheris.Setup([sys.argv[0], *flags], look)
    atheris.Fuzz()


if __name__ == "__main__":
    search(kind_named(sys.argv[1]), sys.argv[2:])
