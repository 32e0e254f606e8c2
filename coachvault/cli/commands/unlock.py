"""`coachvault unlock`: type the passphrase once, and not again for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.input.options import option
from coachvault.cli.unlock.open_vault import AGENT_VARIABLE, credentials_of, open_with, uses_agent
from coachvault.practice.note import parse_minutes
from coachvault.render.as_json import day as day_json
from coachvault.render.as_text import inbox as inbox_text
from coachvault.services.keys import agent

app = single()
_LONGEST = timedelta(days=1)


@command(app)
def unlock(
    context: Context,
    length: Annotated[
        str, option("--for 8h", "For this long, used or not; otherwise 15 minutes after the last use, 8 hours at most.")
    ] = "",
) -> Reply[day_json.Unlocked]:
    """Unlock the vault for a while, so that no command asks for the passphrase."""
    if not uses_agent():
        raise UsageError(f"{AGENT_VARIABLE} is off: nothing stays unlocked.", f"Unset {AGENT_VARIABLE}.")
    limits = _parse_limits(length)
    setting = context.setting
    opened = open_with(context, credentials_of(context, anew=True))
    agent.keep_unlocked(setting, opened, limits)
    held = agent.Holding(limits.idle, limits.total, memory_locked=agent.is_memory_locked(setting.state_folder))
    return Reply({"unlocked": day_json.holding(held)}, inbox_text.holding(held))


def _parse_limits(length: str) -> agent.Limits:
    if not length:
        return agent.Limits()
    total = timedelta(minutes=parse_minutes(length))
    if not timedelta() < total <= _LONGEST:
        raise UsageError("A vault stays unlocked for a minute at least and a day at most.", "`--for 8h`, `--for 10m`.")
    return agent.Limits(idle=total, total=total)
