"""What people outside the terminal read: clients, sponsors, and whoever steps in. A language is one file here.

A new language is a file with one `Language(...)`, its code in `LANGUAGES`, and its line in `language_of`. Only the
languages that are asked for are loaded. What stays in English, and why: docs/adr/0046-who-reads-in-which-language.md.
"""

from __future__ import annotations

from typing import Any

import msgspec

from coachvault.texts.languages.shapes import Language

LANGUAGES = ("en", "de", "fr", "es")


def language_of(code: str) -> Language:
    """Returns a language; English where there are no texts in the one that is asked for.

    Args:
        code: As in `en` (ISO 639-1).
    """
    match code:
        case "de":
            from coachvault.texts.languages.de import GERMAN

            return GERMAN
        case "fr":
            from coachvault.texts.languages.fr import FRENCH

            return FRENCH
        case "es":
            from coachvault.texts.languages.es import SPANISH

            return SPANISH
    from coachvault.texts.languages.en import ENGLISH

    return ENGLISH


def every_language() -> list[Language]:
    """Returns all languages, for what has to know them all: the page, and reading an answer in any language."""
    return [language_of(code) for code in LANGUAGES]


def by_name(texts: msgspec.Struct) -> dict[str, Any]:
    """Returns a group of texts by the names that they have elsewhere: in an enumeration, or in the page's script.

    Args:
        texts: A group of texts, as `Language.frames`.
    """
    found: dict[str, Any] = msgspec.to_builtins(texts)
    return found
