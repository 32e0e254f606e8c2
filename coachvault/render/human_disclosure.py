"""Disclosures as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachvault.practice.disclosure import DisclosurePlace, Ground
from coachvault.practice.people import Client
from coachvault.render.human import RULE, fields
from coachvault.texts.disclosure import EMERGENCY_NUMBERS

if TYPE_CHECKING:
    from coachvault.services.disclosing import Made


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
    told = f"{place.id} is begun. Write it down today: `coachvault disclose {place.id} --spoken` asks what is needed."
    return f"{fields(pairs)}\n\n{told}"


def preview(client: Client, ground: Ground) -> str:
    """Exactly what would be disclosed, and on what it rests."""
    pairs = [
        ("client", client.code),
        ("to", f"{ground.recipient} ({ground.kind.told})"),
        ("danger", ground.danger),
        ("evidence", ground.evidence),
        ("advice", ground.advice),
        ("client said", ground.client_told),
        ("name", ground.name_needed_because or "not needed"),
        (
            "letter",
            f"waits until {ground.letter_due}: {ground.letter_delayed_because}" if ground.letter_due else "at once",
        ),
    ]
    last = "This leaves without a signature, and stays in the register for good."
    return f"{fields(pairs)}\n\n{RULE}\n{ground.text}\n{RULE}\n{last}"


def made(value: Made, letter_path: str) -> str:
    """What was disclosed, and what is left to do."""
    place, disclosed = value.place, value.disclosed
    where = disclosed.path or "nothing was written: it was said"
    told = [f"{place.id} is recorded: {where}", f"SHA-256 {disclosed.text_sha256}"]
    if letter_path and value.letter:
        told.append(f"{letter_path} tells the client: send it, then delete it.")
    elif value.letter:
        told += [
            "Tell the client, with this letter (`--letter FILE` writes it, and marks it as written):",
            "",
            value.letter,
        ]
    else:
        told.append(f"The letter to the client waits until {place.letter_due}; `status` asks then.")
    return "\n".join(told)
