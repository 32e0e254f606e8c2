"""Backups: made, listed, verified, and forgotten once they are gone; see also `destruction.clean_copies`."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from coachvault.errors import BadInput, CoachVaultError, IntegrityError, NotFound, Refused
from coachvault.practice.backup import Backup, id_of
from coachvault.practice.register import Event
from coachvault.practice.text import require_text
from coachvault.services.copies.executor_page import clear_page, remove_page, render, renew_page, write_next_to
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes import inbox
from coachvault.services.records import roster
from coachvault.services.records.backups import all_backups, read, record_ids, register_copy, register_origin
from coachvault.services.records.certificates import declare_gone
from coachvault.services.records.register import record
from coachvault.system.files import private_folder
from coachvault.vault.check import Findings, Progress, check_vault
from coachvault.vault.copying import Copying, copy_vault
from coachvault.vault.header import HeaderRole
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import MOVED_AWAY, Snapshot
from coachvault.vault.vault import LockedVault, Vault

SUFFIX = ".vault"
LONGEST_PATH = 4096
AUTOMATIC = "auto-"
MOST_AUTOMATIC = 10
_OWN_ENTRIES = frozenset({"backup create", "backup forget"})


class BackupLine(msgspec.Struct, frozen=True):
    """A backup as lists show it.

    Args:
        backup: The backup.
        is_there: Whether a file is at its place, as far as this machine can see.
    """

    backup: Backup
    is_there: bool


def create(opened: OpenVault, destination: Path) -> Backup:
    """Copies the vault into a folder, opens everything in the copy that these keys open, and registers it.

    Args:
        opened: The vault.
        destination: A folder, made where it is missing; or the file to write, ending in `.vault`.

    Raises:
        NotFound: The folder in which it would be is not there.
        BadInput: Something already exists there, or others may write in the folder.
        IntegrityError: The copy is not whole.
        StorageFailed: The disk did not take it, or does not let go of the page of an executor who was removed.
    """
    return _create(opened, destination, "backup create", (Event.BACKED_UP,))


def _create(opened: OpenVault, destination: Path, kind: str, events: tuple[Event, ...]) -> Backup:
    opened.vault.require_may(kind)
    now = opened.now()
    place = destination
    require_text(str(destination.absolute()), longest=LONGEST_PATH)
    if not destination.absolute().parent.is_dir():
        raise NotFound("That folder is not there; no backup was made.", "Is the disk plugged in?")
    if destination.suffix != SUFFIX or destination.is_dir():
        place = private_folder(destination) / f"backup-{now:%Y%m%d-%H%M%S}{SUFFIX}"
    if place.exists() or place.is_symlink():
        raise BadInput("Something already exists at that place; no backup was made.", "Name another place.")
    state_folder = opened.vault.locked.anchors.state_folder
    copying = Copying("backup", HeaderRole.BACKUP, now)
    if kind == MOVED_AWAY:
        copying = Copying("backup", HeaderRole.VAULT, now, amend=lambda change: register_origin(change, opened))
    with opened.vault.read() as snapshot:
        seq = snapshot.last.seq if snapshot.last else 0
        clear_page(opened.held_at(snapshot), place)
        html = render(snapshot, now)
    copy = copy_vault(opened.vault.path, opened.vault.day, place, state_folder, copying)
    page = str(write_next_to(html, place).absolute()) if html else ""
    with opened.vault.change(kind, now) as change:
        backup = register_copy(change, Backup(0, copy.locked.header.copy_id, str(place.absolute()), now, seq, page))
        for event in events:
            record(change, event, "", backup.id, now)
    return backup


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

    Of those that were made like this the newest ten stay; older ones are removed.

    Raises:
        NotFound: The folder is not there now.
        StorageFailed: The disk did not take it.
    """
    with opened.vault.read() as snapshot:
        folder, known = roster.profile(snapshot).backup_folder, all_backups(snapshot)
        made = [each for each in known if folder and Path(each.path).name.startswith(AUTOMATIC)]
        if not folder or (made and all(kind in _OWN_ENTRIES for kind in snapshot.kinds_after(made[-1].seq))):
            return None
    if not Path(folder).is_dir():
        raise NotFound("The folder for backups is not there; none was made.", "Is the disk plugged in?")
    backup = create(opened, Path(folder) / f"{AUTOMATIC}{opened.now():%Y%m%d-%H%M%S}{SUFFIX}")
    for old in made[: max(0, len(made) + 1 - MOST_AUTOMATIC)]:
        with suppress(OSError):
            Path(old.path).unlink(missing_ok=True)
        forget(opened, old.id)
    return backup


