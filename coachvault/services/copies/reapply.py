"""Bringing an older copy of the vault up to what was removed since: erased notes and wordings, ended engagements."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import msgspec

from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, EngagementStatus, end, tally
from coachvault.practice.release import Withdrawal
from coachvault.practice.retention import Hold
from coachvault.services.engagements import lifecycle
from coachvault.services.records import releases, roster
from coachvault.services.records.note_places import summaries
from coachvault.services.retention import policy
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Keyring, Part
from coachvault.vault.snapshot import KEYRING_KIND, Snapshot
from coachvault.vault.taken import Taken


def delete_again(change: Change, now: Snapshot) -> int:
    """Erases what was erased, and gives records of which earlier wordings were erased their present wording.

    Args:
        change: A copy of the vault.
        now: The vault as it is now.

    What is sealed is left as it is where the key to it is not at hand; what was destroyed goes in any case.

    Returns:
        How many notes were erased or lost earlier wordings, and engagements and releases were destroyed.
    """
    count = _destroy_again(change, now)
    closed = _CLOSED if roster.state(change).is_archive else frozenset()
    for compartment_id in shared(change, now):
        if not (change.is_readable(compartment_id) and now.is_readable(compartment_id)):
            continue
        before, after = change.head(compartment_id), now.head(compartment_id)
        for record_id in set(after.erased) & set(before.by_id):
            change.erase(compartment_id, record_id)
            count += before.by_id[record_id].kind == kinds.NOTE
        for item in after.items:
            known = before.by_id.get(item.record_id)
            if item.kind == KEYRING_KIND and now.header.epoch != change.header.epoch:
                continue  # its keys belong to ways in that the copy does not have
            if item.kind in closed and item.listing.get("destroyed") is None:
                continue  # an archive stays closed, however the vault goes on
            if known and known.rows[0].revision < item.rows[0].revision:
                value = _ring(change, now) if item.kind == KEYRING_KIND else value_of(now, compartment_id, item)
                change.takes_away = True  # the wordings that go were erased
                change.replace(compartment_id, item.record_id, value, item.listing)
                count += item.kind == kinds.NOTE
    return count


def _ring(change: Change, now: Snapshot) -> Keyring:
    """Returns the present ring of keys with the copy's own keys of its inbox, which its header names."""
    own = change.keyring()
    return msgspec.structs.replace(now.keyring(), inbox_private=own.inbox_private, capture_key=own.capture_key)


_CLOSED = frozenset({kinds.ENGAGEMENT, kinds.RELEASE, kinds.COUNTERS, kinds.PRACTICE_STATE})


def _destroy_again(change: Change, now: Snapshot) -> int:
    """Destroys in a copy what was destroyed in the vault; the schedule records what that was."""
    there, count = set(change.compartment_ids()), 0
    gone = [kept.compartment_id for kept in roster.engagements(now) if kept.engagement.destroyed]
    gone += [CompartmentId(place.compartment_id) for place in releases.places(now) if place.destroyed]
    for compartment_id in there.intersection(gone):
        change.destroy_compartment(compartment_id)
        count += 1
    return count


def delete_remembered(change: Change, taken: Taken) -> bool:
    """Removes from a copy what this machine remembers as removed, where the vault itself is not at hand.

    Returns:
        Whether anything of it was there.
    """
    before = len(change.compartment_ids())
    there = {compartment_id.hex(): compartment_id for compartment_id in change.compartment_ids()}
    did = any(
        [
            *(_destroy_remembered(change, there[name], day) for name, day in taken.destroyed.items() if name in there),
            *(_end_remembered(change, there[name], day) for name, day in taken.sealed.items() if name in there),
            *(_withdraw_remembered(change, there[name], day) for name, day in taken.withdrawn.items() if name in there),
            *(_erase_remembered(change, each, taken) for each in change.compartment_ids()),
            *(_hold_remembered(change, there[name], day) for name, day in taken.held.items() if name in there),
        ]
    )
    if did or len(change.compartment_ids()) != before:
        recount(change)
    return did


