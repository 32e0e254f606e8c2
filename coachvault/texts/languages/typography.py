"""The signs that a language has of its own: apostrophes, and the spaces that French puts before some signs.

What lives here: texts are written with the signs of a keyboard, and get these once, when their language is loaded. What
must not: what is typed and compared byte for byte; the group `earlier` and the approving line keep what they have.
"""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

_Texts = TypeVar("_Texts", bound=msgspec.Struct)

NO_BREAK, NARROW_NO_BREAK, APOSTROPHE = "\u00a0", "\u202f", "\u2019"
_BEFORE_COLON = re.compile(r" (?=:)")
_BEFORE_HIGH = re.compile(r" (?=[;!?])")
_WITHIN_QUOTES = re.compile(r"(?<=«) | (?=»)")


def typeset(texts: _Texts, *, french: bool = False) -> _Texts:
    """Returns texts with the apostrophe of print in place of that of a keyboard.

    Args:
        texts: A language, or a group of its texts.
        french: Whether a space before `:` and within « » becomes U+00A0, and one before `; ! ?` U+202F.
    """
    changed = {
        field: _typeset(getattr(texts, field), french)
        for field in texts.__struct_fields__
        if not _is_frozen(texts, field)
    }
    return msgspec.structs.replace(texts, **changed)


def _is_frozen(texts: msgspec.Struct, field: str) -> bool:
    """Returns whether a field stays as it is written: earlier wordings, and the line that a client types."""
    return field == "earlier" or (field == "approve" and type(texts).__name__ == "RequestTexts")


def _typeset(value: object, french: bool) -> object:
    if isinstance(value, msgspec.Struct):
        return typeset(value, french=french)
    if isinstance(value, tuple):
        return tuple(_typeset(each, french) for each in value)
    if not isinstance(value, str):
        return value
    text = value.replace("'", APOSTROPHE)
    if not french:
        return text
    text = _BEFORE_HIGH.sub(NARROW_NO_BREAK, _BEFORE_COLON.sub(NO_BREAK, text))
    return _WITHIN_QUOTES.sub(NO_BREAK, text)
