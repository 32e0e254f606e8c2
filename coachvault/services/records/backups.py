"""The list of copies as it is kept: known by copy id and place, each under a number, so that it is cleaned or named."""

from __future__ import annotations

import msgspec

from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.practice.opening import CopyRole
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.core.other_copies import next_number, record_ids
from coachvault.services.records.roster import counters, save_counters
from coachvault.vault.change import Change
from coachvault.vault.codec import CopyId, RecordId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

__all__ = ["record_ids"]


def register_copy(change: Change, found: Backup) -> Backup:
    """Records that a copy of the vault exists somewhere, under a number that was never given before."""
    backup = msgspec.structs.replace(found, number=next_number(change))
    change.insert(change.part(Part.SCHEDULE), kinds.BACKUP, backup, {"number": backup.number})
    return backup


def register_origin(change: Change, opened: OpenVault, *, goes_on: bool = True) -> None:
    """Names, in a copy, the vault that it was made from: that one holds everything, too.

    In a copy that does not go on by itself the line has the number 0, which is that of no backup: it is given one when
    the copy takes the vault's place.

    Args:
        change: The copy.
        opened: The vault.
        goes_on: Whether the copy goes on by itself, so that what is destroyed in it is destroyed in the vault, too.
    """
    seq = change.last.seq if change.last else 0
    path, copy_id = str(opened.vault.path.absolute()), opened.vault.locked.header.copy_id
    line = Backup(0, copy_id, path, opened.now(), seq, is_origin=goes_on, role=CopyRole.VAULT)
    if goes_on:
        register_copy(change, line)
    else:
        change.insert(change.part(Part.SCHEDULE), kinds.BACKUP, line, {"number": 0})


def keep_counter(change: Change, now: Snapshot) -> None:
    """Makes sure that a copy gives no number that was given in the vault.

    Args:
        change: The copy.
        now: The vault as it is now.
    """
    known, given = counters(change), max([counters(now).backups, *record_ids(now)])
    if known.backups < given:
        save_counters(change, msgspec.structs.replace(known, backups=given))


def give_number(change: Change, backup: Backup) -> Backup:
    """Gives a line of the list another number, which was never given before.

    Args:
        change: The vault.
        backup: The line, with what else is to be changed in it; it is found by the number that it has.
    """
    schedule, record_id = change.part(Part.SCHEDULE), record_ids(change)[backup.number]
    numbered = msgspec.structs.replace(backup, number=next_number(change))
    change.replace(schedule, record_id, numbered, {"number": numbered.number})
    return numbered


def save_line(change: Change, backup: Backup) -> None:
    """Writes a line of the list in place of what was there."""
    schedule, record_id = change.part(Part.SCHEDULE), record_ids(change)[backup.number]
    change.replace(schedule, record_id, backup, {"number": backup.number})


def drop_line(change: Change, backup: Backup) -> None:
    """Removes a line of the list; its number is not given again."""
    change.remove(change.part(Part.SCHEDULE), record_ids(change)[backup.number])


def all_backups(snapshot: Snapshot) -> list[Backup]:
    """Returns the copies that may hold what the vault held, the oldest first: all that are known, and are not gone.

    In a copy, its own line is left out: it is the file that is open.
    """
    return [each for each in every_line(snapshot) if not each.is_gone and not is_itself(snapshot, each)]


def is_itself(snapshot: Snapshot, backup: Backup) -> bool:
    """Returns whether a line is about the file that is open, and not about a second file with its copy id."""
    if backup.copy_id != snapshot.header.copy_id:
        return False
    return backup.role is not CopyRole.VAULT or backup.path == str(snapshot.store.path.absolute())


def every_line(snapshot: Snapshot) -> list[Backup]:
    """Returns every line of the list, the oldest first, with those that are gone and, in a copy, its own."""
    return [read(snapshot, record_id) for record_id in reversed(record_ids(snapshot).values())]


def own_line(snapshot: Snapshot) -> Backup | None:
    """Returns the line of the very file that is open; None in a vault that is no copy."""
    own = snapshot.header.copy_id
    found = (each for each in every_line(snapshot) if each.copy_id == own and each.role is not CopyRole.VAULT)
    return next(found, None)


def line_of(snapshot: Snapshot, copy_id: CopyId) -> Backup | None:
    """Returns the line of a copy; None where it is not in the list."""
    return next((each for each in every_line(snapshot) if each.copy_id == copy_id), None)


def read(snapshot: Snapshot, record_id: RecordId) -> Backup:
    """Returns one known copy."""
    return snapshot.read(snapshot.part(Part.SCHEDULE), record_id, Backup)
