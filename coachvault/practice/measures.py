"""Measures: what clients say of themselves over time, in their own words (mindset, morale, confidence, ...)."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.text import require_line

LOWEST, HIGHEST = 0, 10
_LONGEST = 500
_OBJECTIVE = re.compile(r"objective-[1-9][0-9]?")


class Measure(StrEnum):
    """The intangible measures that matter to sponsors and clients."""

    MINDSET = "mindset"
    MORALE = "morale"
    CONFIDENCE = "confidence"
    COMMITMENT = "commitment"
    ABILITY = "ability"


class Rating(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client said on one day.

    Args:
        on: The day.
        values: From 0 to 10, by measure or `objective-1`, as the client puts it.
        words: The client's words next to the numbers, by the same names.
    """

    on: date
    values: dict[str, int]
    words: dict[str, str] = {}

    def __post_init__(self) -> None:
        if not self.values:
            raise BadInput("A rating rates something.", f"Measures: {', '.join(Measure)}, objective-1, ...")
        for name in {*self.values, *self.words}:
            if name not in tuple(Measure) and not _OBJECTIVE.fullmatch(name):
                raise BadInput("That is no measure.", f"Measures: {', '.join(Measure)}, objective-1, ...")
        if not all(LOWEST <= value <= HIGHEST for value in self.values.values()):
            raise BadInput(f"A rating is a number from {LOWEST} to {HIGHEST}.")
        if not set(self.words) <= set(self.values):
            raise BadInput("Words go with a number.")
        require_line(*self.words.values(), longest=_LONGEST)
