"""Destroying, honestly: keys and rows here, then the known copies, and a certificate that says what was done.

The certificate is written in the transaction that destroys, and names every known copy as still holding what was
destroyed; a copy that is cleaned afterwards is struck off. A machine that stops in between goes on at its next start.
"""

from __future__ import annotations

from datetime import date

import msgspec

from coachvault.practice import kinds
from coachvault.practice.certificate import NOT_YET, Certificate, Copy, Performer
from coachvault.practice.engagement import Engagement, Status, Tally, end
from coachvault.practice.ids import Code
from coachvault.practice.people import Client
from coachvault.practice.register import Event, RegisterEntry
from coachvault.practice.retention import RecordClass
from coachvault.services import backups, certificates, engagements, pending, release_store, roster, scope
from coachvault.services.opening import Opener, OpenVault
from coachvault.services.register import write
from coachvault.services.retention import DueItem
from coachvault.services.scope import Order
from coachvault.vault.change import Change
from coachvault.vault.keys import Part

PLANTED = (
    "Old rows that are put back are refused by this program. Whoever holds a copy from before, and a way into it, could"
    " open them with other tools; copies that nobody knows of cannot be vouched for."
)
ROWS_ONLY = "The key of this part goes on for others: it opens these rows in any copy from before."


BEGUN, BEGUN_BY_CLIENT, _FINISHED = "retention destroy", "client erase", "retention destroy, copies"
_BEGUN = frozenset({BEGUN, BEGUN_BY_CLIENT})
_PERFORMERS = {
    Opener.COACH: Performer.COACH,
    Opener.EXECUTOR: Performer.EXECUTOR,
    Opener.QUORUM: Performer.QUORUM,
}


def destroy(opened: OpenVault, order: Order) -> Certificate:
    """Destroys it here, then in every known copy that can be reached, and returns the certificate.

    Everything is looked at again in the transaction that destroys: a hold that was put on meanwhile stops it.

    Raises:
        NotFound: There is no such thing, or it was destroyed.
        Refused: It is held, has not ended, or the clock cannot be trusted.
    """
    with pending.begun(opened), opened.vault.change(BEGUN, opened.now(), why=order.reason) as change:
        certificate = destroy_in(change, opened, order)
    finish(opened)
    return certificates.find_certificate(opened, certificate.subject, certificate.series)


def destroy_in(change: Change, opened: OpenVault, order: Order) -> Certificate:
    """Destroys something as part of a change, with its certificate; the known copies are left to `finish`.

    Raises:
        NotFound: There is no such thing, or it was destroyed.
        Refused: It is held, has not ended, or the clock cannot be trusted.
    """
    item = scope.find(change, order)
    scope.expect_allowed(change, opened, item)
    certificate = _certificate(change, opened, item, order)
    _take_away(change, opened, item)
    certificates.keep(change, certificate)
    _record(change, certificate)
    return certificate


def finish(opened: OpenVault) -> list[backups.Cleaned]:
    """Takes what was destroyed here out of every known copy that can be reached, and says so on the certificates.

    Returns:
        What came of each copy; nothing where there was nothing to do any more.
    """
    with opened.vault.read() as snapshot:
        newest = snapshot.newest_kind
        is_begun = newest in _BEGUN or any(each.is_begun for each in certificates.all_certificates(snapshot))
    if not is_begun:
        if newest == _FINISHED:  # stopped while the file was written anew
            opened.vault.write_anew()
        pending.end(opened)
        return []
    found = backups.clean_copies(opened)
    with opened.vault.change(_FINISHED, opened.now()) as change:
        change.takes_away = True
        certificates.strike_off(change, opened, backups.problems(found))
    pending.end(opened)
    return found


def _certificate(change: Change, opened: OpenVault, item: DueItem, order: Order) -> Certificate:
    today, decision, method = opened.now().date(), item.decision, scope.method_of(item)
    first, last = scope.days(change, item)
    because = f"{decision.rule}; because: {decision.rule.because}"
    compartments = scope.compartments_of(change, item)
    early = "" if decision.is_due(today) else order.reason or "no reason was given"
    return Certificate(
        subject=item.subject,
        client=item.client,
        series=item.record_class,
        first_day=first,
        last_day=last,
        quantity=scope.quantity_of(change, opened, item),
        authority=f"decided by the coach before it was due; the rule is {because}" if early else because,
        due=decision.due,
        reason=early or order.reason,
        method=method,
        at=opened.now(),
        performer=_PERFORMERS[opened.opener],
        witness=order.witness,
        holds="looked for in the same moment: none",
        compartments=tuple(compartments),
        copies=tuple(Copy(each.number, each.path, each.made_at, NOT_YET) for each in backups.all_backups(change)),
        remark=PLANTED if compartments else ROWS_ONLY,
    )


def _take_away(change: Change, opened: OpenVault, item: DueItem) -> None:
    day = opened.now().date()
    if item.record_class is RecordClass.CONTACTS:
        forget_person(change, item.client)
        return
    if item.record_class is RecordClass.RELEASES:
        place = release_store.find_place(change, int(item.subject[1:]))
        release_store.destroy(change, place, day)
        return
    kept = engagements.find(change, item.subject, prefer_open=False)
    engagement = kept.engagement
    if item.record_class is RecordClass.HOURS:
        tally = msgspec.structs.replace(engagement.tally, paid_minutes=0, pro_bono_minutes=0)
        change.takes_away = True
        engagements.keep_tally(change, kept, tally)
        return
    _discard_waiting(change, opened, engagement)
    for place in scope.sealed_drafts(change, engagement):
        release_store.destroy(change, place, day)
    change.destroy_compartment(kept.compartment_id)
    engagements.keep(change, kept.record_id, _without_notes(engagement, day))


def _without_notes(engagement: Engagement, day: date) -> Engagement:
    tally: Tally = msgspec.structs.replace(engagement.tally, notes=0)
    if engagement.status is not Status.ENDED:  # never ended, and due since the last contact (rule R16)
        engagement = end(engagement, max(engagement.started, engagement.tally.last_contact or engagement.started))
    return msgspec.structs.replace(engagement, destroyed=day, tally=tally)


def _discard_waiting(change: Change, opened: OpenVault, engagement: Engagement) -> None:
    if scope.waiting_notes(change, opened, engagement):
        from coachvault.services.inbox import discard_for  # loaded only where something waits

        discard_for(change, engagement)


def forget_person(change: Change, code: Code) -> None:
    """Erases all that the roster knows of a client but the code; the register and the hours go by it."""
    roster_id, record_id = change.part(Part.ROSTER), roster.codes(change, kinds.CLIENT)[code]
    change.replace(roster_id, record_id, Client(code), {"code": code, "name": "", "erased": True})
    change.takes_away = True


def _record(change: Change, certificate: Certificate) -> None:
    what = (
        f"{certificate.series.value}, {certificate.first_day} to {certificate.last_day}: {certificate.quantity};"
        f" {certificate.method.value}; {certificate.state}"
    )
    why = "; ".join(filter(None, [certificate.authority, certificate.reason]))
    entry = RegisterEntry(Event.DESTROYED, certificate.at, certificate.client, certificate.subject, why)
    write(change, msgspec.structs.replace(entry, what=what))
