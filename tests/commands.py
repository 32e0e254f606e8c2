"""Every command of the program, by its words: what has to hold for each of them is asked of this list."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from typer.main import get_command

from coachvault.cli.app import Root


@cache
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


READING: dict[str, tuple[str, ...]] = {
    "client list": (),
    "client show": ("heron",),
    "sponsor list": (),
    "sponsor show": ("otter",),
    "engagement agreement": ("heron",),
    "engagement list": (),
    "engagement show": ("heron",),
    "note list": (),
    "note show": ("heron",),
    "note history": ("heron/2",),
    "note waiting": (),
    "action list": ("heron",),
    "measure show": ("heron",),
    "brief": ("heron",),
    "release verify": ("text.txt", "text.about.txt"),
    "release show": ("R1",),
    "release words": (),
    "release list": (),
    "retention due": ("--until", "9999-12-31"),
    "retention certificate": (),
    "retention policy show": (),
    "retention policy set": ("--dry-run", "policy.toml"),
    "retention hold list": (),
    "disclose": ("D1",),
    "search": ("weekly",),
    "lock": (),
    "status": (),
    "register list": (),
    "register show": ("1",),
    "hours list": (),
    "backup list": (),
    "backup verify": (),
    "custodian list": (),
    "executor": (),
    "practice show": (),
    "practice handbook": (),
    "practice retire": ("--dry-run",),
    "practice verify": ("practice.vault",),
    "practice calendar": ("practice.ics",),
    "check": (),
    "tour": (),
}
"""What follows the words of each command that can be called so that it only reads, in a `filled_practice`."""
