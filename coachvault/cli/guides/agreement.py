"""The agreement at the terminal: it is shown, asked for, written out, and confirmed once it was signed."""

from __future__ import annotations

from typing import Any

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.input.places import path_of
from coachvault.cli.input.reading import read_file, read_form
from coachvault.cli.terminal.output import Reply
from coachvault.cli.unlock.open_vault import unlock
from coachvault.practice.engagement import Terms
from coachvault.render.as_json import engagements as engagements_json
from coachvault.render.as_text.sealed import agreement_state
from coachvault.services.core.dates import parse_day
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import agreements
from coachvault.services.engagements.agreements import Agreement
from coachvault.services.records import written_files

_LINES = [("objectives", "Objective"), ("reports", "Kind of report that the sponsor may have, such as progress report")]
_CONSENTS = [
    ("attendance", "May the sponsor be told dates and number of sessions?"),
    ("in_coaching_log", "Does the client agree to be listed in a log behind your credential?"),
    ("executor_may_reach", "May an executor learn the client's name and number if you cannot go on?"),
]


class Steps(msgspec.Struct, frozen=True):
    """What is to be done with an agreement.

    Args:
        form: Where its new fields come from; empty for none.
        out: The file to write it into; empty for none.
        signed_on: The day on which it was signed; empty while it was not.
        scan: The scan of the signed sheet; empty for none.
        confirm: The client's code, where it was given beforehand.
    """

    form: str
    out: str
    signed_on: str
    scan: str
    confirm: str

    @property
    def only_shows(self) -> bool:
        """Whether nothing was said that is to be done."""
        return not (self.form or self.out or self.signed_on)


def agree(context: Context, which: str, steps: Steps) -> Reply[engagements_json.AgreementAnswer]:
    """Does with an agreement what was said, or what is answered, and shows it."""
    fields = agreements.parse_form(read_form(steps.form)) if steps.form else {}
    scan = read_file(steps.scan) if steps.scan else b""
    place = path_of(steps.out) if steps.out else None
    opened = unlock(context)
    found = agreements.propose(opened, which, fields) if fields else agreements.show(opened, which)
    if steps.only_shows and context.interactive and not context.only_reads:
        found = _offer(context, opened, found)
    if place:
        written_files.write(opened, {place: found.text}, "agreement", {place: found.engagement.client})
    if steps.signed_on:
        found = _sign(context, opened, found, steps, scan)
    data = engagements_json.AgreementAnswer.of(found, engagement=found.engagement.id)
    return Reply(data, f"{found.text}\n{agreement_state(found.terms)}")


def _sign(context: Context, opened: OpenVault, found: Agreement, steps: Steps, scan: bytes) -> Agreement:
    day = parse_day(steps.signed_on, opened.clock)
    if context.interactive:
        kept = "the scan is kept" if scan else "no scan is kept"
        context.output.say(f"{found.text}\nYou vouch for it that all of them signed this on {day}; {kept}.")
    context.confirm_word(found.engagement.client, steps.confirm)
    return agreements.sign(opened, found.engagement.id, day, scan)


def _offer(context: Context, opened: OpenVault, found: Agreement) -> Agreement:
    """Offers to change what is to be agreed; what was agreed before is the answer to each question."""
    if found.engagement.ended is not None:
        return found
    context.output.say(f"{found.text}\n{agreement_state(found.terms)}\n")
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
    """Asks for one line after the other, with those that are known as answers, until Enter alone."""
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
