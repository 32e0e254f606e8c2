"""Opening a vault: the one place where the real parts are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from coachvault.crypto.kdf import PROFILE_2026, KdfProfile, encode_passphrase
from coachvault.crypto.sealing import KeyPair
from coachvault.errors import BadInput
from coachvault.practice.clock import Clock
from coachvault.vault.keys import DayKeys, RootKey
from coachvault.vault.vault import LockedVault, Vault

DEFAULT_PROFILE = PROFILE_2026

__all__ = ["DEFAULT_PROFILE", "Credentials", "KdfProfile", "OpenVault", "Setting", "open_vault"]


class Credentials(msgspec.Struct, frozen=True):
    """The ways in that were offered; nothing is asked before it is needed.

    Args:
        passphrase: Returns the passphrase, or raises Locked when there is no way to it.
        words: Recovery words, where they were given instead.
    """

    passphrase: Callable[[], str]
    words: Sequence[str] = ()


class OpenVault(msgspec.Struct, frozen=True):
    """An unlocked vault, the clock, and the way to what is sealed.

    Args:
        vault: Reads and writes with day keys.
        clock: The time, handed in.
        unseal: Returns the key pair that opens what is sealed; called only by services that record why.
        root: Returns the root key; called only by the service that makes new ways in.
        first_seen: Whether this machine had never seen this vault before, so that it cannot tell an older copy.
    """

    vault: Vault
    clock: Clock
    unseal: Callable[[], KeyPair]
    root: Callable[[], RootKey]
    first_seen: bool = False

    def now(self) -> datetime:
        """The present moment, with its offset."""
        return self.clock.now()


class Setting(msgspec.Struct, frozen=True):
    """Where a vault is opened.

    Args:
        vault_path: The vault's file.
        state_folder: Where this machine remembers what it has seen.
        clock: The time.
    """

    vault_path: Path
    state_folder: Path
    clock: Clock


def open_vault(setting: Setting, credentials: Credentials) -> OpenVault:
    """Unlocks a vault and makes sure that it is the one that was last used here.

    Raises:
        NoVault: Nothing is there.
        RolledBack: It is older than the state this machine has seen.
        Locked: No way in was offered.
        UnlockFailed: The way in does not fit.
        IntegrityError: It was changed by something else.
    """
    locked = LockedVault.at(setting.vault_path, setting.state_folder)
    first_seen = not locked.is_known()
    root = unlock_root(locked, credentials)
    vault = Vault(locked, DayKeys.from_root(root))
    if not locked.is_current:
        vault.remember()
    return OpenVault(vault, setting.clock, lambda: locked.sealing_pair(root), lambda: root, first_seen)


def unlock_root(locked: LockedVault, credentials: Credentials) -> RootKey:
    """Returns the root key by the first way in that was offered; raises as `open_vault` does."""
    if not credentials.words:
        return locked.unlock(encode_passphrase(credentials.passphrase()))
    if len(credentials.words) > 1:
        raise BadInput("A vault without custodians opens with one set of recovery words.")
    from coachvault.crypto.words import parse_words  # loaded only where words are read

    return locked.unlock_with_words(parse_words(credentials.words[0]))
