"""What a destruction would remove, exactly: found, counted, and checked for anything that forbids it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from coachvault.errors import Refused
from coachvault.practice.certificate import Method
from coachvault.practice.engagement import Engagement, EngagementStatus, require_not_destroyed
from coachvault.practice.ids import looks_like_release, parse_release_number
from coachvault.practice.release import ReleasePlace
from coachvault.practice.retention import RecordClass
from coachvault.practice.text import counted
from coachvault.services.copies import copy_list
from coachvault.services.copies.copy_list import BackupLine
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.notes.inbox import waiting_for
from coachvault.services.records import releases, roster
from coachvault.services.records.backups import all_backups
from coachvault.services.records.roster import StoredEngagement
from coachvault.services.records.written_files import still_readable
from coachvault.services.retention import due
from coachvault.services.retention.clock_trust import ClockIsRight, SaidInCopy, require_clock
from coachvault.services.retention.due import DueItem
from coachvault.vault.codec import CompartmentId
from coachvault.vault.snapshot import Snapshot


class Order(msgspec.Struct, frozen=True):
    """What is to be destroyed, and what else the certificate says.

    Args:
        subject: `E3`, `R7` or a client's code.
        series: Which of its records; the notes, or the release, when left out.
        reason: Why, where it is not due.
        witness: Who is present.
        clock: Somebody's word that the clock is right, where it is in doubt.
    """

    subject: str
    series: RecordClass | None = None
    reason: str = ""
    witness: str = ""
    clock: ClockIsRight | SaidInCopy | None = None


class DestructionTarget(msgspec.Struct, frozen=True):
    """What an order means in one snapshot of the vault: found once, and passed on.

    Args:
        item: What, until when it is kept, and by which rule.
        engagements: The engagements that it belongs to: all of the client's for contact data, otherwise one.
        release: Where it is, if it is a release.
    """

    item: DueItem
    engagements: list[StoredEngagement]
    release: ReleasePlace | None = None

    @property
    def engagement(self) -> Engagement:
        """The engagement that it belongs to."""
        return self.engagements[0].engagement

    @property
    def record_class(self) -> RecordClass:
        """Which of the records it is."""
        return self.item.record_class

    @property
    def method(self) -> Method:
        """How records of its class are destroyed."""
        return _METHODS[self.record_class]


class Plan(msgspec.Struct, frozen=True):
    """Exactly what would be destroyed, for showing before it is confirmed.

    Args:
        item: What, until when it is kept, and by which rule.
        first_day: The first day that it is about.
        last_day: The last one.
        quantity: How much.
        method: How.
        stays: What is left of it, and why.
        copies: The known copies, and whether each can be reached now.
        files: Readable files of it that were written and still exist here.
    """

    item: DueItem
    first_day: date
    last_day: date
    quantity: str
    method: Method
    stays: str
    copies: list[BackupLine]
    files: list[str]


_METHODS = {
    RecordClass.NOTES: Method.KEY_AND_ROWS,
    RecordClass.RELEASES: Method.KEY_AND_ROWS,
    RecordClass.CONTACTS: Method.ROWS_ONLY,
    RecordClass.HOURS: Method.ROWS_ONLY,
}
_STAYS = {
    RecordClass.NOTES: "The hours, the releases that were signed with their evidence, and the register stay.",
    RecordClass.RELEASES: "The register still tells what had left, to whom, on what ground, with the text's SHA-256.",
    RecordClass.CONTACTS: "The code stays, for the register and the hours; whoever it stood for is not known any more.",
    RecordClass.HOURS: "The days and the number of sessions stay; paid and given time do not.",
}


def plan(opened: OpenVault, order: Order) -> Plan:
    """Returns exactly what would be destroyed.

    Raises:
        NotFound: There is no such thing, or it was destroyed.
        ClockInDoubt: The clock cannot be trusted, and nobody said that it is right.
        Refused: It is held, or has not ended.
    """
    with opened.vault.read() as snapshot:
        target = find_target(snapshot, order)
        require_allowed(snapshot, opened, target, order.clock)
        first, last = days(target)
        quantity = quantity_of(snapshot, opened.opener, target)
        known = [copy_list.line(opened, each) for each in all_backups(snapshot)]
        files = readable_files(snapshot, target)
        return Plan(target.item, first, last, quantity, target.method, _STAYS[target.record_class], known, files)


def find_target(snapshot: Snapshot, order: Order) -> DestructionTarget:
    """Returns what is meant: an engagement's notes or hours, a release, or a client's contact data.

    Raises:
        NotFound: There is no such thing, or it was destroyed.
        Refused: It is the register, or contact data that are still needed.
    """
    typed, series = order.subject.strip(), order.series
    if series is RecordClass.REGISTER:
        raise Refused("The register is kept as long as the vault: it accounts for what left and what was destroyed.")
    if looks_like_release(typed):
        place = releases.find_place(snapshot, parse_release_number(typed))
        releases.require_not_destroyed(place)
        item = due.find_due(snapshot, place.id, RecordClass.RELEASES)
        return DestructionTarget(item, [roster.engagement(snapshot, place.engagement)], place)
    if series is RecordClass.CONTACTS:
        code = roster.client_code(snapshot, typed)
        return DestructionTarget(due.find_due(snapshot, code, RecordClass.CONTACTS), roster.engagements(snapshot, code))
    kept = lifecycle.find_engagement(snapshot, typed, prefer_open=False)
    if series is RecordClass.HOURS:
        return DestructionTarget(due.find_due(snapshot, kept.engagement.id, RecordClass.HOURS), [kept])
    require_not_destroyed(kept.engagement)
    return DestructionTarget(due.find_due(snapshot, kept.engagement.id, RecordClass.NOTES), [kept])


def require_allowed(
    snapshot: Snapshot,
    opened: OpenVault,
    target: DestructionTarget,
    clock: ClockIsRight | SaidInCopy | None = None,
) -> str:
    """Makes sure, at this moment, that nothing forbids a destruction.

    Returns:
        What the certificate says of the clock; mostly nothing.

    Raises:
        Refused: A hold is on (R7), it has not ended, the clock was set back, or an executor asks before it is due.
        BadInput: The coach's word about the clock names another day.
    """
    item, of_clock = target.item, require_clock(snapshot, opened, clock)
    is_due = item.decision.is_due(opened.now().date())
    for engagement in [kept.engagement for kept in target.engagements]:
        due.require_not_held(snapshot, engagement)
        if engagement.status is not EngagementStatus.ENDED and not is_due:
            raise Refused(
                f"{engagement.id} has not ended; what is in use is not destroyed.",
                f"`coachvault engagement end {engagement.client}` ends it first.",
            )
    if opened.opener is not Opener.COACH and not is_due:
        raise Refused(
            f"{item.subject} is due on {item.decision.due or 'no day'}: custodians destroy what is due, nothing before."
        )
    return of_clock


def days(target: DestructionTarget) -> tuple[date, date]:
    """Returns the first and the last day that records are about."""
    every = [kept.engagement for kept in target.engagements]
    starts = [each.tally.first_contact or each.started for each in every]
    ends = [each.tally.last_day or each.ended or each.started for each in every]
    return min(starts), max(ends)


def compartments_of(snapshot: Snapshot, target: DestructionTarget) -> list[CompartmentId]:
    """Returns the compartments that go with their keys; none where only rows can go."""
    if target.release:
        return [CompartmentId(target.release.compartment_id)]
    if target.record_class is not RecordClass.NOTES:
        return []
    drafts = [CompartmentId(place.compartment_id) for place in sealed_drafts(snapshot, target.engagement)]
    return [CompartmentId(target.engagement.compartment_id), *drafts]


def sealed_drafts(snapshot: Snapshot, engagement: Engagement) -> list[ReleasePlace]:
    """Returns the drafts of releases that were sealed with an engagement: they are as private as its notes."""
    return [
        place
        for place in releases.places(snapshot)
        if place.engagement == engagement.number and releases.is_sealed(snapshot, place)
    ]


def quantity_of(snapshot: Snapshot, opener: Opener, target: DestructionTarget) -> str:
    """Returns how much it is, in words."""
    if target.record_class is RecordClass.CONTACTS:
        return "the contact data of one client, in all their wordings"
    engagement = target.engagement
    if target.record_class is RecordClass.HOURS:
        minutes = engagement.tally.paid_minutes + engagement.tally.pro_bono_minutes
        return f"{minutes / 60:g} hours of {counted(engagement.tally.sessions, 'session')}"
    rows = sum(len(list(snapshot.store.records(each))) for each in compartments_of(snapshot, target))
    if target.record_class is RecordClass.RELEASES:
        return f"one release with its requests and evidence, {counted(rows, 'row')}"
    drafts = len(sealed_drafts(snapshot, engagement))
    parts = [counted(engagement.tally.notes, "note"), counted(drafts, "draft of a release") if drafts else ""]
    waiting = waiting_notes(snapshot, opener, engagement)
    parts.append(f"{counted(waiting, 'note')} that waits to be filed" if waiting else "")
    return ", ".join([*filter(None, parts), f"{counted(rows, 'row')} in all"])


def waiting_notes(snapshot: Snapshot, opener: Opener, engagement: Engagement) -> int:
    """Counts the notes written while locked that would be filed with an engagement; custodians cannot know."""
    if opener is not Opener.COACH:
        return 0
    return len(waiting_for(snapshot, engagement))


def readable_files(snapshot: Snapshot, target: DestructionTarget) -> list[str]:
    """Returns readable files of what is destroyed that were written and still exist here."""
    if target.record_class is RecordClass.NOTES:
        return still_readable(snapshot, target.item.client)
    if target.release is None or not snapshot.day.may_read:
        return []
    release = releases.load(snapshot, target.release)
    written = [each.path for each in release.requests]
    for each in release.exports:
        written += [each.path, each.sheet_path, each.page_path]
    return [path for path in written if path and Path(path).exists()]
