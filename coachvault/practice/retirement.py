"""A practice that has ended: nothing new is written, and its duties go on."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import Refused


class SealedChoice(StrEnum):
    """What becomes of a client's sealed notes when the practice ends."""

    KEEP = "keep"
    DESTROY = "destroy"
    HAND = "hand over"


class PracticeState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a practice goes on, and what was decided on the way to its end.

    Args:
        retired_on: The day on which it ended; None while it goes on.
        is_archive: Whether this is an archive: a copy that was closed when it was made.
        choices: What was chosen for engagements, by id.
        stopped: Ids of engagements that went on until the practice ended: their clients may still have to be notified.
    """

    retired_on: date | None = None
    is_archive: bool = False
    choices: dict[str, SealedChoice] = {}
    stopped: tuple[str, ...] = ()

    def require_living(self) -> None:
        """Makes sure that the practice goes on.

        Raises:
            Refused: It has ended; nothing new is written.
        """
        if self.retired_on is None:
            return
        what = "This is an archive of a practice" if self.is_archive else "This practice has ended"
        raise Refused(
            f"{what}, since {self.retired_on}: nothing new is written. What is due goes on, and so do sign-offs.",
            "`coachvault status` shows what is left to do.",
        )


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A readable file that was written, so that it can be found again as long as it exists (rule R1).

    Args:
        path: The file.
        at: When.
        what: What it is, in a few words.
        client: Whom it is about, by code; empty where it is about nobody, or about several.
    """

    path: str
    at: datetime
    what: str
    client: str = ""
