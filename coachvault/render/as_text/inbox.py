"""What waits for a key, and how long the vault stays unlocked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachvault.practice.text import counted

if TYPE_CHECKING:
    from coachvault.services.keys.agent import Holding
    from coachvault.services.notes.inbox import Waiting


def waiting(values: list[Waiting]) -> str:
    """Notes that wait to be filed, each with the reason."""
    if not values:
        return "No note waits."
    lines = [f"{each.id:<5} {each.client:<12} {each.held_on[:10]}  {each.title}\n      {each.why}" for each in values]
    return "\n".join([*lines, "", "`coachvault note file ID CODE` files one; `--discard` throws it away."])


def locked(waiting: int) -> str:
    """What is known of a locked vault."""
    count = "No note waits" if not waiting else f"{counted(waiting, 'note')} {'waits' if waiting == 1 else 'wait'}"
    return f"Locked. {count} to be filed.\nNext: `coachvault` asks for the passphrase and shows the day."


def holding(value: Holding) -> str:
    """For how long the vault is still unlocked."""
    idle, total = _span(value.idle_left), _span(value.total_left)
    message = f"Unlocked for {total}" if idle == total else f"Unlocked: {idle} without use, {total} at most"
    windows = f"; {counted(len(value.windows), 'sealed engagement')} can be read" if value.windows else ""
    return f"{message}{windows}. `coachvault lock` locks it."


def _span(value: timedelta) -> str:
    minutes = -(-int(value.total_seconds()) // 60)
    return counted(minutes, "minute") if minutes < 120 else f"{minutes // 60} h {minutes % 60:02} min"
