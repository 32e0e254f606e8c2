"""`coachvault access`: a copy to the client of their own record, and their corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.intake import read_body, read_reason, warn_of_names
from coachvault.cli.unlocking import unlock
from coachvault.render import human, records, records_access
from coachvault.services import access as accesses
from coachvault.services import access_clock
from coachvault.services.dates import parse_day

app = typer.Typer(rich_markup_mode=None)


@app.command()
def access(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="CLIENT | request CLIENT", help="The client's code; `request` first starts the clock."),
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When the request came; today if left out.")] = "",
    out: Annotated[
        str, typer.Option("--out", metavar="FILE", help="The file: .html is an encrypted page, .txt is for paper.")
    ] = "",
    leave_out: Annotated[
        list[str] | None,
        typer.Option("--leave-out", metavar="ID", help="A note that is about others as well; repeatable."),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT|-", help="Why it is left out.")] = None,
    correct: Annotated[
        bool, typer.Option("--correct", help="Add what the client corrects, as a note of theirs.")
    ] = False,
) -> None:
    """A copy to the client of everything that is held about them."""
    context: Context = ctx.obj
    *verb, client = words
    if verb not in ([], ["request"]):
        raise UsageError("It is `access CLIENT` or `access request CLIENT`.")
    opened = unlock(context)
    if verb:
        asked = access_clock.request(opened, client, parse_day(on, opened.clock) if on else opened.now().date())
        told = f"{asked.client} asked on {asked.asked_on} for a copy: it is due on {asked.due}."
        context.output.result("access request", {"request": records_access.request(asked)}, told)
        return
    if correct:
        view = accesses.correct(opened, client, read_body(context))
        context.output.result("access", {"note": records.note_saved(view)}, human.saved(view, "holds the correction"))
        return
    if not out:
        context.need_person("--out FILE")
        out = context.prompts.ask("File to write (.html is an encrypted page, .txt is for paper)", f"{client}.html")
    warn_of_names(context, opened, f"{out} {reason or ''}")
    why = read_reason(context, reason) if leave_out else ""
    wanted = accesses.Wanted(Path(out).expanduser(), tuple(leave_out or ()), why)
    made = accesses.copy(opened, client, wanted)
    told = f"{made.path} holds {made.items} things. "
    if made.code:
        told += (
            f"The code that opens it: {made.code}\nSend the file; tell the code by telephone, never in the same mail."
        )
    else:
        told += "It is readable: print it, hand it over, then delete it."
    context.output.result("access", {"copy": records_access.copied(made)}, told)
