"""Retention: for how long each class of records is kept, by which rule, and why (rules R6, R7 and R9).

What is over its period is *due*: a person reviews it and destroys, extends or holds. Nothing here destroys anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from coachvault.practice.ids import Code
from coachvault.practice.periods import Period

OVERDUE_AFTER = timedelta(days=30)
CLOCK_TOLERANCE = timedelta(hours=24)
"""A clock that is further back than this behind what the ledger makes known was set back: nothing goes or leaves."""
LONGEST_LEAP = timedelta(days=90)
"""A clock that is further ahead of the newest moment known destroys nothing before somebody says that it is right."""
_ONE_ACT = timedelta(minutes=10)


class RecordClass(StrEnum):
    """What lives for a time of its own (rule R9)."""

    NOTES = "notes"
    CONTACTS = "contacts"
    RELEASES = "releases"
    HOURS = "hours"
    REGISTER = "register"


class Basis(StrEnum):
    """The day from which a period runs."""

    END = "end"
    LAST_CONTACT = "last-contact"
    BIRTH = "birth"


def newest_moment(written: Iterable[datetime], confirmed: Sequence[datetime]) -> datetime | None:
    """Returns the newest moment that a ledger makes known: an entry that leaps ahead without a word does not count.

    Args:
        written: When each entry was written, in their order, by the clock of the computer that wrote it.
        confirmed: When somebody said, on the record, that the clock was right.
    """
    newest: datetime | None = None
    for at in written:
        is_leap = newest is not None and at - newest > LONGEST_LEAP
        if not is_leap or any(abs(word - at) <= _ONE_ACT for word in confirmed):
            newest = at if newest is None else max(newest, at)
    return newest


def furthest_moment(written: Iterable[datetime], put_right: Iterable[datetime]) -> datetime | None:
    """Returns the furthest moment at which anything was written, unless somebody said since that it was ahead.

    Args:
        written: When each entry was written, in their order, by the clock of the computer that wrote it.
        put_right: When somebody said, on the record, that the clock is right although it was behind: what had been
            written ahead of that counts no more. Each word counts once, so that the same time, set once more, is seen.
    """
    furthest: datetime | None = None
    unused = [*put_right]
    for at in written:
        is_behind = furthest is not None and furthest - at > CLOCK_TOLERANCE
        said = next((word for word in unused if abs(word - at) <= _ONE_ACT), None) if is_behind else None
        if said is not None:
            unused.remove(said)
        if furthest is None or at > furthest or said is not None:
            furthest = at
    return furthest


class Rule(msgspec.Struct, frozen=True):
    """For how long one class is kept.

    Args:
        record_class: The class.
        keep: The period.
        because: The reason, as the coach gives it; where it is given in several languages, the first of them.
        because_in: The reason by language, as pairs of code and text; nothing where it names no language.
        basis: The day from which it runs.
        client: Only for the client with this code, where one is named; so with the next three.
        sponsor: Only for engagements that this sponsor pays for.
        tag: Only for engagements with this tag.
        kind: Only for engagements of this kind.
        number: Which `[[retention.rule]]` it is, from 1; 0 for the class's own.
    """

    record_class: RecordClass
    keep: Period
    because: str
    basis: Basis = Basis.END
    client: str = ""
    sponsor: str = ""
    tag: str = ""
    kind: str = ""
    number: int = 0
    because_in: tuple[tuple[str, str], ...] = ()

    def fits(self, case: Case) -> bool:
        """Returns whether it is about a case: everything that it names is there."""
        return (
            self.client in ("", case.client)
            and self.sponsor in ("", case.sponsor)
            and self.kind in ("", case.kind)
            and (not self.tag or self.tag in case.tags)
        )

    def __str__(self) -> str:
        """Returns it in a line, `notes: 25 years from birth (rule 1: tag minor)`."""
        after = {Basis.END: "after the end", Basis.LAST_CONTACT: "after the last contact", Basis.BIRTH: "from birth"}
        line = f"{self.record_class.value}: {self.keep}" + ("" if self.keep.for_ever else f" {after[self.basis]}")
        named = [("client", self.client), ("sponsor", self.sponsor), ("tag", self.tag), ("kind", self.kind)]
        when = ", ".join(f"{name} {value}" for name, value in named if value)
        return f"{line} (rule {self.number}: {when or 'always'})" if self.number else line


class Case(msgspec.Struct, frozen=True):
    """What rules can depend on: an engagement, and what of its client matters.

    Args:
        client: The client's code.
        started: First day.
        ended: Last day; None while it goes on.
        last_contact: Day of the client's last note, in whichever engagement.
        born: The client's birth date, where it is known.
        sponsor: The sponsor's code, or nothing.
        kind: As the coach calls it.
        tags: The engagement's tags.
    """

    client: Code
    started: date
    ended: date | None
    last_contact: date | None = None
    born: date | None = None
    sponsor: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()

    @property
    def over(self) -> date:
        """The day after which nothing is added: the end, or the last contact while none was said (rule R16)."""
        return self.ended or self.last_contact or self.started

    def day_of(self, basis: Basis) -> date:
        """Returns the day from which a period runs; what is not known counts from the end."""
        if basis is Basis.BIRTH and self.born is not None:
            return self.born
        if basis is Basis.LAST_CONTACT:
            return self.last_contact or self.over
        return self.over


class Decision(msgspec.Struct, frozen=True):
    """Until when something is kept, and why.

    Args:
        rule: The rule that applies.
        counted_from: The day from which the period runs.
        due: The day from which it is due; None for never.
        remark: What the coach should know about it; mostly nothing.
    """

    rule: Rule
    counted_from: date
    due: date | None
    remark: str = ""

    def is_due(self, today: date) -> bool:
        """Returns whether the period is over on a day."""
        return self.due is not None and today >= self.due

    def is_overdue(self, today: date) -> bool:
        """Returns whether it has been over for more than thirty days."""
        return self.due is not None and today - self.due > OVERDUE_AFTER


class Policy(msgspec.Struct, frozen=True):
    """The coach's retention policy; one rule for notes at least.

    Args:
        rules: The classes' own rules first, then those that match, in the order in which they were written.
    """

    rules: tuple[Rule, ...]

    def decide(self, record_class: RecordClass, case: Case, extension: Extension | None = None) -> Decision:
        """Returns until when something is kept: the last rule that fits wins.

        Where no rule of its class fits, the notes' holds. Nothing is due before the work is over.

        Args:
            record_class: What it is.
            case: Of which engagement.
            extension: A person has decided to keep it longer.
        """
        fitting = [rule for rule in self.rules if rule.fits(case)]
        known = [rule for rule in fitting if rule.record_class is record_class] or [
            rule for rule in fitting if rule.record_class is RecordClass.NOTES
        ]
        rule = known[-1]
        counted_from = case.day_of(rule.basis)
        due = rule.keep.after(counted_from)
        missing = rule.basis is Basis.BIRTH and case.born is None
        remarks = ["the birth date is not known: counted from the end"] if missing else []
        if due is not None:
            due = max(due, case.over)
            if extension and extension.until > due:
                due, remarks = extension.until, [*remarks, str(extension)]
        return Decision(rule, counted_from, due, "; ".join(remarks))


class Hold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reason for which nothing of an engagement may be destroyed; it beats every schedule (rule R7).

    Args:
        engagement: The engagement's number.
        at: When it was put on.
        reason: Why.
        review: The day on which it is reviewed.
        lifted_at: When it was lifted.
        lifted_because: Why.
    """

    engagement: int
    at: datetime
    reason: str
    review: date | None = None
    lifted_at: datetime | None = None
    lifted_because: str = ""

    @property
    def is_on(self) -> bool:
        """Whether it still holds."""
        return self.lifted_at is None


class Extension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person reviewed what was due and keeps it longer.

    Args:
        engagement: The engagement's number.
        at: When that was decided.
        until: The day from which it is due again.
        reason: Why.
    """

    engagement: int
    at: datetime
    until: date
    reason: str

    def __str__(self) -> str:
        """Returns it as text, with the reason."""
        return f"extended on {self.at:%Y-%m-%d} until {self.until}, because: {self.reason}"


class PolicyText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The policy word for word as the coach wrote it.

    Args:
        text: TOML.
        at: When it was set.
    """

    text: str
    at: datetime
