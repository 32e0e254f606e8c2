"""The list of copies against what can be seen: which files are in sight, and what became of what was never finished."""

from __future__ import annotations

import os
from collections.abc import Iterable
from glob import escape
from pathlib import Path

import msgspec

from coachvault.errors import CoachVaultError, NoVault
from coachvault.practice.backup import Backup, CopyState, GoneBy
from coachvault.practice.opening import CopyRole
from coachvault.practice.register import Event
from coachvault.services.copies.executor_page import page_next_to
from coachvault.services.copies.under_way import UnderWay
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.records.backups import drop_line, every_line, is_itself, own_line, register_copy, save_line
from coachvault.services.records.certificates import declare_gone, follow
from coachvault.services.records.register import record
from coachvault.system.files import is_apart, is_same_file
from coachvault.vault.change import Change
from coachvault.vault.codec import CopyId, VaultId
from coachvault.vault.copying import remove_second_names, remove_unfinished
from coachvault.vault.header import HeaderRole
from coachvault.vault.met import MetCopies, MetCopy
from coachvault.vault.sighting import header_of
from coachvault.vault.snapshot import Snapshot
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
    if not backup.is_placed:
        return False
    path = Path(backup.path)
    if not os.path.lexists(path):
        return False
    try:
        return backup.copy_id in (LockedVault.at(path, None).header.copy_id, bytes(len(backup.copy_id)))
    except NoVault:
        return False
    except CoachVaultError:
        return True


def is_this_copy(backup: Backup, vault_id: VaultId) -> bool:
    """Returns whether what stands at the place of a copy is that copy, and can be read: nothing else is ever deleted.

    Args:
        backup: The copy.
        vault_id: The vault of which it is one.
    """
    try:
        header = LockedVault.at(Path(backup.path), None).header
    except CoachVaultError:
        return False
    return (header.vault_id, header.copy_id) == (vault_id, backup.copy_id)


def is_in_reach(backup: Backup, vault: Path) -> bool:
    """Returns whether the disk of a copy is there, so that what cannot be seen on it is not on it.

    A folder that waits for a disk that is not plugged in is on the vault's own disk, and the copy is on another.

    Args:
        backup: The copy.
        vault: The vault's file.
    """
    try:
        return backup.is_placed and backup.apart is not None and is_apart(Path(backup.path), vault) == backup.apart
    except OSError:
        return False


def list_file(change: Change, found: Backup, vault: Path) -> None:
    """Says in the list that a file holds the vault, too, unless it is listed there.

    A line of the same copy whose file is not at its place any more, though its disk can be reached, was moved: it keeps
    its number.

    Args:
        change: The vault.
        found: The file; its number is left out.
        vault: The place of the vault.
    """
    same = [each for each in every_line(change) if each.copy_id == found.copy_id and not each.is_gone]
    if any(each.path == found.path and each.state is CopyState.PRESENT for each in same):
        return
    for each in same:
        is_there = each.path == found.path
        if is_there or (is_in_reach(each, vault) and not is_in_sight(each)):
            follow(change, each, found.path)
            present = msgspec.structs.replace(each, path=found.path, state=CopyState.PRESENT, apart=found.apart)
            save_line(change, present)
            return
    register_copy(change, found)


def settle_if_stopped(opened: OpenVault) -> None:
    """Settles the list where a copy may have been left unfinished, or was met; raises as `settle` does."""
    if _may_have_stopped(opened):
        settle(opened)


def is_settled(opened: OpenVault, known: Iterable[Backup]) -> bool:
    """Returns whether it is known what became of each of these copies, and of all that this computer began."""
    return not (_may_have_stopped(opened) or any(_is_unfinished(line(opened, each)) for each in known))


def settled_lines(opened: OpenVault) -> list[BackupLine]:
    """Returns the list, the oldest first, once it is settled; in a copy its own line is left out.

    Raises:
        CoachVaultError: The list cannot be written now; it is as it was.
    """
    settle_if_stopped(opened)
    found = _lines(opened)
    if any(map(_is_unfinished, found)):  # also where this computer knows of no stop
        settle(opened)
        found = _lines(opened)
    return found


