"""Readings of sealed notes in another copy of the vault: they are recorded where the register is, in the vault itself.

Nothing is written into a copy. What was read goes into the vault's inbox, sealed, as notes do that are written while it
is locked, and from there into the register when the vault is next unlocked.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from coachvault.errors import FormatError, IntegrityError, Refused
from coachvault.practice.opening import CopyRole, Standing
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.backups import own_line
from coachvault.system.files import is_apart
from coachvault.vault.codec import decode, encode
from coachvault.vault.inbox import append
from coachvault.vault.known import path_of
from coachvault.vault.pins import Pins
from coachvault.vault.sighting import header_of
from coachvault.vault.snapshot import Snapshot

NOT_RECORDED = (
    "This computer has no vault of this practice that goes on: what is read of sealed notes here is recorded nowhere."
)
_READINGS = frozenset({Event.READ, Event.OPENED})


class ReadingReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reading as it waits in the inbox: what will stand in the register.

    Args:
        reading: The entry.
    """

    reading: RegisterEntry


def parse_reading(data: bytes) -> RegisterEntry | None:
    """Returns the entry that an item of the inbox holds; None where it holds something else, such as a note."""
    try:
        entry = decode(data, ReadingReport).reading
    except FormatError:
        return None
    return entry if entry.event in _READINGS else None


def report(opened: OpenVault, snapshot: Snapshot, entry: RegisterEntry) -> bool:
    """Puts a reading into the inbox of the vault that this computer works on, before anything is shown.

    Args:
        opened: The copy that is read.
        snapshot: The copy as it is.
        entry: What was read, by whom, and why.

    Returns:
        Whether there is such a vault; where there is none, it is recorded nowhere.

    Raises:
        Refused: The copy is open read-only, so that nothing is recorded.
        UnsupportedVersion: A newer program wrote the copy, or the vault.
        Locked: The vault was never unlocked here, or its inbox has other keys than this computer knows: it has to be
            unlocked once.
        VaultBusy: Another program is writing to it.
        StorageFailed: The disk did not take it.
    """
    opened.vault.locked.header.require_writable()
    pins = Pins(opened.vault.locked.anchors.state_folder)
    home = home_of(opened, snapshot)
    if home is None:
        return False
    what = f"in another copy ({opened.ruling.standing}): {opened.vault.path.absolute()}"
    try:
        append(home, pins, encode(ReadingReport(msgspec.structs.replace(entry, what=what))), is_note=False)
    except Refused as error:
        raise Refused(f"What is read could not be recorded in the vault: {error.message}", error.hint) from None
    return True


def home_of(opened: OpenVault, snapshot: Snapshot) -> Path | None:
    """Returns where the vault is that goes on on this computer, if there is one besides this file.

    Args:
        opened: The copy.
        snapshot: The copy as it is.
    """
    found = _homes(opened, snapshot)
    if opened.ruling.standing is Standing.MOVED_AWAY:  # what it went on as may be on its way to another computer
        found = [each for each in found if each.is_unlocked_here or not is_apart(each.path, opened.vault.path)]
    found.sort(key=lambda each: not each.is_unlocked_here)
    return found[0].path if found else None


class _Home(msgspec.Struct, frozen=True):
    """A vault that goes on on this computer."""

    path: Path
    is_unlocked_here: bool


def _homes(opened: OpenVault, snapshot: Snapshot) -> list[_Home]:
    """Returns the vaults that go on here besides this file; one that is damaged keeps nobody out of a copy."""
    keys, locked = snapshot.ledger_keys(), opened.vault.locked
    known, pins = locked.anchors.authentic(snapshot.vault_id, keys), Pins(locked.anchors.state_folder)
    found = []
    for each in known.homes if known else ():
        path = path_of(each, snapshot.vault_id, keys)
        if path is None or each.is_moved or not path.is_file() or path.samefile(opened.vault.path):
            continue
        header = header_of(path)
        if header and (header.vault_id, header.copy_id) == (snapshot.vault_id, each.copy_id):
            with suppress(IntegrityError):
                found.append(_Home(path, pins.read(header) is not None))
    return found


def about_copy(opened: OpenVault) -> list[str]:
    """Returns what is said of a copy before anything in it is shown: what it is, which, and where readings go.

    Args:
        opened: The copy; there is nothing to say of a vault that goes on.
    """
    if opened.may_write:
        return [opened.what_it_is] if opened.what_it_is else []
    with opened.vault.read() as snapshot:
        line, home = own_line(snapshot), home_of(opened, snapshot)
    which = f"It is {line.id}, of {line.made_at:%Y-%m-%d}." if line and line.role is CopyRole.BACKUP else ""
    told = " ".join(filter(None, [opened.what_it_is, which]))
    is_unrecorded = home is None and not opened.vault.locked.header.is_newer
    return [*filter(None, [told, NOT_RECORDED if is_unrecorded else ""])]
