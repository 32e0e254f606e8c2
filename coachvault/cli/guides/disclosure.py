"""Leads through a disclosure: an answer that is not valid is asked for again at once, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.input.dates import ask_day, ask_when
from coachvault.errors import BadInput, Refused
from coachvault.practice.dates import Meant
from coachvault.practice.disclosure import (
    Ground,
    Passage,
    RecipientKind,
    joined,
    require_delay,
    require_needed,
    require_said,
)
from coachvault.practice.linter import Finding
from coachvault.practice.people import Client
from coachvault.practice.pseudonym import says_who
from coachvault.practice.register import parse_reason
from coachvault.render.as_text import release as release_text
from coachvault.render.as_text.release_request import language_name
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.disclosure import disclose, rules
from coachvault.services.disclosure.disclose import AcceptedFindings

_ADVICE = "Whom did you ask, and what did they say?"


class _About(msgspec.Struct, frozen=True):
    """What the questions are about: the vault, whose disclosure, what the recipient is, and what is offered."""

    opened: OpenVault
    which: str
    client: Client
    kind: RecipientKind
    offered: tuple[str, ...]


class _Text(msgspec.Struct, frozen=True):
    """What is going to be said so far."""

    passages: tuple[Passage, ...] = ()
    name_needed_because: str = ""
    keep: AcceptedFindings = AcceptedFindings()


def ask(
    context: Context, opened: OpenVault, which: str, notes: tuple[str, ...] = (), reason: str = "", spoken: bool = False
) -> tuple[Ground, AcceptedFindings]:
    """Asks for the ground, then for the text, passage by passage; also returns which warnings are accepted.

    Args:
        context: The command's.
        opened: The vault.
        which: The client's code, or the id of a disclosure that was begun.
        notes: Ids of notes whose paragraphs are offered.
        reason: Why sealed ones are read, and why a warning is accepted; asked for if it is needed.
        spoken: Whether it was said aloud, so that no file is written.
    """
    client, prompts = disclose.require_open(opened, which), context.prompts
    book = custodians.show_handbook(opened)
    context.output.say(
        "A disclosure goes out without the client's signature. It requires evidence, advice, a recipient of an allowed"
        " kind, and the least text. In immediate danger leave with Ctrl-C and use --now."
        + (f"\nWhom to ask: {book.call}" if book.call else "")
    )
    fields = {
        "danger": _said(context, "danger", "Who is in danger, and of what? (or what does the court order?)"),
        "evidence": _said(context, "evidence", "What convinces you that it is so?"),
        "advice": _advice(context, [each.shown for each in book.advisers]),
        "client_told": _line(context, "client_told", "What did the client say when informed or asked? (Enter if not)"),
        "recipient": prompts.ask_checked("To whom, with address or number?", "", _require_recipient),
    }
    fields |= _recipient(context, opened, which, fields)
    if spoken:
        question = "When was it said? (Enter: now)"
        said_at = ask_when(context, opened, question, "", lambda when: rules.require_past(opened, when), Meant.PAST)
        fields["said_at"] = said_at or ""
    about = _About(opened, which, client, RecipientKind(fields["recipient_kind"]), ())
    text = _text(context, about, notes, reason)
    fields |= {"passages": msgspec.to_builtins(text.passages), "name_needed_because": text.name_needed_because}
    fields["reason_for_client"] = _line(
        context,
        "reason_for_client",
        f"Why, for the client's letter? To the client, in {language_name(client.language)} (Enter: a ready sentence)",
    )
    return disclose.to_ground(fields | _delay(context, opened)), text.keep


def keep_or_leave(context: Context, found: list[Finding], keep: AcceptedFindings) -> AcceptedFindings:
    """Shows where another client is named and asks whether that stays; what is not kept stops the disclosure."""
    new = [each for each in found if each.id not in keep.findings]
    if new:
        context.output.say(release_text.findings(new, "it leaves"))
    for finding in new if context.interactive else ():
        if not context.prompts.confirm(f"Keep {finding.id} as it is?", default=False):
            break
        why = keep.reason or context.prompts.ask_checked(
            "Why? (recorded; no names)", "", lambda typed: parse_reason(typed, "Why is it kept? That is recorded.")
        )
        keep = AcceptedFindings((*keep.findings, finding.id), why)
    return keep


def confirm(context: Context, code: str, given: str) -> None:
    """Makes sure that it is intended; at a terminal a wrong word is asked for again, so that nothing typed is lost."""

    def require_code(typed: str) -> None:
        if typed.strip().lower() != code:
            raise BadInput("That is not the word.", "Ctrl-C leaves, and changes nothing.")

    if context.interactive and not given:
        context.prompts.ask_checked(f"Type {code} to go on", "", require_code)
    else:
        context.confirm_word(code, given)


def _said(context: Context, field: str, question: str) -> str:
    def expect(typed: str) -> None:
        disclose.to_ground({field: typed})
        require_said(field, typed)

    return context.prompts.ask_checked(question, "", expect)


def _line(context: Context, field: str, question: str) -> str:
    return context.prompts.ask_checked(question, "", lambda typed: disclose.to_ground({field: typed}))


def _require_recipient(typed: str) -> None:
    Ground(recipient=typed)
    if not typed.strip():
        raise BadInput("A disclosure names its recipient, with the address or number.")


def _advice(context: Context, advisers: list[str]) -> str:
    """Goes through the coach's advisers; nothing is needed where emergency services are called."""
    asked = [(each, _line(context, "advice", f"{each}: what did they say? (Enter: not asked)")) for each in advisers]
    said = [f"{adviser}: {answer}" for adviser, answer in asked if answer]
    question = "Whom else did you ask, and what did they say? (Enter: nobody)" if advisers else _ADVICE
    if not said:
        question = f"{_ADVICE} (Enter only for emergency services)"
    check = _unless_empty(lambda typed: require_said("advice", " ".join([*said, typed])))
    more = context.prompts.ask_checked(question, "", check)
    return "\n".join(filter(None, [*said, more]))