def _may_have_stopped(opened: OpenVault) -> bool:
    anchors = opened.vault.locked.anchors
    return anchors.are_kept and (_under_way(opened).is_unsettled() or _has_followed(opened))


def _has_followed(opened: OpenVault) -> bool:
    """Returns whether the vault was found in the place of a copy that it goes on from, and the list is not told."""
    locked = opened.vault.locked
    known = locked.anchors.read(locked.header.vault_id)
    return known is not None and bool(known.followed) and opened.may_write and opened.opener is Opener.COACH


def _is_unfinished(line: BackupLine) -> bool:
    return line.state is CopyState.UNFINISHED


def _lines(opened: OpenVault) -> list[BackupLine]:
    with opened.vault.read() as snapshot:
        return lines_at(opened, snapshot)


def lines_at(opened: OpenVault, snapshot: Snapshot) -> list[BackupLine]:
    """Returns the list as it is at one moment, the oldest first; in a copy its own line is left out."""
    return [line(opened, each) for each in every_line(snapshot) if not is_itself(snapshot, each)]


def settle(opened: OpenVault) -> None:
    """Finds out what became of copies that were begun and not finished, and writes it into the list.

    What stands under its name is made. Where its disk can be reached, what was left unfinished is removed; of what
    cannot be seen there, nothing was ever made. What is out of reach stays in the list, and so does what cannot be
    removed. Custodians list what was met, and no more. Nothing is done in a copy, or where the vault is open read-only.

    Raises:
        CoachVaultError: The list cannot be written now; it is as it was.
    """
    if not opened.vault.locked.anchors.are_kept:
        return
    under_way = _under_way(opened)
    with opened.vault.read() as snapshot:
        if snapshot.is_moved_away or snapshot.header.role in _COPIES or own_line(snapshot) is not None:
            return
        known = every_line(snapshot)
    _list_met(opened)
    if opened.opener is not Opener.COACH:
        return
    if _has_followed(opened):
        _tell_followed(opened)
    begun = [each for each in known if each.state in (CopyState.WRITING, CopyState.UNFINISHED)]
    stopped = [each for each in begun if not under_way.is_being_written(CopyId(each.copy_id))]
    found = [(each, _became(opened, each)) for each in stopped]
    _write_down(opened, found)
    left = {each.copy_id for _, each in found if each and each.state is CopyState.UNFINISHED}
    _forget_marks(opened, {CopyId(each.copy_id) for each in known if each.copy_id not in left})


def remember_met(opened: OpenVault) -> None:
    """Remembers a copy that was opened, so that it stands in the vault's list from the vault's next opening on.

    Raises:
        BadInput: Others may write in the state folder.
        StorageFailed: The disk did not take it.
    """
    locked = opened.vault.locked
    if opened.is_worked_on or not locked.anchors.are_kept:
        return
    with opened.vault.read() as snapshot:
        seq, keys = snapshot.last.seq if snapshot.last else 0, snapshot.ledger_keys()
        role = CopyRole.VAULT if snapshot.role is HeaderRole.VAULT else CopyRole(snapshot.role.name.lower())
    path = locked.path.absolute()
    apart = is_apart(path, locked.anchors.state_folder)
    met = MetCopy(locked.header.copy_id, str(path), role.value, seq, apart)
    _met(opened).add(met, keys)


def _list_met(opened: OpenVault) -> None:
    """Puts copies into the list that a command met since, unless it can be seen that they are not there any more.

    A vault that was brought back beside another one is met by itself, too: it stays known until the other has met it.
    """
    met, vault = _met(opened), opened.vault.path
    if not met.is_there():
        return
    with opened.vault.read() as snapshot:
        keys, listed = snapshot.ledger_keys(), {each.key for each in every_line(snapshot)}
        every = met.read(keys)
        found = [each for each in every if (each.copy_id, each.path) not in listed]
        has_other = bool(opened.vault.locked.anchors.vaults_besides(vault, snapshot.vault_id, keys))
    lines = [(each, _line_of(opened, each)) for each in found]
    there = [
        line for each, line in lines if not _is_gone(opened, each, line) and not is_same_file(Path(line.path), vault)
    ]
    if there:
        with opened.vault.change(SETTLED, opened.now()) as change:
            for line in there:
                list_file(change, line, vault)
    met.forget([each for each in every if not (has_other and is_same_file(Path(each.path), vault))], keys)


