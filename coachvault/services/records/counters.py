"""The highest note number ever given to each client, so that no number is given twice."""

from __future__ import annotations

from coachvault.practice import kinds
from coachvault.practice.engagement import Counters
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def counters(snapshot: Snapshot) -> Counters:
    """Returns the numbers that are never given twice."""
    schedule = snapshot.part(Part.SCHEDULE)
    item = next(snapshot.head(schedule).of_kind(kinds.COUNTERS))
    return snapshot.read(schedule, item.record_id, Counters)


def save_counters(change: Change, counters: Counters) -> None:
    """Writes the numbers that are never given twice."""
    schedule = change.part(Part.SCHEDULE)
    item = next(change.head(schedule).of_kind(kinds.COUNTERS))
    change.replace(schedule, item.record_id, counters, {})
