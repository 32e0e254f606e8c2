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
from coachvault.crypto.sealing import KeyPair, key_pair_from_seed
from coachvault.crypto.words import parse_words
from coachvault.errors import WRITTEN_BY_NEWER, IntegrityError, Refused, UnlockFailed
from coachvault.practice import kinds
from coachvault.practice.clock import Clock
from coachvault.practice.custodian import Custodian, CustodianRole
from coachvault.practice.duties import require_archive_takes, require_may_change
from coachvault.practice.opening import (
    Allowed,
    CopyRole,
    Facts,
    Memory,
    Purpose,
    Ruling,
    Standing,
    Who,
    judge,
    refusal_of,
    withheld,
)
from coachvault.services.core import tombstones
from coachvault.services.core.other_copies import name_other
from coachvault.vault.header import Header
from coachvault.vault.keys import DayKeys, Part, RootKey
from coachvault.vault.pins import Pins
from coachvault.vault.rotation import former_keys
from coachvault.vault.sighting import sight_with_keys
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
        lend: Returns what is held for a copy of a vault, known by its header, while it is unlocked; or None.
        advance: Hands the keys of a later step to whoever holds those of an earlier one.
        became: Called once the vault is a copy of its own, by the first write here, with its header as it was and as it
            is, and with what the copy that it was is listed as: what is held for the one is held for the other.
    """

    passphrase: Callable[[], str]
    words: Sequence[str] = ()
    try_again: Callable[[], bool] = lambda: False
    lend: Callable[[Header], Unlocked | None] = lambda _: None
    advance: Callable[[Header, DayKeys], None] = lambda _header, _day: None
    became: Callable[[Header, Header, str], None] = lambda _before, _after, _listed_as: None


class Opener(StrEnum):
    """Who opened a vault, as far as the way in shows."""

    COACH = "coach"
    EXECUTOR = "executor"
    QUORUM = "a quorum of readers"

    @property
    def who(self) -> Who:
        """The way in, as openings are judged by it."""
        return {Opener.COACH: Who.PASSPHRASE, Opener.EXECUTOR: Who.EXECUTOR, Opener.QUORUM: Who.QUORUM}[self]


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
        publics: The public keys behind the words of the custodians who did; empty for the coach.
        ruling: What may be done with the file.
    """

    vault: Vault
    clock: Clock
    unseal: Callable[[], KeyPair]
    root: Callable[[], RootKey]
    first_seen: bool = False
    is_settled: bool = True
    opener: Opener = Opener.COACH
    publics: frozenset[bytes] = frozenset()
    ruling: Ruling = Ruling(Standing.HOME, Allowed.YES, Allowed.YES)

    @property
    def may_write(self) -> bool:
        """Whether anything may be written into this file: it is the vault, and no other copy of it."""
        return self.ruling.may_write is Allowed.YES

    def codes(self, snapshot: Snapshot) -> tuple[str, ...]:
        """Returns the codes of the custodians who opened it, as the vault knows them; none for the coach."""
        if not self.publics:
            return ()
        place = snapshot.part(Part.ROSTER)
        items = list(snapshot.head(place).of_kind(kinds.CUSTODIAN))
        known = [snapshot.read(place, item.record_id, Custodian) for item in items]
        return tuple(sorted(each.code for each in known if each.public in self.publics))

    def by(self, snapshot: Snapshot) -> str:
        """Returns who opened it, as it stands in the register; nothing for the coach."""
        if self.opener is Opener.COACH:
            return ""
        codes = self.codes(snapshot)
        return f"{self.opener.value}: {', '.join(codes)}" if codes else self.opener.value

    @property
    def is_worked_on(self) -> bool:
        """Whether it is a vault that this computer works on, or did, and no copy beside it."""
        return self.ruling.standing in _WORKED_ON

    @property
    def what_it_is(self) -> str:
        """What is said of it before anything is read: that it is a copy, or came from elsewhere; mostly nothing."""
        if self.ruling.standing is Standing.SUCCESSOR:
            return _ADOPTED
        if self.is_worked_on and self.vault.locked.header.is_newer:
            return WRITTEN_BY_NEWER[0]
        return "" if self.is_worked_on else refusal_of(self.ruling.standing).message

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
        """Returns another copy of this vault, opened with the keys at hand; one from before, with a root key.

        Args:
            locked: The copy.

        Raises:
            Locked: It is from before the keys' last step or rotation, and there is no way in to ask for.
            UnlockFailed: The way in that was asked for does not fit.
            Refused: Its keys are others, and none of those that this vault keeps.
        """
        vault = self.vault.with_file(locked)
        if not self.takes_root(locked.header):
            return vault
        return msgspec.structs.replace(vault, day=DayKeys.from_root(self.root_of(locked)))

    def takes_root(self, header: Header) -> bool:
        """Returns whether a copy of this vault does not open with the keys at hand: it is from before a step of theirs.

        Args:
            header: The copy's; one from before a rotation does not open either, and no custodian's keys are past it.
        """
        day = self.vault.day
        is_past = day.may_read and day.is_past(header.step, header.duty_step)
        return is_past or not header.has_keys_of(self.vault.locked.header)

    def root_of(self, locked: LockedVault) -> RootKey:
        """Returns the root key of another copy of this vault: the present one, or one from before a rotation.

        Args:
            locked: The copy.

        Raises:
            Locked: There is no way in to ask for.
            UnlockFailed: The way in that was asked for does not fit.
            Refused: Its keys are others, and none of those that this vault keeps; or a custodian asks.
        """
        own, header = self.vault.locked.header, locked.header
        if header.has_keys_of(own):
            return self.root()
        former = former_keys(own, self.root()) if self.opener is Opener.COACH else []
        for each in former:
            if header.has_keys_of(msgspec.structs.replace(own, epoch=each.epoch, key_id=each.key_id)):
                return RootKey(each.root)
        raise Refused("Its keys are others: they were rotated since, and are not kept.")

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


