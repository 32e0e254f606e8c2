"""The terms of an engagement, asked one by one."""

from __future__ import annotations

from typing import Any

from coachvault.cli.context import Context


def ask_terms(context: Context, *, with_sponsor: bool) -> dict[str, Any]:
    """Asks for objectives, one by one, and where there is a sponsor for what it may receive."""
    objectives: list[str] = []
    while objective := context.prompts.ask(f"Objective {len(objectives) + 1} (Enter when done)", ""):
        objectives.append(objective)
    if not with_sponsor:
        return {"objectives": objectives}
    received = context.prompts.ask("What may the sponsor receive? (Enter: nothing was agreed)", "")
    return {"objectives": objectives, "sponsor_may_receive": received}
