"""The coaching log: who is in it, what it comes to, and what a credential asks for."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.practice.coaching_log import CREDENTIALS, LogLine, Totals, line, totals
from coachvault.practice.engagement import Engagement, EngagementStatus, Tally
from coachvault.practice.ids import Code
from coachvault.practice.people import Client

DAY = date(2026, 1, 5)


def engagement(number: int, client: str, paid: int, given: int = 0, *, agreed: bool = True) -> Engagement:
    tally = Tally(notes=1, sessions=1, paid_minutes=paid, pro_bono_minutes=given, first_contact=DAY, last_contact=DAY)
    return Engagement(
        number, Code(client), bytes(16), EngagementStatus.ACTIVE, DAY, tally=tally, in_coaching_log=agreed
    )


def test_a_client_is_listed_who_agreed_and_has_a_name() -> None:
    ada = Client(Code("heron"), name="Ada Marsh", email="ada@example.org", phone="1")
    assert line(engagement(1, "heron", 60), ada) == LogLine(engagement(1, "heron", 60), "Ada Marsh", "ada@example.org")
    assert line(engagement(1, "heron", 60), ada).is_listed
    assert not line(engagement(1, "heron", 60, agreed=False), ada).is_listed
    assert not line(engagement(1, "heron", 0), ada).is_listed, "no hour needs it"
    assert not line(engagement(1, "heron", 60), Client(Code("heron"))).is_listed
    assert line(engagement(1, "heron", 60), Client(Code("heron"), name="Ada", phone="1")).contact == "1"


def test_a_client_of_two_engagements_counts_once_and_one_without_time_not_at_all() -> None:
    lines = [
        LogLine(each)
        for each in (
            engagement(1, "heron", 60),
            engagement(2, "heron", 30, 15),
            engagement(3, "wren", 0),
            engagement(4, "jay", 0, 45),
        )
    ]
    assert totals(lines) == Totals(clients=2, paid_minutes=90, pro_bono_minutes=60)
    assert totals(lines).minutes == 150
    assert totals([]) == Totals(0, 0, 0)


@pytest.mark.parametrize(("name", "hours", "paid", "clients"), [("ACC", 100, 75, 8), ("PCC", 500, 450, 25)])
def test_a_credential_takes_hours_paid_hours_and_clients(name: str, hours: int, paid: int, clients: int) -> None:
    credential = next(each for each in CREDENTIALS if each.name == name)
    just = Totals(clients, paid * 60, (hours - paid) * 60)
    assert credential.is_reached(just)
    for short in (
        Totals(clients - 1, paid * 60, (hours - paid) * 60),
        Totals(clients, paid * 60, (hours - paid) * 60 - 1),
        Totals(clients, paid * 60 - 1, (hours - paid) * 60 + 1),
    ):
        assert not credential.is_reached(short)
