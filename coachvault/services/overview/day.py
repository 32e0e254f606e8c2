"""The minute before a session, and the day: short views over what is open."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coachvault.practice.access import AccessRequest
from coachvault.practice.disclosure import DisclosurePlace
from coachvault.practice.engagement import Engagement, EngagementStatus, Terms
from coachvault.practice.ids import Code
from coachvault.practice.people import Profile
from coachvault.practice.release import UNFINISHED
from coachvault.practice.retirement import PracticeState
from coachvault.services.client_rights import access_deadline
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.custody import custodians
from coachvault.services.disclosure import disclose
from coachvault.services.engagements import lifecycle
from coachvault.services.notes.actions import ActionView, count_open, open_actions
from coachvault.services.notes.journal import NoteView, latest_notes, view_of
from coachvault.services.records import readable_files, releases, roster
from coachvault.services.records.note_places import every_place, places_of, require_readable
from coachvault.services.records.releases import ReleaseLine
from coachvault.services.retention.due import Due, due
from coachvault.vault.snapshot import Snapshot

NOTES_SHOWN = 2


class Brief(msgspec.Struct, frozen=True):
    """What a coach wants to know the minute before a session.

    Args:
        code: The client's code.
        name: The client's name.
        engagement: The open engagement; None before anything was written.
        terms: Objectives, and what the sponsor may receive.
        sponsor: The sponsor's code, or nothing.
        notes: The last two notes, the latest first.
        releases: Those of the client that are not finished.
        next_session: The day or moment of the next session that is still to come; empty for none.
        actions: Those that are open.
    """

    code: Code
    name: str
    engagement: Engagement | None
    terms: Terms
    sponsor: str
    notes: list[NoteView]
    releases: list[ReleaseLine]
    next_session: str = ""
    actions: tuple[ActionView, ...] = ()


class NextSession(msgspec.Struct, frozen=True):
    """When the next session with a client is.

    Args:
        client: The client's code.
        at: The day or moment, as ISO 8601 text.
    """

    client: Code
    at: str


class Day(msgspec.Struct, frozen=True):
    """What is open today.

    Args:
        profile: The practice.
        engagements: Those that are open, the one with the longest silence first.
        forgotten: Ids of those without a note for six months (rule R16).
        ended: How many have ended and are sealed.
        releases: Those that wait for a sign-off, were declined, or are signed and have not left.
        readable_files: Readable files that were written and still exist here (rule R1).
        last_backup: When the last backup was made.
        waiting: How many notes wait to be filed.
        due: What is due for review, holds that are due for review, and a clock that cannot be trusted.
        state: Whether the practice goes on.
        untested: Codes of custodians whose words were not tried for a year.
        disclosures: Those that have still to be written down, or of which a client still has to be notified.
        asked: Clients' requests for a copy that were not answered yet.
        readers_without_quorum: How many readers there are who open nothing, because no number was set.
        next_sessions: Those that are still to come, the nearest first.
        open_actions: How many are open, by the client's code.
    """

    profile: Profile
    engagements: list[Engagement]
    forgotten: list[str]
    ended: int
    releases: list[ReleaseLine]
    readable_files: list[str]
    last_backup: datetime | None
    waiting: int
    due: Due
    state: PracticeState = PracticeState()
    untested: tuple[str, ...] = ()
    disclosures: tuple[DisclosurePlace, ...] = ()
    asked: tuple[AccessRequest, ...] = ()
    readers_without_quorum: int = 0
    next_sessions: tuple[NextSession, ...] = ()
    open_actions: dict[Code, int] = {}


def brief(opened: OpenVault, given_code: str) -> Brief:
    """Returns objectives, the last two notes, and what the sponsor may receive.

    Raises:
        NotFound: Nobody has that code.
        Refused: The engagement has ended; its notes are sealed.
    """
    with opened.vault.read() as snapshot:
        code = roster.client_code(snapshot, given_code)
        places = places_of(snapshot, code)
        current = next((place for place in reversed(places) if not place.has_ended), None)
        if places and current is None:
            require_readable(places[-1])
        name = roster.client(snapshot, code).name
        if current is None or current.kept is None:
            return Brief(code, name, None, Terms(), "", [], [])
        agreed = lifecycle.terms(snapshot, current.compartment_id)
        engagement = current.kept.engagement
        last = [view_of(snapshot, current, item) for item in latest_notes(snapshot, current)[:NOTES_SHOWN]]
        open_releases = _unfinished(snapshot, opened.now().date(), code)
        coming = engagement.coming_session(opened.now().date())
        waiting = tuple(open_actions(snapshot, current))
        return Brief(code, name, engagement, agreed, engagement.sponsor or "", last, open_releases, coming, waiting)


def today(opened: OpenVault) -> Day:
    """Returns what is open, what is forgotten and what is sealed."""
    day = opened.now().date()
    with opened.vault.read() as snapshot:
        every = [kept.engagement for kept in roster.engagements(snapshot)]
        open_ones = [each for each in every if each.status is not EngagementStatus.ENDED]
        open_ones.sort(key=lambda each: each.tally.last_contact or each.started)
        return Day(
            profile=roster.profile(snapshot),
            engagements=open_ones,
            forgotten=[each.id for each in open_ones if lifecycle.forgotten(each, day)],
            ended=len(every) - len(open_ones),
            releases=_unfinished(snapshot, day),
            readable_files=readable_files.readable_files(snapshot, day),
            last_backup=backups.last_made(snapshot),
            waiting=len(roster.counters(snapshot).waiting),
            due=due(snapshot, opened.now()),
            state=roster.state(snapshot),
            untested=custodians.not_tried(snapshot, day),
            disclosures=_open_disclosures(snapshot, day),
            asked=tuple(access_deadline.waiting(snapshot)),
            readers_without_quorum=custodians.readers_without_quorum(snapshot),
            next_sessions=_next_sessions(open_ones, day),
            open_actions=_open_actions(snapshot),
        )


def _next_sessions(engagements: list[Engagement], today: date) -> tuple[NextSession, ...]:
    found = [NextSession(each.client, each.coming_session(today)) for each in engagements if each.coming_session(today)]
    return tuple(sorted(found, key=lambda each: (each.at, each.client)))


def _open_actions(snapshot: Snapshot) -> dict[Code, int]:
    places = (place for place in every_place(snapshot) if place.kept and not place.has_ended)
    counts = {place.code: count_open(snapshot, place) for place in places if snapshot.is_readable(place.compartment_id)}
    return {code: count for code, count in counts.items() if count}


def _open_disclosures(snapshot: Snapshot, today: date) -> tuple[DisclosurePlace, ...]:
    """Returns the disclosures about which something has to be done; a letter that waits, from its day on."""
    known = disclose.places(snapshot)
    return tuple(
        place
        for place in known
        if place.is_begun or (place.owes_letter and (place.letter_due is None or place.letter_due <= today))
    )


def _unfinished(snapshot: Snapshot, today: date, code: Code | None = None) -> list[ReleaseLine]:
    """Returns the releases that wait for somebody or something, the oldest first."""
    found = reversed(releases.lines(snapshot, today, code))
    return [line for line in found if line.release and line.status in UNFINISHED]
