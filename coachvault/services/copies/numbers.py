"""The numbers that were ever given in a vault, so that no copy that takes its place gives one a second time."""

from __future__ import annotations

from coachvault.practice import kinds
from coachvault.practice.engagement import Counters
from coachvault.practice.ids import Code
from coachvault.services.records import roster
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def numbers_given(snapshot: Snapshot) -> Counters:
    """Returns the highest numbers that were ever given in a vault: those that are kept, and those in its schedule."""
    items = list(snapshot.head(snapshot.part(Part.SCHEDULE)).items)

    def highest(kind: str) -> int:
        return max((item.listing["number"] for item in items if item.kind == kind), default=0)

    notes: dict[Code, int] = {}
    actions: dict[Code, int] = {}
    for kept in roster.engagements(snapshot):
        client = kept.engagement.client
        notes[client] = max(notes.get(client, 0), kept.engagement.tally.last_number)
        actions[client] = max(actions.get(client, 0), kept.engagement.tally.last_action)
    given = Counters(
        engagements=highest(kinds.ENGAGEMENT),
        releases=highest(kinds.RELEASE),
        disclosures=highest(kinds.DISCLOSURE),
        backups=highest(kinds.BACKUP),
        notes=notes,
        actions={client: number for client, number in actions.items() if number},
    )
    return roster.counters(snapshot).or_higher(given)
