"""Bringing an older copy of the vault up to what was taken away since: erased notes and wordings, ended engagements."""

from __future__ import annotations

import msgspec

from coachvault.practice import kinds
from coachvault.practice.engagement import tally
from coachvault.services import engagements, roster
from coachvault.services.placing import summaries
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import Item
from coachvault.vault.snapshot import Snapshot


def take_away(change: Change, now: Snapshot) -> int:
    """Erases what was erased, and gives records of which earlier wordings were erased their present wording.

    Args:
        change: A copy of the vault.
        now: The vault as it is now.

    Returns:
        How many notes were erased or lost earlier wordings.
    """
    count = 0
    for compartment_id in shared(change, now):
        before, after = change.head(compartment_id), now.head(compartment_id)
        for record_id in set(after.erased) & set(before.by_id):
            change.erase(compartment_id, record_id)
            count += before.by_id[record_id].kind == kinds.NOTE
        for item in after.items:
            known = before.by_id.get(item.record_id)
            if known and known.rows[0].revision < item.rows[0].revision:
                change.replace(compartment_id, item.record_id, value_of(now, compartment_id, item), item.listing)
                count += item.kind == kinds.NOTE
    return count


def seal_again(change: Change, now: Snapshot) -> None:
    """Seals what is sealed now."""
    for compartment_id in shared(change, now):
        if now.is_sealed(compartment_id) and not change.is_sealed(compartment_id):
            change.seal_compartment(compartment_id)


def recount(change: Change) -> None:
    """Counts every engagement's notes anew; the highest number ever given stays."""
    for kept in roster.engagements(change):
        notes = [summary for _, summary, _ in summaries(change, kept.compartment_id)]
        engagements.keep_tally(change, kept, tally(notes, kept.engagement.tally.last_number))


def shared(change: Change, now: Snapshot) -> list[CompartmentId]:
    """Returns the compartments that both have."""
    known = set(change.compartment_ids())
    return [compartment_id for compartment_id in now.compartment_ids() if compartment_id in known]


def value_of(now: Snapshot, compartment_id: CompartmentId, item: Item) -> msgspec.Raw:
    """Returns the present wording of a record, to be written as it is."""
    return msgspec.Raw(now.read_bytes(compartment_id, RecordId(item.record_id)))
