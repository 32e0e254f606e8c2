"""`coachvault hours`: the coaching log behind a credential."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import tell_of_cloud
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import hours as hours_json
from coachvault.render.as_text import hours as hours_text
from coachvault.services.exports import coaching_log

app = typer.Typer(
    rich_markup_mode=None, help="The coaching log: hours, paid and pro bono, behind a credential.", no_args_is_help=True
)


@app.command("list")
def list_all(ctx: typer.Context) -> None:
    """List the hours of every engagement, also where notes are sealed or gone."""
    context: Context = ctx.obj
    log = coaching_log.coaching_log(unlock(context))
    context.output.result("hours list", hours_json.log_record(log), lambda: hours_text.log(log))


@app.command("export")
def export(
    ctx: typer.Context,
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write, .csv.")],
) -> None:
    """Write the log for a professional body: only clients who agreed to be listed."""
    context: Context = ctx.obj
    exported = coaching_log.export(unlock(context), path_of(out))
    tell_of_cloud(context, exported.path)
    context.output.result("hours export", hours_json.exported_record(exported), hours_text.exported(exported))
