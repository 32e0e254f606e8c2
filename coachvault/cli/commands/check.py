"""`coachvault check`: whether everything is there and as it was written."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.unlocking import credentials_of, setting_of
from coachvault.errors import IntegrityError
from coachvault.services import checking

app = typer.Typer(rich_markup_mode=None)

_WAY_OUT = "A backup from before the damage brings back what is affected: `coachvault backup list`, `restore`."


@app.command()
def check(
    ctx: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Open what is sealed, too, and look at the backups.")] = False,
) -> None:
    """Check that everything is there and as it was written."""
    context: Context = ctx.obj
    look = checking.check_in_full if full else checking.check
    with context.output.progress() as progress:
        found = look(setting_of(context), credentials_of(context), progress)
    if found.faults:
        for fault in found.faults[1:]:
            context.output.warn(fault)
        raise IntegrityError(found.faults[0], _WAY_OUT)
    told = f"All is well: {found.entries:,} entries in the ledger, {found.opened:,} records opened"
    if not full:
        told += f", {found.compared:,} sealed ones compared with what was written"
    data = {"faults": [], "entries": found.entries, "opened": found.opened, "compared": found.compared}
    context.output.result("check", data | {"waiting": found.waiting}, f"{told}.")