_WORKED_ON = frozenset({Standing.HOME, Standing.SUCCESSOR, Standing.NEW_HERE, Standing.MOVED_AWAY})
_ADOPTED = (
    "Another copy of this vault stands here, and goes on from the one that you used here last: it is the vault now."
)


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
    def purpose(self) -> Purpose:
        """For what a command opens the vault."""
        return Purpose.AS_IT_STANDS if self.only_reads else Purpose.READ

    def require_writing(self) -> None:
        """Makes sure that something may be written.

        Raises:
            Refused: The vault is open read-only.
        """
        if self.only_reads:
            raise Refused("`--read-only` writes nothing; nothing was changed.", "Leave it out to write.")


def look(setting: Setting, purpose: Purpose) -> LockedVault:
    """Inspects a file of the practice, and makes sure that it may be opened, as far as that is known without a key.

    Args:
        setting: Where the file is, and what this computer knows.
        purpose: For what.

    Raises:
        NoVault: Nothing is there.
        RolledBack: It is older than what this computer has seen, or was put in the place of another file.
        Diverged: It went another way.
        IntegrityError: It is damaged, or what this computer knows is.
        Refused: It may not be opened for that.
    """
    locked = LockedVault.at(setting.vault_path, setting.state_folder, is_kept=not setting.only_reads)
    require_openable(locked, purpose, Who.PASSPHRASE)
    return locked


def require_openable(locked: LockedVault, purpose: Purpose, who: Who) -> None:
    """Makes sure that a file may be opened, as far as that is known without a key; raises as `look` does.

    Args:
        locked: The file.
        purpose: For what.
        who: By which way in.
    """
    ruling = judge(facts_of(locked, purpose, who))
    if ruling.may_open is Allowed.NO and ruling.standing is not Standing.UNKNOWN:
        ruling.require_open()


def judged_with_keys(vault: Vault, purpose: Purpose, who: Who) -> Vault:
    """Returns another copy of the vault, to be judged once more when it is read, where that takes a key.

    One that a key shows to be older than home is what a copy is expected to be: home goes on from it.

    Args:
        vault: The copy.
        purpose: For what it is opened.
        who: By which way in.
    """
    if judge(facts_of(vault.locked, purpose, who)).standing is not Standing.UNKNOWN:
        return vault

    def require_open(snapshot: Snapshot) -> None:
        ruling = judge(facts_of(vault.locked, purpose, who, snapshot))
        if ruling.standing is not Standing.OLDER:
            ruling.require_open()

    return msgspec.structs.replace(vault, require_open=require_open)


