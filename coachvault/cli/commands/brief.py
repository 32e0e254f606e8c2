"""`coachvault brief`: the minute before a session."""

from __future__ import annotations

from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.input.choices import choose_client
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import day as day_json
from coachvault.render.as_text import day as day_text
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
    context.output.result("brief", {"brief": day_json.brief(found)}, day_text.brief(found, opened.now().date()))
