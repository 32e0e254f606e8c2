"""A target that breaks a promise, for inputs that begin with two letters."""

from __future__ import annotations

from tests.fuzz.judging import require


def look(data: bytes) -> str:
    if data[:1] == b"F" and data[1:2] == b"U":
        require(False, "an input is never FU")
    return "read"
