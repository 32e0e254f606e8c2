"""The copies of the vault that are known: each under its number, so that it is cleaned or named."""

from __future__ import annotations

import msgspec

from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.services.core.open_vault import OpenVault
from coachvault.vault.change import Change
from coachvault.vault.codec import RecordId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def register_copy(change: Change, found: Backup) -> Backup:
    """Records that a copy of the vault exists somewhere, under the next free number, so that it is cleaned or named."""
    number = max((each.number for each in all_backups(change)), default=0) + 1
    backup = msgspec.structs.replace(found, number=number)
    change.insert(change.part(Part.SCHEDULE), kinds.BACKUP, backup, {"number": number})
    return backup


def register_origin(change: Change, opened: OpenVault) -> None:
    """Names, in a copy that goes on by itself, the vault that it was made from: that one holds everything, too."""
    seq = change.last.seq if change.last else 0
    path, copy_id = str(opened.vault.path.absolute()), opened.vault.locked.header.copy_id
    register_copy(change, Backup(0, copy_id, path, opened.now(), seq, is_origin=True))


def all_backups(snapshot: Snapshot) -> list[Backup]:
    """Returns the backups that are known, the oldest first."""
    return [read(snapshot, record_id) for record_id in reversed(record_ids(snapshot).values())]


def read(snapshot: Snapshot, record_id: RecordId) -> Backup:
    """Returns one known copy."""
    return snapshot.read(snapshot.part(Part.SCHEDULE), record_id, Backup)


def record_ids(snapshot: Snapshot) -> dict[int, RecordId]:
    """Returns the record of each backup by its number, the newest first."""
    items = snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.BACKUP)
    found = {item.listing["number"]: item.record_id for item in items}
    return dict(sorted(found.items(), reverse=True))
