"""The JSON that scripts read: one object for each command, with a version (docs/reference/json.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from coachvault.render.as_json.record import Record
from coachvault.render.safe import escape

VERSION = 1
Data = Mapping[str, object] | Record


def envelope(command: str, data: Data) -> str:
    """Returns the answer of a command as one line of JSON."""
    return _dump({"coachvault": VERSION, "command": command, "data": msgspec.to_builtins(data)})


def error_envelope(code: str, message: str, hint: str) -> str:
    """Returns an error as one line of JSON."""
    return _dump({"coachvault": VERSION, "error": {"code": code, "message": message, "hint": hint}})


def _dump(value: dict[str, Any]) -> str:
    import json  # loaded only for scripts

    return escape(json.dumps(value, ensure_ascii=False))
