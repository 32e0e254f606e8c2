"""Unlocks the vault with what the options of a command give."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import timedelta
from functools import partial

import msgspec

from coachvault.cli.context import Context
from coachvault.errors import BadInput, CoachVaultError, NotConfirmed, NoVault, NoWayIn, StorageFailed
from coachvault.services.copies.under_way import UnderWay
from coachvault.services.core.open_vault import DEFAULT_PROFILE, Credentials, OpenVault, how_it_differs, open_vault
from coachvault.services.destruction import in_progress
from coachvault.services.keys import agent

AGENT_VARIABLE = "COACHVAULT_AGENT"
_FINISHED = "A destruction that was interrupted is now finished."
_NOT_BEGUN = (
    "A destruction was interrupted before it began: nothing was destroyed. Start it again if it is still to be done."
)
_FIRST_SEEN = (
    "This machine sees this vault for the first time: it cannot know whether an older copy was put in its place."
    " From now on it can."
)
_BECAME_OWN = (
    "This was the first change on this computer: the vault is a copy of its own from now on. Where it was before, there"
    " may be a file that still holds everything: it is {0} in `coachvault backup list`, and certificates name it. Once"
    " there is no such file any more, `coachvault backup forget {0}` says so."
)
_COSTS_LESS = (
    "A guess at this passphrase costs a thief less than it would in a vault made today: `coachvault passphrase change`"
    " puts that right, even with the same passphrase."
)
_LIMITS = agent.Limits()
_FOR_COPIES = (
    "There is a copy from before something was sealed, erased or destroyed: cleaning it takes the passphrase. Without"
    " it, the copy is named as left."
)
STAYS = (
    "Once you have typed it, the vault stays unlocked until it is not used for"
    f" {_LIMITS.idle // timedelta(minutes=1)} minutes, and for {_LIMITS.total // timedelta(hours=1)} hours at most;"
    " `coachvault lock` locks it. (COACHVAULT_AGENT=off asks each time.)"
)


def credentials_of(context: Context, *, anew: bool = False) -> Credentials:
    """Returns the ways in that were given; nothing is asked yet.

    Args:
        context: The command's context.
        anew: Whether a vault that is unlocked is to be opened as if it were locked.
    """
    source = context.passphrase_source
    state_folder = context.surroundings.state_folder
    advance = partial(agent.advance, state_folder)
    became = partial(agent.become, state_folder, lambda each: context.output.say(_BECAME_OWN.format(each)))
    offered = Credentials(source.passphrase, source.words(), source.try_again, advance=advance, became=became)
    if anew or not uses_agent():
        return offered
    return msgspec.structs.replace(offered, lend=partial(agent.lend, state_folder))


def uses_agent() -> bool:
    """Returns whether a vault may stay unlocked from one command to the next."""
    return os.environ.get(AGENT_VARIABLE, "").lower() != "off"


def unlock(context: Context, instead: str = "") -> OpenVault:
    """Opens the vault, asking for the passphrase if no other source has it; after that the vault stays unlocked.

    Notes that were written while it was locked are filed first.

    Args:
        context: The command's context.
        instead: What happens if no passphrase is typed, where that is possible; shown before the question.

    Raises:
        CoachVaultError: As `open_vault` does.
    """
    setting, source = context.setting, context.passphrase_source
    stays = uses_agent() and not context.only_reads and not agent.was_unavailable(setting.state_folder)
    source.announcement = "\n".join(filter(None, [STAYS if stays else "", instead]))
    opened = open_with(context, credentials_of(context))
    source.announcement = ""  # only true before the vault is unlocked
    if source.was_typed:
        if stays and opened.is_worked_on:
            stay_unlocked(context, opened)
        _offer_higher_cost(context, opened)
    return opened


def say_that_copies_ask(context: Context) -> None:
    """Has said, where the passphrase is asked for once more, what for: copies from before open by no keys at hand."""
    context.passphrase_source.announcement = _FOR_COPIES


def _offer_higher_cost(context: Context, opened: OpenVault) -> None:
    from coachvault.services.keys.credentials import costs_less  # loaded only after a passphrase was typed

    if costs_less(opened, context.surroundings.kdf_profile or DEFAULT_PROFILE):
        context.output.say(_COSTS_LESS)


def stay_unlocked(context: Context, opened: OpenVault) -> None:
    """Hands the day keys to the agent; if none can run here, that is said once and not tried again."""
    try:
        agent.keep_unlocked(context.setting, opened, agent.Limits())
    except (BadInput, NotConfirmed, StorageFailed) as error:
        context.output.warn(f"{error.message} {error.hint}")


def open_with(context: Context, credentials: Credentials) -> OpenVault:
    """Opens the vault with these ways in, and files what was written while it was locked.

    Raises:
        CoachVaultError: As `open_vault` does.
    """
    opened = open_vault(context.setting, credentials)
    if context.only_reads:
        if message := how_it_differs(opened):  # what would keep it from being used if it were not open read-only
            context.output.warn(f"{message} It is open read-only.")
        return opened
    if opened.what_it_is or not opened.may_write:
        _say_what_it_is(context, opened)
    elif opened.first_seen:
        context.output.say(_FIRST_SEEN)
    if not opened.is_settled:
        from coachvault.cli.unlock.notes_while_locked import settle  # loaded only where something waits

        settle(context, opened)
    if not opened.is_worked_on:
        _remember_met(opened)
    if not opened.may_write:
        return opened
    if UnderWay(context.setting.state_folder, opened.vault.locked.header.vault_id).is_unsettled():
        _settle_copies(context, opened)
    if in_progress.is_begun(opened):
        _finish_destroying(context, opened)
    return opened


def _remember_met(opened: OpenVault) -> None:
    """Remembers a copy that is opened, for the list of the vault."""
    from coachvault.services.copies.copy_list import remember_met  # loaded only where a copy is opened

    with suppress(CoachVaultError):  # it is met again
        remember_met(opened)


def _say_what_it_is(context: Context, opened: OpenVault) -> None:
    """Says of a copy which it is, and where what is read of sealed notes in it is recorded."""
    from coachvault.services.notes.readings import about_copy  # loaded only where a copy is opened

    for each in about_copy(opened):
        context.output.warn(each)


def _settle_copies(context: Context, opened: OpenVault) -> None:
    """Removes what was left of a copy while it was written, or says in the list that it is there."""
    from coachvault.services.copies.copy_list import settle  # loaded only after such a stop

    try:
        settle(opened)
    except CoachVaultError as error:
        context.output.warn(f"The list of copies cannot be brought up to date now: {error.message}")


def _finish_destroying(context: Context, opened: OpenVault) -> None:
    """Finishes a destruction that was interrupted."""
    from coachvault.services.destruction.destroy import finish  # loaded only after an interruption

    try:
        was_destroyed = finish(opened)
    except CoachVaultError as error:
        context.output.warn(f"A destruction was begun and cannot be finished now: {error.message}")
    else:
        context.output.say(_FINISHED if was_destroyed else _NOT_BEGUN)


def open_if_unlocked(context: Context) -> OpenVault | None:
    """Opens the vault if it is unlocked; asks nobody and uses no other way in.

    Raises:
        CoachVaultError: As `open_vault` does.
    """

    def nobody() -> str:
        raise NoWayIn("The vault is locked.")

    offered = msgspec.structs.replace(credentials_of(context), passphrase=nobody, words=())
    try:
        return open_vault(context.setting, offered)
    except (NoWayIn, NoVault):
        return None
