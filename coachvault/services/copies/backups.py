"""Backups: made, listed, verified, and forgotten once they are gone; see also `destruction.clean_copies`."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from coachvault.errors import CoachVaultError, IntegrityError, Locked, NotFound, Refused, UnlockFailed
from coachvault.practice.backup import Backup, CopyState, GoneBy, id_of
from coachvault.practice.opening import CopyRole, Purpose
from coachvault.practice.register import Event
from coachvault.practice.text import require_text
from coachvault.services.copies import copy_list
from coachvault.services.copies.copy_list import BackupLine, is_in_sight, is_this_copy
from coachvault.services.copies.executor_page import clear_page, remove_page, render, renew_page, write_next_to
from coachvault.services.copies.making import BEGUN, LONGEST_PATH, Making, make_copy
from coachvault.services.core.open_vault import OpenVault, judged_with_keys, require_openable
from coachvault.services.notes import inbox
from coachvault.services.records import roster
from coachvault.services.records.backups import (
    all_backups,
    drop_line,
    is_itself,
    read,
    record_ids,
    save_line,
)
from coachvault.services.records.certificates import declare_gone
from coachvault.system.files import private_folder
from coachvault.vault.check import Findings, Progress, check_vault
from coachvault.vault.codec import CopyId
from coachvault.vault.copying import unfinished_of
from coachvault.vault.snapshot import MOVED_AWAY, Snapshot
from coachvault.vault.vault import LockedVault, Vault

SUFFIX = ".vault"
AUTOMATIC = "auto-"
MOST_AUTOMATIC = 10
_OWN_ENTRIES = frozenset({BEGUN, "backup forget", copy_list.SETTLED})


def create(opened: OpenVault, destination: Path) -> Backup:
    """Copies the vault into a folder, opens everything in the copy that these keys open, and keeps it in the list.

    Args:
        opened: The vault.
        destination: A folder, made where it is missing; or the file to write, ending in `.vault`.

    Raises:
        NotFound: The folder in which it would be is not there.
        BadInput: Something already exists there, or others may write in the folder.
        IntegrityError: The copy is not whole.
        StorageFailed: The disk did not take it, or does not let go of the page of an executor who was removed.
    """
    return _create(opened, destination)


def _create(opened: OpenVault, destination: Path, *, automatic: bool = False, moves: bool = False) -> Backup:
    kind = MOVED_AWAY if moves else BEGUN
    opened.vault.require_may(kind)
    copy_list.settle_if_stopped(opened)
    now, place = opened.now(), destination
    require_text(str(destination.absolute()), longest=LONGEST_PATH)
    if not destination.absolute().parent.is_dir():
        raise NotFound("That folder is not there; no backup was made.", "Is the disk plugged in?")
    if destination.suffix != SUFFIX or destination.is_dir():
        place = private_folder(destination) / f"backup-{now:%Y%m%d-%H%M%S}{SUFFIX}"
    with opened.vault.read() as snapshot:
        beside = render(snapshot, now)
        clear_page(opened.held_at(snapshot), place)

    def write_page(_: Vault) -> str:
        return str(write_next_to(beside, place).absolute()) if beside.html else ""

    events = (Event.BACKED_UP, Event.MOVED_AWAY) if moves else (Event.BACKED_UP,)
    making = Making(place, CopyRole.BACKUP, kind, "backup", write_page, events, is_home=moves, goes_on=moves)
    return make_copy(opened, msgspec.structs.replace(making, automatic=automatic))


def set_automatic(opened: OpenVault, folder: Path | None) -> None:
    """Has a backup made in a folder whenever the vault is locked; None ends that.

    Raises:
        NotFound: The folder is not there.
    """
    if folder is not None and not folder.is_dir():
        raise NotFound("That folder is not there; nothing was changed.", "Make it first. Is the disk plugged in?")
    with opened.vault.change("backup auto", opened.now()) as change:
        place = str(folder.absolute()) if folder else ""
        roster.save_profile(change, msgspec.structs.replace(roster.profile(change), backup_folder=place))


def make_automatic(opened: OpenVault) -> Backup | None:
    """Makes a backup where one is to be made at each locking; None where none is, or nothing changed since the last.

    Of those that were made like this and are in this folder, the newest ten stay; older ones are deleted, and leave the
    list once they are seen to be gone. What cannot be seen stays in the list, and so does every other folder; what can
    be seen and is not that very copy, or cannot be read, is left where it is.

    Raises:
        NotFound: The folder is not there now.
        StorageFailed: The disk did not take it.
    """
    with opened.vault.read() as snapshot:
        folder, known = roster.profile(snapshot).backup_folder, all_backups(snapshot)
        here = [each for each in known if folder and _is_automatic_in(each, Path(folder))]
        made = [each for each in here if is_this_copy(each, snapshot.vault_id)]
        if not folder or (made and all(kind in _OWN_ENTRIES for kind in snapshot.kinds_after(made[-1].seq))):
            return None
    if not Path(folder).is_dir():
        raise NotFound("The folder for backups is not there; none was made.", "Is the disk plugged in?")
    place = Path(folder) / f"{AUTOMATIC}{opened.now():%Y%m%d-%H%M%S}{SUFFIX}"
    backup = _create(opened, place, automatic=True)
    _delete(opened, made[: max(0, len(made) + 1 - MOST_AUTOMATIC)])
    return backup


def _is_automatic_in(backup: Backup, folder: Path) -> bool:
    """Returns whether a backup was made at a locking, in a folder."""
    place = Path(backup.path)
    is_automatic = place.name.startswith(AUTOMATIC) if backup.automatic is None else backup.automatic
    return backup.is_made and is_automatic and place.parent == folder.absolute()


def _delete(opened: OpenVault, old: list[Backup]) -> None:
    """Deletes backups whose files are theirs, and takes those out of the list that can then be seen no more."""
    for each in old:
        with suppress(OSError):
            Path(each.path).unlink()
    gone = [each for each in old if not os.path.lexists(each.path)]
    if not gone:
        return
    now = opened.now()
    with opened.vault.change("backup forget", now) as change:
        for each in gone:
            remove_page(change, each)
            drop_line(change, each)
            declare_gone(change, now, each, GoneBy.PROGRAM)


def move_away(opened: OpenVault, destination: Path) -> Backup:
    """Makes a backup that goes on elsewhere, and closes the vault that is left here: it is read, and not written.

    Args:
        opened: The vault; it cannot be written to afterwards.
        destination: As for `create`, which also says what is raised.
    """
    backup = _create(opened, destination, moves=True)
    inbox.settle(opened)  # users without a key are notified, too
    return backup


def list_backups(opened: OpenVault) -> list[BackupLine]:
    """Returns every line of the list, the newest first, also those that are gone; in a copy, its own is left out.

    What was begun and not finished is settled before, where that can be written down.
    """
    return [*reversed(copy_list.settled_lines(opened))]


def verify(opened: OpenVault, given_id: str, progress: Progress) -> tuple[Backup, Findings]:
    """Opens a backup and checks everything in it.

    Args:
        opened: The vault.
        given_id: The backup's id; the newest when left out.
        progress: Called with how many rows have been checked, and of how many.

    Raises:
        NotFound: There is no such backup, or no file where it was written.
        Refused: It is from before the keys were rotated.
        IntegrityError: Another file is there, or it cannot be opened.
    """
    with opened.vault.read() as snapshot:
        backup = _find(snapshot, given_id)
    return backup, verify_known(opened, backup, progress)


def verify_known(opened: OpenVault, backup: Backup, progress: Progress) -> Findings:
    """Opens a backup that is known and checks everything in it.

    Args:
        opened: The vault.
        backup: The backup.
        progress: Called with how many rows have been checked, and of how many.

    Raises:
        NotFound: No file is where it was written.
        Refused: It is from before the keys were rotated.
        IntegrityError: Another file is there, or it cannot be opened.
    """
    with msgspec.structs.replace(reach(opened, backup, Purpose.VERIFY), despite_header=True).read() as snapshot:
        return check_vault(snapshot, progress)


def forget(opened: OpenVault, given_id: str) -> Backup:
    """Declares a copy gone for good; it stays in the list as gone, and the certificates say who said so.

    The executor's page next to it names clients, and would be forgotten with it: it is removed, unless another backup
    has it, too. With the vault that a copy was made from goes the page next to the copy, which is written anew.

    Raises:
        NotFound: There is no such backup, or it is gone already.
        Refused: Its file can be seen; or the page next to this copy is from before, and cannot be written anew.
        StorageFailed: The executor's page cannot be removed; nothing was changed.
    """
    copy_list.settle_if_stopped(opened)
    with opened.vault.read() as snapshot:
        found = _find(snapshot, given_id)
        if not snapshot.is_moved_away:
            _require_out_of_sight(found)
        problem = renew_page(opened.held_at(snapshot), found) if found.is_origin else ""
    if problem:
        raise Refused(f"{problem}.", "Nothing was forgotten.")
    now = opened.now()
    with opened.vault.change("backup forget", now) as change:
        backup = _find(change, given_id).gone(now, GoneBy.COACH)
        remove_page(change, backup)
        save_line(change, backup)
        declare_gone(change, now, backup, GoneBy.COACH)
    return backup


def _require_out_of_sight(backup: Backup) -> None:
    """Makes sure that a copy which is declared gone cannot be seen.

    Raises:
        Refused: It can.
    """
    place = Path(backup.path)
    if not backup.is_placed:
        return
    left = [path for path in (place, unfinished_of(place, CopyId(backup.copy_id))) if os.path.lexists(path)]
    if left and (left[0] != place or is_in_sight(backup)):
        raise Refused(
            f"{backup.id} is not gone: {left[0]}",
            "Delete the file, then `backup forget` it; `backup clean` takes out of it what was destroyed here.",
        )


def last_made(snapshot: Snapshot) -> datetime | None:
    """Returns when the last backup was made."""
    return max((each.made_at for each in all_backups(snapshot) if each.is_made), default=None)


def reach(opened: OpenVault, backup: Backup, purpose: Purpose = Purpose.CLEAN) -> Vault:
    """Returns a copy, opened with the keys that are at hand.

    Args:
        opened: The vault.
        backup: The copy.
        purpose: For what.

    Raises:
        NotFound: No file is where it was written.
        Refused: Its keys are others: they were rotated since, and are not kept; or a custodian asks.
        Locked: It is from before the last step or rotation of the keys, and there is no way in to ask for.
        IntegrityError: Another file is there.

    What is opened raises the refusal of its `Ruling` when it is read, where that takes a key to tell.
    """
    path = Path(backup.path)
    if not backup.is_placed:
        raise NotFound(f"{backup.id} is the vault where it was before: it cannot be reached from here.", _GONE)
    if backup.state is not CopyState.PRESENT:
        left = unfinished_of(path, CopyId(backup.copy_id))
        where = f"what is left of it: {left}" if os.path.lexists(left) else "its disk is not there"
        raise NotFound(f"{backup.id} was begun and is not finished; {where}.", _UNFINISHED)
    if backup.is_origin and not path.is_file():
        raise NotFound(f"the vault that this copy was made from ({backup.id}) cannot be reached from here.", _GONE)
    if not path.is_file():
        raise NotFound(
            f"{backup.id} is not where it was written.", "Is the disk plugged in? `backup forget` forgets it."
        )
    locked = opened.vault.locked.beside(path)
    require_openable(locked, Purpose.READ if backup.is_origin else purpose, opened.opener.who)
    if locked.header.copy_id != backup.copy_id:
        raise IntegrityError(f"Another file is where {backup.id} was written.")
    if backup.is_origin and not locked.header.has_keys_of(opened.vault.locked.header):
        raise Refused(f"The keys of the vault that this copy was made from ({backup.id}) are others by now.", _GONE)
    try:
        vault = opened.copy_at(locked)
        return vault if backup.is_origin else judged_with_keys(vault, purpose, opened.opener.who)
    except Refused:
        raise Refused(
            f"{backup.id} is from before the keys were rotated: today's keys do not open it.",
            f"`coachvault --vault FILE check` checks it with its own passphrase. {_DESTROY}",
        ) from None
    except (Locked, UnlockFailed):
        raise Locked(
            f"{backup.id} is from before the keys took their last step, and takes the passphrase, too.", _ASKS
        ) from None


def takes_passphrase(opened: OpenVault, backup: Backup) -> bool:
    """Returns whether a copy can be seen that the keys at hand do not open: from before their last step or rotation."""
    path = Path(backup.path)
    if not opened.vault.day.may_read or backup.state is not CopyState.PRESENT:
        return False
    try:
        return opened.takes_root(LockedVault.at(path, None).header)
    except CoachVaultError:
        return False


_UNFINISHED = (
    "Plug the disk in: what was left unfinished on it is then removed. Or `backup forget` says that it is gone."
)
_ASKS = "`coachvault backup clean` asks for it in a terminal; `--passphrase-file` gives it."
_GONE = "Destroy what is to be destroyed there as well; once its file is gone, `backup forget` says so."
_DESTROY = "Once there is a newer backup, destroy it and `backup forget` it."


def _find(snapshot: Snapshot, given_id: str) -> Backup:
    """Returns the backup with an id, reading no other one; the newest that was made where none was typed."""
    known, wanted = record_ids(snapshot), given_id.strip().upper()
    for number, record_id in known.items():
        found = read(snapshot, record_id) if wanted in ("", id_of(number)) else None
        if found and wanted and found.is_gone:
            raise NotFound(f"{found.id} is gone since {found.gone_at:%Y-%m-%d}.", "`coachvault backup list`")
        if found and (wanted or found.is_made):
            return found
    raise NotFound("There is no such backup." if known else "No backup was made yet.", "`coachvault backup list`")


def known_backups(snapshot: Snapshot) -> dict[str, Backup | CoachVaultError]:
    """Returns the backups that are known by their ids, the newest first; what is wrong with a record that is damaged.

    Args:
        snapshot: The vault.
    """
    found: dict[str, Backup | CoachVaultError] = {}
    for number, record_id in record_ids(snapshot).items():
        try:
            backup = read(snapshot, record_id)
            if not (backup.is_gone or is_itself(snapshot, backup)):
                found[id_of(number)] = backup
        except CoachVaultError as error:
            found[id_of(number)] = error
    return found
