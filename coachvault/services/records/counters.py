"""The highest note number ever given to each client, so that no number is given twice."""

from __future__ import annotations

from coachvault.practice import kinds
from coachvault.practice.engagement import Counters
from coachvault.services.records import roster
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def counters(snapshot: Snapshot) -> Counters:
    """Returns the numbers that are never given twice."""
    return roster.every(snapshot, Part.SCHEDULE, kinds.COUNTERS, Counters)[0]


def save_counters(change: Change, counters: Counters) -> None:
    """Writes the numbers that are never given twice."""
    roster.save_only(change, Part.SCHEDULE, kinds.COUNTERS, counters)
