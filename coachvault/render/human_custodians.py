"""Custodians and the duty as people read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coachvault.practice.custodian import Custodian, Handbook
from coachvault.render.human import RULE, fields, table, when

if TYPE_CHECKING:
    from rich.table import Table

    from coachvault.services.duty import Duty, Reach


def custodians(values: list[Custodian], quorum: int) -> Table | str:
    """The custodians, with when their words were last tried."""
    if not values:
        return "There are no custodians yet. `coachvault custodian add CODE --role executor`"
    rows = [(each.code, _role(each, quorum), str(each.added_on), _tested(each.tested_on), each.name) for each in values]
    return table(("code", "role", "since", "words tried", "name"), rows)


def reach(values: list[Reach]) -> str:
    """Whom to tell, with everything that reaches them."""
    if not values:
        return "No engagement is open: there is nobody to be told."
    return f"\n{RULE}\n".join(map(_reach, values))


def handbook(value: Handbook, custodians: list[Custodian]) -> str:
    """What custodians have to know."""
    others = [f"{each.name or each.code}, {each.role.value}: {each.phone or each.email}" for each in custodians]
    pairs = [
        ("laptop", value.laptop),
        ("backups", value.backups),
        ("who helps", value.helper),
        ("whom to call", value.call),
        ("custodians", "\n".join(others)),
        ("remark", value.remark),
    ]
    return fields(pairs) or "Nothing was written down."


def duty(value: Duty) -> str:
    """What there is to do, in a few lines."""
    return (
        f"Clients to be told: {len(value.reach)}. Ended and sealed: {value.ended}."
        f" Due: {len([each for each in value.due.items if not each.hold])}."
    )


def _reach(value: Reach) -> str:
    client, emergency = value.client, value.client.emergency_contact
    pairs = [
        ("client", f"{client.code}  {client.name}".rstrip()),
        ("phone", client.phone),
        ("email", client.email),
        ("private channel", client.private_channel),
        ("address", " ".join(client.address.split())),
        ("next session", when(value.engagement.next_session) or "none written down"),
        ("emergency contact", ", ".join(filter(None, [emergency.name, emergency.relation, emergency.phone]))),
        ("remark", client.remark),
    ]
    return f"{fields(pairs)}\n\n{value.message}"


def _role(value: Custodian, quorum: int) -> str:
    if value.role.value == "executor":
        return "executor"
    return f"reader, {quorum} open together" if quorum else "reader, no number set"


def _tested(day: date | None) -> str:
    return day.isoformat() if day else "never"
