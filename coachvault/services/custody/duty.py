"""What the coach's duty takes, without reading: whom to reach and what to say, what is due, and whom to call."""

from __future__ import annotations

import re
from datetime import date, datetime

import msgspec

from coachvault.practice import kinds
from coachvault.practice.custodian import Custodian, CustodianRole, Handbook
from coachvault.practice.engagement import Engagement, EngagementStatus
from coachvault.practice.people import Client, Profile
from coachvault.practice.retirement import PracticeState
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.records import roster
from coachvault.services.retention import due
from coachvault.services.retention.due import Due
from coachvault.texts.languages import by_name, language_of
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_FILLED = re.compile(r"\{\w+\}")


class Reach(msgspec.Struct, frozen=True):
    """A client who has to be notified, and what to say.

    Args:
        client: How to reach the client.
        engagement: The engagement.
        message: A message that is ready to send, in the client's language; empty where the client may not be reached.
        barred_since: The day on which it was agreed that no executor reaches the client.
    """

    client: Client
    engagement: Engagement
    message: str
    barred_since: date | None = None


class Duty(msgspec.Struct, frozen=True):
    """What there is to do.

    Args:
        reach: Clients with an open engagement, or one that went on until the practice ended; the next session first.
        ended: How many engagements have ended and are sealed.
        due: What is due.
        handbook: What custodians have to know.
        custodians: The custodians.
    """

    reach: list[Reach]
    ended: int
    due: Due
    handbook: Handbook
    custodians: list[Custodian]


def duty(opened: OpenVault) -> Duty:
    """Returns what there is to do; opens no note."""
    with opened.vault.read() as snapshot:
        return duty_of(snapshot, opened.now())


def duty_of(snapshot: Snapshot, now: datetime) -> Duty:
    """Returns what there is to do, from a vault as it is; opens no note."""
    book = custodians.handbook(snapshot)
    known = [kept.engagement for kept in roster.engagements(snapshot)]
    state = roster.state(snapshot)
    open_ones = [each for each in known if _has_to_be_notified(each, state) and not each.destroyed]
    open_ones.sort(key=lambda each: (not each.next_session, each.next_session, each.client))
    codes = roster.codes(snapshot, kinds.CLIENT)
    people = {
        each.client: roster.client_for_custodians(snapshot, each.client) for each in open_ones if each.client in codes
    }
    return Duty(
        [_reach(snapshot, book, people[each.client], each) for each in open_ones],
        sum(1 for each in known if each.status is EngagementStatus.ENDED and not each.destroyed),
        due.due(snapshot, now),
        book,
        custodians.custodians(snapshot),
    )


def _has_to_be_notified(engagement: Engagement, state: PracticeState) -> bool:
    """Returns whether a client expects to go on, or did until the practice ended."""
    stopped = engagement.id in state.stopped or (state.retired_on and engagement.ended == state.retired_on)
    return engagement.status is not EngagementStatus.ENDED or bool(stopped)


def _reach(snapshot: Snapshot, book: Handbook, client: Client, engagement: Engagement) -> Reach:
    since = roster.barred_since(snapshot, client.code)
    return Reach(client, engagement, "" if since else _message(snapshot, book, client), since)


def _message(snapshot: Snapshot, book: Handbook, client: Client) -> str:
    """Returns what to say to a client: who writes, and for whom, so that it does not look like a fraud.

    Whoever opens the vault as an executor cannot read the practice's name; the page that comes with a backup has it.
    """
    texts = language_of(client.language).stand_in
    profile = roster.profile(snapshot) if snapshot.is_readable(snapshot.part(Part.PRACTICE)) else Profile()
    executors = [each.name for each in custodians.custodians(snapshot) if each.role is CustodianRole.EXECUTOR]
    filled = {
        "{name}": client.name or client.code,
        "{coach}": profile.name or by_name(texts.coach)[profile.role.value],
        "{writer}": executors[0] if len(executors) == 1 and executors[0] else texts.writer,
    }
    return _FILLED.sub(lambda place: filled.get(place[0], place[0]), book.message or texts.message)
