"""The lines of the list of copies, as far as they are written by whatever opens a vault; see `records.backups`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.practice.engagement import Counters
from coachvault.practice.opening import CopyRole
from coachvault.vault.change import Change
from coachvault.vault.codec import CopyId, RecordId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def name_other(change: Change, copy_id: CopyId, at: datetime) -> str:
    """Names in the list the copy that a vault was until now, of which there may be a file elsewhere.

    Args:
        change: The vault, which has another copy id by now.
        copy_id: The id that it had.
        at: When.

    Returns:
        As what it is listed, `B3`; a line that tells of it already stays as it is.
    """
    schedule = change.part(Part.SCHEDULE)
    for record_id in record_ids(change).values():
        known = change.read(schedule, record_id, Backup)
        if known.copy_id == copy_id and not known.is_gone:
            return known.id
    seq = change.last.seq if change.last else 0
    line = Backup(next_number(change), copy_id, "", at, seq, role=CopyRole.VAULT)
    change.insert(schedule, kinds.BACKUP, line, {"number": line.number})
    return line.id


def next_number(change: Change) -> int:
    """Returns a number for a line of the list that was never given before."""
    schedule = change.part(Part.SCHEDULE)
    item = next(change.head(schedule).of_kind(kinds.COUNTERS))
    known = change.read(schedule, item.record_id, Counters)
    number = max([known.backups, *record_ids(change)]) + 1
    change.replace(schedule, item.record_id, msgspec.structs.replace(known, backups=number), item.listing)
    return number


def record_ids(snapshot: Snapshot) -> dict[int, RecordId]:
    """Returns the record of each line by its number, the newest first."""
    items = snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.BACKUP)
    found = {item.listing["number"]: item.record_id for item in items}
    return dict(sorted(found.items(), reverse=True))
