"""Whom a text may name although nobody of that name is in the roster: a guess, for a person to review.

Two words with capitals in a row within a sentence, or a form of address before one. A name at the beginning of a
sentence, a first name alone or somebody who is only described is not found.
"""

from __future__ import annotations

import re

_WORD = r"[^\W\d_](?:[^\W\d_]|['’-](?=\w))+"
_ADDRESSED = re.compile(rf"\b(?:Mrs?|Ms|Dr|Prof|Frau|Herrn?|Mme|Mlle|Sra?|Señora?|Monsieur|Madame)\b\.? ({_WORD})")
_TWO = re.compile(rf"(?<![.!?:;\n“\"])(?<=[\w,)]) ({_WORD}) (?:(?:von|van|de|del|della|di|da|du|la|le|zu) )*({_WORD})")


def people_in(text: str) -> list[tuple[int, int]]:
    """Returns where somebody may be named, in order and without overlaps."""
    found = [match.span() for match in _ADDRESSED.finditer(text) if match[1][0].isupper()]
    start = 0
    while match := _TWO.search(text, start):
        if match[1][0].isupper() and match[2][0].isupper():
            found.append((match.start(1), match.end()))
        start = match.start(1)
    kept: list[tuple[int, int]] = []
    for place in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept
