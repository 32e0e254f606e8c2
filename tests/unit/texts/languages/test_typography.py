"""Texts have the signs of their language; what is typed or was sent before keeps those of a keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from coachvault.texts.languages import LANGUAGES, language_of
from coachvault.texts.languages.shapes import Counted, PaperTexts
from coachvault.texts.languages.typography import APOSTROPHE, NARROW_NO_BREAK, NO_BREAK, typeset


def texts(group: msgspec.Struct, above: str = "") -> Iterator[tuple[str, str]]:
    for name in group.__struct_fields__:
        value, path = getattr(group, name), f"{above}{name}"
        if isinstance(value, msgspec.Struct):
            yield from texts(value, f"{path}.")
        elif isinstance(value, str):
            yield path, value


def test_signs_are_set_once_and_in_every_group() -> None:
    texts = Counted(one="l'un : « a ; b » !", many="d'autres ?")
    assert typeset(texts) == Counted(one="l’un : « a ; b » !", many="d’autres ?")
    french = typeset(texts, french=True)
    assert french.one == f"l’un{NO_BREAK}: «{NO_BREAK}a{NARROW_NO_BREAK}; b{NO_BREAK}»{NARROW_NO_BREAK}!"
    assert french.many == f"d’autres{NARROW_NO_BREAK}?"
    assert typeset(french, french=True) == french


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sign_of_a_keyboard_is_left_where_the_language_has_its_own(code: str) -> None:
    for path, text in texts(language_of(code)):
        if not path.startswith("earlier.") and path != "request.approve":
            straight = "'" if path.startswith("custodians.") else "'\""  # plain text for any editor, with its buttons
            assert not set(straight) & set(text), path
            assert not re.search(r" [:;!?»]|« " if code == "fr" else r"\s[:;!?]", text), path


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_typed_and_what_was_sent_before_stay_as_they_are(code: str) -> None:
    language = language_of(code)
    frozen = [language.request.approve, *(text for path, text in texts(language.earlier))]
    assert not {APOSTROPHE, NO_BREAK, NARROW_NO_BREAK} & set("".join(frozen))
    assert isinstance(language.earlier.paper, PaperTexts)
