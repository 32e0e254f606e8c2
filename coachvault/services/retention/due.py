"""What is due and why; holding, and extending. Nothing here destroys: see `destruction`."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, EngagementStatus, require_not_destroyed
from coachvault.practice.ids import Code
from coachvault.practice.register import Event, parse_reason
from coachvault.practice.retention import Decision, Extension, Hold, RecordClass
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.records import releases, roster
from coachvault.services.records.register import record
from coachvault.services.retention import clock_trust
from coachvault.services.retention.policy import Deciding, holds
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_HOLD = "A hold says why nothing may be destroyed; it is recorded."
_EXTEND = "Keeping something longer than your policy says takes a reason, which is recorded."
_LIFT = "Lifting a hold takes a reason, which is recorded."


class DueItem(msgspec.Struct, frozen=True):
    """Something that is kept for a time, and until when.

    Args:
        record_class: What it is.
        subject: Which, by id: `E3`, `R7` or a client's code.
        client: Whose, by code.
        ended: The last day of its engagement; None where that was never ended.
        decision: Until when, and by which rule.
        hold: What holds it, where something does.
    """

    record_class: RecordClass
    subject: str
    client: Code
    ended: date | None
    decision: Decision
    hold: Hold | None


class Due(msgspec.Struct, frozen=True):
    """What is due on a day.

    Args:
        items: What is due, the longest first; what is held is among it.
        reviews: Holds whose review date has come.
        clock: What is wrong with this machine's clock; mostly nothing.
    """

    items: list[DueItem]
    reviews: list[Hold]
    clock: str = ""

    @property
    def notes(self) -> list[DueItem]:
        """Engagements of which the notes are due."""
        return [each for each in self.items if each.record_class is RecordClass.NOTES]

    @property
    def others(self) -> list[DueItem]:
        """Everything else that is due."""
        return [each for each in self.items if each.record_class is not RecordClass.NOTES]


def list_due(opened: OpenVault, until: date | None = None) -> Due:
    """Returns what is due today, or what will be until a day."""
    with opened.vault.read() as snapshot:
        return due(snapshot, opened.now(), until)


def list_kept(opened: OpenVault) -> list[DueItem]:
    """Returns everything that is kept for a time, what is due first."""
    with opened.vault.read() as snapshot:
        found = kept_records(snapshot, Deciding(snapshot))
    return sorted(found, key=lambda each: (each.decision.due or date.max, each.subject))


def due(snapshot: Snapshot, now: datetime, until: date | None = None) -> Due:
    """Returns what is due at a moment, or what will be until a day."""
    today, deciding = now.date(), Deciding(snapshot)
    found = [each for each in kept_records(snapshot, deciding) if each.decision.is_due(until or today)]
    found.sort(key=lambda each: (each.decision.due or date.max, each.subject))
    reviews = [hold for hold in deciding.holds.values() if hold.review and hold.review <= today]
    return Due(found, reviews, clock_trust.fault(snapshot, now))


def decision_of(opened: OpenVault, engagement: Engagement) -> Decision:
    """Returns until when an engagement's notes are kept, and by which rule."""
    with opened.vault.read() as snapshot:
        return Deciding(snapshot).decide(engagement)


def add_hold(opened: OpenVault, given_id: str, reason: str, review: date | None = None) -> tuple[Engagement, Hold]:
    """Puts a hold on an engagement: nothing of it is destroyed or erased until it is lifted.

    Args:
        opened: The vault.
        given_id: The engagement's id, or a client's code.
        reason: Why.
        review: The day on which it is reviewed.

    Raises:
        NotFound: There is no such engagement, or it was destroyed.
        Refused: It is held already, or no reason was given.
        BadInput: The day of the review has passed.
    """
    why = parse_reason(reason, _HOLD)
    if review and review <= opened.now().date():
        raise BadInput("A hold is reviewed on a day to come.", "`--review DATE`")
    with opened.vault.change("hold add", opened.now(), why=why) as change:
        kept = lifecycle.find_engagement(change, given_id, prefer_open=False)
        engagement = kept.engagement
        require_not_destroyed(engagement)
        if any(each.is_on and each.engagement == engagement.number for each in holds(change)):
            raise Refused(f"{engagement.id} is held already.", f"`coachvault retention hold lift {engagement.id}`")
        hold = Hold(engagement.number, opened.now(), why, review)
        listing = {"engagement": engagement.number}
        change.insert(change.part(Part.SCHEDULE), kinds.HOLD, hold, listing)
        change.taking.holds(kept.compartment_id)
        message = f"to be reviewed on {review}" if review else ""
        record(change, Event.HELD, engagement.client, engagement.id, opened.now(), why, what=message)
    return engagement, hold


