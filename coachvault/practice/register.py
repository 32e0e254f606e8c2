"""The register: what was read after the end, what left the vault, what was destroyed; never a word of a note."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from coachvault.errors import Refused
from coachvault.practice.text import expect_line


class Event(StrEnum):
    """What happened."""

    ENDED = "engagement ended"
    REOPENED = "engagement reopened"
    OPENED = "sealed notes opened"
    READ = "sealed note read"
    ERASED = "note erased"
    ERASED_EARLIER = "earlier wordings erased"
    MOVED = "note moved"


class RegisterEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the register.

    Args:
        event: What happened.
        at: When, by this machine's clock.
        client: Whose records, by code; empty for the coach's own.
        subject: What, by id, as `heron/3` or `E2`.
        why: The reason that was given.
    """

    event: Event
    at: datetime
    client: str
    subject: str
    why: str = ""


def parse_reason(text: str) -> str:
    """Returns a reason that says something.

    Raises:
        Refused: It is empty: what is sealed is read for a reason, and the reason is recorded (rule R6).
        BadInput: It is longer than 500 characters or not one line.
    """
    reason = text.strip()
    if not reason:
        raise Refused(
            "This engagement has ended and its notes are sealed: reading one takes a reason, which is recorded (R6).",
            'Add --reason "..." (keep names out of it), or type it when you are asked.',
        )
    expect_line(reason, longest=500)
    return reason
