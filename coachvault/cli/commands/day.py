"""`coachvault` alone: the day."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.cli.unlocking import unlock
from coachvault.render import human, records
from coachvault.services.brief import today


def show_day(context: Context) -> None:
    """Shows what is open today."""
    opened = unlock(context)
    found = today(opened)
    context.output.result("day", {"day": records.day(found)}, human.day(found, opened.now().date()))
