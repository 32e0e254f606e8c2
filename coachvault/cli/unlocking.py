"""From the options of a command to an unlocked vault."""

from __future__ import annotations

import os
from functools import partial

import msgspec

from coachvault.cli.context import Context
from coachvault.errors import StorageFailed
from coachvault.services import unlocking
from coachvault.services.opening import Credentials, OpenVault, Setting, open_vault

AGENT_VARIABLE = "COACHVAULT_AGENT"
_FIRST_SEEN = (
    "This machine sees this vault for the first time: it cannot tell whether an older copy was put in its place."
    " From now on it can."
)
_STAYS = (
    "The vault then stays unlocked until it is not used for 15 minutes, and for 8 hours at most;"
    " `coachvault lock` locks it. (COACHVAULT_AGENT=off asks each time.)"
)


def setting_of(context: Context) -> Setting:
    """Returns where the vault is and what surrounds it."""
    return Setting(context.vault_path, context.surroundings.state_folder, context.surroundings.clock)


def credentials_of(context: Context, *, anew: bool = False) -> Credentials:
    """Returns the ways in that were offered; nothing is asked yet.

    Args:
        context: The command's.
        anew: Whether a vault that is unlocked is to be opened as if it were locked.
    """
    source = context.passphrase_source
    offered = Credentials(source.passphrase, source.words(), source.try_again)
    if anew or not uses_agent():
        return offered
    return msgspec.structs.replace(offered, lend=partial(unlocking.lend, context.surroundings.state_folder))


def uses_agent() -> bool:
    """Tells whether a vault may stay unlocked from one command to the next."""
    return os.environ.get(AGENT_VARIABLE, "").lower() != "off"


def unlock(context: Context) -> OpenVault:
    """Opens the vault, asking for the passphrase if nothing else gives it; once it was typed, it stays unlocked.

    Raises:
        CoachVaultError: As `open_vault` does.
    """
    setting, source = setting_of(context), context.passphrase_source
    stays = uses_agent() and not unlocking.was_unavailable(setting.state_folder)
    source.announcement = _STAYS if stays else ""
    opened = open_vault(setting, credentials_of(context))
    if opened.first_seen:
        context.output.say(_FIRST_SEEN)
    if stays and source.was_typed:
        try:
            unlocking.keep_unlocked(setting, opened, unlocking.Limits())
        except StorageFailed as error:  # said once: from then on nobody tries
            context.output.warn(f"{error.message} {error.hint}")
    return opened
