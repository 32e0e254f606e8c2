"""`coachvault disclose`: the one road without a signature, for serious danger or a court order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from coachvault.cli.context import Context
from coachvault.cli.exit_codes import UsageError
from coachvault.cli.intake import read_form, warn_of_names
from coachvault.cli.unlocking import unlock
from coachvault.practice.disclosure import Ground, RecipientKind
from coachvault.practice.ids import looks_like_disclosure
from coachvault.render import human_disclosure, records_disclosure
from coachvault.services import custodians, disclosing
from coachvault.services.opening import OpenVault

app = typer.Typer(rich_markup_mode=None)


@app.command()
def disclose(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="CLIENT|ID", help="The client's code; or D1, to complete it or write its letter.")
    ],
    now: Annotated[
        bool, typer.Option("--now", help="In immediate danger: numbers first, everything else later.")
    ] = False,
    spoken: Annotated[
        bool, typer.Option("--spoken", help="It was said: record to whom and what, write no file.")
    ] = False,
    form: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FILE|-",
            help="TOML: danger, evidence, advice, recipient, recipient_kind, text, name_needed_because, ...",
        ),
    ] = "",
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write: the text alone.")] = "",
    letter: Annotated[str, typer.Option("--letter", metavar="FILE", help="Write the letter to the client; .txt.")] = "",
    confirm: Annotated[str, typer.Option("--confirm", metavar="CODE", help="The client's code, to confirm.")] = "",
) -> None:
    """For serious danger or a court order: the one road without a signature."""
    context: Context = ctx.obj
    if now:
        _now(context, which)
        return
    ground = disclosing.parse_form(read_form(form)) if form else None
    opened = unlock(context)
    warn_of_names(context, opened, f"{out} {letter}")
    if looks_like_disclosure(which) and ground is None and letter:
        place = disclosing.write_letter(opened, which, Path(letter).expanduser())
        told = f"{letter} tells the client: send it, then delete it."
        context.output.result("disclose", {"disclosure": records_disclosure.place(place)}, told)
        return
    if ground is None:
        context.need_person("--from FILE|-")
        ground = _ask(context, opened)
    _make(context, opened, which, ground, _Where(out, spoken, letter, confirm))


class _Where(msgspec.Struct, frozen=True):
    """Where a disclosure and its letter go, and what confirms it."""

    out: str
    spoken: bool
    letter: str
    confirm: str


def _make(context: Context, opened: OpenVault, which: str, ground: Ground, where: _Where) -> None:
    client = disclosing.check(opened, which, ground)
    out = where.out
    if not out and not where.spoken:
        context.need_person("--out FILE (or --spoken)")
        out = context.prompts.ask("File to write", "disclosure.txt")
    if context.interactive:
        context.output.say(human_disclosure.preview(client, ground))
    context.confirm_word(client.code, where.confirm)
    path = None if where.spoken else Path(out).expanduser()
    made = disclosing.disclose(opened, which, ground, path)
    place, letter = made.place, made.letter
    if where.letter and letter:
        place = disclosing.write_letter(opened, place.id, Path(where.letter).expanduser())
    data = {"disclosure": records_disclosure.made(msgspec.structs.replace(made, place=place)), "letter": letter or None}
    context.output.result("disclose", data, human_disclosure.made(made, where.letter))


def _now(context: Context, which: str) -> None:
    context.output.say(human_disclosure.emergency_numbers())
    opened = unlock(context)
    client, place = disclosing.begin_now(opened, which)
    data = {"disclosure": records_disclosure.place(place), "reach": records_disclosure.reach(client)}
    context.output.result("disclose", data, human_disclosure.reach(client, place))


_QUESTIONS = (
    ("danger", "Who is in danger, and of what? (or what does the court order?)"),
    ("evidence", "What convinces you that it is so?"),
    ("advice", "Whom did you ask, and what did they say?"),
    ("client_told", "What did the client say when told or asked? (Enter if that could not be)"),
    ("recipient", "To whom, with address or number?"),
)


def _ask(context: Context, opened: OpenVault) -> Ground:
    """Asks for the ground, then for the text, passage by passage, each with what it is needed for."""
    prompts = context.prompts
    book = custodians.show_handbook(opened)
    context.output.say(
        "A disclosure goes out without the client's signature. It takes evidence, advice, a recipient of an allowed"
        " kind, and the least text. In immediate danger leave with Ctrl-C and take --now."
        + (f"\nWhom to ask: {book.call}" if book.call else "")
    )
    fields = {name: prompts.ask(question, "") for name, question in _QUESTIONS}
    kind = prompts.choose("What is the recipient?", [(each.value, each.told) for each in RecipientKind])
    context.output.say("The text begins empty. Type one passage after the other, each with what it is needed for.")
    passages: list[str] = []
    while passage := prompts.ask(f"Passage {len(passages) + 1} (Enter when done)", ""):
        if prompts.ask("What is it needed for?", ""):
            passages.append(passage)
        else:
            context.output.say("What is needed for nothing is left out.")
    name = prompts.ask("Is the client's name needed? Why? (Enter: no name)", "")
    delayed = prompts.ask("Must the letter to the client wait? Why? (Enter: no)", "")
    due = prompts.ask("When is that looked at again? (a date)", "") if delayed else ""
    fields |= {"recipient_kind": kind, "text": "\n\n".join(passages), "name_needed_because": name}
    if not passages:
        raise UsageError("There is no text; nothing was changed.")
    return disclosing.to_ground(fields | {"letter_delayed_because": delayed} | ({"letter_due": due} if due else {}))
