"""An archive: a copy of the vault in which everything is sealed, with what custodians need next to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from coachvault.errors import BadInput, IntegrityError, NotFound
from coachvault.practice.backup import Backup
from coachvault.practice.engagement import EngagementStatus
from coachvault.practice.opening import CopyRole
from coachvault.practice.register import Event
from coachvault.practice.text import require_text
from coachvault.services.copies import copy_list, executor_page
from coachvault.services.copies.making import LONGEST_PATH, Making, make_copy
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import releases, roster
from coachvault.services.retirement import retire
from coachvault.vault.change import Change
from coachvault.vault.check import check_structure
from coachvault.vault.ledger import head_words
from coachvault.vault.store import Store
from coachvault.vault.taken import Taking


class Archived(msgspec.Struct, frozen=True):
    """An archive that was made.

    Args:
        backup: As it is registered, so that what is destroyed later is removed from it, too.
        words: Six words of its ledger's head: on paper they are a witness that nothing was changed or left out.
    """

    backup: Backup
    words: tuple[str, ...]


class VerifiedArchive(msgspec.Struct, frozen=True):
    """What anybody can verify of an archive without a key.

    Args:
        entries: How many entries its ledger has.
        words: Six words of its head, to be compared with those on paper.
    """

    entries: int
    words: tuple[str, ...]


def archive(opened: OpenVault, place: Path) -> Archived:
    """Copies the vault into a file in which every engagement is ended and sealed, verifies it, and registers it.

    The vault itself goes on as it is. READ-ME-FIRST and the executor's page are written next to the archive.

    Args:
        opened: The vault.
        place: The file; nothing may exist there yet.

    Raises:
        NotFound: The folder is not there.
        BadInput: Something already exists there, or others may write in the folder.
        IntegrityError: The copy is not whole.
    """
    opened.require_coach("makes archives")
    require_text(str(place.absolute()), longest=LONGEST_PATH)
    if not place.absolute().parent.is_dir():
        raise NotFound("That folder is not there; no archive was made.", "Is the disk plugged in?")
    if place.exists() or place.is_symlink():
        raise BadInput("Something already exists at that place; no archive was made.", "Name another place.")
    copy_list.settle_if_stopped(opened)
    executor_page.clear_page(opened, place)
    today = opened.now().date()
    making = Making(
        place,
        CopyRole.ARCHIVE,
        "practice archive",
        "archive",
        lambda copy: executor_page.write_page(opened, place, copy),
        (Event.ARCHIVED,),
        told=lambda: f"head: {' '.join(verify(place).words)}",
        goes_on=True,
        amend=lambda change: _seal_everything(change, today),
    )
    backup = make_copy(opened, making)
    return Archived(backup, verify(place).words)


def verify(path: Path) -> VerifiedArchive:
    """Verifies structure and chain of a vault or archive; needs no key.

    Raises:
        NoVault: Nothing is there.
        FormatError: It is no vault.
        IntegrityError: It is damaged.
    """
    store = Store.open(path)
    try:
        with store.transaction(write=False):
            faults, last = check_structure(store), store.last_ledger()
    finally:
        store.close()
    if faults or last is None:
        raise IntegrityError(faults[0] if faults else "The ledger is gone.", "Another copy may be whole.")
    return VerifiedArchive(last.seq + 1, head_words(last.seq, last.link))


def _seal_everything(change: Change, today: date) -> None:
    for kept in roster.undestroyed(change):
        if kept.engagement.status is not EngagementStatus.ENDED:
            retire.stop(change, kept, today)
        if not change.is_sealed(kept.compartment_id):
            change.seal_compartment(kept.compartment_id)
        releases.seal_drafts(change, kept.engagement.number)
    known = roster.state(change)
    retired = known.retired_on or today
    retire.save_state(change, msgspec.structs.replace(known, retired_on=retired, is_archive=True))
    change.taking = Taking()  # the vault itself goes on: nothing was removed from it
