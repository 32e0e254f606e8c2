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
_NOTE = re.compile(r"([a-z][a-z0-9-]{1,23})/([1-9][0-9]{0,13})")


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


class NumberedId(msgspec.Struct, frozen=True):
    """The ids of one kind of thing: a letter of its own and a number, as `E3`.

    Args:
        letter: The letter.
        message: What is said of anything else.
    """

    letter: str
    message: str

    def fits(self, text: str) -> bool:
        """Returns whether a word is such an id and not a client's code."""
        return self._found(text) is not None

    def parse(self, text: str) -> int:
        """Returns the number.

        Raises:
            BadInput: It is no such id.
        """
        found = self._found(text)
        if found is None:
            raise BadInput(self.message)
        return int(found[1])

    def _found(self, text: str) -> re.Match[str] | None:
        return re.fullmatch(f"(?i:{self.letter})([1-9][0-9]{{0,13}})", text.strip())


_ENGAGEMENT = NumberedId("E", "An engagement's id looks like E3.")
_RELEASE = NumberedId("R", "A release's id looks like R7; `coachvault release list` shows those there are.")
_DISCLOSURE = NumberedId("D", "A disclosure's id looks like D1; `coachvault register list` shows those there were.")
looks_like_engagement, parse_engagement_number = _ENGAGEMENT.fits, _ENGAGEMENT.parse
looks_like_release, parse_release_number = _RELEASE.fits, _RELEASE.parse
looks_like_disclosure, parse_disclosure_number = _DISCLOSURE.fits, _DISCLOSURE.parse


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
