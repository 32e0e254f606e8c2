"""The made-up practice that `coachvault tour` shows: four clients, a sponsor, and a year of notes.

Nobody in it exists, and nothing in it happened; the texts stand in `coachvault/texts/sample/`.
"""

from __future__ import annotations

from coachvault.texts.sample import basalt, heron, heron_later, linden, own, people, wren
from coachvault.texts.sample.shapes import SampleClient, SampleNote, SampleSponsor

__all__ = [
    "SAMPLE_CLIENTS",
    "SAMPLE_NOTES",
    "SAMPLE_OBJECTIVES",
    "SAMPLE_SPONSOR",
    "SAMPLE_SPONSOR_MAY_RECEIVE",
    "SampleClient",
    "SampleNote",
    "SampleSponsor",
]

SAMPLE_CLIENTS: tuple[SampleClient, ...] = people.CLIENTS

SAMPLE_SPONSOR: SampleSponsor = people.SPONSOR
"""Pays for the work with heron."""

SAMPLE_OBJECTIVES: dict[str, tuple[str, ...]] = people.OBJECTIVES
"""What the work is for, by the client's code."""

SAMPLE_SPONSOR_MAY_RECEIVE: str = people.SPONSOR_MAY_RECEIVE
"""What heron, sponsor and coach agreed on."""

SAMPLE_NOTES: tuple[SampleNote, ...] = tuple(
    sorted(
        (*heron.NOTES, *heron_later.NOTES, *wren.NOTES, *linden.NOTES, *basalt.NOTES, *own.NOTES),
        key=lambda note: (-note.days_before_today, note.time),
    )
)
"""Every note, the oldest first: the order in which they were written."""
