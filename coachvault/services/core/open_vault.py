"""Opening a vault: the one place where the real parts are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import NoReturn

import msgspec

from coachvault.crypto.kdf import PROFILE_2026, KdfProfile, encode_passphrase
from coachvault.crypto.sealing import KeyPair
from coachvault.crypto.words import parse_words
from coachvault.errors import Diverged, Refused, RolledBack, UnlockFailed
from coachvault.practice.clock import Clock
from coachvault.practice.custodian import CustodianRole
from coachvault.practice.duties import require_may_change
from coachvault.vault.keys import DayKeys, RootKey
from coachvault.vault.pins import Pins
from coachvault.vault.snapshot import Snapshot, Windows
from coachvault.vault.vault import LockedVault, Vault

DEFAULT_PROFILE = PROFILE_2026

__all__ = ["DEFAULT_PROFILE", "Credentials", "KdfProfile", "OpenVault", "Opener", "Setting", "Unlocked", "open_vault"]


class Unlocked(msgspec.Struct, frozen=True):
    """What an unlocked vault is read with: its day keys, and keys of sealed compartments that are open for a while."""

    day: DayKeys
    windows: Windows = {}


class Credentials(msgspec.Struct, frozen=True):
    """The ways in that were offered; nothing is asked before it is needed.

    Args:
        passphrase: Returns the passphrase, or raises Locked when there is no way to it.
        words: Words, where they were given instead: recovery words, an executor's, or those of several readers.
        try_again: Whether to ask once more after a wrong passphrase.
        lend: Returns what is held for a vault's id and epoch while it is unlocked, or None.
    """

    passphrase: Callable[[], str]
    words: Sequence[str] = ()
    try_again: Callable[[], bool] = lambda: False
    lend: Callable[[bytes, int], Unlocked | None] = lambda _vault, _epoch: None


class Opener(StrEnum):
    """Who opened a vault, as far as the way in shows."""

    COACH = "coach"
    EXECUTOR = "executor"
    QUORUM = "a quorum of readers"


class OpenVault(msgspec.Struct, frozen=True):
    """An unlocked vault, the clock, and the way to what is sealed.

    Args:
        vault: Reads and writes with day keys.
        clock: The time, handed in.
        unseal: Returns the key pair that opens what is sealed; called only by services that record why.
        root: Returns the root key; called only by the service that makes new ways in.
        first_seen: Whether this machine had never seen this vault before, so that it cannot recognise an older copy.
        is_settled: Whether no note that was written while the vault was locked is to be filed.
        opener: Who opened it: an executor does the coach's duty without reading (rule R10).
    """

    vault: Vault
    clock: Clock
    unseal: Callable[[], KeyPair]
    root: Callable[[], RootKey]
    first_seen: bool = False
    is_settled: bool = True
    opener: Opener = Opener.COACH

    @property
    def is_executor(self) -> bool:
        """Whether an executor opened it."""
        return self.opener is Opener.EXECUTOR

    @contextmanager
    def at_one_moment(self) -> Iterator[OpenVault]:
        """Gives this vault as it is at one moment, so that several services read one snapshot of it.

        Nothing can be changed by what is given, and it ends with the block. Nobody is asked anything in the block, and
        no editor or pager is opened: another program that writes would wait for that.

        Raises:
            IntegrityError: It is not what was last written here.
        """
        with self.vault.read() as snapshot:
            yield self.held_at(snapshot)

    def held_at(self, snapshot: Snapshot) -> OpenVault:
        """Returns this vault as it is in a snapshot of it, for reading with day keys alone.

        Args:
            snapshot: What `vault.read` of this vault gave, and has not ended.
        """
        return msgspec.structs.replace(self, vault=self.vault.held_at(snapshot))

    def reading_vault(self) -> Vault:
        """Returns the vault with the keys to read by, for a service that records why.

        To whom the coach's own words opened it, that is the vault itself; readers get no further without a reason.
        """
        if self.opener is not Opener.QUORUM:
            return self.vault
        return msgspec.structs.replace(self.vault, day=DayKeys.from_root(self.root()))

    def copy_at(self, locked: LockedVault) -> Vault:
        """Returns another copy of this vault, opened with the keys at hand; one from before, with the root key.

        Args:
            locked: The copy; its keys are of the same rotation.

        Raises:
            Locked: It is from before the keys' last step, and there is no way in to ask for.
        """
        header, vault = locked.header, self.vault.with_file(locked)
        if not vault.day.is_past(header.step, header.duty_step) or not vault.day.may_read:
            return vault
        return msgspec.structs.replace(vault, day=DayKeys.from_root(self.root()))

    def require_coach(self, what: str) -> None:
        """Makes sure that it was the coach who opened the vault, and no custodian.

        Args:
            what: What is about to be done, as `lifts a hold`.

        Raises:
            Refused: It was a custodian.
        """
        if self.opener is not Opener.COACH:
            raise Refused(f"That is not for custodians: only the coach {what}.")

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
        only_reads: Whether the vault is open read-only: an older copy opens, too, and nothing is recorded.
    """

    vault_path: Path
    state_folder: Path
    clock: Clock
    only_reads: bool = False

    @property
    def seen(self) -> Path | None:
        """Where this machine remembers what it has seen of the vault; None where it is read as it is."""
        return None if self.only_reads else self.state_folder

    def require_writing(self) -> None:
        """Makes sure that something may be written.

        Raises:
            Refused: The vault is open read-only.
        """
        if self.only_reads:
            raise Refused("`--read-only` writes nothing; nothing was changed.", "Leave it out to write.")


