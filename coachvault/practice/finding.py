"""Finding words in notes: case and accents do not matter, and the notes are never folded, only the query is.

Folding ten thousand notes costs seconds; a pattern that already allows every accent costs none. Pure text: queries
in, places out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LETTERS = ((0x00C0, 0x0250), (0x0370, 0x0530), (0x1E00, 0x2000))
_MARKS = "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f]*"
_MARK = re.compile(_MARKS[:-1])
_PLAIN_PUNCTUATION = "–—‘’‚“”„…•«»€ ·".encode()
_LOWER = bytes(range(256)).lower()
_SPREAD = {"ss": "ß", "ae": "æ", "oe": "œ"}
_PIECES = re.compile("s{1,5}|ae|oe|.", re.DOTALL)
_ALIKE = {
    "i": "\u0131",  # dotless i
    "\u0131": "i",
    "k": "\u212a",  # kelvin, ångström, ohm, micro: signs that are letters
    "a": "\u212b",
    "ω": "\u2126",
    "μ": "\u00b5",
    "ß": "ẞ",
    "s": "\u017f",  # long s
}
_QUOTES = {"'": "’‘", '"': "“”„"}


_PHRASE = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')
_BLANKS = r"\s+"


class Query:
    """The words of one search; a text fits when it holds every one of them, and every phrase.

    Args:
        text: What was typed; words are parted by spaces, and those between quotation marks have to follow each other.
    """

    def __init__(self, text: str) -> None:
        phrases = [found.split() for found in _PHRASE.findall(text)]
        alone = [[word] for word in _PHRASE.sub(" ", text).split()]
        folded = [[_fold(word) for word in phrase] for phrase in (*phrases, *alone)]
        wanted = [[word for word in phrase if word] for phrase in folded]
        self.words = [word for phrase in wanted for word in phrase]
        self._by_word = [re.compile(_ways(word)) for word in self.words]
        self._patterns = [re.compile(_BLANKS.join(map(_ways, phrase))) for phrase in wanted if phrase]
        plain = all(word.isascii() and not _QUOTES.keys() & set(word) for word in self.words)
        by_length = sorted(self.words, key=len, reverse=True)  # most texts lack the longest word
        self._plain = [word.encode() for word in by_length] if plain else []

    def fits(self, data: bytes) -> bool:
        """Returns whether a text in UTF-8 may hold every word: never no for one that does; fast for plain letters."""
        if self._plain:
            plain = data.lower() if data.isascii() else data.translate(_LOWER, _PLAIN_PUNCTUATION)
            if plain.isascii():
                return all(map(plain.__contains__, self._plain))
        text = data.decode()
        return bool(self._by_word) and all(pattern.search(text) for pattern in self._by_word)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Returns where each word and phrase first occurs in a text, in order; empty unless every one does."""
        found = [pattern.search(text) for pattern in self._patterns]
        if not found or not all(found):
            return []
        return sorted(match.span() for match in found if match)


def snippet(text: str, place: tuple[int, int], width: int = 100) -> str:
    """Returns one line of about `width` characters around a place in a text."""
    spare = max(0, width - (place[1] - place[0])) // 2
    start, stop = max(0, place[0] - spare), min(len(text), place[1] + spare)
    line = " ".join(text[start:stop].split())
    return ("…" if start else "") + line + ("…" if stop < len(text) else "")


def _fold(word: str) -> str:
    return "".join(map(_fold_letter, word))


def _ways(word: str) -> str:
    """Returns a pattern for every way of writing a word."""
    return "".join(map(_piece, _PIECES.findall(word)))


def _fold_letter(letter: str) -> str:
    """Folds one letter; one that would come apart, as a ligature, stays whole unless a pattern can put it together."""
    small = next((form for form in (letter.casefold(), letter.lower()) if len(form) == 1), letter)
    spread = next((plain for plain, whole in _SPREAD.items() if small == whole), "")
    return spread or _plain_letter(small)


def _plain_letter(letter: str) -> str:
    if _MARK.fullmatch(letter):
        return ""
    if any(first <= ord(letter) < stop for first, stop in _LETTERS):
        decomposed = unicodedata.normalize("NFKD", letter)
        plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()
        return plain if len(plain) == 1 else letter
    return next((plain for plain, curly in _QUOTES.items() if letter in curly), letter)


def _piece(piece: str) -> str:
    """Allows for a piece of a word every way of writing it: `ss` also as `ß`, wherever in a row of them."""
    ways = {piece, _SPREAD.get(piece, piece)} if set(piece) != {"s"} else set(_rows_of_s(len(piece)))
    return f"(?:{'|'.join(''.join(map(_letter, way)) for way in sorted(ways))})"


def _letter(letter: str) -> str:
    """Allows for a letter in both cases and with any accent; spelt out, because sre is slow where it has to fold."""
    forms = dict.fromkeys(
        form
        for each in letter + _variants().get(letter, "")
        for form in (each, each.lower(), each.upper(), each.title())
        if len(form) == 1
    )
    return f"[{re.escape(''.join(forms))}]{_MARKS}"


def _rows_of_s(length: int) -> list[str]:
    if length < 2:
        return ["s" * length]
    return [f"s{row}" for row in _rows_of_s(length - 1)] + [f"ß{row}" for row in _rows_of_s(length - 2)]


@cache
def _variants() -> dict[str, str]:
    """Every letter that folds to one plain letter, by that letter."""
    found = {**_QUOTES, **_ALIKE}
    for first, stop in _LETTERS:
        for letter in map(chr, range(first, stop)):
            folded = _fold_letter(letter)
            if len(folded) == 1 and folded != letter:
                found[folded] = found.get(folded, "") + letter
    return found