def facts_of(locked: LockedVault, purpose: Purpose, who: Who, snapshot: Snapshot | None = None) -> Facts:
    """Returns all that an opening is judged by.

    Args:
        locked: The file.
        purpose: For what it is opened.
        who: By which way in.
        snapshot: The file, where a key to it is at hand.
    """
    seen = locked.sight
    known = seen.seen
    shown = locked.header.role if snapshot is None else snapshot.role
    role = shown.name.lower() if shown else known.role if known else ""
    is_moved = bool(known and known.is_moved)
    if snapshot is not None:
        is_moved = snapshot.is_moved_away
        seen = sight_with_keys(locked.path, seen, snapshot, locked.anchors)
    if known is not None and known.role == CopyRole.ASIDE:
        role = CopyRole.ASIDE
    return Facts(
        who,
        purpose,
        CopyRole(role) if role else None,
        seen.is_unfinished,
        is_moved,
        seen.is_in_place_of_home,
        seen.place,
        seen.course,
        seen.home,
        seen.memory,
        locked.header.is_newer,
    )


def open_vault(
    setting: Setting, credentials: Credentials, *, despite_header: bool = False, purpose: Purpose | None = None
) -> OpenVault:
    """Unlocks a vault and makes sure that it is the one that was last used here.

    Args:
        setting: Where it is opened.
        credentials: The ways in that were offered.
        despite_header: Whether to look into it, and write nothing, where only its header or a way in was changed.
        purpose: For what; to read it, and to write to it where that may be, when left out.

    Raises:
        NoVault: Nothing is there.
        RolledBack: It is older than the state this machine has seen, and not open read-only.
        Diverged: It went another way than the one last used here, and is not open read-only.
        Locked: No way in was offered, or the agent alone for another copy.
        UnlockFailed: The way in does not fit.
        IntegrityError: It was changed by something else.
        Refused: It may not be opened.
    """
    purpose = setting.purpose if purpose is None else purpose
    locked = look(setting, purpose)
    first_seen = not setting.only_reads and not locked.is_known()
    opening = _Opening(setting, locked, purpose, despite_header, first_seen)
    if credentials.words and (duty := unlock_as_executor(locked, credentials)):
        return opening.by_executor(duty, credentials)
    root = cache(lambda: unlock_root(locked, credentials))
    if len(credentials.words) > 1:
        return opening.by_quorum(root, credentials)
    if held := opening.lent(credentials):
        found = opening.by_coach(Who.AGENT, root, held, credentials)
        if found.ruling.may_open is Allowed.YES:
            return found
    who = Who.WORDS if credentials.words else Who.PASSPHRASE
    return opening.by_coach(who, root, Unlocked(DayKeys.from_root(root())), credentials)


