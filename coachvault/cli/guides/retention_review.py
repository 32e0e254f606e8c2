"""Going through what is due, one by one, at the terminal."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.cli.guides.destruction import destroy_confirmed
from coachvault.cli.input.dates import ask_day, read_day
from coachvault.cli.input.places import path_of
from coachvault.errors import CoachVaultError
from coachvault.practice.dates import Meant
from coachvault.practice.retention import RecordClass
from coachvault.render.as_text import day_notices
from coachvault.render.printed import certificate
from coachvault.services.client_rights import hand_over
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.destruction.plan import Order
from coachvault.services.retention import due
from coachvault.services.retention.due import DueItem

_LATER, _DESTROY, _EXTEND, _HOLD, _HAND = "later", "destroy", "extend", "hold", "hand"
_ANSWERS = [
    (_LATER, "leave it; you are asked again"),
    (_DESTROY, "destroy it, with a certificate"),
    (_EXTEND, "keep it longer, with a reason"),
    (_HOLD, "hold it: nothing of it is destroyed until the hold is lifted"),
]
_COPY = (_HAND, "write a copy for the client first, then decide")


def go_through(context: Context, opened: OpenVault) -> int:
    """Asks about each thing that is due and not held; returns how many were decided."""
    found = due.list_due(opened)
    if found.clock:
        context.output.warn(found.clock)
    decided = 0
    for item in [each for each in found.items if not each.hold]:
        message = f"{item.subject} · {item.client} · {item.record_class.value}"
        context.output.say(f"\n{message}\n{day_notices.kept_until(item.decision)}")
        decided += _decide(context, opened, item)
    return decided


def _decide(context: Context, opened: OpenVault, item: DueItem) -> bool:
    is_notes = item.record_class is RecordClass.NOTES
    answers = [*_ANSWERS[:2], *(_ANSWERS[2:] if is_notes else []), *([_COPY] if is_notes and item.ended else [])]
    if opened.opener is not Opener.COACH:
        answers = [each for each in answers if each[0] not in (_HOLD, _HAND)]
    while True:
        answer = context.prompts.choose("What now?", answers)
        if answer == _LATER:
            return False
        try:
            if _do(context, opened, item, answer):
                return True
        except CoachVaultError as error:
            context.output.say(f"{error.message} {error.hint}".strip())


def _do(context: Context, opened: OpenVault, item: DueItem, answer: str) -> bool:
    """Does what was chosen; returns whether that decides it."""
    ask = context.prompts.ask
    if answer == _DESTROY:
        value = destroy_confirmed(context, opened, Order(item.subject, item.record_class))
        context.output.say(certificate.text(value, opened.vault_id))
    elif answer == _EXTEND:
        until = read_day(context, opened, ask("Until when?", ""), Meant.FUTURE)
        due.extend(opened, item.subject, until, ask("Why? (goes into the register)", ""))
    elif answer == _HOLD:
        why = ask("Why may nothing of it be destroyed? (goes into the register)", "")
        day = ask_day(context, opened, "When is the hold reviewed? (a date; Enter for none)", "")
        due.add_hold(opened, item.subject, why, day)
    else:
        hand_notes(context, opened, item.subject)
        return False
    return True


def hand_notes(context: Context, opened: OpenVault, subject: str) -> None:
    """Writes the notes of an engagement for its client, into a file that is asked for."""
    place = path_of(context.prompts.ask("File to write", f"{subject}.txt"))
    handed = hand_over.hand_over(opened, subject, place)
    for warning in handed.warnings:
        context.output.warn(warning)
    context.output.say(f"{handed.path} contains the notes, readable: hand it over, then delete it.")
