"""Clients, engagements and releases as they are known on this computer, where their record is from before.

A copy that was made before an engagement ended, or contact data were destroyed, still says what was; what this computer
knows of it the snapshot keeps back. No command has to ask for it: all of them read these records through this.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

from coachvault.practice.engagement import Engagement, EngagementStatus, end, without_hours
from coachvault.practice.people import Client
from coachvault.practice.release import ReleasePlace, Withdrawal
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import NOTHING_KEPT_BACK, Snapshot
from coachvault.vault.taken import CONTACTS, HOURS


def item_as_known(snapshot: Snapshot, item: HeadItem) -> HeadItem:
    """Returns what the head says of a client, with the code alone where contact data are known to be destroyed.

    Args:
        snapshot: The file.
        item: As the roster's head says.
    """
    if not _is_forgotten(snapshot, item):
        return item
    listing = {"code": item.listing["code"], "name": "", "erased": True}
    return HeadItem(item.record_id, item.kind, item.rows[-1:], listing)


def client_as_known(snapshot: Snapshot, item: HeadItem, client: Client) -> Client:
    """Returns a client, with the code alone where contact data are known to be destroyed.

    Args:
        snapshot: The file.
        item: What the roster's head says.
        client: As the file's record says.
    """
    return Client(client.code) if _is_forgotten(snapshot, item) else client


def _is_forgotten(snapshot: Snapshot, item: HeadItem) -> bool:
    kept_back = snapshot.kept_back
    if kept_back is NOTHING_KEPT_BACK:
        return False
    return kept_back.is_gone_of(snapshot.part(Part.ROSTER), CONTACTS, item.record_id, item.newest.revision)


def engagement_as_known(snapshot: Snapshot, record_id: RecordId, engagement: Engagement) -> Engagement:
    """Returns an engagement as ended where it is known to be sealed, and as destroyed where its notes are gone.

    Hours that are known to be destroyed are not counted. The day is not known here: that of the file's newest entry
    stands for it.

    Args:
        snapshot: The file.
        record_id: Its record.
        engagement: As the file's record says.
    """
    if snapshot.kept_back is NOTHING_KEPT_BACK:
        return engagement
    engagement = _with_hours_as_known(snapshot, record_id, engagement)
    compartment_id = CompartmentId(engagement.compartment_id)
    if engagement.destroyed is not None:
        return engagement
    is_gone = snapshot.kept_back.is_gone(compartment_id)
    if not (is_gone or snapshot.kept_back.is_withheld(compartment_id)):
        return engagement
    day = _day(snapshot)
    if engagement.status is not EngagementStatus.ENDED:
        engagement = end(engagement, max(day, engagement.started))
    if not is_gone:
        return engagement
    tally = msgspec.structs.replace(engagement.tally, notes=0)
    return msgspec.structs.replace(engagement, destroyed=max(day, engagement.started), tally=tally)


def _with_hours_as_known(snapshot: Snapshot, record_id: RecordId, engagement: Engagement) -> Engagement:
    schedule = snapshot.part(Part.SCHEDULE)
    if engagement.hours_destroyed is not None or not snapshot.kept_back.is_gone_of(schedule, HOURS, record_id):
        return engagement
    return without_hours(engagement, max(_day(snapshot), engagement.started))


def release_as_known(snapshot: Snapshot, place: ReleasePlace) -> ReleasePlace:
    """Returns where a release is, as destroyed where it is known to be gone, and as sealed where it is known to be.

    Args:
        snapshot: The file.
        place: As the file's record says.
    """
    compartment_id = CompartmentId(place.compartment_id)
    if snapshot.kept_back is NOTHING_KEPT_BACK or place.destroyed is not None:
        return place
    if snapshot.kept_back.is_gone(compartment_id):
        return msgspec.structs.replace(place, destroyed=_day(snapshot))
    if snapshot.kept_back.is_withheld(compartment_id):
        return msgspec.structs.replace(place, sealed=True)
    return place


def known_withdrawal(snapshot: Snapshot, place: ReleasePlace) -> Withdrawal | None:
    """Returns that a release was withdrawn, where that is known here and does not stand in the file."""
    if snapshot.kept_back is NOTHING_KEPT_BACK or not snapshot.kept_back.is_withdrawn(
        CompartmentId(place.compartment_id)
    ):
        return None
    return Withdrawal(snapshot.newest_at or datetime.fromtimestamp(0, UTC))


def _day(snapshot: Snapshot) -> date:
    return (snapshot.newest_at or datetime.fromtimestamp(0, UTC)).date()
