"""Custodians and the duty as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.custodian import Custodian, Handbook
from coachvault.render.as_text.layout import RULE, fields, table, when
from coachvault.services.custody.rehearsal import RehearsalProof

if TYPE_CHECKING:
    from rich.table import Table

    from coachvault.services.custody.custodians import Added, Removed
    from coachvault.services.custody.duty import Duty, Reach
    from coachvault.services.custody.rehearsal import Rehearsal


_PROVEN = {
    RehearsalProof.DUTY: (
        ", and open what an executor may: names, numbers and dates, no note. Noted; try them again in a year."
    ),
    RehearsalProof.FIRST_SEAL: (
        ". In {seals} of the combinations with other readers they open the first seal; what is behind it requires the"
        " others' words, and was not opened. Noted; try them again in a year."
    ),
    RehearsalProof.WORDS: (
        ". In each combination another reader's words come first, so that nothing more can be shown without them."
        " Noted; try them again in a year."
    ),
    RehearsalProof.NO_QUORUM: (
        ", but they open nothing yet: no quorum is set. `coachvault custodian quorum 2` sets one, if there are two"
        " readers; then try the words again."
    ),
}


def custodians(values: list[Custodian], quorum: int) -> Table | str:
    """The custodians, with when their words were last tried."""
    if not values:
        return "There are no custodians yet. `coachvault custodian add CODE --role executor`"
    rows = [
        (each.code, _role(each, quorum), str(each.added_on), str(each.tested_on or "never"), each.name)
        for each in values
    ]
    return table(("code", "role", "since", "words tried", "name"), rows)


def reach(values: list[Reach]) -> str:
    """Whom to notify, with every way to reach them."""
    if not values:
        return "No engagement is open: there is nobody to notify."
    return f"\n{RULE}\n".join(map(_reach, values))


def handbook(value: Handbook, custodians: list[Custodian]) -> str:
    """What custodians have to know."""
    others = [f"{each.name or each.code}, {each.role.value}: {each.phone or each.email}" for each in custodians]
    pairs = [
        ("laptop", value.laptop),
        ("backups", value.backups),
        ("who helps", value.helper),
        ("whom to call", value.call),
        ("advisers", "; ".join(each.shown for each in value.advisers)),
        ("custodians", "\n".join(others)),
        ("remark", value.remark),
    ]
    return fields(pairs) or "Nothing was written down."


def rehearsal(value: Rehearsal) -> str:
    """What a rehearsal proved, and what it could not."""
    return f"The words of {value.custodian.code} are the right ones{_PROVEN[value.proof].format(seals=value.seals)}"


def added(value: Added) -> str:
    """What the words of a new custodian open."""
    custodian = value.custodian
    message = f"{custodian.code} is {custodian.role.value} from now on. The words open {value.opens}."
    if custodian.role.value == "executor" and not value.has_page:
        message += (
            " No page opens with a key from elsewhere: READ-ME-FIRST.txt and executor.html are written next to backups"
            f" for executors whose words were drawn here. {custodian.code} needs the program: `coachvault executor`."
        )
    return message


def removed(value: Removed, left_over: str) -> str:
    """What a removal has changed, and what it has not."""
    message = f"{value.custodian.code} is no longer a custodian, and every key is new. {left_over}"
    if value.ends_quorum:
        left = f"{value.readers} readers are" if value.readers != 1 else "one reader is"
        message += (
            f"\nOnly {left} left, too few for the quorum: none is set any more, and nobody can open notes together."
        )
        message += " `coachvault custodian add CODE --role reader`, then `coachvault custodian quorum 2`."
    return message


def duty(value: Duty) -> str:
    """What there is to do, in a few lines."""
    return (
        f"Clients to notify: {len(value.reach)}. Ended and sealed: {value.ended}."
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
    return f"{fields(pairs)}\n\n{value.message}".rstrip()


def _role(value: Custodian, quorum: int) -> str:
    if value.role.value == "executor":
        return "executor"
    return f"reader, {quorum} open together" if quorum else "reader, no number set"
