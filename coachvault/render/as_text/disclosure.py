"""Disclosures as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.disclosure import DisclosurePlace, Ground, RecipientKind
from coachvault.practice.people import Client
from coachvault.practice.register import RegisterEntry
from coachvault.render.as_text.layout import RULE, fields
from coachvault.texts.emergency_numbers import EMERGENCY_NUMBERS

if TYPE_CHECKING:
    from coachvault.services.disclosure.disclose import Made, ShownDisclosure


def emergency_numbers() -> str:
    """The numbers to call, before anything is asked."""
    return "Call first.\n" + "\n".join(f"  {number:<30} {where}" for where, number in EMERGENCY_NUMBERS)


def reach(client: Client, place: DisclosurePlace) -> str:
    """Name and address first, then everything else that reaches the client."""
    emergency = client.emergency_contact
    pairs = [
        ("name", client.name or client.code),
        ("address", " ".join(client.address.split())),
        ("phone", client.phone),
        ("private channel", client.private_channel),
        ("emergency contact", ", ".join(filter(None, [emergency.name, emergency.relation, emergency.phone]))),
        ("remark", client.remark),
    ]
    message = (
        f"{place.id} is begun. Write it down today: `coachvault disclose {place.id} --spoken` asks what is needed."
    )
    message += f" If nothing was disclosed: `coachvault disclose {place.id} --nothing`."
    return f"{fields(pairs)}\n\n{message}"


def disclosure_preview(client: Client, ground: Ground) -> str:
    """Exactly what would be disclosed, and on what grounds."""
    last = "This leaves without a signature, and stays in the register for good."
    return f"{fields([('client', client.code), *_ground(ground)])}\n\n{RULE}\n{ground.text}\n{RULE}\n{last}"


def shown(value: ShownDisclosure) -> str:
    """All that was recorded of a disclosure, and what the register says of it."""
    place, disclosed = value.place, value.disclosed
    entries = [f"  {entry.at:%Y-%m-%d %H:%M}  {_entry(entry)}" for _, entry in value.entries]
    pairs = [("disclosure", place.id), ("client", place.client), ("begun", f"{place.begun_at:%Y-%m-%d %H:%M}")]
    if disclosed is None:
        return "\n".join([fields([*pairs, ("ended", "nothing was disclosed")]), "", "In the register:", *entries])
    pairs += [
        ("made", f"{disclosed.at:%Y-%m-%d %H:%M}"),
        ("file", disclosed.path or "none: it was said"),
        *_ground(disclosed.ground),
        ("client notified", _notified(place)),
        *(("kept", f"{each.finding}: {each.why}") for each in disclosed.kept),
        ("SHA-256", disclosed.text_sha256),
    ]
    return "\n".join([fields(pairs), "", RULE, disclosed.ground.text, RULE, "In the register:", *entries])


def _ground(ground: Ground) -> list[tuple[str, str]]:
    letter = f"waits until {ground.letter_due}: {ground.letter_delayed_because}" if ground.letter_due else "at once"
    unnamed = "emergency services need no reason" if ground.kind is RecipientKind.EMERGENCY else "not needed"
    return [
        ("to", f"{ground.recipient} ({ground.kind.description})"),
        ("said at", ground.said_at.replace("T", " ")),
        ("danger", ground.danger),
        ("evidence", ground.evidence),
        ("advice", "; ".join(ground.advice.splitlines())),
        ("client said", ground.client_told),
        ("name", ground.name_needed_because or unnamed),
        ("letter", letter),
        ("told why", ground.reason_for_client or "a ready sentence of the letter"),
        *(
            (f"passage {number}", f"needed for: {each.needed_because}")
            for number, each in enumerate(ground.passages, 1)
        ),
    ]


def _notified(place: DisclosurePlace) -> str:
    if place.letter_at:
        return f"by letter, {place.letter_at:%Y-%m-%d}"
    if place.told_at:
        return f"in person, {place.told_at:%Y-%m-%d}"
    return f"not yet; `status` reminds you from {place.letter_due} on"


def _entry(entry: RegisterEntry) -> str:
    return ": ".join(filter(None, (entry.event.value, "; ".join(filter(None, (entry.what, entry.why))))))


def made(value: Made, letter_path: str) -> str:
    """What was disclosed, and what is left to do."""
    place, disclosed = value.place, value.disclosed
    where = disclosed.path or "nothing was written: it was said"
    message = [f"{place.id} is recorded: {where}", f"SHA-256 {disclosed.text_sha256}"]
    if letter_path and value.letter:
        message.append(f"{letter_path} is the letter to the client: send it, then delete it.")
    elif value.letter:
        message += [
            "Notify the client, with this letter (`--letter FILE` writes it, and marks it as written):",
            "",
            value.letter,
        ]
    else:
        if letter_path:
            message.append(f"No letter was written into {letter_path}.")
        message.append(f"The letter to the client waits until {place.letter_due}; `status` reminds you then.")
    return "\n".join(message)
