"""The agreement at the terminal: it is shown, asked for, written to a file, and confirmed once it was signed."""

from __future__ import annotations

from typing import Any

from coachvault.cli.context import Context
from coachvault.cli.input.dates import read_day
from coachvault.practice.engagement import Terms
from coachvault.render.as_text.sealed import agreement_state, allows
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import agreements
from coachvault.services.engagements.agreements import Agreement

_LINES = [("objectives", "Objective"), ("reports", "Kind of report that the sponsor may have, such as progress report")]
_CONSENTS = [
    ("attendance", "May the sponsor receive dates and number of sessions?"),
    ("in_coaching_log", "Does the client agree to be listed in a log behind your credential?"),
    ("executor_may_reach", "May an executor learn the client's name and number if you cannot go on?"),
]


def sign(context: Context, opened: OpenVault, found: Agreement, signed_on: str, scan: bytes, confirm: str) -> Agreement:
    """Records on which day an agreement was signed; a person sees it once more, and types the client's code."""
    day = read_day(context, opened, signed_on)
    if context.interactive:
        kept = "the scan is saved" if scan else "no scan is saved"
        context.output.say(f"{found.text}\nYou vouch that all of them signed this on {day}; {kept}.")
    said = allows(found.terms, found.engagement.sponsor)
    if said:
        context.output.say(said)
    context.confirm_word(found.engagement.client, confirm)
    return agreements.sign(opened, found.engagement.id, day, scan)


def offer(context: Context, opened: OpenVault, found: Agreement) -> Agreement:
    """Offers to change what is to be agreed; what was agreed before is the default of each question."""
    if found.engagement.ended is not None:
        return found
    context.output.say(f"{found.text}\n{agreement_state(found.terms, found.engagement.sponsor)}\n")
    if not context.prompts.confirm("Change what is agreed?", default=found.terms == Terms()):
        return found
    return agreements.propose(opened, found.engagement.id, _ask(context, found.terms))


def _ask(context: Context, known: Terms) -> dict[str, Any]:
    ask = context.prompts.ask
    fields: dict[str, Any] = {name: _ask_lines(context, question, getattr(known, name)) for name, question in _LINES}
    fields["reports_when"] = ask("When may the sponsor have them?", known.reports_when) if fields["reports"] else ""
    fields["limits"] = ask("Limits of confidentiality (Enter: the usual sentence)", known.limits)
    for name, question in _CONSENTS:
        fields[name] = context.prompts.confirm(question, default=getattr(known, name))
    return fields


def _ask_lines(context: Context, question: str, known: tuple[str, ...]) -> list[str]:
    """Asks for one line after the other, with the known ones as defaults, until Enter alone."""
    lines: list[str] = []
    while True:
        number = len(lines)
        default = known[number] if number < len(known) else ""
        message = "- leaves it out" if default else "Enter when done"
        line = context.prompts.ask(f"{question} {number + 1} ({message})", default)
        if not line:
            return lines
        known = known if line != "-" else known[:number] + known[number + 1 :]
        lines += [] if line == "-" else [line]
