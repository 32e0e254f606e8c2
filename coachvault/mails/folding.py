"""A text as words, without what mail programs add, drop and exchange: dashes, quotation marks, links, wrapping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from coachvault.mails.charsets import CHARSETS

LINKED = re.compile(r"[<\[](?:https?://|mailto:|tel:|ftp://|cid:)[^<>\[\]\s]{0,2000}[>\]]", re.IGNORECASE)
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
QUOTES = re.compile(
    "['\"`\u00b4\u00ab\u00bb\u02b9-\u02bd\u02ca\u02cb\u2018-\u201f\u2032-\u2037\u2039\u203a\u300c-\u300f\u301d-\u301f]"
)
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]+|--+")
_SPACERS = re.compile(
    "[*_|>\u00a7\u00b7\u2022\u2023\u2219\u25aa\u25ab\u25cb\u25cf\u25e6\u30fb\uf0a7\uf0b7]"  # bullets and marks of bold
)
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces, and Hangul: each letter is a word."""
_WORDS = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])[^\W_])+|(?<!\S)-(?=\d)|\.\.+|[^\w\s-]")
_ABROAD = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> list[str]:
    """Returns the words and signs of a text, in their case; of dashes only a minus before a digit is left."""
    visible = _DASHES.sub("-", QUOTES.sub("", UNSEEN.sub("", LINKED.sub(" ", text))))
    return _WORDS.findall(_SPACERS.sub(" ", QUOTES.sub("", unicodedata.normalize("NFKC", visible))))


def damaged(text: str) -> Iterator[str]:
    """Yields a text as lost charsets leave it, where more than half of its letters remain: `ö` as `?`, U+FFFD, `Ã¶`."""
    for each in (text, _DASHES.sub("-", QUOTES.sub("", text))):
        lost = [
            each.encode(codec, "replace").decode(codec, "replace")
            for codec in {"ascii", "cp1252", "latin-1", *CHARSETS.values()}
        ]
        by_bytes = _ABROAD.sub(lambda found: "\ufffd" * len(found[0].encode()), each)
        lost += [by_bytes, by_bytes.replace("\ufffd", "?"), _ABROAD.sub("\ufffd", each), _ABROAD.sub("?", each)]
        lost.append(each.encode().decode("cp1252", "replace"))
        yield from (one for one in lost if 2 * _letters(one) > _letters(text))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