def _recipient(context: Context, opened: OpenVault, which: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Asks what the recipient is, and again for what that requires: advice, and evidence that is new."""
    kind = context.prompts.choose(
        "What is the recipient?", [(each.value, each.description) for each in RecipientKind], by_enter=False
    )
    found = {"recipient_kind": kind}
    if kind != RecipientKind.EMERGENCY and not _passes(context, lambda: require_said("advice", fields["advice"])):
        found["advice"] = _said(context, "advice", _ADVICE)
    while not _passes(context, lambda: rules.require_new(opened, which, disclose.to_ground(fields | found))):
        found["evidence"] = _said(context, "evidence", "What convinces you now?")
    return found


def _passes(context: Context, check: Callable[[], object]) -> bool:
    try:
        check()
    except Refused as error:
        context.output.say(f"{error.message} {error.hint}".strip())
        return False
    return True


def _unless_empty(check: Callable[[str], None]) -> Callable[[str], None]:
    def checked(typed: str) -> None:
        if typed:
            check(typed)

    return checked


def _text(context: Context, about: _About, notes: tuple[str, ...], why: str) -> _Text:
    context.output.say("The text begins empty. Type one passage after the other, each with what it is needed for.")
    ids = notes or tuple(
        context.prompts.ask_checked(
            "Offer paragraphs of notes? (ids such as heron/3; Enter: none)",
            "",
            lambda typed: disclose.require_notes(about.opened, about.which, tuple(typed.split())),
        ).split()
    )
    if not ids:
        return _passages(context, about)
    sealed = disclose.require_notes(about.opened, about.which, ids)
    if sealed and not why:
        context.output.say("These notes are sealed. Your reason goes into the register; keep names out of it.")
        why = context.prompts.ask_checked("Reason", "", parse_reason)
    with context.output.aside():
        offered = disclose.note_paragraphs(about.opened, about.which, ids, why)
        context.output.say("\n\n".join(f"{number}  {each}" for number, each in enumerate(offered, start=1)))
        return _passages(context, msgspec.structs.replace(about, offered=offered))


def _passages(context: Context, about: _About) -> _Text:
    text = _Text()
    how = "; a number chooses a paragraph" if about.offered else ""
    while True:
        typed = context.prompts.ask(f"Passage {len(text.passages) + 1} (Enter when done{how})", "")
        if not typed and text.passages:
            return text
        if not typed:
            context.output.say("There is no text yet. Ctrl-C leaves, and changes nothing.")
        else:
            text = _with_passage(context, about, text, _chosen(about, typed))


def _chosen(about: _About, typed: str) -> str:
    number = int(typed) if typed.isdecimal() else 0
    return about.offered[number - 1] if 1 <= number <= len(about.offered) else typed


def _with_passage(context: Context, about: _About, text: _Text, passage: str) -> _Text:
    """Returns the text with one more passage; unchanged if that names somebody or is not needed."""
    whole = joined((*text.passages, Passage(passage, "")))
    found = rules.lint_disclosure(about.opened, about.which, whole)
    keep = keep_or_leave(context, found, text.keep)
    if any(each.id not in keep.findings for each in found):
        context.output.say("It is left out. Type it again without the name.")
        return text
    name = text.name_needed_because
    named = says_who(whole, about.client)
    if named and not name and about.kind is not RecipientKind.EMERGENCY:
        context.output.say(f"That names the client ({', '.join(named)}). A disclosure goes under a pseudonym.")
        name = _line(context, "name_needed_because", "Why is the name needed? (Enter: leave the passage out)")
        if not name:
            return text
    new = Passage(passage, context.prompts.ask("What is it needed for?", ""))
    if not _passes(context, lambda: require_needed(new)):
        return text
    return _Text((*text.passages, new), name, keep)


def _delay(context: Context, opened: OpenVault) -> dict[str, Any]:
    """Asks whether the client's letter waits, why, and until when."""
    someday = date.max
    because = context.prompts.ask_checked(
        "Must the letter to the client wait? Why? (Enter: no)",
        "",
        _unless_empty(lambda typed: require_delay(typed, someday, opened.now().date())),
    )
    if not because:
        return {}
    due = None
    while due is None:
        due = ask_day(
            context,
            opened,
            "When is that reviewed? (a date)",
            "",
            lambda day: require_delay(because, day, opened.now().date()),
        )
    return {"letter_delayed_because": because, "letter_due": due.isoformat()}
