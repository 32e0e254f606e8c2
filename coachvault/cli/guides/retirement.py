"""Leads to the end of a practice at the terminal: each step is saved, so that you can stop and go on later."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.cli.guides import custodian
from coachvault.cli.guides.destruction import destroy_confirmed
from coachvault.cli.guides.retention_review import go_through, hand_notes
from coachvault.errors import CoachVaultError
from coachvault.practice.engagement import Engagement
from coachvault.practice.retirement import SealedChoice
from coachvault.render.as_text import retirement as retirement_text
from coachvault.render.printed import certificate
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.destruction.plan import Order
from coachvault.services.records.releases import ReleaseLine
from coachvault.services.releases import export
from coachvault.services.retirement import retire

WORD = "retire"
_CHOICES = [
    (SealedChoice.KEEP.value, "sealed until they are due, then reviewed by whoever steps in"),
    (SealedChoice.DESTROY.value, "now, with a certificate"),
    (SealedChoice.HAND.value, "to the client, in a file; then they stay sealed until they are due"),
]
_LEAVE, _WITHDRAW = "leave", "withdraw"
_RELEASE = [
    (
        _LEAVE,
        "leave it: those asked can still sign, and it can leave after the end; a draft is sealed with the notes",
    ),
    (_WITHDRAW, "withdraw it, for good"),
]
_NO_ARCHIVE = "Whoever steps in then finds the vault itself and its backups, and nothing made for them."


def lead(context: Context, opened: OpenVault, confirm: str) -> None:
    """Leads through what is missing and what is left to settle, up to the word that ends the practice.

    Without a terminal, what is open is ended, everything is kept until it is due, and `--confirm retire` is needed.

    Raises:
        UsageError: A different word was given, or none.
        Refused: The practice has ended already.
    """
    found = retire.inspect_practice(opened)
    found.state.require_living()
    context.output.say(retirement_text.outlook(found))
    if context.interactive:
        custodian.offer(context, opened, found)
        go_through(context, opened)
        for line in found.open_releases:
            _settle(context, opened, line)
    context.confirm_word(WORD, confirm)
    retire.stop_all(opened)
    for engagement, choice in retire.inspect_practice(opened).sealed:
        if choice is None:
            _choose(context, opened, engagement)


def ask_place(context: Context, place: str) -> str:
    """Returns where the final archive goes; empty for none, which a person has to confirm."""
    while context.interactive and not place:
        place = context.prompts.ask("Where does the final archive go? (a file ending in .vault; Enter for none)", "")
        if not place and context.prompts.confirm(f"{_NO_ARCHIVE} End the practice without one?", default=False):
            break
    return place


def _settle(context: Context, opened: OpenVault, line: ReleaseLine) -> None:
    """Asks what becomes of a release that is not finished."""
    name = line.place.id
    context.output.say(f"\n{name} for {line.place.client}: {line.status.value}")
    if context.prompts.choose("What becomes of it?", _RELEASE) == _LEAVE:
        return
    try:
        _, letter = export.withdraw(opened, name)
    except CoachVaultError as error:
        context.output.say(f"{error.message} {error.hint}".strip())
    else:
        context.output.say(f"{name} is withdrawn, for good.\n{letter}".strip())


def _choose(context: Context, opened: OpenVault, engagement: Engagement) -> None:
    answer = SealedChoice.KEEP
    while context.interactive:
        context.output.say(f"\n{engagement.id} with {engagement.client}, {engagement.started} to {engagement.ended}")
        answer = SealedChoice(context.prompts.choose("What becomes of its notes?", _CHOICES))
        try:
            _do(context, opened, engagement, answer)
        except CoachVaultError as error:
            context.output.say(f"{error.message} {error.hint}".strip())
        else:
            break
    retire.choose(opened, engagement, answer)


def _do(context: Context, opened: OpenVault, engagement: Engagement, answer: SealedChoice) -> None:
    if answer is SealedChoice.DESTROY:
        value = destroy_confirmed(context, opened, Order(engagement.id, reason="the practice ends"))
        context.output.say(certificate.text(value, opened.vault_id))
    elif answer is SealedChoice.HAND:
        hand_notes(context, opened, engagement.id)
