"""Opening a vault: the one place where the real parts are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec

from coachvault.crypto.kdf import PROFILE_2026, KdfProfile, encode_passphrase
from coachvault.crypto.sealing import KeyPair
from coachvault.errors import BadInput, UnlockFailed
from coachvault.practice.clock import Clock
from coachvault.vault.keys import DayKeys, RootKey
from coachvault.vault.pins import Pins
from coachvault.vault.snapshot import Windows
from coachvault.vault.vault import LockedVault, Vault

DEFAULT_PROFILE = PROFILE_2026

__all__ = ["DEFAULT_PROFILE", "Credentials", "KdfProfile", "OpenVault", "Setting", "Unlocked", "open_vault"]


class Unlocked(msgspec.Struct, frozen=True):
    """What an unlocked vault is read with: its day keys, and keys of sealed compartments that are open for a while."""

    day: DayKeys
    windows: Windows = {}


class Credentials(msgspec.Struct, frozen=True):
    """The ways in that were offered; nothing is asked before it is needed.

    Args:
        passphrase: Returns the passphrase, or raises Locked when there is no way to it.
        words: Recovery words, where they were given instead.
        try_again: Whether to ask once more after a wrong passphrase.
        lend: Returns what is held for a vault's id and epoch while it is unlocked, or None.
    """

    passphrase: Callable[[], str]
    words: Sequence[str] = ()
    try_again: Callable[[], bool] = lambda: False
    lend: Callable[[bytes, int], Unlocked | None] = lambda _vault, _epoch: None


class OpenVault(msgspec.Struct, frozen=True):
    """An unlocked vault, the clock, and the way to what is sealed.

    Args:
        vault: Reads and writes with day keys.
        clock: The time, handed in.
        unseal: Returns the key pair that opens what is sealed; called only by services that record why.
        root: Returns the root key; called only by the service that makes new ways in.
        first_seen: Whether this machine had never seen this vault before, so that it cannot tell an older copy.
        is_settled: Whether no note that was written while the vault was locked is to be filed.
    """

    vault: Vault
    clock: Clock
    unseal: Callable[[], KeyPair]
    root: Callable[[], RootKey]
    first_seen: bool = False
    is_settled: bool = True

    @property
    def vault_id(self) -> str:
        """The vault's id, in hexadecimal digits."""
        return self.vault.locked.header.vault_id.hex()

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
    root = cache(lambda: unlock_root(locked, credentials))
    held = None if credentials.words else credentials.lend(locked.header.vault_id, locked.header.epoch)
    unlocked = held or Unlocked(DayKeys.from_root(root()))
    vault = Vault(locked, unlocked.day, unlocked.windows)
    if not locked.is_current:
        vault.remember()
    is_settled = Pins(setting.state_folder).is_settled(locked.header, locked.waiting)
    return OpenVault(vault, setting.clock, lambda: locked.sealing_pair(root()), root, first_seen, is_settled)


def unlock_root(locked: LockedVault, credentials: Credentials) -> RootKey:
    """Returns the root key by the first way in that was offered; raises as `open_vault` does."""
    if not credentials.words:
        return _unlock_with_passphrase(locked, credentials)
    if len(credentials.words) > 1:
        raise BadInput("A vault without custodians opens with one set of recovery words.")
    from coachvault.crypto.words import parse_words  # loaded only where words are read

    return locked.unlock_with_words(parse_words(credentials.words[0]))


def _unlock_with_passphrase(locked: LockedVault, credentials: Credentials) -> RootKey:
    while True:
        try:
            return locked.unlock(encode_passphrase(credentials.passphrase()))
        except UnlockFailed:
            if not credentials.try_again():
                raise
