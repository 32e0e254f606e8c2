"""Engagements: the agreed work with one client, from first contact to the end and past it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput, NotFound, Refused
from coachvault.practice.ids import Code
from coachvault.practice.note import COACHING_KINDS, NoteKind, NoteSummary, day_of, require_tags
from coachvault.practice.text import require_line, require_text


class EngagementStatus(StrEnum):
    """How far an engagement is."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    ENDED = "ended"


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was agreed before the first session; sealed together with the notes.

    Args:
        objectives: What the work is for, one entry each.
        sponsor_may_receive: What client and coach agreed that the sponsor may learn; empty means nothing.
        reports: Kinds of report that the sponsor may have, by their purpose, as `progress report`.
        reports_when: When.
        attendance: Whether the sponsor may learn dates and number of sessions.
        limits: The limits of confidentiality; the usual ones where nothing is said.
        in_coaching_log: Whether the client agreed to be listed in the coach's log.
        executor_may_reach: Whether the client agreed that an executor may learn name and number.
        notice: The data-protection notice; the usual one where nothing is said.
        signed_on: The day on which client, sponsor and coach signed it in this wording; the coach vouches for it.
        scan_sha256: SHA-256 of the scan of the signed sheet, where one was kept.
    """

    objectives: tuple[str, ...] = ()
    sponsor_may_receive: str = ""
    reports: tuple[str, ...] = ()
    reports_when: str = ""
    attendance: bool = False
    limits: str = ""
    in_coaching_log: bool = False
    executor_may_reach: bool = False
    notice: str = ""
    signed_on: date | None = None
    scan_sha256: str = ""

    def __post_init__(self) -> None:
        require_text(*self.objectives, self.sponsor_may_receive, self.limits, self.notice, longest=20_000)
        require_line(*self.reports, self.reports_when, longest=200)


_VOUCHED = "vouched for by the coach"


def grade_of(terms: Terms) -> str:
    """Returns on what it rests that an agreement was signed: the coach's word, with a scan of the sheet or without."""
    return f"scan, {_VOUCHED}" if terms.scan_sha256 else _VOUCHED


