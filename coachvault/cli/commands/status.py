"""`coachvault status`: what is open, what waits, which readable files are left."""

from __future__ import annotations

import typer

from coachvault.cli.commands.day import show_day

app = typer.Typer(rich_markup_mode=None)


@app.command()
def status(ctx: typer.Context) -> None:
    """What is open, what waits for a sign-off, which readable files are left."""
    show_day(ctx.obj, "status")
