"""`coachvault release`: a text that leaves only as all parties have agreed to it, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from coachvault.cli.command import Context, Reply, command, group, without
from coachvault.cli.guides import release_request, release_steps
from coachvault.cli.input.choices import choose_client
from coachvault.cli.input.clock_word import ClockOption, said_to_be_right
from coachvault.cli.input.dates import read_day
from coachvault.cli.input.options import AnyClient, ClientCode, argument, form_option, option, out_option, reason_option
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_body, read_file, read_form, read_reason, warn_of_names
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.dates import Meant
from coachvault.practice.release import ReleaseStatus
from coachvault.practice.signoff import USUAL_WRITTEN, SignoffMethod
from coachvault.render.as_json import release as release_json
from coachvault.render.as_text import layout
from coachvault.render.as_text import release as release_text
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.releases import export as release_export
from coachvault.services.releases import linting, proposals, requests
from coachvault.services.releases.proposals import Form
from coachvault.services.releases.received import verify_release
from coachvault.texts.templates import TEMPLATES

app = group("Release a text that the client has signed off, word by word.", no_args_is_help=False)


@app.callback(invoke_without_command=True)
def lead(ctx: typer.Context) -> None:
    """Release a text that the client has signed off, word by word.

    Without another word, it leads through all of it, and continues what is under way.
    """
    if ctx.invoked_subcommand is None:
        from coachvault.cli.guides.release import guide  # loaded only for the guide

        guide(ctx.obj)


_CONFIRMED = frozenset({ReleaseStatus.REQUESTED, ReleaseStatus.DIFFERING, ReleaseStatus.SIGNED})
_DISOWNED = frozenset({ReleaseStatus.DECLINED, ReleaseStatus.EXPORTED})

Which = Annotated[str, argument("A release's id, such as R1; the only one that fits if left out.", "ID")]
To = Annotated[str, option("--to CODE", "Who receives it, by code; the engagement's sponsor.")]
Expires = Annotated[str, option("--expires DATE", "The last day it may leave; 90 days from now.")]
Concerns = Annotated[
    list[str] | None, option("--concerns CODE", "Somebody else who is concerned and signs, too; repeatable.")
]
Notes = Annotated[list[str] | None, option("--note ID", "Begin with the text of this note; repeatable.")]
FormFile = Annotated[str, form_option("TOML: text, purpose, to, expires, concerned, notes, client_may_write, ...")]
Writes = Annotated[
    bool | None,
    option("--client-writes/--client-only-chooses", "Whether the client may write on the page, in their own words."),
]
Measures = Annotated[bool, option("--measures", "Add what the client said over time, a paragraph for each measure.")]


@command(app, "draft", shows=release_json.ReleaseShown)
def draft(
    context: Context,
    client: ClientCode = "",
    to: To = "",
    expires: Expires = "",
    concerns: Concerns = None,
    note: Notes = None,
    template: Annotated[str, option("--template NAME", f"Begin with a template: {', '.join(TEMPLATES)}.")] = "",
    measures: Measures = False,
    writes: Writes = None,
    form: FormFile = "",
) -> None:
    """Propose a text, from the prompt, stdin, chosen notes or a template."""
    given = _given(form, to, concerns, note, measures, writes)
    given = msgspec.structs.replace(given, template=template or given.template)
    if not (form or note or template or measures or context.interactive):
        given = msgspec.structs.replace(given, text=read_body(context))
    opened = unlock(context)
    given = _with_expiry(context, opened, given, expires)
    if not client:
        client = choose_client(context, opened)
    release_steps.propose(context, opened, client, given, asking=not form)


@command(app, "edit", shows=release_json.ReleaseShown)
def edit(
    context: Context,
    which: Which,
    to: To = "",
    expires: Expires = "",
    concerns: Concerns = None,
    note: Notes = None,
    measures: Measures = False,
    writes: Writes = None,
    as_signed: Annotated[
        bool, option("--as-signed", "Propose exactly what the client signed, for others to sign, too.")
    ] = False,
    form: FormFile = "",
) -> None:
    """Propose another version; earlier sign-offs are void."""
    given = _given(form, to, concerns, note, measures, writes)
    if not context.interactive and given == Form() and not expires and not as_signed:
        given = msgspec.structs.replace(given, text=read_body(context))
    opened = unlock(context)
    release_steps.propose_anew(
        context, opened, which, _with_expiry(context, opened, given, expires), as_signed=as_signed
    )


@command(app, "request", shows=release_json.SignoffRequested)
def request(
    context: Context,
    opened: OpenVault,
    which: Which = "",
    by: Annotated[SignoffMethod | None, option("--by", "How the client is asked.")] = None,
    out: Annotated[
        str, out_option("Write it to this file (page: .html; paper: .html or .txt; email: .eml, a draft).")
    ] = "",
    party: Annotated[str, option("--party CODE", "Who is asked; the next who has not agreed.")] = "",
    language: Annotated[str, option("--language en|de|fr|es", "The client's own when left out.")] = "",
    keep: Annotated[list[str] | None, option("--keep FINDING", "Accept a warning, with --reason; repeatable.")] = None,
    reason: Annotated[str | None, reason_option("Why a warning is accepted, or the sponsor's mailbox used.")] = None,
) -> None:
    """Ask for the sign-off: by mail, on paper, on a page for the browser, by key, or by message."""
    warn_of_names(context, opened, reason or "", _words_of(out))
    which = which or proposals.only(opened, "sent for sign-off", (ReleaseStatus.DRAFT, ReleaseStatus.REQUESTED))
    road = by
    if road is None:
        context.need_person("--by")
        road = release_request.choose_road(context, opened, requests.next_party(opened, which, party))
    why = read_reason(context, reason) if reason is not None else ""
    path = path_of(out) if out else None
    wanted = requests.Ask(road, party, language, why, path, tuple(keep or ()))
    release_request.ask(context, opened, which, wanted, chosen=by is None)


@command(app, "import", shows=release_json.AnswerTaken)
def import_answer(
    context: Context,
    which: Which,
    file: Annotated[str, argument("Sign-off file, raw mail (.eml), scan or signature.", "FILE|-")],
    form: Annotated[str, form_option("TOML for a scan or screenshot: seen_by, seen_on, code, words.")] = "",
    remarks_read: Annotated[
        bool, option("--remarks-read", "You read what else the answer says, and it sets no condition.")
    ] = False,
    sender_confirmed: Annotated[
        bool, option("--sender-confirmed", "You asked by telephone: the other address is the client's.")
    ] = False,
    reason: Annotated[
        str | None, reason_option("How the sender's address was confirmed, or why the clock was ahead.")
    ] = None,
    clock_is_right: ClockOption = "",
) -> None:
    """Record the answer: matched against the exact text, saved as it came, its grade shown."""
    from coachvault.services.releases import answers, verification  # loads the parser of mails

    vouched = answers.parse_vouched(read_form(form)) if form else None
    data = read_file(file)
    opened = unlock(context)
    warn_of_names(context, opened, reason or "", _words_of(file))
    why = read_reason(context, reason) if reason is not None else ""
    clock = said_to_be_right(context, opened, clock_is_right, why)
    answer = verification.Answer(data, vouched, remarks_read, sender_confirmed, why, clock)
    release_steps.take(context, opened, which, answer)


@command(app, "confirm", shows=release_json.SignatureConfirmed)
def confirm(
    context: Context,
    opened: OpenVault,
    which: Which = "",
    how: Annotated[str | None, option("--how TEXT|-", "How you spoke with the client; recorded.")] = None,
    differs: Annotated[
        bool, option("--differs", "Something was not the same: whatever the party answered does not count.")
    ] = False,
    party: Annotated[str, option("--party CODE", "Whose signature; the first that waits.")] = "",
) -> None:
    """Compare a signature from the page by telephone: what to read out, and the six words."""
    warn_of_names(context, opened, how or "")
    which = which or proposals.only(opened, "confirmed", _CONFIRMED | (_DISOWNED if differs else frozenset()))
    if how == "-":
        how = read_reason(context, how)
    release_steps.compare(context, opened, which, how, party, differs=differs)


@command(app, "export", shows=release_json.ReleaseExported)
def export(
    context: Context,
    opened: OpenVault,
    which: Which = "",
    out: Annotated[str, out_option("The file to write, .txt or .md.")] = "",
    to: Annotated[str, option("--to CODE", "Only if it was signed for this recipient.")] = "",
    delivered_by: Annotated[
        release_export.Deliverer | None, option("--delivered-by", "Who hands it over; recorded. You, when left out.")
    ] = None,
    printable: Annotated[bool, option("--html", "Also write a page to print (.print.html).")] = False,
    keep: Annotated[
        list[str] | None,
        option("--keep FINDING", "Accept a warning about what the client wrote, or a key; repeatable."),
    ] = None,
    reason: Annotated[
        str | None, reason_option("Why a warning is accepted, or why the clock was ahead; recorded.")
    ] = None,
    clock_is_right: ClockOption = "",
    remarks_read: Annotated[
        bool, typer.Option("--remarks-read", help="You read what an answer says that was not shown before.")
    ] = False,
) -> None:
    """Write exactly the text that was signed off, and a sheet about it."""
    warn_of_names(context, opened, _words_of(out), reason or "")
    why = read_reason(context, reason) if reason is not None else ""
    which = which or proposals.only(opened, "exported", (ReleaseStatus.SIGNED,))
    clock = said_to_be_right(context, opened, clock_is_right, why)
    delivery = release_export.Delivery(delivered_by, printable, tuple(keep or ()), why, remarks_read, clock)
    release_steps.let_leave(context, opened, which, out, to, delivery)


@command(app, "verify", only_reads=True)
def verify(
    context: Context,
    file: Annotated[str, argument("The text that was received.", "FILE")],
    evidence: Annotated[str, argument("The sheet that came with it (.about.txt).", "EVIDENCE")],
) -> Reply[release_json.ReleaseVerified]:
    """Verify a text that was received, against the sheet that came with it; needs no vault."""
    verified = verify_release(read_file(file), read_file(evidence))
    today = context.surroundings.clock.now().date()
    return Reply(release_json.verified(verified, today), release_text.verified(verified, today))


@command(app, "withdraw", shows=release_json.ReleaseWithdrawn)
def withdraw(context: Context, opened: OpenVault, which: Which) -> None:
    """Withdraw a release, for good; shows a letter to the recipient."""
    release_steps.withdraw(context, opened, which)


@command(app, "show", only_reads=True)
def show(context: Context, opened: OpenVault, which: Which) -> Reply[release_json.ReleaseShown]:
    """Show a release: the text, who agreed and how, and what comes next."""
    with opened.at_one_moment() as moment:
        release, today = proposals.show(moment, which), opened.now().date()
        to_be_asked = release.status(today) in (ReleaseStatus.DRAFT, ReleaseStatus.REQUESTED)
        found = linting.lint_release(moment, which) if to_be_asked else linting.lint_written(moment, which)
    to_check = release_text.findings(found, *([] if to_be_asked else ["anything leaves"]))
    shown = f"{release_text.release(release, today)}\n{to_check}"
    return Reply(release_json.shown(release, found, today), shown.rstrip("\n"))


@command(app, "wish", shows=release_json.LetterShown)
def wish(
    context: Context,
    opened: OpenVault,
    client: ClientCode = "",
    sponsor: Annotated[str, option("--by CODE", "Who asked; the engagement's sponsor.")] = "",
) -> None:
    """Record that a sponsor asked for a report; shows what to answer."""
    if not client:
        client = choose_client(context, opened)
    letter = requests.note_sponsors_wish(opened, client, sponsor)
    context.show(Reply({"letter": letter}, letter))
    context.output.say("It is recorded. `coachvault release draft` proposes a text, if the client wants one.")


@command(app, "words", only_reads=without("form"))
def words(
    context: Context,
    form: Annotated[str, form_option("TOML: health and family, lists of your own words.")] = "",
) -> Reply[release_json.WatchWords]:
    """Show or set your own words to look out for; a leading - removes a built-in one."""
    text = read_form(form) if form else ""
    opened = unlock(context)
    own = linting.set_watch_words(opened, text) if form else linting.watch_words(opened)
    shown = (("health", own.health), ("family", own.family))
    message = layout.fields([(name, ", ".join(each) or "(none of your own)") for name, each in shown])
    return Reply({"health": own.health, "family": own.family}, message)


@command(app, "list", only_reads=True)
def list_all(context: Context, opened: OpenVault, client: AnyClient = "") -> Reply[release_json.ReleaseList]:
    """List releases, the newest first, and whom each waits for."""
    lines, today = proposals.list_releases(opened, client), opened.now().date()
    return Reply(
        lambda: {"releases": [release_json.line(line, today) for line in lines]},
        lambda: release_text.lines(lines, today),
    )


def _given(
    source: str, to: str, concerns: list[str] | None, notes: list[str] | None, measures: bool, writes: bool | None
) -> Form:
    """Returns what a form says, with what the options say in its place."""
    form = proposals.parse_form(read_form(source)) if source else Form()
    return msgspec.structs.replace(
        form,
        to=to or form.to,
        concerned=tuple(concerns) if concerns else form.concerned,
        notes=tuple(notes) if notes else form.notes,
        measures=measures or form.measures,
        client_may_write=form.client_may_write if writes is None else USUAL_WRITTEN if writes else 0,
    )


def _with_expiry(context: Context, opened: OpenVault, form: Form, expires: str) -> Form:
    if not expires:
        return form
    return msgspec.structs.replace(form, expires=read_day(context, opened, expires, Meant.FUTURE))


def _words_of(path: str) -> str:
    """Returns the words in a file's name, so that names are noticed in it (rule R12)."""
    return " ".join("".join(mark if mark.isalnum() else " " for mark in Path(path).name).split())
