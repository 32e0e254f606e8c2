"""What a proposal may begin with, as the coach chooses it; the frames are in each language's file."""

from __future__ import annotations

import re
from functools import cache

from coachvault.texts.languages import by_name, every_language

OWN_WORDS = "own-words"
TEMPLATES = {
    "progress": "a progress report: objectives, what changed, what comes next",
    "closing": "a closing report: objectives, what was reached, what goes on",
    "handover": "for a successor: objectives, where things stand, what to know",
    OWN_WORDS: "the client writes it on the page: objectives, measures, and beginnings of paragraphs",
}

PURPOSES = {"progress": "progress report", "closing": "closing report", "handover": "handing over to a successor"}
PURPOSES[OWN_WORDS] = "report in the client's own words"

OBJECTIVE = "– {objective}"
NO_OBJECTIVE = "[objective]"


@cache
def to_write() -> frozenset[str]:
    """Returns what a template leaves to be written, in every language; a proposal that still has it cannot be sent."""
    frames = " ".join(text for language in every_language() for text in by_name(language.frames).values())
    return frozenset(re.findall(r"\[[^\]]+\]", frames)) | {NO_OBJECTIVE}
