"""What a client agreed to of a proposal: the text that leaves, and what became of each paragraph.

Approved as proposed, left out, written anew in the client's words, or added by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from coachvault.errors import Refused
from coachvault.practice.paragraphs import text_of
from coachvault.practice.signoff import AT_THE_END, Evidence, Proposal, WrittenParagraph, all_of


class Fate(StrEnum):
    """What became of a paragraph."""

    APPROVED = "approved"
    LEFT_OUT = "left_out"
    REWRITTEN = "rewritten"
    ADDED = "added"


class ParagraphChange(msgspec.Struct, frozen=True):
    """A paragraph of a proposal compared with what was signed in its place.

    Args:
        number: As the proposal counts it, from 1; 0 for what was added.
        fate: What became of it.
        proposed: As it was proposed; empty for what was added.
        signed: As it was signed; empty for what was left out.
    """

    number: int
    fate: Fate
    proposed: str
    signed: str


def approved_text(proposal: Proposal, approved: tuple[int, ...], written: tuple[WrittenParagraph, ...] = ()) -> str:
    """Returns the text that the given paragraphs of a proposal and what the client wrote make.

    Args:
        proposal: The proposal.
        approved: Numbers of paragraphs, from 1.
        written: What the client wrote; what replaces a paragraph is in its place.

    Raises:
        Refused: There is nothing of either, or the numbers are not those of paragraphs, rising, each once.
    """
    if not approved and not written:
        raise Refused("No paragraph of it was approved, so nothing can leave.")
    places = [each.instead_of for each in written if each.instead_of != AT_THE_END]
    for numbers in (approved, places):
        if list(numbers) != sorted(set(numbers)) or not set(numbers) <= set(all_of(proposal)):
            raise Refused("The sign-off names paragraphs that the text does not have.")
    if set(approved) & set(places):
        raise Refused("The sign-off approves a paragraph and puts another in its place.")
    return text_of(tuple(paragraph for paragraph, _ in _chosen(proposal, approved, written)))


def signed_paragraphs(proposal: Proposal, evidence: Evidence) -> tuple[tuple[str, bool], ...]:
    """Returns the paragraphs that were signed, and whether the client wrote each."""
    return tuple(_chosen(proposal, evidence.approved, evidence.written))


def _chosen(
    proposal: Proposal, approved: tuple[int, ...], written: tuple[WrittenParagraph, ...]
) -> Iterator[tuple[str, bool]]:
    for number, paragraph in enumerate(proposal.paragraphs, start=1):
        if number in approved:
            yield paragraph, False
        yield from ((part, True) for each in written if each.instead_of == number for part in each.paragraphs)
    yield from ((part, True) for each in written if each.instead_of == AT_THE_END for part in each.paragraphs)


def changes(proposal: Proposal, evidence: Evidence) -> tuple[ParagraphChange, ...]:
    """Returns what became of each paragraph of a proposal, and what was added, in the order of the text."""
    instead = {each.instead_of: each.text for each in evidence.written}
    found = []
    for number, proposed in enumerate(proposal.paragraphs, start=1):
        if number in instead:
            found.append(ParagraphChange(number, Fate.REWRITTEN, proposed, instead[number]))
        elif number in evidence.approved:
            found.append(ParagraphChange(number, Fate.APPROVED, proposed, proposed))
        else:
            found.append(ParagraphChange(number, Fate.LEFT_OUT, proposed, ""))
    added = instead.get(AT_THE_END, "")
    return (*found, ParagraphChange(AT_THE_END, Fate.ADDED, "", added)) if added else tuple(found)
