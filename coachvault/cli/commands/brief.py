"""`coachvault brief`: the minute before a session."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.commands.note import choose_client
from coachvault.cli.context import Context
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render import human, records
from coachvault.services.overview.day import brief as read_brief

app = typer.Typer(rich_markup_mode=None)


@app.command()
def brief(
    ctx: typer.Context, client: Annotated[str, typer.Argument(help="The client's code or its start.")] = ""
) -> None:
    """The minute before a session: objectives, last two notes, what the sponsor may receive."""
    context: Context = ctx.obj
    opened = unlock(context)
    found = read_brief(opened, client or choose_client(context, opened))
    context.output.result("brief", {"brief": records.brief(found)}, human.brief(found, opened.now().date()))
