"""A target that takes more memory than any input may, for inputs that begin with two letters."""

from __future__ import annotations


def look(data: bytes) -> str:
    if data[:1] == b"F" and data[1:2] == b"U":
        len(bytearray(b"x") * (400 * 2**20))
    return "read"
