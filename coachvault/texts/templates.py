"""What a proposal may begin with, as the coach chooses it; the frames are in each language's file."""

from __future__ import annotations

import re
from functools import cache

from coachvault.texts.languages import by_name, every_language
from coachvault.texts.languages.shapes import Language
from coachvault.texts.languages.typography import APOSTROPHE

OWN_WORDS = "own-words"
TEMPLATES = {
    "progress": "a progress report: objectives, what changed, what comes next",
    "closing": "a closing report: objectives, what was reached, what goes on",
    "handover": "for a successor: objectives, where things stand, what to know",
    OWN_WORDS: "the client writes it on the page: objectives, measures, and beginnings of paragraphs",
}

USUAL_PURPOSE = "progress"
"""The template whose purpose a proposal has that names neither."""

OBJECTIVE = "– {objective}"
NO_OBJECTIVE = "[objective]"
_EARLIER = frozenset({"[wo es steht]", "[lo que ha cambiado, en sus propias palabras]"})
_EARLIER |= {"[ce qui a changé, dans ses propres mots]"}
"""What templates left to be written in an earlier wording: a draft that has it is from before."""


@cache
def to_write() -> frozenset[str]:
    """Returns what a template leaves to be written, in every language; a proposal that still has it cannot be sent."""
    frames = " ".join(text for language in every_language() for text in by_name(language.frames).values())
    found = frozenset(re.findall(r"\[[^\]]+\]", frames)) | {NO_OBJECTIVE} | _EARLIER
    return found | {each.replace(APOSTROPHE, "'") for each in found}


def purpose_of(template: str, language: Language) -> str:
    """Returns what a text is for that begins with a template, or with none, in a language."""
    purpose: str = by_name(language.purposes)[template or USUAL_PURPOSE]
    return purpose


def purpose_in(purpose: str, language: Language) -> str:
    """Returns a usual purpose, in whichever language it is given, in this one; any other purpose as it is given."""
    name = _usual().get(_plain(purpose))
    here: str = by_name(language.purposes)[name] if name else purpose
    return purpose if _plain(here) == _plain(purpose) else here


def same_purpose(purpose: str) -> str:
    """Returns what is the same for a purpose however its case is, and for a usual one in every language."""
    plain = _plain(purpose)
    return _usual().get(plain, plain)


def _plain(purpose: str) -> str:
    return " ".join(purpose.split()).casefold().replace(APOSTROPHE, "'")


@cache
def _usual() -> dict[str, str]:
    """Returns the template of each usual purpose, by the purpose as it is compared."""
    purposes = [by_name(language.purposes) for language in every_language()]
    return {_plain(text): name for each in purposes for name, text in each.items()}