def move_away(opened: OpenVault, destination: Path) -> Backup:
    """Makes a backup that goes on elsewhere, and closes the vault that is left here: it is read, and not written.

    Args:
        opened: The vault; it cannot be written to afterwards.
        destination: As for `create`, which also says what is raised.
    """
    backup = _create(opened, destination, MOVED_AWAY, (Event.BACKED_UP, Event.MOVED_AWAY))
    inbox.settle(opened)  # users without a key are notified, too
    return backup


def list_backups(opened: OpenVault) -> list[BackupLine]:
    """Returns the backups that are known, the newest first."""
    with opened.vault.read() as snapshot:
        return [line(each) for each in reversed(all_backups(snapshot))]


def line(backup: Backup) -> BackupLine:
    """Returns a backup with whether its file can be seen from here."""
    return BackupLine(backup, Path(backup.path).is_file())


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
    with msgspec.structs.replace(reach(opened, backup), despite_header=True).read() as snapshot:
        return check_vault(snapshot, progress)


def forget(opened: OpenVault, given_id: str) -> Backup:
    """Forgets a backup that is gone for good; the file, if there is one, is left alone.

    The executor's page next to it names clients, and would be forgotten with it: it is removed, unless another backup
    has it, too. With the vault that a copy was made from goes the page next to the copy, which is written anew.

    Raises:
        NotFound: There is no such backup.
        Refused: The page next to this copy is from before, and cannot be written anew.
        StorageFailed: The executor's page cannot be removed; nothing was changed.
    """
    with opened.vault.read() as snapshot:
        found = _find(snapshot, given_id)
        problem = renew_page(opened.held_at(snapshot), found) if found.is_origin else ""
    if problem:
        raise Refused(f"{problem}.", "Nothing was forgotten.")
    with opened.vault.change("backup forget", opened.now()) as change:
        backup = _find(change, given_id)
        remove_page(change, backup)
        change.remove(change.part(Part.SCHEDULE), record_ids(change)[backup.number])
        declare_gone(change, opened.now(), backup)
    return backup


def last_made(snapshot: Snapshot) -> datetime | None:
    """Returns when the last backup was made."""
    return max((each.made_at for each in all_backups(snapshot) if not each.is_origin), default=None)


def reach(opened: OpenVault, backup: Backup) -> Vault:
    """Returns a copy, opened with the keys that are at hand.

    Raises:
        NotFound: No file is where it was written.
        Refused: Its keys are others: they were rotated since.
        IntegrityError: Another file is there.
    """
    path = Path(backup.path)
    if backup.is_origin and not path.is_file():
        raise NotFound(f"the vault that this copy was made from ({backup.id}) cannot be reached from here.", _GONE)
    if not path.is_file():
        raise NotFound(
            f"{backup.id} is not where it was written.", "Is the disk plugged in? `backup forget` forgets it."
        )
    anchors = opened.vault.locked.anchors
    locked = LockedVault.at(path, anchors.state_folder if anchors.are_kept else None)
    if locked.header.copy_id != backup.copy_id:
        raise IntegrityError(f"Another file is where {backup.id} was written.")
    if backup.is_origin and locked.header.epoch != opened.vault.locked.header.epoch:
        raise Refused(f"The keys of the vault that this copy was made from ({backup.id}) are others by now.", _GONE)
    if locked.header.epoch != opened.vault.locked.header.epoch:
        raise Refused(
            f"{backup.id} is from before the keys were rotated: today's keys do not open it.",
            f"`coachvault --vault FILE check` checks it with its own passphrase. {_DESTROY}",
        )
    return opened.copy_at(locked)


_GONE = "Destroy what is to be destroyed there as well; once its file is gone, `backup forget` says so."
_DESTROY = "Once there is a newer backup, destroy it and `backup forget` it."


def _find(snapshot: Snapshot, given_id: str) -> Backup:
    """Returns the backup with an id, reading no other one; the newest where none was typed."""
    known, wanted = record_ids(snapshot), given_id.strip().upper()
    for number, record_id in known.items():
        found = read(snapshot, record_id) if wanted in ("", id_of(number)) else None
        if found and (wanted or not found.is_origin):
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
            found[id_of(number)] = read(snapshot, record_id)
        except CoachVaultError as error:
            found[id_of(number)] = error
    return found
