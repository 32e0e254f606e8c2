"""`coachvault release`: a text that leaves only as everybody concerned has agreed to it, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from coachvault.cli.context import Context
from coachvault.cli.drafts import saving
from coachvault.cli.intake import read_body, read_file, read_form, read_reason, warn_of_names
from coachvault.cli.unlocking import unlock
from coachvault.practice.release import Release, Status
from coachvault.practice.signoff import Evidence, Road
from coachvault.render import human, human_release, records_release
from coachvault.services import asking, drafts, exporting, linting, releases
from coachvault.services.dates import parse_day
from coachvault.services.drafts import DraftBox
from coachvault.services.opening import OpenVault
from coachvault.services.releases import Form
from coachvault.texts.advice import ADVICE

if TYPE_CHECKING:
    from coachvault.services import judging

app = typer.Typer(
    rich_markup_mode=None, help="Let a text out that the client has signed off, word by word.", no_args_is_help=True
)

Which = Annotated[
    str, typer.Argument(metavar="ID", help="A release's id, such as R1; the only fitting one if left out.")
]
To = Annotated[str, typer.Option("--to", metavar="CODE", help="Who receives it, by code; the engagement's sponsor.")]
Expires = Annotated[str, typer.Option("--expires", metavar="DATE", help="The last day it may leave; 90 days from now.")]
Concerns = Annotated[
    list[str] | None,
    typer.Option("--concerns", metavar="CODE", help="Somebody else whom it concerns and who signs, too; repeatable."),
]
Notes = Annotated[
    list[str] | None, typer.Option("--note", metavar="ID", help="Begin with the text of this note; repeatable.")
]
FormFile = Annotated[
    str, typer.Option("--from", metavar="FILE|-", help="TOML: text, purpose, to, expires, concerned, notes.")
]


@app.command("draft")
def draft(
    ctx: typer.Context,
    client: Annotated[str, typer.Argument(help="The client's code or its start.")] = "",
    to: To = "",
    expires: Expires = "",
    concerns: Concerns = None,
    note: Notes = None,
    form: FormFile = "",
) -> None:
    """Propose a text: typed, piped in, or from chosen notes."""
    context: Context = ctx.obj
    given = _given(releases.parse_form(read_form(form)) if form else Form(), to, concerns, note)
    if not form and not note and not context.interactive:
        given = msgspec.structs.replace(given, text=read_body(context))
    opened = unlock(context)
    given = _with_expiry(given, opened, expires)
    if not client:
        from coachvault.cli.commands.note import choose_client

        client = choose_client(context, opened)
    box = drafts.for_release(opened, client, "new") if context.interactive and not form else None
    if box is not None:
        given = _ask_proposal(context, opened, (client, box), given)
    with saving(context, box):
        release = releases.draft(opened, client, given)
    _show_change(context, opened, "draft", release, f"{release.id} is proposed.")


@app.command("edit")
def edit(
    ctx: typer.Context,
    which: Which,
    to: To = "",
    expires: Expires = "",
    concerns: Concerns = None,
    note: Notes = None,
    form: FormFile = "",
) -> None:
    """Propose something else; what was signed before is void."""
    context: Context = ctx.obj
    given = _given(releases.parse_form(read_form(form)) if form else Form(), to, concerns, note)
    if not context.interactive and given == Form() and not expires:
        given = msgspec.structs.replace(given, text=read_body(context))
    opened = unlock(context)
    given, box = _with_expiry(given, opened, expires), None
    if given == Form():
        before = releases.show(opened, which)
        box = drafts.for_release(opened, before.place.client, before.id)
        text = read_body(context, human_release.text_of(before.proposal.paragraphs), box)
        given = msgspec.structs.replace(given, text=text)
    with saving(context, box):
        release = releases.edit(opened, which, given)
    told = f"{release.id} is proposed anew, as version {release.proposal.version}; earlier sign-offs are void."
    _show_change(context, opened, "edit", release, told)


@app.command("request")
def request(
    ctx: typer.Context,
    which: Which = "",
    by: Annotated[Road | None, typer.Option("--by", help="By which road the client is asked.")] = None,
    out: Annotated[
        str, typer.Option("--out", metavar="FILE", help="Write it to this file (page: .html; paper: .html or .txt).")
    ] = "",
    party: Annotated[
        str, typer.Option("--party", metavar="CODE", help="Who is asked; the next who has not agreed.")
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="en|de|fr|es", help="The client's own when left out.")
    ] = "",
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="FINDING", help="Leave a warning as it is, with --reason; repeatable."),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT|-", help="Why a warning is kept, or the sponsor's mailbox used."),
    ] = None,
) -> None:
    """Ask for the sign-off: by mail, on paper, on a page for the browser, by key, or by message."""
    context: Context = ctx.obj
    opened = unlock(context)
    warn_of_names(context, opened, reason or "", _words_of(out))
    which = which or releases.only(opened, "sent for sign-off", (Status.DRAFT, Status.REQUESTED))
    if by is None:
        context.need_person("--by")
        by = Road(context.prompts.choose("By which road?", _ROADS))
    why = read_reason(context, reason) if reason is not None else ""
    if context.interactive and not out and by in _NAMED:
        out = context.prompts.ask("Write it to", _NAMED[by].format(release=which))
    kept = tuple(keep or ())
    if context.interactive:
        kept, why = _ask_about_findings(context, opened, which, kept, why)
    path = Path(out).expanduser() if out else None
    asked = asking.request(opened, which, asking.Ask(by, party, language, why, path, kept))
    if by is Road.EMAIL and not asked.request.sent_to:
        context.output.warn("No address of the client is known: whoever answers has to be confirmed by telephone.")
    told = f"Written to {out}." if out else asked.text
    data = {
        "request": records_release.request(asked),
        "release": records_release.release(asked.release, opened.now().date()),
    }
    context.output.result("release request", data, told)
    context.output.say(f"\n{human.RULE}\nFor you, not for the client:\n{human_release.advice(asked, ADVICE[by])}")


@app.command("import")
def import_answer(
    ctx: typer.Context,
    which: Which,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help="Sign-off file, raw mail (.eml), scan or signature."),
    ],
    form: Annotated[
        str,
        typer.Option("--from", metavar="FILE|-", help="TOML for a scan or screenshot: seen_by, seen_on, code, words."),
    ] = "",
    remarks_read: Annotated[
        bool, typer.Option("--remarks-read", help="You read what else the answer says, and it sets no condition.")
    ] = False,
    sender_confirmed: Annotated[
        bool, typer.Option("--sender-confirmed", help="You asked by telephone: the other address is the client's.")
    ] = False,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT|-", help="How the sender's address was confirmed.")
    ] = None,
) -> None:
    """Take the answer: matched against the exact text, kept as it came, its grade shown."""
    from coachvault.services import judging, signing  # loads what reads mail

    context: Context = ctx.obj
    vouched = signing.parse_vouched(read_form(form)) if form else None
    data = read_file(file)
    opened = unlock(context)
    warn_of_names(context, opened, reason or "", _words_of(file))
    why = read_reason(context, reason) if reason is not None else ""
    answer = judging.Answer(data, vouched, remarks_read, sender_confirmed, why)
    if context.interactive:
        answer = _ask_about(context, signing.look_at(opened, which, data), answer)
    release, evidence = signing.import_answer(opened, which, answer)
    today = opened.now().date()
    shown = {
        "release": records_release.release(release, today),
        "evidence": records_release.evidence(release, evidence),
    }
    context.output.result("release import", shown, human_release.taken(release, evidence, today))


@app.command("confirm")
def confirm(
    ctx: typer.Context,
    which: Which = "",
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT|-", help="How you spoke with the client; recorded.")
    ] = None,
    differs: Annotated[
        bool, typer.Option("--differs", help="Something was not the same: the sign-off counts for nothing.")
    ] = False,
) -> None:
    """Compare a signature from the page by telephone: what to read out, and the six words."""
    from coachvault.services import signing

    context: Context = ctx.obj
    opened = unlock(context)
    warn_of_names(context, opened, how or "")
    which = which or releases.only(opened, "confirmed", (Status.REQUESTED, Status.SIGNED))
    release, evidence = signing.to_confirm(opened, which)
    if how is None:
        context.need_person("--how TEXT")
        context.output.say(human_release.call(release, evidence))
        differs = differs or not _ask_all_the_same(context, release, evidence)
        how = context.prompts.ask("How did you speak? (recorded; no names)", "by telephone, I called")
    elif how == "-":
        how = read_reason(context, how)
    release, evidence = signing.confirm(opened, which, how, matches=not differs)
    today = opened.now().date()
    shown = {
        "release": records_release.release(release, today),
        "evidence": records_release.evidence(release, evidence),
    }
    context.output.result("release confirm", shown, human_release.confirmed(release, matches=not differs, today=today))


@app.command("export")
def export(
    ctx: typer.Context,
    which: Which = "",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write, .txt or .md.")] = "",
    to: Annotated[str, typer.Option("--to", metavar="CODE", help="Only if it was signed for this recipient.")] = "",
) -> None:
    """Write exactly the text that was signed off, and a sheet about it."""
    context: Context = ctx.obj
    opened = unlock(context)
    warn_of_names(context, opened, _words_of(out))
    which = which or releases.only(opened, "exported", (Status.SIGNED,))
    if context.interactive:
        found = exporting.preview(opened, which, to)
        context.output.say(human_release.preview(found))
        out = out or context.prompts.ask("Write it to", f"{found.release.id}.txt")
        context.confirm_word(found.release.proposal.recipient.code, "")
    elif not out:
        context.need_person("--out FILE")
    written = exporting.export(opened, which, Path(out).expanduser(), to)
    data = {
        "path": str(written.path.absolute()),
        "sha256": written.sha256,
        "sheet": str(written.sheet_path.absolute()),
        "release": records_release.release(written.release, opened.now().date()),
    }
    context.output.result("release export", data, human_release.exported(written))


@app.command("verify")
def verify(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The text that was received.")],
    evidence: Annotated[str, typer.Argument(metavar="EVIDENCE", help="The sheet that came with it (.about.txt).")],
) -> None:
    """Verify a text that was received, against the sheet that came with it; needs no vault."""
    from coachvault.services.verifying import verify_release

    context: Context = ctx.obj
    verified = verify_release(read_file(file), read_file(evidence))
    today = context.surroundings.clock.now().date()
    data = records_release.verified(verified, today)
    context.output.result("release verify", data, human_release.verified(verified, today))


@app.command("withdraw")
def withdraw(ctx: typer.Context, which: Which) -> None:
    """Take the agreement back, for good; shows a letter to the recipient."""
    context: Context = ctx.obj
    opened = unlock(context)
    release, letter = exporting.withdraw(opened, which)
    context.output.say(f"{release.id} is withdrawn, for good. What has been sent cannot be called back.")
    data = {"release": records_release.release(release, opened.now().date()), "letter": letter or None}
    context.output.result("release withdraw", data, letter)


@app.command("show")
def show(ctx: typer.Context, which: Which) -> None:
    """Show a release: the text, who agreed and how, and what comes next."""
    context: Context = ctx.obj
    opened = unlock(context)
    release, today = releases.show(opened, which), opened.now().date()
    found = linting.look_over(opened, which) if release.status(today) in (Status.DRAFT, Status.REQUESTED) else []
    data = {
        "release": records_release.release(release, today),
        "findings": [records_release.finding(each) for each in found],
    }
    shown = f"{human_release.release(release, today)}\n{human_release.findings(found)}"
    context.output.result("release show", data, shown.rstrip("\n"))


@app.command("words")
def words(
    ctx: typer.Context,
    form: Annotated[
        str, typer.Option("--from", metavar="FILE|-", help="TOML: health and family, lists of your own words.")
    ] = "",
) -> None:
    """Show or set your own words to look out for; a leading - takes away one of ours."""
    context: Context = ctx.obj
    text = read_form(form) if form else ""
    opened = unlock(context)
    own = linting.set_watch_words(opened, text) if form else linting.watch_words(opened)
    shown = {"health": list(own.health), "family": list(own.family)}
    told = human.fields([(name, ", ".join(each) or "(none of your own)") for name, each in shown.items()])
    context.output.result("release words", shown, told)


@app.command("list")
def list_all(
    ctx: typer.Context, client: Annotated[str, typer.Argument(help="A client's code; all when left out.")] = ""
) -> None:
    """List releases, the newest first: what waits on whom."""
    context: Context = ctx.obj
    opened = unlock(context)
    lines, today = releases.list_releases(opened, client), opened.now().date()
    data = {"releases": [records_release.line(line, today) for line in lines]}
    context.output.result("release list", data, lambda: human_release.lines(lines, today))


_ROADS = (
    ("page", "a page for the client's own computer, decided paragraph by paragraph; you call to compare"),
    ("email", "a mail with a code; the client answers with one line, from a telephone, too"),
    ("paper", "a form to print and sign by hand"),
    ("room", "the same page, here and now on your own device"),
    ("key", "a sheet that the client signs with minisign or SSH; the strongest grade"),
    ("message", "a message to the telephone; the weakest grade"),
)
_NAMED = {Road.PAGE: "{release}.html", Road.ROOM: "{release}.html", Road.KEY: "{release}.sheet.txt"}
"""What is of no use on a screen is written to a file, in a terminal."""


def _given(form: Form, to: str, concerns: list[str] | None, notes: list[str] | None) -> Form:
    return msgspec.structs.replace(
        form,
        to=to or form.to,
        concerned=tuple(concerns) if concerns else form.concerned,
        notes=tuple(notes) if notes else form.notes,
    )


def _with_expiry(form: Form, opened: OpenVault, expires: str) -> Form:
    return msgspec.structs.replace(form, expires=parse_day(expires, opened.clock)) if expires else form


def _ask_proposal(context: Context, opened: OpenVault, about: tuple[str, DraftBox], given: Form) -> Form:
    client, box = about
    usual = releases.usual(opened, client, given)
    to = context.prompts.ask("Who receives it, by code", usual.to)
    purpose = context.prompts.ask("What for", usual.purpose)
    expires = parse_day(context.prompts.ask("The last day it may leave", str(usual.expires)), opened.clock)
    context.output.say("\nThe text, as the recipient will read it. A blank line begins a new paragraph.")
    text = read_body(context, usual.text, box)
    return msgspec.structs.replace(given, to=to, purpose=purpose, expires=expires, text=text, notes=())


def _ask_about(context: Context, found: judging.Finding, answer: judging.Answer) -> judging.Answer:
    """Asks the coach what a program cannot know of an answer."""
    if found.is_vouched:
        return answer if answer.vouched else msgspec.structs.replace(answer, vouched=_ask_vouched(context, found))
    if found.sender and not answer.sender_confirmed:
        context.output.say(f"The answer comes from {found.sender}, not from the address that was asked.")
        if context.prompts.confirm("Did you telephone, and is the address the client's?", default=False):
            reason = context.prompts.ask("How was it confirmed? (recorded; no names)", "")
            answer = msgspec.structs.replace(answer, sender_confirmed=True, reason=reason)
    if found.remarks and not answer.remarks_read:
        context.output.say(f"The answer also says:\n\n{found.remarks}\n")
        no_condition = context.prompts.confirm("Is it free of any condition or wish for another text?", default=False)
        answer = msgspec.structs.replace(answer, remarks_read=no_condition)
    return answer


def _ask_vouched(context: Context, found: judging.Finding) -> judging.Vouched:
    from coachvault.services.signing import vouched

    fields: dict[str, Any] = {}
    if found.words:
        context.output.say(f"The six words of this text: {' '.join(found.words)}")
        if context.prompts.confirm("Are these the words on the signed form?", default=False):
            fields["words"] = " ".join(found.words)
    elif len(found.open_codes) == 1:
        fields["code"] = context.prompts.ask("Which code does it show?", "")
    else:
        fields["code"] = context.prompts.choose("Which code does it show?", [(code, "") for code in found.open_codes])
    seen_by = context.prompts.ask("Who saw the original?", "the coach")
    seen_on = context.prompts.ask("When? (2026-01-31)", str(context.surroundings.clock.now().date()))
    return vouched({**fields, "seen_by": seen_by, "seen_on": seen_on})


def _ask_about_findings(
    context: Context, opened: OpenVault, which: str, kept: tuple[str, ...], why: str
) -> tuple[tuple[str, ...], str]:
    """Shows what the text may give away, and asks about what stops."""
    found = linting.look_over(opened, which)
    if found:
        context.output.say(human_release.findings(found))
    for finding in found:
        if finding.stops and finding.id not in kept:
            if not context.prompts.confirm(f"Keep {finding.id} as it is?", default=False):
                break  # the request is refused, and says how to change the text
            kept = (*kept, finding.id)
            why = why or context.prompts.ask("Why? (recorded; no names)", "")
    return kept, why


def _ask_all_the_same(context: Context, release: Release, evidence: Evidence) -> bool:
    """Leads through the call, question by question; the first no ends it."""
    questions = [
        "Did you call a number of the client's that you knew before?",
        f"You read out the recipient, {release.proposal.recipient.shown}: is that right for the client?",
        "You read out how each paragraph begins, and what was approved: is all of that right?",
        f"The six words, {' '.join(evidence.words)}: does the client's page show the same?",
    ]
    return all(context.prompts.confirm(question, default=False) for question in questions)


def _words_of(path: str) -> str:
    """Returns the words in a file's name, so that names are noticed in it (R12)."""
    return " ".join("".join(mark if mark.isalnum() else " " for mark in Path(path).name).split())


def _show_change(context: Context, opened: OpenVault, word: str, release: Release, told: str) -> None:
    today, found = opened.now().date(), linting.look_over(opened, release.id)
    data = {
        "release": records_release.release(release, today),
        "findings": [records_release.finding(each) for each in found],
    }
    shown = f"{told}\n\n{human_release.release(release, today)}\n{human_release.findings(found)}"
    context.output.result(f"release {word}", data, shown.rstrip("\n"))
