"""Engagements and releases as they are known on this computer, where their record is from before.

A copy that was made before an engagement ended, or was destroyed, still says that it goes on; what this computer knows
of it the snapshot keeps back. No command has to ask for it: all of them read engagements and releases through this.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

from coachvault.practice.engagement import Engagement, EngagementStatus, end
from coachvault.practice.release import ReleasePlace, Withdrawal
from coachvault.vault.codec import CompartmentId
from coachvault.vault.snapshot import NOTHING_KEPT_BACK, Snapshot


def engagement_as_known(snapshot: Snapshot, engagement: Engagement) -> Engagement:
    """Returns an engagement as ended where it is known to be sealed, and as destroyed where its notes are gone.

    The day is not known here: that of the file's newest entry stands for it.

    Args:
        snapshot: The file.
        engagement: As the file's record says.
    """
    compartment_id = CompartmentId(engagement.compartment_id)
    if snapshot.kept_back is NOTHING_KEPT_BACK or engagement.destroyed is not None:
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
