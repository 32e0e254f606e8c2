"""Certificates of destruction: what was destroyed, by which rule, and which copies are left (rule R8)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.practice.backup import BEFORE, Backup, GoneBy, id_of
from coachvault.practice.retention import RecordClass

NOT_YET = "not cleaned yet"


class Method(StrEnum):
    """How something was destroyed; never more than was done."""

    KEY_AND_ROWS = "key and rows"
    ROWS_ONLY = "rows only"


class Performer(StrEnum):
    """Who destroyed it, as far as the way in shows."""

    COACH = "the coach"
    EXECUTOR = "an executor"
    QUORUM = "a quorum of readers"


class Copy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known copy of the vault, as it was at a destruction.

    Args:
        backup: The backup's number in `B3`, for the eye.
        path: Where it was written.
        made_at: When.
        why: Why it still holds the key; empty where it was cleaned.
        cleaned_at: When it was cleaned.
        gone_at: When it was gone.
        is_origin: Whether it is the vault from which the one that holds the certificate was made.
        gone_by: On whose word; None in certificates from before it was written down: the coach's.
        copy_id: The copy's id, 16 bytes; empty in certificates from before it was written down.
    """

    backup: int
    path: str
    made_at: datetime
    why: str = ""
    cleaned_at: datetime | None = None
    gone_at: datetime | None = None
    is_origin: bool = False
    copy_id: bytes = b""
    gone_by: GoneBy | None = None

    @property
    def id(self) -> str:
        """The backup's id, `B3`."""
        return id_of(self.backup)

    @property
    def where(self) -> str:
        """Where it is, in words."""
        return self.path or BEFORE

    @property
    def is_left(self) -> bool:
        """Whether it may still hold what was destroyed."""
        return self.cleaned_at is None and self.gone_at is None

    def is_of(self, backup: Backup) -> bool:
        """Returns whether it is about a backup: by copy id and place, never by the number alone."""
        if self.copy_id:
            return (self.copy_id, self.path) == (backup.copy_id, backup.path)
        return (self.path, self.made_at) == (backup.path, backup.made_at)


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A certificate of destruction; without a word of what was destroyed.

    Args:
        subject: What, by id: `E3`, `R7` or the client's code.
        client: Whose, by code.
        series: The class of the records.
        first_day: The first day that the records are about.
        last_day: The last one.
        quantity: How much, as `12 notes, 40 rows`.
        authority: The rule that authorises it, with its reason.
        due: The day from which it was due; None where it was not.
        reason: Why it was destroyed before it was due; empty otherwise.
        method: How.
        at: When, by this machine's clock.
        performer: Who.
        by: The codes of the custodians who did; empty where it was the coach.
        witness: Who was present, as the performer says; mostly nobody.
        holds: What a search for holds found, in the same moment.
        compartments: The ids of what was destroyed with its keys; 16 random bytes each.
        copies: The known copies.
        remark: What else has to be said.
    """

    subject: str
    client: str
    series: RecordClass
    first_day: date
    last_day: date
    quantity: str
    authority: str
    due: date | None
    reason: str
    method: Method
    at: datetime
    performer: Performer
    witness: str
    holds: str
    compartments: tuple[bytes, ...] = ()
    copies: tuple[Copy, ...] = ()
    remark: str = ""
    by: tuple[str, ...] = ()

    @property
    def performed_by(self) -> str:
        """Who destroyed it, in words, with the codes of custodians."""
        return f"{self.performer.value} ({', '.join(self.by)})" if self.by else self.performer.value

    @property
    def thing(self) -> tuple[str, RecordClass]:
        """What was destroyed: the subject, and which of its records."""
        return self.subject, self.series

    @property
    def copies_left(self) -> tuple[Copy, ...]:
        """The known copies that may still hold what was destroyed."""
        return tuple(copy for copy in self.copies if copy.is_left)

    @property
    def is_begun(self) -> bool:
        """Whether a known copy was not even tried yet: a machine stopped in between."""
        return any(copy.is_left and copy.why == NOT_YET for copy in self.copies)

    @property
    def state(self) -> str:
        """How far the destruction has come, of the two states that there are."""
        return "destroyed here" if self.copies_left else "destroyed in every known copy"
