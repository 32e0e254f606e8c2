"""A line of a mail, how deep it is quoted and where it stands; and the lines of plain text."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = re.compile(r"[\s\u200b\ufeff]*(?:>[ \u00a0\t]*)+")
_MAILBOX_MARK = ">From "
"""Mailbox files put `>` before a line that begins with `From `, no matter who wrote it."""
_SIGNATURE = "-- "
LINE_ENDS = re.compile(r"\r\n|\r|\n")


class Line(NamedTuple):
    """A line of a mail, without marks of quoting.

    Args:
        text: What it says.
        depth: How many marks of quoting stand before or around it.
        place: Where it stands, where that is no ordinary place.
        doubtful: Whether a reader may not have seen it: it is shown like all others, and never approves.
        painted: What tells the colours of its words, but of links, from those of others; nothing for black on white.
    """

    text: str
    depth: int = 0
    place: str = ""
    doubtful: bool = False
    painted: str = ""


def unmarked(text: str) -> tuple[str, int]:
    """Returns a line without its marks of quoting, and how many there were."""
    if text.startswith(_MAILBOX_MARK):
        return text[1:], 0
    marks = _MARKS.match(text)
    return (text[marks.end() :], marks[0].count(">")) if marks else (text, 0)


def may_introduce(text: str) -> bool:
    """Returns whether a line ends as lines do that introduce an older mail: with a colon or a bracket, and a digit."""
    return text.rstrip("* ")[-1:] in (":", ">", "\uff1a") and any(map(str.isdigit, text))


def plain_lines(text: str, *, flowed: bool = False, joined: bool = False) -> list[Line]:
    """Returns the lines of plain text that say something; they end at CR and LF and nowhere else.

    Args:
        text: The text.
        flowed: Whether it is `format=flowed` (RFC 3676): lines that end with a space go on.
        joined: Whether that space goes (`DelSp=yes`).
    """
    found: list[tuple[int, list[str]]] = []
    goes_on = False
    for each in LINE_ENDS.split(text):
        said, depth = unmarked(each)
        said = said.removeprefix(" ") if flowed else said
        if goes_on and found[-1][0] == depth and said != _SIGNATURE:
            if joined:
                found[-1][1][-1] = found[-1][1][-1][:-1]
            found[-1][1].append(said)
        else:
            found.append((depth, [said]))
        goes_on = flowed and said.endswith(" ") and said != _SIGNATURE
    return [Line(said, depth) for depth, parts in found if (said := "".join(parts)).strip()]
