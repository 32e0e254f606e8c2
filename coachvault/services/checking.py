"""Checking a vault: from the pages of the file to the last record."""

from __future__ import annotations

from collections.abc import Callable

from coachvault.errors import Diverged, IntegrityError, RolledBack
from coachvault.services.opening import Credentials, Setting, open_vault
from coachvault.vault.check import Findings, check_structure, check_vault
from coachvault.vault.store import Store

__all__ = ["Findings", "check"]


def check(setting: Setting, credentials: Credentials, progress: Callable[[int], None]) -> Findings:
    """Looks at everything in a vault and returns what it found; rows that are damaged are findings.

    Raises:
        NoVault: Nothing is there.
        FormatError: It is no vault.
        Locked: No way in was offered.
        UnlockFailed: The way in does not fit.
        RolledBack: The vault is older than the state that this machine has seen.
        Diverged: It went another way.
        IntegrityError: It cannot be opened far enough to look at its rows.
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
    except (RolledBack, Diverged):  # another vault than the one meant: there is nothing here to look at
        raise
    except IntegrityError as error:
        if not structure:
            raise
        return Findings(faults=[*structure, error.message])
