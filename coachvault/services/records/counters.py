"""The highest note number ever given to each client, so that no number is given twice."""

from __future__ import annotations

from coachvault.practice import kinds
from coachvault.practice.engagement import Counters, Engagement
from coachvault.practice.ids import Code
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def counters(snapshot: Snapshot) -> Counters:
    """Returns the numbers that are never given twice."""
    schedule = snapshot.part(Part.SCHEDULE)
    item = next(snapshot.head(schedule).of_kind(kinds.COUNTERS))
    return snapshot.read(schedule, item.record_id, Counters)


def numbers_given(snapshot: Snapshot) -> Counters:
    """Returns the highest numbers that were ever given in a vault: those that are kept, and those in its schedule."""
    items = list(snapshot.head(snapshot.part(Part.SCHEDULE)).items)

    def highest(kind: str) -> int:
        return max((item.listing["number"] for item in items if item.kind == kind), default=0)

    notes: dict[Code, int] = {}
    for item in items:
        if item.kind == kinds.ENGAGEMENT:
            found = snapshot.read(snapshot.part(Part.SCHEDULE), item.record_id, Engagement)
            notes[found.client] = max(notes.get(found.client, 0), found.tally.last_number)
    given = Counters(
        engagements=highest(kinds.ENGAGEMENT),
        releases=highest(kinds.RELEASE),
        disclosures=highest(kinds.DISCLOSURE),
        backups=highest(kinds.BACKUP),
        notes=notes,
    )
    return counters(snapshot).or_higher(given)


def save_counters(change: Change, counters: Counters) -> None:
    """Writes the numbers that are never given twice."""
    schedule = change.part(Part.SCHEDULE)
    item = next(change.head(schedule).of_kind(kinds.COUNTERS))
    change.replace(schedule, item.record_id, counters, {})