class _Opening(msgspec.Struct, frozen=True):
    """A file that is being opened, and may be as far as that is known without a key."""

    setting: Setting
    locked: LockedVault
    purpose: Purpose
    despite_header: bool
    first_seen: bool

    def lent(self, credentials: Credentials) -> Unlocked | None:
        """Returns what the agent lends, where it may lend anything for this file."""
        ruling = judge(facts_of(self.locked, self.purpose, Who.AGENT))
        if credentials.words or ruling.may_open is not Allowed.YES:
            return None
        header = self.locked.header
        held = credentials.lend(header)
        return None if held is None or held.day.is_past(header.step, header.duty_step) else held

    def by_coach(
        self, who: Who, root: Callable[[], RootKey], unlocked: Unlocked, credentials: Credentials
    ) -> OpenVault:
        day, header = unlocked.day, self.locked.header

        def advance(later: DayKeys) -> None:
            credentials.advance(self.locked.header, later)

        vault = Vault(self.locked, day, unlocked.windows, despite_header=self.despite_header, advance=advance)
        vault, ruling = self._judged(vault, who, credentials)
        if who is Who.AGENT and (day.step, day.duty_step) != (header.step, header.duty_step):
            vault = vault.with_keys_of_now()  # a command was stopped between its commit and handing them over
        is_settled = ruling.may_write is not Allowed.YES or self._is_settled()
        return OpenVault(
            vault,
            self.setting.clock,
            lambda: self.locked.sealing_pair(root()),
            root,
            self.first_seen,
            is_settled,
            ruling=ruling,
        )

    def by_executor(self, duty: DayKeys, credentials: Credentials) -> OpenVault:
        def nobody() -> NoReturn:
            raise Refused(
                "An executor sees the roster and what is due; notes and texts open to nobody alone.",
                "`coachvault executor` shows what there is to do.",
            )

        require_may = partial(require_may_change, CustodianRole.EXECUTOR)
        vault = Vault(self.locked, duty, require_may=require_may, despite_header=self.despite_header)
        vault, ruling = self._judged(vault, Who.EXECUTOR, credentials)
        clock = self.setting.clock
        return _of_custodians(
            OpenVault(vault, clock, nobody, nobody, self.first_seen, opener=Opener.EXECUTOR, ruling=ruling),
            credentials.words,
        )

    def by_quorum(self, root: Callable[[], RootKey], credentials: Credentials) -> OpenVault:
        """Readers see what executors see; the keys to read by are for services that record why."""
        day = DayKeys.from_root(root())
        require_may = partial(require_may_change, CustodianRole.READER)
        duty = DayKeys.for_duty(day.header, day.duty)
        vault = Vault(self.locked, duty, require_may=require_may, despite_header=self.despite_header)
        vault, ruling = self._judged(vault, Who.QUORUM, credentials)

        def unseal() -> KeyPair:
            return self.locked.sealing_pair(root())

        clock = self.setting.clock
        return _of_custodians(
            OpenVault(vault, clock, unseal, root, self.first_seen, opener=Opener.QUORUM, ruling=ruling),
            credentials.words,
        )

    def _is_settled(self) -> bool:
        return Pins(self.setting.state_folder).is_settled(self.locked.header, self.locked.waiting)

    def _judged(self, vault: Vault, who: Who, credentials: Credentials) -> tuple[Vault, Ruling]:
        """Judges the file once more, now that there is a key, and remembers it where it is one to remember.

        The agent is never refused here: whoever called it goes on with a way in of the coach's own.
        """
        facts = facts_of(self.locked, self.purpose, who)
        ruling = judge(facts)
        is_told = self.locked.is_told or not (ruling.tells_apart and vault.day.may_read)
        if facts.role is None or not (self.locked.is_current and is_told):
            try:
                ruling = self._judged_with_keys(vault, who)
            except IntegrityError:
                if ruling.standing is Standing.SUCCESSOR:  # its header said so, and was planted
                    raise refusal_of(Standing.INSTEAD) from None
                raise
        vault = msgspec.structs.replace(
            vault,
            withhold=partial(withheld, ruling),
            require_may=partial(_require_may, ruling, vault.require_may),
            name_other=name_other,
            became=credentials.became,
            today=lambda: self.setting.clock.now().date(),
        )
        return vault, ruling

    def _judged_with_keys(self, vault: Vault, who: Who) -> Ruling:
        with vault.read() as snapshot:
            ruling = judge(facts_of(self.locked, self.purpose, who, snapshot))
            if who is not Who.AGENT:
                ruling.require_open()
            if ruling.may_open is Allowed.YES and ruling.standing not in _NOT_REMEMBERED:
                self._remember(vault, snapshot, ruling)
        return ruling

    def _remember(self, vault: Vault, snapshot: Snapshot, ruling: Ruling) -> None:
        """Remembers a file that went on since it was last seen here, and what the newest one says is gone or held."""
        if not self.locked.anchors.are_kept:
            return
        tells = ruling.tells_apart or self.locked.sight.memory is Memory.EMPTY
        told = self.locked.sight.told_up_to
        vault.remember_seen(snapshot, tombstones.found_in(snapshot, after=told) if tells else None)


def _of_custodians(opened: OpenVault, words: Sequence[str]) -> OpenVault:
    """Returns a vault that custodians opened; what is changed in it bears their codes."""
    publics = frozenset(key_pair_from_seed(parse_words(each)).public for each in words)
    opened = msgspec.structs.replace(opened, publics=publics)
    return msgspec.structs.replace(opened, vault=msgspec.structs.replace(opened.vault, sign=opened.by))


_NOT_REMEMBERED = frozenset({Standing.DUPLICATE, Standing.UNFINISHED})


def _require_may(ruling: Ruling, require_may: Callable[[str], None], kind: str) -> None:
    """Makes sure that the file may be written to, and by whoever opened it."""
    ruling.require_write()
    if ruling.standing is Standing.ARCHIVE:
        require_archive_takes(kind)
    require_may(kind)


def how_it_differs(opened: OpenVault) -> str:
    """Returns in what way a vault is not the one that was last used here; empty if it is, or if unknown.

    Args:
        opened: The vault, open read-only.
    """
    standing = opened.ruling.standing
    return "" if standing in _AS_IS else refusal_of(standing).message


_AS_IS = frozenset({Standing.HOME, Standing.NEW_HERE, Standing.UNKNOWN, Standing.SUCCESSOR, Standing.ARCHIVE})


def unlock_as_executor(locked: LockedVault, credentials: Credentials) -> DayKeys | None:
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
