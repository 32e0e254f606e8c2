"""A terminal in memory."""

from __future__ import annotations

import io
import sys

import pytest


class Terminal(io.TextIOWrapper):
    """A terminal on which something is typed or shown."""

    def __init__(self, typed: str = "") -> None:
        self.bytes = io.BytesIO(typed.encode())
        super().__init__(self.bytes, encoding="utf-8")

    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: str = "") -> None:
    """Puts somebody at a terminal, who types this and then ends the input."""
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _: True)
