"""What may leave, by the rules alone: a model of releases that shares no code with the product.

It knows what was proposed, asked, answered, compared, taken back and destroyed, and what the clock has said so far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

A_DAY = timedelta(days=1)
LONG = timedelta(days=90)


@dataclass
class Answer:
    """What a party said to one version: which paragraphs, by which road, and what came of the call."""

    party: str
    version: int
    approved: tuple[int, ...]
    road: str
    key: int | None = None
    compared: bool = False
    is_void: bool = False

    @property
    def counts(self) -> bool:
        return self.road != "page" or self.compared


@dataclass
class Request:
    """Who was asked for which version, by which road, and which paragraphs were shown."""

    party: str
    version: int
    road: str
    shown: tuple[int, ...]
    asked_at: datetime
    was_answered: bool = False


@dataclass
class Release:
    """One release with everything that happened to it."""

    client: str
    engagement: int
    paragraphs: tuple[str, ...]
    recipient: str
    purpose: str
    last_day: datetime
    concerned: tuple[str, ...]
    version: int = 1
    requests: list[Request] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    departures: int = 0
    left: tuple[int, ...] = ()
    is_withdrawn: bool = False
    is_gone: bool = False
    is_sealed: bool = False

    @property
    def is_there(self) -> bool:
        return not (self.is_gone or self.is_sealed)

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.client, *self.concerned)

    def said(self, party: str) -> list[Answer]:
        """What a party said to the present version, but for what was not theirs after all."""
        return [
            each for each in self.answers if each.party == party and each.version == self.version and not each.is_void
        ]

    def agreed(self) -> tuple[int, ...]:
        """The paragraphs to which everybody agreed; none where somebody has not, said no, or said something else."""
        said = [each for party in self.parties for each in self.said(party)]
        if not all(any(each.counts for each in self.said(party)) for party in self.parties):
            return ()
        return said[0].approved if len({each.approved for each in said}) == 1 else ()

    def is_objection(self, approved: tuple[int, ...]) -> bool:
        """Whether an answer is to be recorded at any time: a no, or another text than the one that has left."""
        return not approved or (bool(self.departures) and approved != self.left)

    def text(self) -> str:
        return "\n\n".join(self.paragraphs[number - 1] for number in self.agreed()) + "\n"

    def was_asked(self) -> bool:
        return any(each.version == self.version for each in self.requests)


@dataclass
class World:
    """The practice, and what its records make known of the time.

    Two limits are kept where the model cannot know whether something was written: what surely was, and what may be.
    """

    now: datetime
    releases: dict[str, Release] = field(default_factory=dict)
    ended: set[int] = field(default_factory=set)
    destroyed: set[int] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    keys: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    reports: dict[int, set[str]] = field(default_factory=dict)
    registered: datetime | None = None
    written: datetime | None = None
    perhaps: datetime | None = None
    ever: datetime | None = None
    newest: datetime | None = None

    def wrote(self, *, in_register: bool) -> None:
        """Something was written now, for sure."""
        self.written = max(self.written or self.now, self.now)
        if in_register:
            self.registered = max(self.registered or self.now, self.now)
        if self.newest is None or self.now - self.newest <= LONG:
            self.newest = max(self.newest or self.now, self.now)
        self.tried()

    def tried(self) -> None:
        """Something may have been written now."""
        self.perhaps = max(self.perhaps or self.now, self.now)
        self.ever = max(self.ever or self.now, self.now)

    def was_restored(self, newest: datetime | None) -> None:
        """What a copy does not know is known from the register alone; `newest` is what it knew when it was made.

        A word about the clock that it does not know may be asked for once more.
        """
        self.written = self.registered
        self.newest, self.perhaps = newest, self.ever

    def said_that_the_clock_is_right(self) -> None:
        """Somebody's word: what was written ahead of it counts no more."""
        if self.is_behind():
            self.written = self.registered = self.perhaps = self.now
        self.newest = self.now

    def is_behind(self) -> bool:
        return self.written is not None and self.written - self.now > A_DAY

    def is_trusted(self) -> bool:
        """Whether the clock is surely in no doubt."""
        is_behind = self.perhaps is not None and self.perhaps - self.now > A_DAY
        return not is_behind and self.newest is not None and self.now - self.newest <= LONG

    def is_over(self, release: Release, *, surely: bool) -> bool:
        """Whether the last day is over, as far as anything tells; `surely` goes by what was written for sure."""
        floor = self.written if surely else self.perhaps
        today = self.now if floor is None or self.is_behind() else max(self.now, floor)
        return today.date() > release.last_day.date()

    def lost_key(self, release: Release) -> bool:
        """Whether somebody's agreement rests on a key that is not known any more."""
        said = [each for party in release.parties for each in release.said(party)]
        return any(each.key is not None and self.keys.get(each.party, (None, None))[0] != each.key for each in said)

    def may_leave(self, release: Release, *, surely_over: bool, word: bool) -> bool:
        """Whether the text may leave at this moment."""
        if release.is_gone or release.is_withdrawn or release.is_sealed or not release.agreed():
            return False
        if self.is_behind() and not word:
            return False
        allowed = self.reports.get(release.engagement)
        if allowed is not None and release.recipient == "otter" and release.purpose not in allowed:
            return False
        return not self.is_over(release, surely=surely_over)
