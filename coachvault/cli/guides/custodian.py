"""Names custodians at the terminal: the questions, the words for paper, the sheet, and trying the words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from coachvault.cli.context import Context
from coachvault.cli.input.places import new_place
from coachvault.cli.input.reading import LANGUAGE, ask_fields
from coachvault.cli.input.recovery_words import type_words
from coachvault.errors import CoachVaultError
from coachvault.practice.custodian import CustodianRole
from coachvault.render.as_text import custodians as custodians_text
from coachvault.render.printed import custodian_sheet
from coachvault.render.printed.recovery_sheet import grid
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.people import directory
from coachvault.services.records import written_files
from coachvault.services.retirement import retire
from coachvault.services.retirement.retire import RetirementOutlook

_ASKED = (("name", "Name"), ("phone", "Phone"), ("email", "Mail address"))
_KNOW = (
    ("laptop", "Where is the laptop, and how does it start"),
    ("backups", "Where are the backups"),
    ("helper", "Who helps with the computer, with a number"),
    ("call", "Whom to call first: insurer, professional body, supervisor"),
)
_NOTHING_KNOWN = (
    "It is not written down where the laptop and the backups are, who helps and whom to call: sheets and the"
    " executor's page do not say so. `coachvault practice handbook --from FILE` first, then the sheet."
)


def ask(context: Context, opened: OpenVault, given: dict[str, Any] | None = None, language: str = "") -> dict[str, Any]:
    """Returns what is known of a new custodian, given or asked for; the handbook is asked for where none is there.

    Args:
        context: The command's context.
        opened: The vault.
        given: What a form said; None where there was none.
        language: The language of what the custodian reads, where an option gave it.
    """
    asked = _ASKED if language else (*_ASKED, LANGUAGE)
    fields = ask_fields(context, asked, {}) if given is None and context.interactive else given or {}
    _offer_handbook(context, opened)
    return fields | ({"language": language} if language else {})


def hand_out(context: Context, opened: OpenVault, added: custodians.Added, sheet: Path | None) -> None:
    """Writes the words of a new custodian onto the sheet, where one is wanted, and shows them once to a person."""
    if added.words and sheet:
        _write_sheet(context, opened, added, sheet)
    if added.words and context.interactive:
        head = f"The words of {added.custodian.code}, for paper. They are shown once."
        context.output.show_once(f"{head}\n\n{grid(added.words)}")


def offer(context: Context, opened: OpenVault, found: RetirementOutlook) -> None:
    """Offers what is missing before a practice ends: an executor, readers with a quorum, and trying their words."""
    if not found.executors and context.prompts.confirm("Name an executor now?", default=True):
        _trying(context, partial(_name, context, opened, CustodianRole.EXECUTOR))
    if not found.quorum:
        while context.prompts.confirm("Name a reader now? (at least two open notes together)", default=False):
            _trying(context, partial(_name, context, opened, CustodianRole.READER))
        if len(retire.inspect_practice(opened).readers) > 1:
            _trying(context, partial(_set_quorum, context, opened))
    for code in retire.inspect_practice(opened).untested:
        if context.prompts.confirm(f"Is the sheet of {code} here, to try the words now?", default=False):
            _trying(context, partial(_rehearse, context, opened, code))


def _trying(context: Context, step: Callable[[], None]) -> None:
    """Runs a step; after an error, which is shown, the guide goes on."""
    try:
        step()
    except CoachVaultError as error:
        context.output.say(f"{error.message} {error.hint}".strip())


def _name(context: Context, opened: OpenVault, role: CustodianRole) -> None:
    free = partial(directory.free_code, opened)
    code = context.prompts.ask_checked("A neutral code (never a name)", directory.offer_code(opened), free)
    sheet = context.prompts.ask("Write a sheet to print to (.html or .txt; Enter for none)", "")
    place = new_place(sheet)
    added = custodians.add(opened, code, role, ask(context, opened))
    hand_out(context, opened, added, place)
    context.output.say(custodians_text.added(added))


def _set_quorum(context: Context, opened: OpenVault) -> None:
    number = int(context.prompts.choose("How many readers open notes together?", [("2", ""), ("3", "")]))
    custodians.set_quorum(opened, number)
    context.output.say(f"Any {number} readers open sealed notes together; one alone opens nothing.")


def _rehearse(context: Context, opened: OpenVault, code: str) -> None:
    context.output.say(custodians_text.rehearsal(custodians.test(opened, code, type_words(context, "Word"))))


def _write_sheet(context: Context, opened: OpenVault, added: custodians.Added, place: Path) -> None:
    render = custodian_sheet.page if place.suffix.lower() in (".html", ".htm") else custodian_sheet.text
    book = custodians.show_handbook(opened)
    sheet = render(added.custodian, added.words, opened.vault_id, book)
    written_files.write(opened, {place: sheet}, "words of a custodian")
    context.output.warn(f"{place} contains the words, readable: print it, then delete it.")


def _offer_handbook(context: Context, opened: OpenVault) -> None:
    """Asks for what goes onto each sheet, if nothing is written down yet; without a terminal it warns."""
    known = msgspec.to_builtins(custodians.show_handbook(opened))
    if any(known[name] for name, _ in _KNOW):
        return
    if not context.interactive:
        context.output.warn(_NOTHING_KNOWN)
    elif context.prompts.confirm("Write down now what custodians have to know? It goes onto the sheet.", default=True):
        from tomli_w import dumps  # loaded only where a handbook is asked for

        asked = {name: context.prompts.ask(f"{question}?", "") for name, question in _KNOW}
        custodians.set_handbook(opened, dumps(known | asked))
