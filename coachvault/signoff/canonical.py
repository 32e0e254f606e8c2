"""Canonical JSON: one value, one sequence of bytes (clause 8.1 of docs/spec/signoff-format.md).

A part of RFC 8785: objects with ASCII keys, lists, strings and integers. What a signature covers is checked as the
bytes that came in, then parsed, and must be what its own value would be written as.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

LARGEST_INTEGER = 2**53 - 1


def encode(value: Any) -> bytes:
    """Returns the one sequence of bytes of a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def decode(data: bytes) -> Any:
    """Returns the value of canonical bytes.

    Raises:
        ValueError: They are not canonical JSON: another order, spacing or escape, a key twice, a fraction, a lone
            surrogate, nested too deeply.
    """
    try:
        value = json.loads(data.decode(), parse_float=_refuse, parse_constant=_refuse, parse_int=_integer)
        if encode(value) != data:  # a key that occurred twice, other spacing, another order
            raise ValueError("not in the one form")
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _refuse(literal: str) -> NoReturn:
    raise ValueError("no such number")


def _integer(literal: str) -> int:
    if len(literal) > len(str(LARGEST_INTEGER)) or abs(int(literal)) > LARGEST_INTEGER:
        raise ValueError("no such number")
    return int(literal)
