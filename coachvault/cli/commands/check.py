"""`coachvault check`: whether everything is there and as it was written."""

from __future__ import annotations

import typer

from coachvault.cli.context import Context
from coachvault.cli.unlocking import credentials_of, setting_of
from coachvault.errors import IntegrityError
from coachvault.services.checking import check as check_all

app = typer.Typer(rich_markup_mode=None)


@app.command()
def check(ctx: typer.Context) -> None:
    """Check that everything is there and as it was written."""
    context: Context = ctx.obj
    found = check_all(setting_of(context), credentials_of(context), lambda _: None)
    if found.faults:
        for fault in found.faults[1:]:
            context.output.warn(fault)
        raise IntegrityError(found.faults[0], "A backup from before the damage brings back what is affected.")
    told = (
        f"All is well: {found.entries:,} entries in the ledger, {found.opened:,} records opened"
        f", {found.compared:,} sealed ones compared with what was written."
    )
    data = {"faults": [], "entries": found.entries, "opened": found.opened, "compared": found.compared}
    context.output.result("check", data, told)
