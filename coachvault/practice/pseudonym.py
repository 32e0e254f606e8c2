"""Whether a text says who the client is: by name or code, or by what reaches the client (rule R11).

It reads what is in the roster. What it does not find may still say so: a nickname, or a person who is only described.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coachvault.practice.contacts import contacts_in, digits_of
from coachvault.practice.ids import Code
from coachvault.practice.linter import Around, Finding, FindingKind, lint
from coachvault.practice.people import Client
from coachvault.practice.wording import Reading, read

_PARTS = re.compile(r"[\n,;]")
_SHORTEST = 4


def says_who(text: str, client: Client) -> tuple[str, ...]:
    """Returns by what a text says who the client is, in words for a message; nothing where it does not.

    Args:
        text: The text.
        client: The client.
    """
    found = ["name or code"] if names_in(text, Client(Code("nobody")), (client,)) else []
    reading = read(text)
    ways = {
        "telephone number": [client.phone],
        "address": _streets(client.address),
        "mail address": [client.email],
        "private channel": [client.private_channel],
    }
    found += [way for way, values in ways.items() if any(_occurs_in(value, reading) for value in values)]
    return tuple(found)


def names_in(text: str, client: Client, others: tuple[Client, ...]) -> list[Finding]:
    """Returns where a text about a client names one of the others.

    Args:
        text: The text.
        client: Whose text it is; the same word in this client's name is no mention.
        others: The other clients.
    """
    around = Around(client=client, parties=(), others=others, notes=(), words={})
    return [each for each in lint([text], "", around) if each.kind is FindingKind.OTHER_CLIENT]


def _streets(address: str) -> list[str]:
    """Returns the parts of an address that lead to a door: those with a number and a word in them."""
    parts = [part.strip() for part in _PARTS.split(address)]
    return [part for part in parts if any(map(str.isdigit, part)) and any(map(str.isalpha, part))]


def _occurs_in(value: str, reading: Reading) -> bool:
    """Returns whether a text contains a number, an address or a channel, however it is spaced and marked."""
    wanted = [word.plain for word in read(value).words]
    if len(value.strip()) < _SHORTEST or (len(wanted) == 1 and wanted[0].isalpha()):
        return False  # a word such as "Signal" reaches nobody
    return any(words == wanted for words in _runs(reading, len(wanted))) or _is_called(value, reading)


def _runs(reading: Reading, length: int) -> Iterator[list[str]]:
    words = [word.plain for word in reading.words]
    return (words[start : start + length] for start in range(len(words) - length + 1)) if length else iter(())


def _is_called(value: str, reading: Reading) -> bool:
    digits = digits_of(value)
    mostly = digits and sum(map(str.isalpha, value)) <= len(digits)
    return bool(mostly) and any(
        each.thing.isdecimal() and (digits in each.thing or digits.endswith(each.thing))
        for each in contacts_in(reading.plain, frozenset({digits}))
    )
