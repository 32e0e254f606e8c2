"""Others in a client's copy: they have rights, too, so that each thing is reviewed before it is handed out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from coachvault.practice.bystanders import people_in
from coachvault.practice.contacts import digits_of
from coachvault.practice.finding import snippet
from coachvault.practice.ids import Code
from coachvault.practice.linter import Around, Finding, FindingKind, lint
from coachvault.practice.people import Client
from coachvault.services.client_rights.inventory import HeldRecord, Section
from coachvault.services.disclosure import disclose
from coachvault.services.records import roster
from coachvault.services.releases.linting import around
from coachvault.texts.languages import language_of
from coachvault.texts.languages.shapes import Language
from coachvault.vault.snapshot import Snapshot

PERSON, DELAYED = "person", "letter-delayed"
_EXPECTED = frozenset({"to", "address", "paid by", "asked", "passed on", "kind", "tags", "recipient", "SHA-256"})
"""Facts that name whom they have to name, and are reviewed for other clients only."""


class Flag(msgspec.Struct, frozen=True):
    """Something in a thing that is held which should be reviewed before it is handed out.

    Args:
        item: The thing's id.
        title: Its title.
        kind: What it is: `other-client`, `outsider`, `sponsor`, `contact`, `person`, `letter-delayed`.
        message: What was found, without a name or a word of the text.
        excerpt: A few words around the place; they are the text's own.
    """

    item: str
    title: str
    kind: str
    message: str
    excerpt: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing is written before the thing is left out, or kept for a reason."""
        return self.kind == FindingKind.OTHER_CLIENT.value

    @property
    def holds_back(self) -> bool:
        """Whether the thing is left out unless it is kept."""
        return self.kind == DELAYED


def flags(snapshot: Snapshot, code: Code, sections: list[Section], today: date) -> list[Flag]:
    """Returns what should be reviewed in a client's copy, in its order; the same finding of a thing only once."""
    found = [
        flag
        for section in sections
        for item in section.items
        if not section.is_register
        for flag in _flags(_around(snapshot, code, item.parties), item)
    ]
    return list(dict.fromkeys([*_delayed(snapshot, code, today), *found]))


def redacted(
    snapshot: Snapshot, code: Code, sections: list[Section], language: Language | None = None
) -> tuple[list[Section], list[str]]:
    """Returns the sections without what lines of the register say of other clients, and the ids of those lines.

    Args:
        snapshot: The vault.
        code: The client's code.
        sections: Everything that is held about the client.
        language: In which it is said that something is left out; English when left out.
    """
    instead = (language or language_of("en")).copy.left_out
    around, changed, made = _around(snapshot, code, ()), list[str](), list[Section]()
    for section in sections:
        if not section.is_register:
            made.append(section)
            continue
        lines = tuple(_redacted(around, item, instead) for item in section.items)
        changed += [new.id for new, old in zip(lines, section.items, strict=True) if new is not old]
        made.append(Section(section.title, lines, is_register=True))
    return made, changed


def subjects_held_back(found: Iterable[Flag], keep: frozenset[str]) -> frozenset[str]:
    """Returns the ids of things that are left out because the client has not been notified of them yet."""
    return frozenset(each.item for each in found if each.holds_back) - keep


def _delayed(snapshot: Snapshot, code: Code, today: date) -> Iterable[Flag]:
    """Disclosures of which the client has not been notified yet: a copy would reveal them."""
    for place in disclose.places(snapshot):
        if place.client != code or place.letter_at:
            continue
        if place.done_at is None:
            yield Flag(place.id, place.id, DELAYED, "An emergency that is not written down yet.")
        elif (place.letter_due and place.letter_due > today) or disclose.made(snapshot, place).ground.is_delayed:
            message = f"The letter that notifies the client of {place.id} waits until {place.letter_due}."
            yield Flag(place.id, place.id, DELAYED, message)


def _around(snapshot: Snapshot, code: Code, signed: tuple[Code, ...]) -> Around:
    """Returns what the client's copy is held against: sponsors of the client, and who signed a text, are parties."""
    sponsors = {kept.engagement.sponsor for kept in roster.engagements(snapshot, code)}
    return around(snapshot, code, {*signed, *filter(None, sponsors)})


def _flags(around: Around, item: HeldRecord) -> Iterable[Flag]:
    texts = [item.text, *(value for name, value in item.facts if name not in _EXPECTED)]
    for finding in lint([item.title, *(value for _, value in item.facts), item.text], "", around):
        if finding.kind is FindingKind.OTHER_CLIENT:
            yield Flag(item.id, item.title, finding.kind.value, finding.message, finding.excerpt)
    if item.id == "contact":
        return
    for finding in lint(texts, "", around):
        if finding.kind is not FindingKind.OTHER_CLIENT and not _is_own(around.client, finding):
            yield Flag(item.id, item.title, finding.kind.value, finding.message, finding.excerpt)
    for text in texts:
        for place in people_in(text):
            if not _names_client(around.client, text[slice(*place)]):
                yield Flag(item.id, item.title, PERSON, "Perhaps the name of somebody else.", snippet(text, place, 60))


def _is_own(client: Client, finding: Finding) -> bool:
    """Returns whether it is the client's own address or number."""
    own = [each for each in (client.email, client.private_channel) if "@" in each]
    numbers = filter(None, map(digits_of, (client.phone, client.private_channel)))
    digits = "".join(filter(str.isdecimal, finding.excerpt))
    is_theirs = any(each.casefold() in finding.excerpt.casefold() for each in own)
    return finding.kind is FindingKind.CONTACT and (is_theirs or any(each in digits for each in numbers))


def _names_client(client: Client, found: str) -> bool:
    words = set(client.name.casefold().split())
    return bool(words) and any(word.strip(".,") in words for word in found.casefold().split())


def _redacted(around: Around, item: HeldRecord, instead: str) -> HeldRecord:
    facts = tuple((name, instead if _names_others(around, value) else value) for name, value in item.facts)
    title = item.title
    if _names_others(around, title):
        title = title.removesuffix(item.subject).strip()
    same = (facts, title) == (item.facts, item.title)
    return item if same else msgspec.structs.replace(item, facts=facts, title=title)


def _names_others(around: Around, text: str) -> bool:
    return any(each.kind is FindingKind.OTHER_CLIENT for each in lint([text], "", around))