def open_vault(setting: Setting, credentials: Credentials, *, despite_header: bool = False) -> OpenVault:
    """Unlocks a vault and makes sure that it is the one that was last used here.

    Args:
        setting: Where it is opened.
        credentials: The ways in that were offered.
        despite_header: Whether to look into it, and write nothing, where only its header or a way in was changed.

    Raises:
        NoVault: Nothing is there.
        RolledBack: It is older than the state this machine has seen, and not open read-only.
        Diverged: It went another way than the one last used here, and is not open read-only.
        Locked: No way in was offered.
        UnlockFailed: The way in does not fit.
        IntegrityError: It was changed by something else.
    """
    locked = LockedVault.at(setting.vault_path, setting.seen)
    first_seen = not setting.only_reads and not locked.is_known()
    if credentials.words and (duty := _unlock_as_executor(locked, credentials)):
        require_may = partial(require_may_change, CustodianRole.EXECUTOR)
        vault = Vault(locked, duty, require_may=require_may, despite_header=despite_header)
        return _opened_by_executor(vault, setting, first_seen=first_seen)
    if len(credentials.words) > 1:
        return _opened_by_quorum(locked, setting, credentials, first_seen=first_seen, despite_header=despite_header)
    root = cache(lambda: unlock_root(locked, credentials))
    held = None if credentials.words else credentials.lend(locked.header.vault_id, locked.header.epoch)
    if held and held.day.is_past(locked.header.step, locked.header.duty_step):
        held = None
    unlocked = held or Unlocked(DayKeys.from_root(root()))
    vault = Vault(locked, unlocked.day, unlocked.windows, despite_header=despite_header)
    vault.remember()
    is_settled = setting.only_reads or Pins(setting.state_folder).is_settled(locked.header, locked.waiting)
    return OpenVault(vault, setting.clock, lambda: locked.sealing_pair(root()), root, first_seen, is_settled)


def how_it_differs(setting: Setting) -> str:
    """Returns in what way a vault is not the one that was last used here; empty if it is, or if unknown."""
    try:
        LockedVault.at(setting.vault_path, setting.state_folder)
    except (RolledBack, Diverged) as error:
        return error.message
    return ""


def _opened_by_quorum(
    locked: LockedVault, setting: Setting, credentials: Credentials, *, first_seen: bool, despite_header: bool
) -> OpenVault:
    """Readers see what executors see; the keys to read by are for services that record why."""
    root = cache(lambda: unlock_root(locked, credentials))
    day = DayKeys.from_root(root())
    require_may = partial(require_may_change, CustodianRole.READER)
    duty = DayKeys.for_duty(day.header, day.duty)
    vault = Vault(locked, duty, require_may=require_may, despite_header=despite_header)
    vault.remember()

    def unseal() -> KeyPair:
        return locked.sealing_pair(root())

    return OpenVault(vault, setting.clock, unseal, root, first_seen, is_settled=True, opener=Opener.QUORUM)


def _opened_by_executor(vault: Vault, setting: Setting, *, first_seen: bool) -> OpenVault:
    def nobody() -> NoReturn:
        raise Refused(
            "An executor sees the roster and what is due; notes and texts open to nobody alone.",
            "`coachvault executor` shows what there is to do.",
        )

    vault.remember()
    return OpenVault(vault, setting.clock, nobody, nobody, first_seen, is_settled=True, opener=Opener.EXECUTOR)


def _unlock_as_executor(locked: LockedVault, credentials: Credentials) -> DayKeys | None:
    """Returns the duty keys if the words are an executor's and not the recovery words."""
    if len(credentials.words) != 1 or not locked.has_executors:
        return None
    entropy = parse_words(credentials.words[0])
    try:
        return locked.unlock_as_executor(entropy)
    except UnlockFailed:
        return None


def unlock_root(locked: LockedVault, credentials: Credentials) -> RootKey:
    """Returns the root key by the first way in that was offered; raises as `open_vault` does."""
    if not credentials.words:
        return _unlock_with_passphrase(locked, credentials)
    entropies = [parse_words(words) for words in credentials.words]
    return locked.unlock_with_words(*entropies) if len(entropies) == 1 else locked.unlock_with_quorum(entropies)


def _unlock_with_passphrase(locked: LockedVault, credentials: Credentials) -> RootKey:
    while True:
        try:
            return locked.unlock(encode_passphrase(credentials.passphrase()))
        except UnlockFailed:
            if not credentials.try_again():
                raise
