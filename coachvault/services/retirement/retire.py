"""Ending the practice: what is left to settle, and the step after which nothing new is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from coachvault.errors import Refused
from coachvault.practice import kinds
from coachvault.practice.custodian import Custodian, CustodianRole
from coachvault.practice.engagement import Engagement, EngagementStatus, end
from coachvault.practice.ids import Code
from coachvault.practice.register import Event
from coachvault.practice.release import WAITING, ReleaseStatus
from coachvault.practice.retirement import PracticeState, SealedChoice
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.engagements import lifecycle
from coachvault.services.notes import inbox
from coachvault.services.records import releases as stored_releases
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.services.records.releases import ReleaseLine
from coachvault.services.releases import export
from coachvault.services.retention import due
from coachvault.services.retention.due import Due
from coachvault.vault.change import Change
from coachvault.vault.keys import Part


class RetirementOutlook(msgspec.Struct, frozen=True):
    """What is left to settle before a practice ends.

    Args:
        state: How far it is.
        open_engagements: Those that have not ended.
        sealed: Those whose notes are kept, with what was chosen for each, where something was.
        due: What is due.
        open_releases: Releases that are not finished.
        executors: The executors.
        readers: The readers.
        quorum: How many of them open together; 0 where no number was set.
        untested: Codes of custodians whose words were never tried.
    """

    state: PracticeState
    open_engagements: list[Engagement]
    sealed: list[tuple[Engagement, SealedChoice | None]]
    due: Due
    open_releases: list[ReleaseLine]
    executors: list[Custodian]
    readers: list[Custodian]
    quorum: int
    untested: list[str]

    @property
    def missing(self) -> list[str]:
        """What should be there before a practice ends, and is not."""
        missing = []
        if not self.executors:
            missing.append("there is no executor: nobody could reach your clients or destroy what is due")
        if not self.quorum:
            missing.append("no quorum of readers is set: nobody could ever open a note for a court or a client")
        if self.untested:
            missing.append(f"the words of {', '.join(self.untested)} were never tried")
        return missing


def save_state(change: Change, value: PracticeState) -> None:
    """Writes whether the practice goes on."""
    roster.save_only(change, Part.SCHEDULE, kinds.PRACTICE_STATE, value)


def inspect_practice(opened: OpenVault) -> RetirementOutlook:
    """Returns what is left to settle; changes nothing."""
    with opened.vault.read() as snapshot:
        known = [kept.engagement for kept in roster.engagements(snapshot)]
        found, everybody = roster.state(snapshot), custodians.custodians(snapshot)
        lines = stored_releases.lines(snapshot, opened.now().date())
        sealed = [each for each in known if each.status is EngagementStatus.ENDED and not each.destroyed]
        return RetirementOutlook(
            found,
            [each for each in known if each.status is not EngagementStatus.ENDED],
            [(each, found.choices.get(each.id)) for each in sealed],
            due.due(snapshot, opened.now()),
            [line for line in lines if line.release and line.status in WAITING],
            [each for each in everybody if each.role is CustodianRole.EXECUTOR],
            [each for each in everybody if each.role is CustodianRole.READER],
            snapshot.keyring().quorum,
            [each.code for each in everybody if each.tested_on is None],
        )


def stop(change: Change, kept: roster.StoredEngagement, today: date) -> None:
    """Ends an engagement because the practice does, and seals its notes.

    That it went on until then, and when the next session was to be, stays known: the client may have to be notified.
    """
    before = kept.engagement
    ended = end(before, max(today, before.started))
    lifecycle.save_engagement(change, kept.record_id, msgspec.structs.replace(ended, next_session=before.next_session))
    found = roster.state(change)
    save_state(change, msgspec.structs.replace(found, stopped=(*found.stopped, before.id)))


def stop_all(opened: OpenVault) -> None:
    """Ends and seals every engagement that is open, because the practice ends."""
    opened.require_coach("ends the practice")
    now = opened.now()
    with opened.vault.change("practice retire, ends", now) as change:
        for kept in roster.undestroyed(change):
            if kept.engagement.status is not EngagementStatus.ENDED:
                for _ in change.scan({kept.compartment_id}):
                    pass  # damage is reported now, not years later
                stop(change, kept, now.date())
                change.seal_compartment(kept.compartment_id)
                stored_releases.seal_drafts(change, kept.engagement.number)
                record(change, Event.ENDED, kept.engagement.client, kept.engagement.id, now)


def choose(opened: OpenVault, engagement: Engagement, choice: SealedChoice) -> None:
    """Keeps what was chosen for an engagement, so that it is not asked again."""
    with opened.vault.change("practice retire, choice", opened.now()) as change:
        found = roster.state(change)
        save_state(change, msgspec.structs.replace(found, choices=found.choices | {engagement.id: choice}))


def retire(opened: OpenVault) -> PracticeState:
    """Ends the practice: from now on nothing new is written.

    Raises:
        Refused: It has ended already, an engagement has not, or a custodian asks.
    """
    opened.require_coach("ends the practice")
    with opened.vault.change("practice retire", opened.now()) as change:
        found = roster.state(change)
        found.require_living()
        open_ones = [each.engagement for each in roster.engagements(change)]
        left = [f"{each.id} with {each.client}" for each in open_ones if each.status is not EngagementStatus.ENDED]
        if left:
            raise Refused(
                f"These have not ended: {', '.join(left)}.", "`coachvault engagement end` ends and seals one."
            )
        retired = msgspec.structs.replace(found, retired_on=opened.now().date())
        save_state(change, retired)
        record(change, Event.RETIRED, "", "", opened.now())
    inbox.settle(opened)  # whoever has no key is told, too
    return retired


def hand_to_successor(opened: OpenVault, client: str, to: str, path: Path) -> export.ExportedRelease:
    """Gives a successor the text that the client signed for exactly that successor, and nothing else.

    Args:
        opened: The vault.
        client: The client's code.
        to: The successor's code, among the sponsors.
        path: The file.

    Raises:
        NotFound: Nobody has one of the codes.
        Refused: The client has signed no text for that successor.
        BadInput: Something already exists at the path.
    """
    with opened.vault.read() as snapshot:
        code, successor = roster.client_code(snapshot, client), roster.sponsor_code(snapshot, to)
        lines = stored_releases.lines(snapshot, opened.now().date(), code)
        signed = _signed_for(lines, successor)
    if signed is None:
        raise Refused(
            f"{code} has signed no text for {successor}; nothing is handed over without it.",
            f"`coachvault release draft {code} --to {successor} --template handover` begins one.",
        )
    return export.export(opened, signed.place.id, path, successor)


def _signed_for(lines: list[ReleaseLine], successor: Code) -> ReleaseLine | None:
    fitting = (ReleaseStatus.SIGNED, ReleaseStatus.EXPORTED)
    for line in lines:
        if line.release and line.status in fitting and line.release.proposal.recipient.code == successor:
            return line
    return None
