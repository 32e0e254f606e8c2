"""Codes and ids as people type them: `heron`, `heron/12`, `E3`, `R7`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NewType

import msgspec

from coachvault.errors import Ambiguous, BadInput, NotFound

Code = NewType("Code", str)

OWN = Code("own")
"""Used in place of a client's code in the ids of the coach's own notes."""

_RESERVED = frozenset({OWN, "new", "none", "all"})
_CODE = re.compile(r"[a-z][a-z0-9-]{1,23}")
_NOTE = re.compile(r"([a-z][a-z0-9-]{1,23})/([1-9][0-9]{0,6})")
_ENGAGEMENT = re.compile(r"[Ee]([1-9][0-9]{0,6})")
_RELEASE = re.compile(r"[Rr]([1-9][0-9]{0,6})")
_DISCLOSURE = re.compile(r"[Dd]([1-9][0-9]{0,6})")


class NoteId(msgspec.Struct, frozen=True):
    """A note's id: the client's code and a number that is never used again for that client."""

    code: Code
    number: int

    def __str__(self) -> str:
        """Returns the id as it is typed, `heron/12`."""
        return f"{self.code}/{self.number}"


def parse_code(text: str) -> Code:
    """Parses a code.

    Raises:
        BadInput: It is not 2 to 24 small letters, digits and hyphens beginning with a letter, or it is reserved.
    """
    code = text.strip().lower()
    if not _CODE.fullmatch(code):
        raise BadInput(
            "A code is 2 to 24 small letters, digits or hyphens, and begins with a letter.",
            "Codes are neutral words such as heron; a client's name does not belong on the command line.",
        )
    if code in _RESERVED:
        raise BadInput(f"The word `{code}` has a meaning of its own here; take another code.")
    return Code(code)


def parse_note_id(text: str) -> NoteId:
    """Parses a note's id.

    Raises:
        BadInput: It does not look like `heron/12`.
    """
    found = _NOTE.fullmatch(text.strip().lower())
    if found is None:
        raise BadInput("A note's id looks like heron/12: the client's code, a slash, the note's number.")
    return NoteId(Code(found[1]), int(found[2]))


def parse_engagement_number(text: str) -> int:
    """Parses an engagement's id.

    Raises:
        BadInput: It does not look like `E3`.
    """
    found = _ENGAGEMENT.fullmatch(text.strip())
    if found is None:
        raise BadInput("An engagement's id looks like E3.")
    return int(found[1])


def parse_release_number(text: str) -> int:
    """Parses a release's id.

    Raises:
        BadInput: It does not look like `R7`.
    """
    found = _RELEASE.fullmatch(text.strip())
    if found is None:
        raise BadInput("A release's id looks like R7; `coachvault release list` shows those there are.")
    return int(found[1])


def parse_disclosure_number(text: str) -> int:
    """Parses a disclosure's id.

    Raises:
        BadInput: It does not look like `D1`.
    """
    found = _DISCLOSURE.fullmatch(text.strip())
    if found is None:
        raise BadInput("A disclosure's id looks like D1; `coachvault register list` shows those there were.")
    return int(found[1])


def looks_like_disclosure(text: str) -> bool:
    """Returns whether a word is a disclosure's id and not a client's code."""
    return _DISCLOSURE.fullmatch(text.strip()) is not None


def looks_like_engagement(text: str) -> bool:
    """Returns whether a word is an engagement's id and not a client's code."""
    return _ENGAGEMENT.fullmatch(text.strip()) is not None


def looks_like_release(text: str) -> bool:
    """Returns whether a word is a release's id and not a client's code."""
    return _RELEASE.fullmatch(text.strip()) is not None


def match_code(given_code: str, codes: list[Code], what: str) -> Code:
    """Returns the one code that begins with what was typed.

    Args:
        given_code: A code or the start of one.
        codes: The codes there are.
        what: What they identify, for the message ("client").

    Raises:
        NotFound: None does; the nearest codes are named.
        Ambiguous: Several do; they are named.
    """
    wanted = given_code.strip().lower()
    if wanted in codes:
        return Code(wanted)
    fitting = [code for code in codes if wanted and code.startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Ambiguous(f"More than one {what} has a code like that: {_listed(fitting)}.", "Type more of the code.")
    near = get_close_matches(wanted, codes, n=3, cutoff=0.5)
    hint = f"`coachvault {what} list` shows the codes there are."
    if wanted.isdecimal():
        hint = "A note is named by its client's code and its number, as heron/3."
    elif near:
        hint = f"Near it: {_listed(near)}. {hint}"
    raise NotFound(f"No {what} has that code.", hint)


def _listed(codes: list[Code] | list[str]) -> str:
    return ", ".join(sorted(codes))
