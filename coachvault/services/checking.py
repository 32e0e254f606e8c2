"""Checking a vault: from the pages of the file to the last record."""

from __future__ import annotations

from collections.abc import Callable

from coachvault.errors import IntegrityError
from coachvault.services.opening import Credentials, Setting, open_vault
from coachvault.vault.check import Findings, check_structure, check_vault
from coachvault.vault.store import Store

__all__ = ["Findings", "check"]


def check(setting: Setting, credentials: Credentials, progress: Callable[[int], None]) -> Findings:
    """Looks at everything in a vault and returns what it found; a damaged vault is a finding, not an error.

    Raises:
        NoVault: Nothing is there.
        FormatError: It is no vault.
        Locked: No way in was offered.
        UnlockFailed: The way in does not fit.
    """
    store = Store.open(setting.vault_path)
    try:
        with store.transaction(write=False):
            structure = check_structure(store)
    finally:
        store.close()
    try:
        opened = open_vault(setting, credentials)
        with opened.vault.read() as snapshot:
            return check_vault(snapshot, progress)
    except IntegrityError as error:
        return Findings(faults=[*structure, error.message])
