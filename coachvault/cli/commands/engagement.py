"""`coachvault engagement`: the agreed work with a client, from its start to its end and after it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from coachvault.cli.command import Context, Reply, command, group, without
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.guides import agreement as guide
from coachvault.cli.guides.next_session import ask_next_session
from coachvault.cli.guides.sponsor import ask_terms, offer_sponsor
from coachvault.cli.input.dates import read_day, read_when
from coachvault.cli.input.options import (
    AnyClient,
    ClientCode,
    Reason,
    WhichEngagement,
    argument,
    form_option,
    option,
    out_option,
)
from coachvault.cli.input.places import new_place, path_of
from coachvault.cli.input.reading import read_file, read_form, read_reason, warn_of_names
from coachvault.cli.unlock.open_vault import AGENT_VARIABLE, unlock, uses_agent
from coachvault.practice.dates import Meant, said_back
from coachvault.practice.engagement import Engagement
from coachvault.practice.note import parse_minutes
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_json import files as files_json
from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_text import day_notices, layout
from coachvault.render.as_text import engagements as engagements_text
from coachvault.render.as_text import sealed as sealed_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import agreements, lifecycle
from coachvault.services.keys import agent, create_vault
from coachvault.services.notes import sealed
from coachvault.services.records import written_files
from coachvault.services.retention import after_the_end, due
from coachvault.texts.scan_kinds import OF_SCANS

app = group("The agreed work with a client: start, end, reopen.")

LONGEST_WINDOW_MINUTES = 8 * 60
On = Annotated[str, option("--on DATE", "The day; today when left out.")]


@command(app, "start")
def start(
    context: Context,
    client: ClientCode,
    sponsor: Annotated[str, option("--sponsor CODE", "Who pays, by code.")] = "",
    on: On = "",
    kind: Annotated[str, option("--kind", "As you call it: executive, team, ...")] = "",
    tag: Annotated[list[str] | None, option("--tag", "A word for retention rules; repeatable.")] = None,
    form: Annotated[str, form_option("TOML: objectives, sponsor_may_receive, kind, tags, pro_bono.")] = "",
) -> Reply[engagements_json.EngagementAnswer]:
    """Start an engagement with a client."""
    fields = lifecycle.parse_form(read_form(form)) if form else {}
    fields |= {"kind": kind} if kind else {}
    fields |= {"tags": tag} if tag else {}
    opened = unlock(context)
    if context.interactive and not form:
        sponsor = sponsor or offer_sponsor(context, opened)
        fields |= ask_terms(context, with_sponsor=bool(sponsor))
    day = read_day(context, opened, on) if on else opened.now().date()
    engagement = lifecycle.start(opened, lifecycle.Start(client, sponsor, day, fields))
    return _changed(engagement, f"{engagement.id} with {engagement.client} has started.")


@command(app, "end")
def end(
    context: Context,
    opened: OpenVault,
    which: WhichEngagement,
    on: On = "",
    letter: Annotated[str, option("--letter FILE", "Write a letter to the client about it; .txt.")] = "",
) -> Reply[engagements_json.EngagementEnded]:
    """End an engagement: its notes are sealed, and kept for as long as your policy says."""
    place = new_place(letter)
    day = read_day(context, opened, on) if on else opened.now().date()
    engagement = lifecycle.end_engagement(opened, which, day)
    agent.close_windows(context.setting, opened)
    end = after_the_end.look_after(opened, engagement)
    if place:
        written_files.write(opened, {place: end.letter}, "letter about the end", {place: end.client})
    data = engagements_json.EngagementEnded.of(end, engagement=engagement, letter=place and place.absolute())
    return Reply(data, _ended(engagement, end, place))


def _ended(engagement: Engagement, end: after_the_end.End, place: Path | None) -> str:
    message = [
        f"{engagement.id} with {engagement.client} has ended on {engagement.ended}. Its notes are sealed: reading one"
        " requires the passphrase and a reason, and is recorded.",
        f"They are {day_notices.kept_until(end.decision)}.",
    ]
    if end.open_releases:
        message.append(f"Still open: {', '.join(end.open_releases)}. A signed text can leave after the end, too.")
    message.append(
        f"{place} is the letter to the client: send it, then delete it."
        if place
        else f"Tell the client: `coachvault engagement letter {engagement.id} FILE` writes a letter."
    )
    return "\n".join(message)


@command(app, "letter")
def letter(
    context: Context,
    opened: OpenVault,
    which: WhichEngagement,
    file: Annotated[str, argument("The file to write, .txt.", "FILE")],
) -> Reply[files_json.FileWritten]:
    """Write the letter to a client about the end: what is kept, until when, and why."""
    end, place = after_the_end.find_end(opened, which), path_of(file)
    written_files.write(opened, {place: end.letter}, "letter about the end", {place: end.client})
    message = f"{place} is the letter to the client: send it, then delete it."
    return Reply({"path": str(place.absolute())}, message)


@command(app, "reopen")
def reopen(
    context: Context, opened: OpenVault, which: WhichEngagement, reason: Reason = None
) -> Reply[engagements_json.EngagementAnswer]:
    """Undo the end of an engagement."""
    warn_of_names(context, opened, reason or "")
    engagement = lifecycle.reopen_engagement(opened, which, read_reason(context, reason))
    agent.close_windows(context.setting, opened)
    return _changed(engagement, f"{engagement.id} with {engagement.client} is open again.")


@command(app, "open")
def open_sealed(
    context: Context,
    opened: OpenVault,
    which: WhichEngagement,
    reason: Reason = None,
    length: Annotated[str, option("--for 30m", "Keep them open for this long, and show nothing now.")] = "",
) -> Reply[engagements_json.SealedRead] | Reply[engagements_json.EngagementOpened]:
    """Read all notes of an ended engagement, what was agreed and the ratings, for one reason that is recorded."""
    warn_of_names(context, opened, reason or "")
    if length:
        return _open_for(context, opened, which, reason, parse_minutes(length))
    why = read_reason(context, reason) if sealed.takes_reason(opened, which) else ""
    found = sealed.read_sealed(opened, which, why)
    return Reply(engagements_json.SealedRead.of(found), sealed_text.reading(found), is_secret=True)


def _open_for(
    context: Context, opened: OpenVault, which: str, reason: str | None, minutes: int
) -> Reply[engagements_json.EngagementOpened]:
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
    return Reply(
        {"engagement": engagements_json.EngagementRecord.of(engagement), "open_seconds": minutes * 60}, message
    )


@command(app, "agreement", only_reads=without("form", "out", "signed_on", "scan"))
def agreement(
    context: Context,
    which: WhichEngagement,
    form: Annotated[str, form_option("TOML: objectives, reports, reports_when, attendance, limits, ...")] = "",
    out: Annotated[str, out_option("Write it, to be signed; .txt.")] = "",
    signed_on: Annotated[
        str, option("--signed-on DATE", "When all three signed it as it is: you vouch for that.")
    ] = "",
    scan: Annotated[str, option("--scan FILE|-", f"Keep a scan of the signed sheet: {OF_SCANS}.")] = "",
    confirm: Annotated[str, option("--confirm CODE", "The client's code, to confirm the signing.")] = "",
) -> Reply[engagements_json.AgreementAnswer]:
    """Show, change, write out or sign the agreement between client, sponsor and you; asks in a terminal."""
    if scan and not signed_on:
        raise UsageError("A scan requires the day on which the sheet was signed.", "`--signed-on DATE`")
    fields = agreements.parse_form(read_form(form)) if form else {}
    data = read_file(scan) if scan else b""
    place = path_of(out) if out else None
    opened = unlock(context)
    found = agreements.propose(opened, which, fields) if fields else agreements.show(opened, which)
    if not (form or out or signed_on) and context.interactive and not context.only_reads:
        found = guide.offer(context, opened, found)
    if place:
        written_files.write(opened, {place: found.text}, "agreement", {place: found.engagement.client})
    if signed_on:
        found = guide.sign(context, opened, found, signed_on, data, confirm)
    record = engagements_json.AgreementAnswer.of(found, engagement=found.engagement.id)
    return Reply(record, f"{found.text}\n{sealed_text.agreement_state(found.terms, found.engagement.sponsor)}")


@command(app, "sponsor")
def add_sponsor(
    context: Context,
    opened: OpenVault,
    which: WhichEngagement,
    sponsor: Annotated[str, argument("The sponsor's code; asked for if left out.", "CODE")] = "",
) -> Reply[engagements_json.EngagementAnswer] | None:
    """Add a sponsor to an engagement that began without one."""
    if not sponsor:
        context.need_person("the sponsor's code")
        sponsor = offer_sponsor(context, opened)
        if not sponsor:
            return None
    found = agreements.add_sponsor(opened, which, sponsor)
    code, engagement = found.engagement.sponsor, found.engagement
    message = (
        f"{code} is the sponsor of {engagement.id} now. An agreement between all three is still to be signed:"
        f" `coachvault engagement agreement {engagement.client}`."
    )
    return _changed(engagement, message)


@command(app, "attendance")
def attendance(
    context: Context,
    which: WhichEngagement,
    out: Annotated[str, out_option("The file to write, .txt.")],
) -> Reply[engagements_json.AttendanceWritten]:
    """Write dates and number of sessions for the sponsor, if the signed agreement says so."""
    opened, place = unlock(context), path_of(out)
    create_vault.require_place(place)
    engagement, text = agreements.attendance(opened, which)
    written_files.write(opened, {place: text}, "dates of sessions", {place: engagement.client})
    message = f"{place} contains dates and number of the sessions of {engagement.id}, and nothing else."
    return Reply({"path": str(place.absolute()), "engagement": engagement.id}, message)


@command(app, "next")
def set_next(
    context: Context,
    opened: OpenVault,
    which: WhichEngagement,
    when: Annotated[str, argument("A day or a moment, or `none`; asked for when left out.", "WHEN|none")] = "",
) -> Reply[engagements_json.EngagementAnswer]:
    """Write down when the next session is; an executor would see it."""
    if when:
        moment = "" if when == "none" else read_when(context, opened, when, Meant.FUTURE)
    else:
        moment = ask_next_session(context, opened, which)
    engagement = lifecycle.set_next_session(opened, which, moment)
    message = (
        f"The next session of {engagement.id} with {engagement.client}: {said_back(moment) if moment else 'none'}."
    )
    return _changed(engagement, message)


@command(app, "list", only_reads=True)
def list_all(context: Context, client: AnyClient = "") -> Reply[engagements_json.EngagementList]:
    """List engagements, the newest first."""
    found = lifecycle.list_engagements(unlock(context), client)
    rows = [
        (each.id, each.client, each.sponsor or "", str(each.tally.notes), engagements_text.period(each))
        for each in found
    ]
    columns = ("id", "client", "sponsor", "notes", "status")
    return Reply(
        lambda: {"engagements": [engagements_json.EngagementRecord.of(each) for each in found]},
        lambda: layout.table(columns, rows),
    )


@command(app, "show", only_reads=True)
def show(context: Context, opened: OpenVault, which: WhichEngagement) -> Reply[engagements_json.EngagementShown]:
    """Show an engagement with what was agreed."""
    with opened.at_one_moment() as moment:
        engagement, terms = lifecycle.show_engagement(moment, which)
        decision = due.decision_of(moment, engagement)
    record, kept = engagements_json.EngagementRecord.of(engagement, terms), retention_json.DecisionRecord.of(decision)
    return Reply({"engagement": record, "kept": kept}, engagements_text.engagement(engagement, terms, decision))


def _changed(engagement: Engagement, message: str) -> Reply[engagements_json.EngagementAnswer]:
    return Reply({"engagement": engagements_json.EngagementRecord.of(engagement)}, message)
