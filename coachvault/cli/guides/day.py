"""`coachvault` alone, and `coachvault status`: the day."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.cli.terminal.output import Reply
from coachvault.cli.unlock.open_vault import unlock, uses_agent
from coachvault.render.as_json import day as day_json
from coachvault.render.as_text import day as day_text
from coachvault.render.as_text import inbox as inbox_text
from coachvault.services.keys import agent
from coachvault.services.overview.day import Day, today


def show_day(context: Context) -> None:
    """Shows what is open today."""
    context.show(day(context))


def day(context: Context) -> Reply[day_json.DayShown]:
    """Returns what is open today."""
    found, record, text = read_day(context)
    return Reply({"day": record, "next_sessions": day_json.next_sessions(found)}, text)


def read_day(context: Context) -> tuple[Day, day_json.DayRecord, str]:
    """Returns what is open today, as it is, for scripts and for people."""
    opened = unlock(context)
    found = today(opened)
    held = agent.holding(context.setting, opened) if uses_agent() else None
    lines = [day_text.day(found, opened.now().date()), *([inbox_text.holding(held)] if held else [])]
    return found, day_json.day(found, held), "\n".join(lines)
