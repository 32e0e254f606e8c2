"""`coachvault lock`: forget the keys, now."""

from __future__ import annotations

import typer

from coachvault.cli.context import Context
from coachvault.services import unlocking

app = typer.Typer(rich_markup_mode=None)


@app.command()
def lock(ctx: typer.Context) -> None:
    """Lock the vault: the process that holds its keys ends."""
    context: Context = ctx.obj
    was_unlocked = unlocking.lock(context.surroundings.state_folder)
    told = "Locked." if was_unlocked else "It was locked already."
    context.output.result("lock", {"locked": True, "was_unlocked": was_unlocked}, told)
