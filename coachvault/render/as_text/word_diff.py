"""What a client changed, word by word: `[-so-]` was removed, `{+so+}` was added; readable without colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from textwrap import indent

from coachvault.practice.agreed import Fate, ParagraphChange

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
_LIKE = 0.4
"""Texts that have less in common are shown whole, one after the other: a diff of them would not be readable."""

_MARGIN = "    "


def changes(found: Iterable[ParagraphChange]) -> str:
    """What became of each paragraph."""
    return "\n\n".join(f"{_title(each)}\n{indent(_body(each), _MARGIN)}" for each in found)


def word_diff(before: str, after: str) -> str:
    """Returns both texts as one, with marks around what only one of them has.

    Args:
        before: The text whose own words are marked `[-...-]`.
        after: The text whose own words are marked `{+...+}`.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _LIKE:
        return f"[-{before}-]\n{{+{after}+}}"
    return "".join(_marked(matcher, old, new))


def _marked(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[str]:
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield "".join(old[old_from:old_to])
            continue
        if gone := "".join(old[old_from:old_to]):
            yield f"[-{gone}-]"
        if come := "".join(new[new_from:new_to]):
            yield f"{{+{come}+}}"


def _title(change: ParagraphChange) -> str:
    match change.fate:
        case Fate.APPROVED:
            return f"Paragraph {change.number}, as proposed:"
        case Fate.LEFT_OUT:
            return f"Paragraph {change.number}, left out:"
        case Fate.REWRITTEN:
            return f"Paragraph {change.number}, in the client's own words:"
        case Fate.ADDED:
            return "Added by the client:"


def _body(change: ParagraphChange) -> str:
    match change.fate:
        case Fate.APPROVED:
            return change.signed
        case Fate.LEFT_OUT:
            return f"[-{change.proposed}-]"
        case Fate.REWRITTEN:
            return word_diff(change.proposed, change.signed)
        case Fate.ADDED:
            return f"{{+{change.signed}+}}"
