"""`coachvault access`: a copy of their own record for a client, and their corrections."""

from __future__ import annotations

from typing import Annotated

from coachvault.cli.command import Context, Reply, command, single
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.access_review import handed_out
from coachvault.cli.input.dates import read_day
from coachvault.cli.input.options import argument, option, out_option, reason_option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_body, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.render.as_json import access as access_json
from coachvault.render.as_json import notes as notes_json
from coachvault.render.as_text import notes as notes_text
from coachvault.services.client_rights import access as accesses
from coachvault.services.client_rights import access_deadline
from coachvault.services.client_rights.access_review import CopyChoice

app = single()


@command(app, shows=access_json.AccessRequested)
def access(
    context: Context,
    words: Annotated[
        list[str], argument("The client's code; `request` before it records a request.", "CLIENT | request CLIENT")
    ],
    on: Annotated[str, option("--on DATE", "When the request came; today if left out.")] = "",
    out: Annotated[str, out_option("The file: .html is an encrypted page, .txt is for paper.")] = "",
    leave_out: Annotated[
        list[str] | None,
        option("--leave-out ID", "Leave out heron/3, R1, D1, ...: it is about others, too; repeatable."),
    ] = None,
    keep: Annotated[
        list[str] | None, option("--keep ID", "Include it although it would be left out; repeatable.")
    ] = None,
    reason: Annotated[str | None, reason_option("Why it is left out, or kept.")] = None,
    correct: Annotated[bool, option("--correct", "Add a correction by the client, as a note of theirs.")] = False,
) -> Reply[access_json.CopyWritten] | Reply[notes_json.NoteSaved] | None:
    """Give the client a copy of everything that is held about them."""
    *verb, client = words
    if verb not in ([], ["request"]):
        raise UsageError("Use `access CLIENT` or `access request CLIENT`.")
    opened = unlock(context)
    if verb:
        asked = access_deadline.request(opened, client, read_day(context, opened, on) if on else opened.now().date())
        message = f"{asked.client} asked on {asked.asked_on} for a copy: it is due on {asked.due}."
        context.output.show("access request", Reply({"request": access_json.AccessRequestRecord.of(asked)}, message))
        return None
    if correct:
        view = accesses.correct(opened, client, read_body(context))
        return Reply(notes_json.saved(view), notes_text.saved(view, "contains the correction"))
    if not out:
        context.need_person("--out FILE")
        question = "File to write (.html is an encrypted page, .txt is for paper)"
        out = context.prompts.ask_checked(question, f"{client}.html", accesses.require_known_kind)
    warn_of_names(context, opened, f"{out} {reason or ''}")
    choice = CopyChoice(tuple(leave_out or ()), tuple(keep or ()))
    return handed_out(context, opened, client, path_of(out), choice, reason)
