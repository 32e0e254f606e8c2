"""`coachvault register`: what was read after the end, what left, what was destroyed."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.unlocking import unlock
from coachvault.render import human, records
from coachvault.services.register import list_entries

app = typer.Typer(
    rich_markup_mode=None, help="What left, what was read after the end, moved and erased.", no_args_is_help=True
)


@app.callback()
def register() -> None:
    """What left, what was read after the end, moved and erased."""


@app.command("list")
def list_all(
    ctx: typer.Context, client: Annotated[str, typer.Argument(help="A client's code; all when left out.")] = ""
) -> None:
    """List the register, the oldest entry first."""
    context: Context = ctx.obj
    entries = list_entries(unlock(context), client)
    data = {"entries": [records.register_entry(entry) for entry in entries]}
    context.output.result("register list", data, lambda: human.register_lines(entries))
