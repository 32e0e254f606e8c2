"""Making a copy: it stands in the list before its first byte is written; what cannot be listed is not made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from coachvault.errors import BadInput, CoachVaultError, NotFound
from coachvault.practice.backup import Backup, CopyState
from coachvault.practice.opening import CopyRole
from coachvault.practice.register import Event
from coachvault.practice.text import require_text
from coachvault.services.copies import copy_list
from coachvault.services.copies.under_way import UnderWay
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.backups import drop_line, own_line, register_copy, register_origin, save_line
from coachvault.services.records.register import record
from coachvault.system.files import is_apart
from coachvault.vault.change import Change
from coachvault.vault.codec import CopyId
from coachvault.vault.copying import Copying, copy_vault, random_copy_id
from coachvault.vault.header import HeaderRole
from coachvault.vault.vault import Vault

LONGEST_PATH = 4096
BEGUN = "backup create"
"""The kind of the change that puts the line of a copy into the list."""


_HEADER_ROLES = {CopyRole.BACKUP: HeaderRole.BACKUP, CopyRole.ARCHIVE: HeaderRole.ARCHIVE}


class Making(msgspec.Struct, frozen=True):
    """What copy is to be made.

    Args:
        place: Its file; nothing may exist there.
        role: For what it is there.
        kind: What is done, for the vault's ledger, once the copy is made.
        copied: What is done, for the ledger of the copy.
        write_page: Writes the executor's page next to the copy, and returns its path; empty for none.
        events: What the register tells of it.
        told: Returns what more the register tells of it, once it is made.
        is_home: Whether it is no copy any more, but the vault that goes on.
        goes_on: Whether the copy goes on by itself, so that what is destroyed in it is destroyed in the vault, too.
        automatic: Whether it is made at a locking.
        amend: Changes the copy before anybody uses it.
    """

    place: Path
    role: CopyRole
    kind: str
    copied: str
    write_page: Callable[[Vault], str]
    events: tuple[Event, ...]
    told: Callable[[], str] = str
    is_home: bool = False
    goes_on: bool = False
    automatic: bool = False
    amend: Callable[[Change], None] = lambda _: None


def make_copy(opened: OpenVault, making: Making) -> Backup:
    """Copies the vault into a file, opens everything in the copy that these keys open, and keeps its line in the list.

    Raises:
        BadInput: Something already exists there, or others may write in the folder.
        NotFound: The folder in which it would be is not there.
        IntegrityError: The copy is not whole.
        StorageFailed: The disk did not take it.
    """
    vault, now = opened.vault, opened.now()
    vault.require_may(making.kind)
    line = _begun(opened, making)
    under_way = UnderWay(vault.locked.anchors.state_folder, vault.locked.header.vault_id)
    copy_id = CopyId(line.copy_id)

    def amend(change: Change) -> None:
        _settle_own(change, making)
        register_origin(change, opened, goes_on=making.goes_on)
        making.amend(change)

    role = HeaderRole.VAULT if making.is_home else _HEADER_ROLES[making.role]
    copying = Copying(making.copied, role, now, amend=amend, copy_id=copy_id)
    with under_way.writing(copy_id):
        with vault.change(BEGUN, now) as change:
            seq = change.last.seq + 1 if change.last else 0
            line = register_copy(change, msgspec.structs.replace(line, seq=seq))
        try:
            copy = copy_vault(vault.path, vault.day, making.place, vault.locked.anchors.state_folder, copying)
            made = msgspec.structs.replace(line, page_path=making.write_page(copy), state=CopyState.PRESENT)
            with vault.change(making.kind, now) as change:
                save_line(change, made)
                for event in making.events:
                    record(change, event, "", made.id, now, what=making.told())
        except BaseException:
            with suppress(CoachVaultError):
                copy_list.settle_one(opened, line)
            raise
        under_way.forget(copy_id)
    return made


def _begun(opened: OpenVault, making: Making) -> Backup:
    """Returns the line of a copy of which nothing is written yet, after making sure that it can be written."""
    place, vault = making.place, opened.vault.path
    require_text(str(place.absolute()), longest=LONGEST_PATH)
    if place.exists() or place.is_symlink():
        raise BadInput("Something already exists at that place; nothing was made.", "Name another place.")
    try:
        apart = is_apart(place, vault)
    except OSError:
        raise NotFound("That folder is not there; nothing was made.", "Is the disk plugged in?") from None
    path, state = str(place.absolute()), CopyState.WRITING
    return Backup(
        0,
        random_copy_id(),
        path,
        opened.now(),
        0,
        role=making.role,
        state=state,
        apart=apart,
        automatic=making.automatic,
    )


def _settle_own(change: Change, making: Making) -> None:
    """Says in a copy that it is made; in one that goes on as the vault, that it is none."""
    own = own_line(change)
    if own is None:
        return
    if making.is_home:
        drop_line(change, own)
    else:
        save_line(change, msgspec.structs.replace(own, state=CopyState.PRESENT))
