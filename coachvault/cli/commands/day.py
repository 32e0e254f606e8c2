"""`coachvault` alone, and `coachvault status`: the day."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.cli.unlocking import unlock
from coachvault.render import human, records
from coachvault.services.brief import today


def show_day(context: Context, command: str = "day") -> None:
    """Shows what is open today."""
    opened = unlock(context)
    found = today(opened)
    context.output.result(command, {command: records.day(found)}, human.day(found, opened.now().date()))
