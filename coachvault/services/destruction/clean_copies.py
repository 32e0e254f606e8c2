"""Cleaning known copies: taking out of each what was erased and destroyed here since, and sealing what has ended."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cache

import msgspec

from coachvault.crypto.sealing import KeyPair
from coachvault.errors import CoachVaultError, Locked, Refused
from coachvault.practice.backup import Backup, CopyState
from coachvault.practice.register import Event
from coachvault.services.copies import backups, copy_list, executor_page
from coachvault.services.copies.copy_list import BackupLine
from coachvault.services.copies.reapply import catch_up, seen_of
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.destruction.archive_source import destroy_there
from coachvault.services.records import certificates
from coachvault.services.records.backups import all_backups, every_line, save_line
from coachvault.services.records.certificates import CleaningOutcome, Thing
from coachvault.services.records.register import record
from coachvault.vault.change import Change
from coachvault.vault.codec import RecordId
from coachvault.vault.keys import RootKey
from coachvault.vault.snapshot import Snapshot


class Cleaned(msgspec.Struct, frozen=True):
    """The result of cleaning one copy.

    Args:
        backup: The copy.
        count: How many notes were erased in it, or lost their earlier wordings; how much was destroyed.
        problem: Why it could not be cleaned; nothing where it was.
        page_problem: Why the executor's page next to it is not of today; nothing where it is, or there is none. With
            the vault that a copy was made from, it is the page next to that copy.
        left: What could not be removed from it, and why.
        anew: The number of the newest entry of its ledger, its file being written anew; -1 where that is not known.
        is_changed: Whether anything was done in it.
    """

    backup: Backup
    count: int
    problem: str = ""
    page_problem: str = ""
    left: dict[Thing, str] = {}
    anew: int = -1
    is_changed: bool = True

    @property
    def why(self) -> str:
        """Why it is not clean; nothing where it is."""
        return self.problem or " ".join(dict.fromkeys(self.left.values()))

    @property
    def outcome(self) -> CleaningOutcome:
        """The result as certificates state it."""
        return CleaningOutcome(self.backup, self.problem, self.page_problem, self.left)


class Cleaning(msgspec.Struct, frozen=True):
    """The result of cleaning every known copy.

    Args:
        copies: The result for each.
        seen: The records of the certificates that there were in the vault by which they were cleaned.
        up_to: The number of the newest entry in the ledger of that vault.
    """

    copies: list[Cleaned]
    seen: frozenset[RecordId]
    up_to: int

    def strike_off(self, change: Change, now: datetime) -> None:
        """Writes the results into the certificates that they are about, and into the list how far a copy is clean."""
        certificates.strike_off(change, now, [each.outcome for each in self.copies], self.seen)
        lines = {each.key: each for each in every_line(change)}
        for each in self.copies:
            line = lines.get(each.backup.key)
            if line is not None and not each.problem and each.anew not in (-1, line.anew):
                save_line(change, msgspec.structs.replace(line, anew=each.anew))


def clean(opened: OpenVault) -> list[Cleaned]:
    """Takes out of every copy that can be reached what was erased here since, and seals there what has ended since.

    An executor's words leave there what was erased in sealed engagements; what was destroyed goes in any case.

    Raises:
        IntegrityError: The vault is not what was last written here.
    """
    found = clean_copies(opened, _sealing(opened))
    now = opened.now()
    with suppress(_NothingToDo), opened.vault.change("backup clean", now) as change:
        found.strike_off(change, now)
        for each in found.copies:
            if each.is_changed and not each.why:
                record(change, Event.CLEANED, "", each.backup.id, now, what=what_stays(opened))
        if change.is_untouched:
            raise _NothingToDo
    return found.copies


def what_stays(opened: OpenVault) -> str:
    """Says what a cleaning leaves in every copy because of who cleans; nothing where the coach does."""
    return (
        "" if opened.opener is Opener.COACH else "notes that were erased stay in it: custodians hold no keys of notes"
    )


def _sealing(opened: OpenVault) -> KeyPair | None:
    """Returns the key to what is sealed; None for an executor, and where nobody is there to give the passphrase."""
    if opened.is_executor:
        return None
    try:
        return opened.unseal()
    except Locked:
        return None


def _asked_once(root: Callable[[], RootKey]) -> Callable[[], RootKey]:
    """Returns what gives the root key, and asks for the passphrase once at most, also where it was not given."""
    failed: list[CoachVaultError] = []
    known = cache(root)

    def ask() -> RootKey:
        if failed:
            raise failed[0]
        try:
            return known()
        except CoachVaultError as error:
            failed.append(error)
            raise

    return ask


def clean_copies(opened: OpenVault, sealing: KeyPair | None = None, known: list[BackupLine] | None = None) -> Cleaning:
    """Removes from every copy that can be reached what was destroyed and erased here since; returns the results.

    Args:
        opened: The vault.
        sealing: The key to what is sealed; without it, what was erased in sealed engagements stays in the copies.
        known: The list of copies, where it was read just now.
    """
    opened = msgspec.structs.replace(opened, root=_asked_once(opened.root))
    copy_list.settle_if_stopped(opened)
    if known is None:
        with opened.vault.read(sealing) as present:
            known = copy_list.lines_at(opened, present)
            if not (_is_unfinished(known) or _takes_passphrase(opened, known)):
                return _clean_each(opened, present)
    if _is_unfinished(known):
        known = copy_list.settled_lines(opened)
    if _takes_passphrase(opened, known):  # asked while nothing is read: a program that writes would wait meanwhile
        with suppress(CoachVaultError):
            opened.root()
    with opened.vault.read(sealing) as present:
        return _clean_each(opened, present)


def _is_unfinished(known: list[BackupLine]) -> bool:
    return any(each.state is CopyState.UNFINISHED for each in known)


def _takes_passphrase(opened: OpenVault, known: list[BackupLine]) -> bool:
    return any(backups.takes_passphrase(opened, each.backup) for each in known if not each.backup.is_vault)


def _clean_each(opened: OpenVault, present: Snapshot) -> Cleaning:
    found, moment = [], opened.held_at(present)
    for backup in all_backups(present):
        try:
            cleaned = _clean_one(opened, backup, present)
        except CoachVaultError as error:
            cleaned = Cleaned(backup, 0, error.message)
        found.append(msgspec.structs.replace(cleaned, page_problem=executor_page.renew_page(moment, backup)))
    newest = present.last.seq if present.last else 0
    return Cleaning(found, certificates.certificate_ids(present), newest)


def _clean_one(opened: OpenVault, backup: Backup, present: Snapshot) -> Cleaned:
    if copy_list.line(opened, backup).state is CopyState.WRITING:
        raise Refused(f"{backup.id} is being written just now.", "`coachvault backup clean` cleans it afterwards.")
    if backup.is_origin:
        return _clean_origin(opened, backup, present)
    if backup.is_vault:
        raise Refused(
            f"{backup.id} is a vault and no backup: it goes on by itself, if it is still there.",
            "Destroy what is to be destroyed there as well; once its file is gone, `backup forget` says so.",
        )
    return _clean_backup(opened, backup, present)


class _NothingToDo(Exception):
    """Nothing is to be changed in a file, so that nothing is written into it."""


def _clean_backup(opened: OpenVault, backup: Backup, present: Snapshot) -> Cleaned:
    vault, count, is_changed = backups.reach(opened, backup), 0, False
    sealing = present.sealing
    if sealing is not None and not vault.locked.header.has_keys_of(present.header):
        sealing = vault.locked.sealing_pair(opened.root_of(vault.locked))
    with suppress(_NothingToDo):
        with vault.change("backup clean", opened.now(), why=_up_to(present), sealing=sealing) as change:
            newest = change.last.seq if change.last else 0
            count = catch_up(change, present, change.role)
            if change.is_untouched:
                raise _NothingToDo
            change.seen.append(seen_of(present))
            change.takes_away = True
        is_changed = True
    if not is_changed and backup.anew != newest:
        vault.write_anew()  # an earlier cleaning may have stopped before that was done
    return Cleaned(backup, count, anew=newest + is_changed, is_changed=is_changed or backup.anew != newest)


def _clean_origin(opened: OpenVault, backup: Backup, present: Snapshot) -> Cleaned:
    count, left = destroy_there(opened, backups.reach(opened, backup), present, _up_to(present))
    return Cleaned(backup, count, left=left)


def _up_to(present: Snapshot) -> str:
    return f"up to entry {present.last.seq if present.last else 0} of the vault"
