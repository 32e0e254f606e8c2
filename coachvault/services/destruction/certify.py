"""One destruction in one vault, as part of a change: what goes, and the certificate that says so.

The certificate names every known copy as still holding what was destroyed; see `destroy` for what comes afterwards.
"""

from __future__ import annotations

from datetime import date

import msgspec

from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.practice.certificate import NOT_YET, Certificate, Copy, Performer
from coachvault.practice.engagement import Engagement, EngagementStatus, Tally, end, without_hours
from coachvault.practice.ids import Code
from coachvault.practice.people import Client
from coachvault.practice.register import Event
from coachvault.practice.retention import RecordClass
from coachvault.practice.text import counted
from coachvault.services.core.open_vault import Opener, OpenVault
from coachvault.services.destruction import plan
from coachvault.services.destruction.plan import DestructionTarget, Order
from coachvault.services.engagements import lifecycle
from coachvault.services.notes.inbox import discard_for
from coachvault.services.records import certificates, releases, roster
from coachvault.services.records.backups import all_backups
from coachvault.services.records.register import record
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.taken import CONTACTS, HOURS

PLANTED = (
    "Old rows that are put back are refused by this program. Whoever holds a copy from before, and a way into it, could"
    " open them with other tools; copies that nobody knows of cannot be vouched for."
)
ROWS_ONLY = "The key of this part goes on for others: it opens these rows in any copy from before."
_PERFORMERS = {
    Opener.COACH: Performer.COACH,
    Opener.EXECUTOR: Performer.EXECUTOR,
    Opener.QUORUM: Performer.QUORUM,
}


def destroy_in(change: Change, opened: OpenVault, order: Order) -> Certificate:
    """Destroys something as part of a change, with its certificate; the known copies are left to `destroy`.

    Raises:
        NotFound: There is no such thing, or it was destroyed.
        Refused: It is held, has not ended, or the clock cannot be trusted.
    """
    target = plan.find_target(change, order)
    of_clock = plan.require_allowed(change, opened, target, order.clock)
    certificate = _certificate(change, opened, target, order)
    certificate = msgspec.structs.replace(certificate, remark=" ".join(filter(None, [of_clock, certificate.remark])))
    _delete(change, opened.opener, target, opened.now().date())
    certificates.save_certificate(change, certificate)
    _record(change, certificate)
    return certificate


def _certificate(change: Change, opened: OpenVault, target: DestructionTarget, order: Order) -> Certificate:
    today, item, decision = opened.now().date(), target.item, target.item.decision
    first, last = plan.days(target)
    because = "; ".join(filter(None, [f"{decision.rule}; because: {decision.rule.because}", decision.remark]))
    compartments = plan.compartments_of(change, target)
    of_method = PLANTED if compartments else ROWS_ONLY
    early = "" if decision.is_due(today) else order.reason or "no reason was given"
    return Certificate(
        subject=item.subject,
        client=item.client,
        series=item.record_class,
        first_day=first,
        last_day=last,
        quantity=plan.quantity_of(change, opened.opener, target),
        authority=f"decided by the coach before it was due; the rule is {because}" if early else because,
        due=decision.due,
        reason=early or order.reason,
        method=target.method,
        at=opened.now(),
        performer=_PERFORMERS[opened.opener],
        by=opened.codes(change),
        witness=order.witness,
        holds="looked for in the same moment: none",
        compartments=tuple(compartments),
        copies=tuple(map(_not_yet, all_backups(change))),
        remark=" ".join(filter(None, [_readable(change, target), _unfiled(change, opened.opener, target), of_method])),
    )


def _readable(change: Change, target: DestructionTarget) -> str:
    """Says, of notes, that they were written out to leave and can still be read there."""
    files = plan.readable_files(change, target) if target.record_class is RecordClass.NOTES else []
    if not files:
        return ""
    return f"They were written out before: {counted(len(files), 'readable file')} on this machine still held them."


def _unfiled(change: Change, opener: Opener, target: DestructionTarget) -> str:
    """Says, of notes, that custodians could not look whether one that was written while locked is among them."""
    count = change.store.waiting()
    if opener is Opener.COACH or target.record_class is not RecordClass.NOTES or not count:
        return ""
    wait = "1 note waits" if count == 1 else f"{count} notes wait"
    return f"{wait} to be filed, which only the coach can look at: what is about this client there is not destroyed."


def _not_yet(backup: Backup) -> Copy:
    return Copy(backup.number, backup.path, backup.made_at, NOT_YET, is_origin=backup.is_origin, copy_id=backup.copy_id)


def _delete(change: Change, opener: Opener, target: DestructionTarget, day: date) -> None:
    if target.record_class is RecordClass.CONTACTS:
        forget_person(change, target.item.client)
        return
    if target.release:
        releases.destroy(change, target.release, day)
        return
    kept, engagement = target.engagements[0], target.engagement
    if target.record_class is RecordClass.HOURS:
        lifecycle.save_engagement(change, kept.record_id, without_hours(engagement, day))
        change.renew_key(change.part(Part.SCHEDULE))
        change.taking.erases_of(change.part(Part.SCHEDULE), HOURS, kept.record_id)
        return
    _discard_waiting(change, opener, engagement)
    for place in plan.sealed_drafts(change, engagement):
        releases.destroy(change, place, day)
    change.destroy_compartment(kept.compartment_id)
    lifecycle.save_engagement(change, kept.record_id, _without_notes(engagement, day))


def _without_notes(engagement: Engagement, day: date) -> Engagement:
    tally: Tally = msgspec.structs.replace(engagement.tally, notes=0)
    if engagement.status is not EngagementStatus.ENDED:  # never ended, and due since the last contact (rule R16)
        engagement = end(engagement, max(engagement.started, engagement.tally.last_contact or engagement.started))
    return msgspec.structs.replace(engagement, destroyed=day, tally=tally)


def _discard_waiting(change: Change, opener: Opener, engagement: Engagement) -> None:
    if plan.waiting_notes(change, opener, engagement):
        discard_for(change, engagement)


def forget_person(change: Change, code: Code) -> None:
    """Erases all that the roster knows of a client but the code; the register and the hours go by it."""
    roster_id, record_id = change.part(Part.ROSTER), roster.codes(change, kinds.CLIENT)[code]
    for row in change.head(roster_id).whole().item(record_id).rows:
        change.taking.erases_of(roster_id, CONTACTS, record_id, row.revision)
    change.replace(roster_id, record_id, Client(code), {"code": code, "name": "", "erased": True})
    change.renew_key(roster_id)


def _record(change: Change, certificate: Certificate) -> None:
    what = (
        f"{certificate.series.value}, {certificate.first_day} to {certificate.last_day}: {certificate.quantity};"
        f" {certificate.method.value}; {certificate.state}"
    )
    why = "; ".join(filter(None, [certificate.authority, certificate.reason]))
    record(change, Event.DESTROYED, certificate.client, certificate.subject, certificate.at, why, what=what)
