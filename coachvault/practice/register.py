"""The register: what was read after the end, what left the vault, what was destroyed; never a word of a note.

The entries about what left are an accounting: when, to whom, what, on what ground, with what evidence.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from coachvault.errors import Refused
from coachvault.practice.text import require_line

FEWEST_LETTERS = 3
_SEALED = "This engagement has ended and its notes are sealed: reading one takes a reason, which is recorded."


class Event(StrEnum):
    """What happened."""

    ENDED = "engagement ended"
    REOPENED = "engagement reopened"
    OPENED = "sealed notes opened"
    READ = "sealed note read"
    ADDED = "note added after end"
    LOST = "locked notes missing"
    DISCARDED = "locked note discarded"
    ERASED = "note erased"
    ERASED_EARLIER = "earlier wordings erased"
    MOVED = "note moved"
    REPORT_ASKED = "report asked for"
    REQUESTED = "sign-off requested"
    SIGNED = "sign-off received"
    NOT_SIGNED = "sign-off refused"
    DECLINED = "sign-off declined"
    CONFIRMED = "sign-off confirmed"
    NOT_CONFIRMED = "sign-off not theirs"
    KEPT = "warning kept"
    KEY_ADDED = "signing key added"
    KEY_REMOVED = "signing key removed"
    EXPORTED = "release exported"
    NOT_EXPORTED = "export refused"
    WITHDRAWN = "release withdrawn"
    BACKED_UP = "backup made"
    CLEANED = "backup cleaned"
    MOVED_AWAY = "vault moved away"
    RESTORED = "vault restored"
    POLICY_SET = "retention policy set"
    HELD = "hold put on"
    HOLD_LIFTED = "hold lifted"
    EXTENDED = "keeping extended"
    CLOCK_CONFIRMED = "clock said to be right"
    DESTROYED = "destroyed"
    DESTROYED_IN_COPY = "destroyed in a copy"
    HANDED_OVER = "copy handed over"
    CUSTODIAN_ADDED = "custodian added"
    CUSTODIAN_REMOVED = "custodian removed"
    CUSTODIAN_TESTED = "custodian's words tried"
    QUORUM_SET = "quorum of readers set"
    RETIRED = "practice retired"
    ARCHIVED = "archive made"
    DISCLOSURE_BEGUN = "disclosure begun"
    DISCLOSED = "disclosed"
    NOT_DISCLOSED = "nothing disclosed"
    CLIENT_TOLD = "client told"
    LETTER_DELAYED = "letter delayed"
    ACCESS_ASKED = "copy asked for"
    ACCESS_GIVEN = "copy given"
    CORRECTED = "correction added"
    AGREED = "agreement signed"
    ATTENDANCE = "attendance told"
    HOURS_EXPORTED = "coaching log exported"
    REGISTER_EXPORTED = "register exported"
    ALL_EXPORTED = "everything exported"
    PERSON_ERASED = "person erased"


class RegisterEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the register.

    Args:
        event: What happened.
        at: When, by this machine's clock.
        client: Whose records, by code; empty for the coach's own.
        subject: What, by id, as `heron/3`, `E2` or `R7`.
        why: The reason that was given, or the ground on which something left.
        to: To whom something went, with the address.
        what: What it was, in a few words.
        sha256: SHA-256 of the text that left.
        evidence: The grade of what it rests on.
    """

    event: Event
    at: datetime
    client: str
    subject: str
    why: str = ""
    to: str = ""
    what: str = ""
    sha256: str = ""
    evidence: str = ""

    @property
    def stands_under(self) -> tuple[str, ...]:
        """The codes of all whose records it is about: of a release that left, everybody who agreed to it."""
        if self.event is not Event.EXPORTED:
            return (self.client,)
        return tuple(dict.fromkeys((self.client, *self.evidence.split(", ")[1::2])))  # a grade, a party, a grade, ...


def parse_reason(text: str, refusal: str = "") -> str:
    """Returns a reason that says something.

    Args:
        text: What was given.
        refusal: What is refused without one; reading sealed notes when left out.

    Raises:
        Refused: It says nothing: what is sealed is read for a reason, and the reason is recorded (rule R6).
        BadInput: It is longer than 500 characters or not one line.
    """
    reason = text.strip()
    require_line(reason, longest=500)
    if reason and sum(map(str.isalpha, reason)) < FEWEST_LETTERS:
        raise Refused("That reason is too short to say anything; it is recorded, and read years later.")
    if not reason:
        raise Refused(
            refusal or _SEALED,
            'Add --reason "..." (keep names out of it), or type it when you are asked.',
        )
    return reason
