"""Every command of the program, by its words: what has to hold for each of them is asked of this list."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from typer.main import get_command

from coachvault.cli.app import Root


def commands() -> dict[str, Any]:
    """Returns each command that can be run, by its words: `note add`, `retention hold lift`, `check`."""
    found: dict[str, Any] = {}
    for word, module in Root.modules.items():
        found |= _below(word, get_command(import_module(module).app))
    return found


def _below(words: str, command: Any) -> dict[str, Any]:
    inner = getattr(command, "commands", {})
    if not inner:
        return {words: command}
    return {name: each for last, below in inner.items() for name, each in _below(f"{words} {last}", below).items()}