def _destroy_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    if compartment_id not in change.compartment_ids():
        return False
    change.destroy_compartment(compartment_id)
    for kept in roster.engagements(change):
        if kept.compartment_id == compartment_id:
            ended = _ended(kept.engagement, day)
            tally = msgspec.structs.replace(ended.tally, notes=0)
            lifecycle.save_engagement(
                change, kept.record_id, msgspec.structs.replace(ended, destroyed=day, tally=tally)
            )
    for place in releases.places(change):
        if place.compartment_id == compartment_id:
            releases.replace_place(change, msgspec.structs.replace(place, destroyed=day))
    return True


def _end_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    if compartment_id not in change.compartment_ids() or change.is_sealed(compartment_id):
        return False
    change.seal_compartment(compartment_id)
    for kept in roster.engagements(change):
        if kept.compartment_id == compartment_id:
            lifecycle.save_engagement(change, kept.record_id, _ended(kept.engagement, day))
    for place in releases.places(change):
        if place.compartment_id == compartment_id:
            releases.replace_place(change, msgspec.structs.replace(place, sealed=True))
    return True


def _withdraw_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    if compartment_id not in change.compartment_ids() or not change.is_readable(compartment_id):
        return False
    if any(True for _ in change.head(compartment_id).of_kind(kinds.WITHDRAWAL)):
        return False
    at = datetime.combine(day, time(), UTC)
    change.insert(compartment_id, kinds.WITHDRAWAL, Withdrawal(at), {})
    return True


def _erase_remembered(change: Change, compartment_id: CompartmentId, taken: Taken) -> bool:
    gone = taken.erased_in(compartment_id)
    if not gone or not change.is_readable(compartment_id):
        return False
    there = gone & set(change.head(compartment_id).by_id)
    for record_id in there:
        change.erase(compartment_id, record_id)
    return bool(there)


def _hold_remembered(change: Change, compartment_id: CompartmentId, day: date) -> bool:
    schedule = change.part(Part.SCHEDULE)
    held = {each.engagement for each in policy.holds(change) if each.is_on}
    for kept in roster.engagements(change):
        number = kept.engagement.number
        if kept.compartment_id == compartment_id and number not in held and kept.engagement.destroyed is None:
            hold = Hold(number, datetime.combine(day, time(), UTC), LOST_REASON)
            change.insert(schedule, kinds.HOLD, hold, {"engagement": number})
            return True
    return False


LOST_REASON = "put on after the copy that was brought back; the reason was lost with the vault"


def _ended(engagement: Engagement, day: date) -> Engagement:
    if engagement.status is EngagementStatus.ENDED:
        return engagement
    return end(engagement, max(day, engagement.started))


def seal_again(change: Change, now: Snapshot) -> None:
    """Seals what is sealed now."""
    for compartment_id in shared(change, now):
        if now.is_sealed(compartment_id) and not change.is_sealed(compartment_id):
            change.seal_compartment(compartment_id)


def recount(change: Change) -> None:
    """Counts every engagement's notes anew; the highest number ever given stays."""
    for kept in roster.undestroyed(change):
        if not change.is_readable(kept.compartment_id):
            continue
        notes = [summary for _, summary, _ in summaries(change, kept.compartment_id)]
        lifecycle.save_tally(change, kept, tally(notes, kept.engagement.tally.last_number))


def shared(change: Change, now: Snapshot) -> list[CompartmentId]:
    """Returns the compartments that both have."""
    known = set(change.compartment_ids())
    return [compartment_id for compartment_id in now.compartment_ids() if compartment_id in known]


def value_of(now: Snapshot, compartment_id: CompartmentId, item: HeadItem) -> msgspec.Raw:
    """Returns the present wording of a record, to be written as it is."""
    return msgspec.Raw(now.read_bytes(compartment_id, RecordId(item.record_id)))
