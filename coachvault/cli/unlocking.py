"""From the options of a command to an unlocked vault."""

from __future__ import annotations

from coachvault.cli.context import Context
from coachvault.services.opening import Credentials, OpenVault, Setting, open_vault

_FIRST_SEEN = (
    "This machine sees this vault for the first time: it cannot tell whether an older copy was put in its place."
    " From now on it can."
)


def setting_of(context: Context) -> Setting:
    """Returns where the vault is and what surrounds it."""
    return Setting(context.vault_path, context.surroundings.state_folder, context.surroundings.clock)


def credentials_of(context: Context) -> Credentials:
    """Returns the ways in that were offered; nothing is asked yet."""
    return Credentials(context.passphrase_source.passphrase, context.passphrase_source.words())


def unlock(context: Context) -> OpenVault:
    """Opens the vault, asking for the passphrase if nothing else gives it.

    Raises:
        CoachVaultError: As `open_vault` does.
    """
    opened = open_vault(setting_of(context), credentials_of(context))
    if opened.first_seen:
        context.output.say(_FIRST_SEEN)
    return opened