class Tally(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stays known of an engagement's notes while they are sealed: numbers, never words.

    Args:
        notes: How many notes there are.
        last_number: The highest number given to a note of this client so far; numbers are never given twice.
        sessions: How many of the notes are of sessions.
        paid_minutes: Coached time that was paid.
        pro_bono_minutes: Coached time that was given.
        first_contact: Day of the earliest note.
        last_contact: Day of the latest note that was not ahead when it was counted.
        last_action: The highest number given to an action of this client so far; numbers are never given twice.
        ahead: Days of notes that were, the earliest first; each counts as a contact from that day on.
    """

    notes: int = 0
    last_number: int = 0
    sessions: int = 0
    paid_minutes: int = 0
    pro_bono_minutes: int = 0
    first_contact: date | None = None
    last_contact: date | None = None
    ahead: tuple[date, ...] = ()
    last_action: int = 0

    def __post_init__(self) -> None:
        if (
            min(self.notes, self.last_number, self.last_action, self.sessions, self.paid_minutes, self.pro_bono_minutes)
            < 0
        ):
            raise BadInput("Nothing can be counted below zero.")

    def by(self, today: date) -> Tally:
        """Returns the tally in which those days that have come count as contacts."""
        come = [day for day in self.ahead if day <= today]
        if not come:
            return self
        return msgspec.structs.replace(
            self,
            first_contact=min(filter(None, [self.first_contact, *come])),
            last_contact=max(filter(None, [self.last_contact, *come])),
            ahead=tuple(day for day in self.ahead if day > today),
        )

    @property
    def last_day(self) -> date | None:
        """The day of the latest note, ahead or not."""
        return max(filter(None, [self.last_contact, *self.ahead]), default=None)


class Counters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that are never given twice, in addition to those in the engagements.

    Args:
        own_notes: The highest number given to one of the coach's own notes.
        inbox: The number up to which notes that were written while locked have been processed.
        waiting: The numbers of those among them that wait.
        backups: The highest number given to a backup or another copy of the vault.
        engagements: The highest number known to be given to an engagement, where it is not here any more.
        releases: The same of releases.
        disclosures: The same of disclosures.
        notes: The same of notes, by the client's code.
        actions: The same of actions.
    """

    own_notes: int = 0
    inbox: int = 0
    waiting: tuple[int, ...] = ()
    backups: int = 0
    engagements: int = 0
    releases: int = 0
    disclosures: int = 0
    notes: dict[Code, int] = {}
    actions: dict[Code, int] = {}

    def or_higher(self, other: Counters) -> Counters:
        """Returns numbers that were given here or in another copy of the vault; of the inbox, as they are here."""
        notes = {code: max(self.notes.get(code, 0), number) for code, number in other.notes.items()}
        actions = {code: max(self.actions.get(code, 0), number) for code, number in other.actions.items()}
        return Counters(
            own_notes=max(self.own_notes, other.own_notes),
            inbox=self.inbox,
            waiting=self.waiting,
            backups=max(self.backups, other.backups),
            engagements=max(self.engagements, other.engagements),
            releases=max(self.releases, other.releases),
            disclosures=max(self.disclosures, other.disclosures),
            notes={**self.notes, **notes},
            actions={**self.actions, **actions},
        )


def without_hours(engagement: Engagement, day: date) -> Engagement:
    """Returns an engagement of which the hours are destroyed; its days and the number of sessions stay.

    Args:
        engagement: The engagement.
        day: When they were.
    """
    counted = msgspec.structs.replace(engagement.tally, paid_minutes=0, pro_bono_minutes=0)
    return msgspec.structs.replace(engagement, tally=counted, hours_destroyed=day)


def tally(
    summaries: Iterable[NoteSummary],
    last_number: int,
    hours_destroyed: date | None = None,
    is_ahead: Callable[[date], bool] = lambda _: False,
) -> Tally:
    """Counts an engagement's notes.

    Args:
        summaries: Of every note that is there.
        last_number: The highest number ever given to a note of this client.
        hours_destroyed: The day on which the hours were destroyed: time coached up to it is not counted again.
        is_ahead: Whether a day is still to come, so that its note is no contact yet.
    """
    notes = list(summaries)
    sessions = [note for note in notes if note.kind in COACHING_KINDS]
    days = sorted(note.day for note in notes if not is_ahead(note.day))
    timed = [note for note in sessions if hours_destroyed is None or note.day > hours_destroyed]
    return Tally(
        notes=len(notes),
        last_number=last_number,
        sessions=len(sessions),
        paid_minutes=sum(note.minutes for note in timed if not note.pro_bono),
        pro_bono_minutes=sum(note.minutes for note in timed if note.pro_bono),
        first_contact=days[0] if days else None,
        last_contact=days[-1] if days else None,
        ahead=tuple(sorted(note.day for note in notes if is_ahead(note.day))),
    )


class Engagement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The work with one client; kept in the schedule, so that it stays readable when its notes are sealed.

    Args:
        number: The number in `E3`; never given twice.
        client: The client's code.
        compartment_id: Where its notes are kept, under a key of their own; 16 bytes.
        status: How far it is.
        started: First day; for a prospect the day of the first contact.
        ended: Last day.
        sponsor: The sponsor's code, where there is one.
        kind: As the coach calls it ("executive", "team"); retention rules can depend on it.
        tags: Words that retention rules can depend on.
        pro_bono: Whether sessions are given unless said otherwise.
        session_minutes: How long a session is unless said otherwise.
        tally: What stays known of the notes.
        was_prospect: Whether it ended before it had started.
        destroyed: The day on which its notes were destroyed.
        next_session: The day or moment of the next session, as ISO 8601 text; empty where none is agreed.
        agreed_reports: Kinds of report that the signed agreement lets the sponsor have; None without one.
        attendance: Whether it lets the sponsor know dates and number of sessions.
        executors_barred: The day on which it was signed, where it says that no executor reaches the client.
        in_coaching_log: Whether it says that the client may be listed in the coaching log.
        hours_destroyed: The day on which its hours were destroyed.
    """

    number: int
    client: Code
    compartment_id: bytes
    status: EngagementStatus
    started: date
    ended: date | None = None
    sponsor: Code | None = None
    kind: str = ""
    tags: tuple[str, ...] = ()
    pro_bono: bool = False
    session_minutes: int = 60
    tally: Tally = Tally()
    was_prospect: bool = False
    destroyed: date | None = None
    next_session: str = ""
    agreed_reports: tuple[str, ...] | None = None
    attendance: bool = False
    executors_barred: date | None = None
    in_coaching_log: bool = False
    hours_destroyed: date | None = None

    def __post_init__(self) -> None:
        if self.destroyed is not None and self.status is not EngagementStatus.ENDED:
            raise BadInput("Only an engagement that has ended can have been destroyed.")
        if self.number < 1:
            raise BadInput("Engagements are numbered from 1.")
        if self.was_prospect and self.status is not EngagementStatus.ENDED:
            raise BadInput("Only an engagement that has ended can have been a prospect.")
        if (self.ended is not None) != (self.status is EngagementStatus.ENDED):
            raise BadInput("An engagement has a last day exactly when it has ended.")
        if self.ended is not None and self.ended < self.started:
            raise BadInput("An engagement cannot end before it started.", "`--on DATE` gives the day.")
        if not 1 <= self.session_minutes <= 24 * 60:
            raise BadInput("A session lasts between one minute and a day.")
        require_tags(self.tags)
        require_line(self.kind, longest=100)
        if self.next_session:
            day_of(self.next_session)

    @property
    def id(self) -> str:
        """The id as it is typed, `E3`."""
        return f"E{self.number}"

    def coming_session(self, today: date) -> str:
        """Returns the day or moment of the next session; empty where none is agreed, or it is over."""
        return self.next_session if self.next_session and day_of(self.next_session) >= today else ""

    @property
    def usual_note_kind(self) -> NoteKind:
        """The kind of a note unless said otherwise: before an engagement has begun, a chemistry session."""
        return NoteKind.CHEMISTRY if self.status is EngagementStatus.PROSPECT else NoteKind.SESSION


def end(engagement: Engagement, on: date) -> Engagement:
    """Returns the engagement as ended.

    Raises:
        Refused: It has ended already.
    """
    if engagement.status is EngagementStatus.ENDED:
        raise Refused(f"{engagement.id} has ended already.", "`coachvault engagement reopen` takes an end back.")
    was_prospect = engagement.status is EngagementStatus.PROSPECT
    return msgspec.structs.replace(
        engagement, status=EngagementStatus.ENDED, ended=on, was_prospect=was_prospect, next_session=""
    )


def reopen(engagement: Engagement) -> Engagement:
    """Returns an ended engagement as it was before it ended.

    Raises:
        Refused: It has not ended.
    """
    if engagement.status is not EngagementStatus.ENDED:
        raise Refused(f"{engagement.id} has not ended; there is nothing to reopen.")
    require_not_destroyed(engagement)
    status = EngagementStatus.PROSPECT if engagement.was_prospect else EngagementStatus.ACTIVE
    return msgspec.structs.replace(engagement, status=status, ended=None, was_prospect=False)


def joined(mine: Engagement, theirs: Engagement) -> Engagement:
    """Returns an engagement that was changed in two copies of the vault: what ended in one has ended.

    Args:
        mine: As the copy has it that goes on.
        theirs: As the other has it.
    """
    base = theirs if (theirs.destroyed or theirs.ended) and not (mine.destroyed or mine.ended) else mine
    last_number = max(mine.tally.last_number, theirs.tally.last_number)
    last_action = max(mine.tally.last_action, theirs.tally.last_action)
    hours = max(filter(None, [mine.hours_destroyed, theirs.hours_destroyed]), default=None)
    found = msgspec.structs.replace(base.tally, last_number=last_number, last_action=last_action)
    if hours and hours != base.hours_destroyed:
        found = msgspec.structs.replace(found, paid_minutes=0, pro_bono_minutes=0)
    if theirs.destroyed and not base.destroyed:
        found = msgspec.structs.replace(found, notes=0)
    destroyed = base.destroyed or theirs.destroyed
    return msgspec.structs.replace(base, destroyed=destroyed, hours_destroyed=hours, tally=found)


def require_not_destroyed(engagement: Engagement) -> None:
    """Makes sure that there is something left of an engagement's notes.

    Raises:
        NotFound: They were destroyed.
    """
    if engagement.destroyed is not None:
        raise NotFound(
            f"The notes of {engagement.id} were destroyed on {engagement.destroyed}; nothing brings them back.",
            f"`coachvault retention certificate {engagement.id}` shows what was destroyed, and by which rule.",
        )


def newest_open(engagements: list[Engagement]) -> Engagement | None:
    """Returns the one engagement of a client that takes notes, if there is one."""
    return next((each for each in reversed(engagements) if each.status is not EngagementStatus.ENDED), None)
