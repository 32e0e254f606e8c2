"""A client's request for a copy of what is held about them: answered within a month (GDPR, articles 12 and 15)."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.ids import Code
from coachvault.practice.periods import Period

_TIME_TO_ANSWER = Period(months=1)


class AccessRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request for a copy.

    Args:
        client: The client's code.
        asked_on: The day on which it came.
        answered_at: When the copy was written; None while it was not.
    """

    client: Code
    asked_on: date
    answered_at: datetime | None = None

    @property
    def due(self) -> date:
        """The day until which it is to be answered."""
        return _TIME_TO_ANSWER.after(self.asked_on) or self.asked_on

    def require_past(self, today: date) -> None:
        """Makes sure that it does not come from the future.

        Raises:
            BadInput: It does.
        """
        if self.asked_on > today:
            raise BadInput("A request cannot come from the future.", "`--on DATE` gives the day on which it came.")
