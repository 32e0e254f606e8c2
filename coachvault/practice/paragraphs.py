"""The text of a release in its one canonical form: paragraphs, of which every character can be seen.

Clauses are those of docs/spec/signoff-format.md, part 1.
"""

from __future__ import annotations

import re
import unicodedata

from coachvault.errors import BadInput
from coachvault.practice.text import require_text

LARGEST_TEXT_CHARACTERS = 64 * 1024
MOST_PARAGRAPHS = 200
BETWEEN = "\n\n"

_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0")
_UNSEEN_RANGES = ((0xFDD0, 0xFDEF), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF))
"""Never a character, or one that programs do not show even where they do not know it; the last plane also selects."""
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiner and non-joiner: Persian, Indic scripts and emoji are spelt with them."""


def parse_paragraphs(text: str) -> tuple[str, ...]:
    """Returns the paragraphs of a text in canonical form.

    NFC; line ends are LF; spaces at the end of a line go; paragraphs are what blank lines part.

    Raises:
        BadInput: It is blank, too long, or holds a control, a direction mark or another character that is not seen.
    """
    require_text(text, longest=LARGEST_TEXT_CHARACTERS)
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    require_visible(plain)
    lines = "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")
    paragraphs = tuple(part for part in _BLANK_LINES.split(lines) if part.strip())
    if not paragraphs:
        raise BadInput("The text is empty; nothing was changed.")
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise BadInput(f"A text has at most {MOST_PARAGRAPHS} paragraphs; nothing was changed.")
    return paragraphs


def text_of(paragraphs: tuple[str, ...]) -> str:
    """Returns paragraphs as the one text that is signed and exported: a blank line between them, a line end after."""
    return BETWEEN.join(paragraphs) + "\n"


def require_visible(text: str) -> None:
    """Makes sure that a text holds nothing that cannot be seen, and nothing that turns the order of what can.

    Raises:
        BadInput: It does; nobody could agree to it.
    """
    for character in text:
        if character != "\n" and _is_invisible(character):
            raise BadInput(
                f"The text holds a character that cannot be seen or printed (U+{ord(character):04X}):"
                " nobody could agree to it; nothing was changed.",
                "Retype the place; a tab becomes spaces.",
            )


def _is_invisible(character: str) -> bool:
    if character in _JOINERS:
        return False
    number = ord(character)
    unseen = number & 0xFFFE == 0xFFFE or any(first <= number <= last for first, last in _UNSEEN_RANGES)
    return unseen or character in _BLANK_LETTERS or unicodedata.category(character) in _INVISIBLE