def _tell_followed(opened: OpenVault) -> None:
    """Says in the list what became of copies in whose place the vault was found, and whose place nobody knew there.

    Such a copy stood here and does not any more: it is gone, unless its file has another name in the folder, as cloud
    services give to a file that was changed on two computers.
    """
    vault, now = opened.vault, opened.now()
    with vault.read() as snapshot:
        keys, vault_id = snapshot.ledger_keys(), snapshot.vault_id
        known = vault.locked.anchors.authentic(vault_id, keys)
        followed = known.followed if known else frozenset()
        found = [each for each in every_line(snapshot) if _is_unplaced(each) and each.copy_id in followed]
    beside = _beside(vault.path, vault_id) if found else {}
    if found:
        with vault.change(SETTLED, now) as change:
            for each in found:
                if place := beside.get(each.copy_id):
                    follow(change, each, place)
                    drop_line(change, each)
                    list_file(change, msgspec.structs.replace(each, path=place, apart=False), vault.path)
                else:
                    gone = each.gone(now, GoneBy.PROGRAM)
                    save_line(change, gone)
                    declare_gone(change, now, gone, GoneBy.PROGRAM)
    vault.locked.anchors.tell_followed(vault_id, keys, followed)


def _is_unplaced(backup: Backup) -> bool:
    return not (backup.is_placed or backup.is_gone)


def _beside(vault: Path, vault_id: VaultId) -> dict[bytes, str]:
    """Returns the other copies of a vault that stand in its folder, by their ids."""
    found = dict[bytes, str]()
    for each in sorted(vault.absolute().parent.glob(f"*{escape(vault.suffix)}")):
        header = None if each.is_symlink() or is_same_file(each, vault) else header_of(each)
        if header is not None and header.vault_id == vault_id:
            found[header.copy_id] = str(each)
    return found


def _line_of(opened: OpenVault, met: MetCopy) -> Backup:
    path = Path(met.path)
    apart = is_apart(path, opened.vault.path) if _is_disk_there(opened, met) else None
    return Backup(0, met.copy_id, met.path, opened.now(), met.seq, role=CopyRole(met.role), apart=apart)


def _is_gone(opened: OpenVault, met: MetCopy, line: Backup) -> bool:
    """Returns whether a copy that was met cannot be seen although its disk is there."""
    return _is_disk_there(opened, met) and not is_in_sight(line)


def _is_disk_there(opened: OpenVault, met: MetCopy) -> bool:
    """Returns whether the disk is there on which a copy was met."""
    state_folder = opened.vault.locked.anchors.state_folder
    try:
        return met.apart in (None, is_apart(Path(met.path), state_folder))
    except OSError:
        return False


def _met(opened: OpenVault) -> MetCopies:
    return MetCopies(opened.vault.locked.anchors.state_folder, opened.vault.locked.header.vault_id)


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
    stopped = under_way.stopped(opened.vault.path)
    if stopped and not under_way.is_being_written() and not remove_second_names(opened.vault.path):
        return
    for copy_id in stopped:
        if copy_id in settled or remove_unfinished(opened.vault.path, copy_id):
            under_way.forget(copy_id)


def _is_being_written(opened: OpenVault, copy_id: CopyId) -> bool:
    return opened.vault.locked.anchors.are_kept and _under_way(opened).is_being_written(copy_id)


def _under_way(opened: OpenVault) -> UnderWay:
    return UnderWay(opened.vault.locked.anchors.state_folder, opened.vault.locked.header.vault_id)
