"""The coaching log: hours by engagement, as a professional body asks for them; no word of a session."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from coachvault.practice.engagement import Engagement
from coachvault.practice.people import Client


class LogLine(msgspec.Struct, frozen=True):
    """One engagement in the log.

    Args:
        engagement: The engagement; its tally stays when its notes are sealed or destroyed.
        name: The client's name; empty once it was erased.
        contact: How the client is reached: the address of mail, else the telephone.
    """

    engagement: Engagement
    name: str = ""
    contact: str = ""

    @property
    def is_listed(self) -> bool:
        """Whether a professional body may see it: the client agreed to that and signed, has a name, and was coached."""
        return self.engagement.in_coaching_log and bool(self.name) and self.minutes > 0

    @property
    def minutes(self) -> int:
        """Coached time, paid and given, in minutes."""
        return self.engagement.tally.paid_minutes + self.engagement.tally.pro_bono_minutes

    @property
    def first_day(self) -> date:
        """The day of the first contact, or of the beginning."""
        return self.engagement.tally.first_contact or self.engagement.started

    @property
    def last_day(self) -> date | None:
        """The day of the last contact; None where there was none."""
        return self.engagement.tally.last_contact


class Totals(msgspec.Struct, frozen=True):
    """What the lines come to.

    Args:
        clients: How many different clients.
        paid_minutes: Coached time that was paid.
        pro_bono_minutes: Coached time that was given.
    """

    clients: int
    paid_minutes: int
    pro_bono_minutes: int

    @property
    def minutes(self) -> int:
        """All coached time, in minutes."""
        return self.paid_minutes + self.pro_bono_minutes


class Credential(NamedTuple):
    """What a credential asks for. Source: ICF, experience requirements for ACC, PCC and MCC."""

    name: str
    hours: int
    paid_hours: int
    clients: int

    def is_reached(self, totals: Totals) -> bool:
        """Whether the log holds that much; half an hour counts as half an hour."""
        return (
            totals.minutes >= self.hours * 60
            and totals.paid_minutes >= self.paid_hours * 60
            and totals.clients >= self.clients
        )


CREDENTIALS = (Credential("ACC", 100, 75, 8), Credential("PCC", 500, 450, 25), Credential("MCC", 2500, 2250, 35))


def line(engagement: Engagement, client: Client) -> LogLine:
    """Returns the line of an engagement."""
    return LogLine(engagement, client.name, client.email or client.phone)


def totals(lines: Iterable[LogLine]) -> Totals:
    """Returns what the lines come to; engagements without coached time count for nothing."""
    counted = [each for each in lines if each.minutes]
    return Totals(
        clients=len({each.engagement.client for each in counted}),
        paid_minutes=sum(each.engagement.tally.paid_minutes for each in counted),
        pro_bono_minutes=sum(each.engagement.tally.pro_bono_minutes for each in counted),
    )
