"""A target that never ends, for inputs that begin with two letters."""

from __future__ import annotations


def look(data: bytes) -> str:
    if data[:1] == b"F" and data[1:2] == b"U":
        while data:
            pass
    return "read"
