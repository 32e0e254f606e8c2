"""`coachvault engagement`: the agreed work with a client, from start to end and past it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides.engagement import ask_terms
from coachvault.cli.guides.sponsor import offer_sponsor
from coachvault.cli.input.reading import read_form, read_reason, warn_of_names
from coachvault.cli.unlock.open_vault import AGENT_VARIABLE, unlock, uses_agent
from coachvault.practice.engagement import Engagement
from coachvault.practice.note import parse_minutes
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_json import sealed as sealed_json
from coachvault.render.as_text import day_notices, layout
from coachvault.render.as_text import engagements as engagements_text
from coachvault.render.as_text import sealed as sealed_text
from coachvault.services.core.dates import parse_day, parse_when
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.keys import agent, create_vault
from coachvault.services.notes import sealed
from coachvault.services.records import written_files
from coachvault.services.retention import after_the_end, due

app = typer.Typer(
    rich_markup_mode=None, help="The agreed work with a client: start, end, reopen.", no_args_is_help=True
)

Which = Annotated[str, typer.Argument(metavar="CLIENT|ID", help="A client's code, or an engagement's id such as E1.")]
LONGEST_WINDOW_MINUTES = 8 * 60
On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day; today when left out.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT|-", help="Why; goes into the register.")]


@app.command("start")
def start(
    ctx: typer.Context,
    client: Annotated[str, typer.Argument(help="The client's code or its start.")],
    sponsor: Annotated[str, typer.Option("--sponsor", metavar="CODE", help="Who pays, by code.")] = "",
    on: On = "",
    kind: Annotated[str, typer.Option("--kind", help="As you call it: executive, team, ...")] = "",
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A word for retention rules; repeatable.")] = None,
    form: Annotated[
        str,
        typer.Option("--from", metavar="FILE|-", help="TOML: objectives, sponsor_may_receive, kind, tags, pro_bono."),
    ] = "",
) -> None:
    """Start an engagement with a client."""
    context: Context = ctx.obj
    fields = lifecycle.parse_form(read_form(form)) if form else {}
    fields |= {"kind": kind} if kind else {}
    fields |= {"tags": tag} if tag else {}
    opened = unlock(context)
    if context.interactive and not form:
        sponsor = sponsor or offer_sponsor(context, opened)
        fields |= ask_terms(context, with_sponsor=bool(sponsor))
    day = parse_day(on, opened.clock) if on else opened.now().date()
    engagement = lifecycle.start(opened, lifecycle.Start(client, sponsor, day, fields))
    _show_change(context, "start", engagement, f"{engagement.id} with {engagement.client} has started.")


@app.command("end")
def end(
    ctx: typer.Context,
    which: Which,
    on: On = "",
    letter: Annotated[
        str, typer.Option("--letter", metavar="FILE", help="Write a letter that tells the client; .txt.")
    ] = "",
) -> None:
    """End an engagement: its notes are sealed, and kept for the time that your policy says."""
    context: Context = ctx.obj
    opened = unlock(context)
    place = Path(letter).expanduser() if letter else None
    if place:
        create_vault.require_place(place)
    day = parse_day(on, opened.clock) if on else opened.now().date()
    engagement = lifecycle.end_engagement(opened, which, day)
    agent.close_windows(context.setting, opened)
    end = after_the_end.look_after(opened, engagement)
    if place:
        written_files.write(opened, {place: end.letter}, "letter about the end", {place: end.client})
    data = {
        "engagement": engagements_json.engagement(engagement),
        "kept": retention_json.decision(end.decision),
        "open_releases": end.open_releases,
        "letter": str(place.absolute()) if place else None,
    }
    context.output.result("engagement end", data, _ended(engagement, end, place))


def _ended(engagement: Engagement, end: after_the_end.End, place: Path | None) -> str:
    message = [
        f"{engagement.id} with {engagement.client} has ended on {engagement.ended}. Its notes are sealed: reading one"
        " takes the passphrase and a reason, and is recorded.",
        f"They are {day_notices.kept_until(end.decision)}.",
    ]
    if end.open_releases:
        message.append(f"Still open: {', '.join(end.open_releases)}. A signed text can leave after the end, too.")
    message.append(
        f"{place} tells the client: send it, then delete it."
        if place
        else f"Tell the client: `coachvault engagement letter {engagement.id} FILE` writes a letter."
    )
    return "\n".join(message)


@app.command("letter")
def letter(
    ctx: typer.Context,
    which: Which,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to write, .txt.")],
) -> None:
    """Write the letter that tells a client about the end: what is kept, until when, and why."""
    context: Context = ctx.obj
    opened = unlock(context)
    end, place = after_the_end.find_end(opened, which), Path(file).expanduser()
    written_files.write(opened, {place: end.letter}, "letter about the end", {place: end.client})
    message = f"{place} tells the client: send it, then delete it."
    context.output.result("engagement letter", {"path": str(place.absolute())}, message)


@app.command("reopen")
def reopen(ctx: typer.Context, which: Which, reason: Reason = None) -> None:
    """Take the end of an engagement back."""
    context: Context = ctx.obj
    opened = unlock(context)
    warn_of_names(context, opened, reason or "")
    engagement = lifecycle.reopen_engagement(opened, which, read_reason(context, reason))
    agent.close_windows(context.setting, opened)
    _show_change(context, "reopen", engagement, f"{engagement.id} with {engagement.client} is open again.")


@app.command("open")
def open_sealed(
    ctx: typer.Context,
    which: Which,
    reason: Reason = None,
    length: Annotated[
        str, typer.Option("--for", metavar="30m", help="Keep them open for so long, and show nothing now.")
    ] = "",
) -> None:
    """Read all notes of an ended engagement, what was agreed and the ratings, for one reason that is recorded."""
    context: Context = ctx.obj
    opened = unlock(context)
    warn_of_names(context, opened, reason or "")
    if length:
        _open_for(context, opened, which, reason, parse_minutes(length))
        return
    why = read_reason(context, reason) if sealed.takes_reason(opened, which) else ""
    found = sealed.read_sealed(opened, which, why)
    data = sealed_json.reading(found)
    context.output.secret("engagement open", data, sealed_text.reading(found))


def _open_for(context: Context, opened: OpenVault, which: str, reason: str | None, minutes: int) -> None:
    if not 0 < minutes <= LONGEST_WINDOW_MINUTES:
        raise UsageError("Sealed notes stay open for a minute at least and eight hours at most.", "`--for 30m`")
    if not uses_agent():
        raise UsageError(f"{AGENT_VARIABLE} is off: nothing stays open.", "Without `--for`, the notes are shown once.")
    setting = context.setting
    held = agent.require_kept(setting, opened)
    minutes = min(minutes, max(1, held.total_left // timedelta(minutes=1)))
    why = read_reason(context, reason)
    engagement, windows = sealed.open_for_a_while(opened, which, why, minutes)
    agent.keep_window(setting, opened, windows, timedelta(minutes=minutes))
    message = (
        f"The notes of {engagement.id} with {engagement.client} can be read for {minutes} minutes without a further"
        " reason; `coachvault lock` ends it at once."
    )
    data = {"engagement": engagements_json.engagement(engagement), "open_seconds": minutes * 60}
    context.output.result("engagement open", data, message)


@app.command("agreement")
def agreement(
    ctx: typer.Context,
    which: Which,
    form: Annotated[
        str,
        typer.Option(
            "--from", metavar="FILE|-", help="TOML: objectives, reports, reports_when, attendance, limits, ..."
        ),
    ] = "",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="Write it, to be signed; .txt.")] = "",
    signed_on: Annotated[
        str, typer.Option("--signed-on", metavar="DATE", help="All three signed it as it stands: you vouch for it.")
    ] = "",
    scan: Annotated[
        str, typer.Option("--scan", metavar="FILE|-", help="Keep a scan of the signed sheet: PDF, JPEG or PNG.")
    ] = "",
    confirm: Annotated[
        str, typer.Option("--confirm", metavar="CODE", help="The client's code, to confirm the signing.")
    ] = "",
) -> None:
    """Show, change, write out or sign the agreement between client, sponsor and you; asks in a terminal."""
    from coachvault.cli.guides.agreement import Steps, agree

    if scan and not signed_on:
        raise UsageError("A scan is of a sheet that was signed: on which day?", "`--signed-on DATE`")
    agree(ctx.obj, which, Steps(form, out, signed_on, scan, confirm))


@app.command("attendance")
def attendance(
    ctx: typer.Context,
    which: Which,
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write, .txt.")],
) -> None:
    """Write dates and number of sessions for the sponsor, if the signed agreement says so."""
    from coachvault.services.engagements import agreements

    context: Context = ctx.obj
    opened, place = unlock(context), Path(out).expanduser()
    create_vault.require_place(place)
    engagement, text = agreements.attendance(opened, which)
    written_files.write(opened, {place: text}, "dates of sessions", {place: engagement.client})
    message = f"{place} holds dates and number of the sessions of {engagement.id}, and nothing else."
    context.output.result(
        "engagement attendance", {"path": str(place.absolute()), "engagement": engagement.id}, message
    )


@app.command("next")
def set_next(
    ctx: typer.Context,
    which: Which,
    when: Annotated[str, typer.Argument(metavar="WHEN|none", help="A day or a moment, or `none`.")],
) -> None:
    """Write down when the next session is; an executor would see it."""
    context: Context = ctx.obj
    opened = unlock(context)
    moment = "" if when == "none" else parse_when(when, opened.clock)
    engagement = lifecycle.set_next_session(opened, which, moment)
    message = f"The next session of {engagement.id} with {engagement.client}: {layout.when(moment) or 'none'}."
    _show_change(context, "next", engagement, message)


@app.command("list")
def list_all(
    ctx: typer.Context, client: Annotated[str, typer.Argument(help="A client's code; all when left out.")] = ""
) -> None:
    """List engagements, the newest first."""
    context: Context = ctx.obj
    found = lifecycle.list_engagements(unlock(context), client)
    rows = [
        (each.id, each.client, each.sponsor or "", str(each.tally.notes), engagements_text.period(each))
        for each in found
    ]
    data = {"engagements": [engagements_json.engagement(each) for each in found]}
    columns = ("id", "client", "sponsor", "notes", "status")
    context.output.result("engagement list", data, lambda: layout.table(columns, rows))


@app.command("show")
def show(ctx: typer.Context, which: Which) -> None:
    """Show an engagement with what was agreed."""
    context: Context = ctx.obj
    opened = unlock(context)
    with opened.at_one_moment() as moment:
        engagement, terms = lifecycle.show_engagement(moment, which)
        decision = due.decision_of(moment, engagement)
    data = {"engagement": engagements_json.engagement(engagement, terms), "kept": retention_json.decision(decision)}
    context.output.result("engagement show", data, engagements_text.engagement(engagement, terms, decision))


def _show_change(context: Context, word: str, engagement: Engagement, message: str) -> None:
    context.output.result(f"engagement {word}", {"engagement": engagements_json.engagement(engagement)}, message)