def lift_hold(opened: OpenVault, given_id: str, reason: str) -> tuple[Engagement, Hold]:
    """Lifts the hold on an engagement.

    Raises:
        NotFound: There is no such engagement.
        Refused: It is not held, no reason was given, or an executor asks: holds are the coach's (rule R7).
    """
    opened.require_coach("lifts a hold")
    why = parse_reason(reason, _LIFT)
    with opened.vault.change("hold lift", opened.now(), why=why) as change:
        kept = lifecycle.find_engagement(change, given_id, prefer_open=False)
        engagement = kept.engagement
        for item, hold in roster.stored(change, Part.SCHEDULE, kinds.HOLD, Hold):
            if hold.is_on and hold.engagement == engagement.number:
                lifted = msgspec.structs.replace(hold, lifted_at=opened.now(), lifted_because=why)
                change.replace(change.part(Part.SCHEDULE), item.record_id, lifted, item.listing)
                change.taking.lifts(kept.compartment_id)
                record(change, Event.HOLD_LIFTED, engagement.client, engagement.id, opened.now(), why)
                return engagement, lifted
        raise Refused(f"{engagement.id} is not held; there is nothing to lift.")


def extend(opened: OpenVault, given_id: str, until: date, reason: str) -> tuple[Engagement, Decision]:
    """Keeps an engagement's records longer than the policy says.

    Args:
        opened: The vault.
        given_id: The engagement's id, or a client's code.
        until: The day from which they are due again.
        reason: Why.

    Raises:
        NotFound: There is no such engagement, or it was destroyed.
        Refused: It has not ended, or no reason was given.
        BadInput: The day has passed, or is before the one on which they are due anyway.
    """
    why = parse_reason(reason, _EXTEND)
    with opened.vault.change("retention extend", opened.now(), why=why) as change:
        engagement = lifecycle.find_engagement(change, given_id, prefer_open=False).engagement
        require_not_destroyed(engagement)
        if engagement.status is not EngagementStatus.ENDED:
            raise Refused(f"{engagement.id} has not ended: its period has not begun.", "`coachvault engagement end`")
        before = Deciding(change).decide(engagement)
        if until <= max(opened.now().date(), before.due or date.max):
            raise BadInput(
                f"{engagement.id} is kept until {before.due or 'for ever'} anyway; nothing was changed.",
                "`--until DATE` takes a later day, and one to come.",
            )
        extension = Extension(engagement.number, opened.now(), until, why)
        change.insert(change.part(Part.SCHEDULE), kinds.EXTENSION, extension, {"engagement": engagement.number})
        what = f"until {until}, instead of {before.due}"
        record(change, Event.EXTENDED, engagement.client, engagement.id, opened.now(), why, what=what)
        return engagement, Deciding(change).decide(engagement)


def require_not_held(snapshot: Snapshot, engagement: Engagement) -> None:
    """Makes sure that nothing holds an engagement, in the transaction that would destroy something of it.

    Raises:
        Refused: It is held (rule R7).
    """
    for hold in holds(snapshot):
        if hold.is_on and hold.engagement == engagement.number:
            raise Refused(
                f"{engagement.id} is held since {hold.at:%Y-%m-%d} ({hold.reason}): nothing of it is destroyed.",
                f'`coachvault retention hold lift {engagement.id} --reason "..."` lifts it, if that is right.',
            )


def require_client_not_held(snapshot: Snapshot, code: Code) -> None:
    """Makes sure that nothing holds any engagement with a client; raises as `require_not_held` does."""
    for kept in roster.engagements(snapshot, code):
        require_not_held(snapshot, kept.engagement)


def find_due(snapshot: Snapshot, subject: str, record_class: RecordClass) -> DueItem:
    """Returns until when something is kept that has been ended and not destroyed.

    Raises:
        NotFound: There is nothing of that class under that id.
    """
    for each in kept_records(snapshot, Deciding(snapshot)):
        if each.subject == subject and each.record_class is record_class:
            return each
    raise NotFound(f"There are no {record_class.value} of {subject} to be destroyed.", "`coachvault retention due`")


def kept_records(snapshot: Snapshot, deciding: Deciding) -> list[DueItem]:
    """Returns everything that is kept for a time."""
    found: list[DueItem] = []
    by_number = {each.number: each for each in deciding.engagements}
    for engagement in deciding.engagements:
        if not engagement.destroyed:
            found.append(_item(deciding, RecordClass.NOTES, engagement.id, engagement))
        if engagement.tally.paid_minutes or engagement.tally.pro_bono_minutes:
            found.append(_item(deciding, RecordClass.HOURS, engagement.id, engagement))
    for place in releases.places(snapshot):
        if not place.destroyed and not releases.is_sealed(snapshot, place):
            found.append(_item(deciding, RecordClass.RELEASES, place.id, by_number[place.engagement]))
    for item in roster.client_items(snapshot):
        code, is_there = Code(item.listing["code"]), item.listing.get("erased") is None
        theirs = [each for each in deciding.engagements if each.client == code]
        if theirs and is_there and all(each.ended for each in theirs):
            found.append(_latest([_item(deciding, RecordClass.CONTACTS, code, each) for each in theirs]))
    return found


def _item(deciding: Deciding, record_class: RecordClass, subject: str, engagement: Engagement) -> DueItem:
    decision, hold = deciding.decide(engagement, record_class), deciding.holds.get(engagement.number)
    return DueItem(record_class, subject, engagement.client, engagement.ended, decision, hold)


def _latest(items: list[DueItem]) -> DueItem:
    """Returns the one that is kept longest; it is held if one of them is."""
    last = max(items, key=lambda each: each.decision.due or date.max)
    hold = next((each.hold for each in items if each.hold), None)
    return msgspec.structs.replace(last, hold=hold)
