"""`coachvault practice`: the practice itself, and what whoever steps in has to know."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.intake import read_form
from coachvault.cli.unlocking import unlock
from coachvault.render import human_custodians, records_custodians
from coachvault.services import custodians

app = typer.Typer(
    rich_markup_mode=None, help="The practice itself: what custodians have to know.", no_args_is_help=True
)


@app.callback()
def practice() -> None:
    """The practice itself: what custodians have to know."""


@app.command("handbook")
def handbook(
    ctx: typer.Context,
    form: Annotated[
        str,
        typer.Option("--from", metavar="FILE|-", help="TOML: laptop, backups, helper, call, message, remark."),
    ] = "",
) -> None:
    """Show or set what custodians have to know: where the laptop and the backups are, who helps, whom to call."""
    context: Context = ctx.obj
    text = read_form(form) if form else ""
    opened = unlock(context)
    value = custodians.set_handbook(opened, text) if text else custodians.show_handbook(opened)
    known = custodians.list_custodians(opened)
    data = {"handbook": records_custodians.handbook(value)}
    context.output.result("practice handbook", data, human_custodians.handbook(value, known))
