"""The list of copies against what can be seen: which files are in sight, and what became of what was never finished."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from coachvault.errors import CoachVaultError, NoVault
from coachvault.practice.backup import Backup, CopyState
from coachvault.practice.register import Event
from coachvault.services.copies.executor_page import page_next_to
from coachvault.services.copies.under_way import UnderWay
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.records.backups import drop_line, every_line, own_line, save_line
from coachvault.services.records.register import record
from coachvault.vault.codec import CopyId
from coachvault.vault.copying import remove_unfinished
from coachvault.vault.header import HeaderRole
from coachvault.vault.vault import LockedVault

_COPIES = (HeaderRole.BACKUP, HeaderRole.ARCHIVE, HeaderRole.ASIDE, HeaderRole.SNAPSHOT)
MADE, SETTLED = "backup create", "backup list"
"""The kinds of changes that write into the list what became of copies: that one was made, or nothing of the kind."""


class BackupLine(msgspec.Struct, frozen=True):
    """A backup as lists show it.

    Args:
        backup: The backup.
        state: How far it is, as this machine sees it now.
    """

    backup: Backup
    state: CopyState

    @property
    def is_there(self) -> bool:
        """Whether its file can be seen at its place."""
        return self.state is CopyState.PRESENT


def line(opened: OpenVault, backup: Backup) -> BackupLine:
    """Returns a line of the list with what can be seen of it from here."""
    if backup.is_gone:
        return BackupLine(backup, CopyState.GONE)
    if backup.state is CopyState.PRESENT:
        return BackupLine(backup, CopyState.PRESENT if is_in_sight(backup) else CopyState.UNREACHABLE)
    is_written = _is_being_written(opened, CopyId(backup.copy_id))
    return BackupLine(backup, CopyState.WRITING if is_written else CopyState.UNFINISHED)


def is_in_sight(backup: Backup) -> bool:
    """Returns whether the file of a copy can be seen at its place; what stands there and cannot be read counts."""
    path = Path(backup.path)
    if not os.path.lexists(path):
        return False
    try:
        return backup.copy_id in (LockedVault.at(path, None).header.copy_id, bytes(len(backup.copy_id)))
    except NoVault:
        return False
    except CoachVaultError:
        return True


def is_apart(place: Path, vault: Path) -> bool:
    """Returns whether a place is on another disk than a vault.

    Raises:
        OSError: One of their folders is not there.
    """
    return place.absolute().parent.stat().st_dev != vault.absolute().parent.stat().st_dev


def is_in_reach(backup: Backup, vault: Path) -> bool:
    """Returns whether the disk of a copy is there, so that what cannot be seen on it is not on it.

    A folder that waits for a disk that is not plugged in is on the vault's own disk, and the copy is on another.

    Args:
        backup: The copy.
        vault: The vault's file.
    """
    try:
        return backup.apart is not None and is_apart(Path(backup.path), vault) == backup.apart
    except OSError:
        return False


def settle(opened: OpenVault) -> None:
    """Finds out what became of copies that were begun and not finished, and writes it into the list.

    What stands under its name is made. Where its disk can be reached, what was left unfinished is removed; of what
    cannot be seen there, nothing was ever made. What is out of reach stays in the list, and so does what cannot be
    removed. Nothing is done in a copy, by custodians, or where the vault is open read-only.

    Raises:
        CoachVaultError: The list cannot be written now; it is as it was.
    """
    if opened.opener is not Opener.COACH or not opened.vault.locked.anchors.are_kept:
        return
    under_way = _under_way(opened)
    with opened.vault.read() as snapshot:
        if snapshot.is_moved_away or snapshot.header.role in _COPIES or own_line(snapshot) is not None:
            return
        known = every_line(snapshot)
    begun = [each for each in known if each.state in (CopyState.WRITING, CopyState.UNFINISHED)]
    stopped = [each for each in begun if not under_way.is_being_written(CopyId(each.copy_id))]
    found = [(each, _became(opened, each)) for each in stopped]
    _write_down(opened, found)
    left = {each.copy_id for _, each in found if each and each.state is CopyState.UNFINISHED}
    _forget_marks(opened, {CopyId(each.copy_id) for each in known if each.copy_id not in left})


def settle_one(opened: OpenVault, backup: Backup) -> None:
    """Settles one copy that this very process was writing, and stopped; see `settle`."""
    became = _became(opened, backup)
    _write_down(opened, [(backup, became)])
    if became is None or became.state is CopyState.PRESENT:
        _under_way(opened).forget(CopyId(backup.copy_id))


def _became(opened: OpenVault, backup: Backup) -> Backup | None:
    """Returns a copy whose process has ended as it is now; None where nothing was made."""
    place, copy_id = Path(backup.path), CopyId(backup.copy_id)
    is_removed = remove_unfinished(place, copy_id)
    if not _is_reserved(place) and is_in_sight(backup):
        page = page_next_to(place)
        page_path = str(page) if backup.page_path or page.exists() else ""
        return msgspec.structs.replace(backup, state=CopyState.PRESENT, page_path=page_path)
    if is_removed and is_in_reach(backup, opened.vault.path):
        return None
    return msgspec.structs.replace(backup, state=CopyState.UNFINISHED)


def _is_reserved(place: Path) -> bool:
    """Returns whether nothing but the name was written, and removes it: of a file system that knows no hard links."""
    try:
        if place.stat().st_size == 0:
            place.unlink()
            return True
    except OSError:
        pass
    return False


def _write_down(opened: OpenVault, found: list[tuple[Backup, Backup | None]]) -> None:
    now = opened.now()
    with opened.vault.read() as snapshot:
        known = {each.key: each for each in every_line(snapshot)}
    found = [(before, after) for before, after in found if before != after and known.get(before.key) == before]
    if not found:
        return
    is_made = any(after is not None and after.state is CopyState.PRESENT for _, after in found)
    with opened.vault.change(MADE if is_made else SETTLED, now) as change:
        there = {each.key: each for each in every_line(change)}
        for before, after in found:
            if there.get(before.key) != before:  # another process was quicker
                continue
            if after is None:
                drop_line(change, before)
                continue
            save_line(change, after)
            if after.state is CopyState.PRESENT:
                record(change, Event.BACKED_UP, "", after.id, now)


def _forget_marks(opened: OpenVault, settled: set[CopyId]) -> None:
    """Takes marks away of what is settled; what a restore left unfinished next to the vault was never in a list."""
    under_way = _under_way(opened)
    for copy_id in under_way.stopped(opened.vault.path):
        if copy_id in settled or remove_unfinished(opened.vault.path, copy_id):
            under_way.forget(copy_id)


def _is_being_written(opened: OpenVault, copy_id: CopyId) -> bool:
    return opened.vault.locked.anchors.are_kept and _under_way(opened).is_being_written(copy_id)


def _under_way(opened: OpenVault) -> UnderWay:
    return UnderWay(opened.vault.locked.anchors.state_folder, opened.vault.locked.header.vault_id)
