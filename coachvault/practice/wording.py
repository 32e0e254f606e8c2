"""A text as a reader takes it in: its words without case, accents and what cannot be seen, and their places."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

import msgspec

_WORD = re.compile(r"[^\W_]+")
_NOT_SEEN = frozenset({"Cf", "Mn", "Mc", "Me"})
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ŋ": "n"}
_PLAIN |= dict.fromkeys("‘’‚\u201b\u02bc\u02b9\u2032\u00b4`", "'") | dict.fromkeys(
    "\u2010\u2011\u2012–—―−\ufe63\u2043", "-"
)
_SPREAD = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_HYPHENATED = re.compile(r"-\s*|'")


class Word(msgspec.Struct, frozen=True):
    """A word of a text.

    Args:
        plain: In small letters without accents; fullwidth and joined letters are ordinary ones.
        spread: The same, with an umlaut as two letters: `mueller`.
        exact: In small letters with its accents.
        start: Where it begins in the text.
        stop: Where it ends.
        capital: Whether it begins with a capital, or with a letter that has none.
        before: What is between the word before and this one, plain; what is before the first word.
        after: The next mark, plain; empty at the end.
    """

    plain: str
    spread: str
    exact: str
    start: int
    stop: int
    capital: bool
    before: str
    after: str


class Reading(msgspec.Struct, frozen=True):
    """A text and its words.

    Args:
        text: The text, in NFC.
        plain: The text in small letters without accents.
        places: Where each character of `plain` is in `text`.
        words: The words, in order.
    """

    text: str
    plain: str
    places: tuple[int, ...]
    words: tuple[Word, ...]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Returns where a piece of `plain` is in the text."""
        return self.places[start], self.places[stop - 1] + 1


def read(text: str) -> Reading:
    """Returns a text and its words."""
    text = unicodedata.normalize("NFC", text)
    pieces = [_plain_letter(letter) for letter in text]
    plain = "".join(pieces)
    places = tuple(place for place, piece in enumerate(pieces) for _ in piece)
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(plain):
        start, stop = places[match.start()], places[match.end() - 1] + 1
        written = text[start:stop]
        found.append(
            Word(
                plain=match[0],
                spread=match[0] if written.isascii() else _spread(written),
                exact=match[0] if written.isascii() else _exact(written),
                start=start,
                stop=stop,
                capital=not unicodedata.normalize("NFKC", written[0]).islower(),
                before=plain[end : match.start()],
                after=plain[match.end() : match.end() + 1],
            )
        )
        end = match.end()
    return Reading(text, plain, places, tuple(found))


def joined(words: tuple[Word, ...]) -> list[Word]:
    """Returns what two words make that a hyphen, a hyphen at the end of a line or an apostrophe parts."""
    return [
        msgspec.structs.replace(
            first,
            plain=first.plain + second.plain,
            spread=first.spread + second.spread,
            exact=first.exact + second.exact,
            stop=second.stop,
            after=second.after,
        )
        for first, second in pairwise(words)
        if _HYPHENATED.fullmatch(second.before)
    ]


@cache
def _plain_letter(letter: str) -> str:
    """Returns a letter without case and accents; more than one for a ligature, none for what is not seen."""
    if letter in _PLAIN:
        return _PLAIN[letter]
    folded = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(_PLAIN.get(mark, mark) for mark in folded if unicodedata.category(mark) not in _NOT_SEEN)


def _spread(written: str) -> str:
    small = unicodedata.normalize("NFC", written).lower()
    return "".join(_SPREAD.get(letter) or _plain_letter(letter) for letter in small)


def _exact(written: str) -> str:
    seen = "".join(mark for mark in written if unicodedata.category(mark) != "Cf")
    return unicodedata.normalize("NFKC", seen).casefold()
