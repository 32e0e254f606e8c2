"""Which lines of a mail a person wrote and which are quoted, by the habits of mail programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTE_MARKS = re.compile(r"^(?:>[ \u00a0]?)+")
_REST_IS_QUOTED = re.compile(
    r"^[-_*\s]*(?:original message|ursprüngliche nachricht|originalnachricht|message d'origine|mensaje original"
    r"|forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado"
    r"|begin forwarded message:?|anfang der weitergeleiteten nachricht:?|début du message réexpédié ?:?"
    r"|inicio del mensaje reenviado:?)[-_*\s]*$",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(r"^\**(?:from|von|de|da|van)\**\s?:\**\s?\S", re.IGNORECASE)
_SENT_LINE = re.compile(r"^\**(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|fecha)\**\s?:", re.IGNORECASE)
_SENT_WITHIN = 3
_ATTRIBUTION_STARTS = re.compile(r"^(?:on|am|le|el)\b", re.IGNORECASE)
_ATTRIBUTION_ENDS = re.compile(r"\b(?:wrote|schrieb\b.{0,120}|a écrit|escribió)\s?:$", re.IGNORECASE)
_ATTRIBUTION_LINES = 4
_SIGNATURE = "-- "


class Line(NamedTuple):
    """A line of a mail, without the marks of quoting and without spaces around it."""

    text: str
    quoted: bool


def plain_lines(text: str) -> list[Line]:
    """Returns the lines of plain text; those that begin with `>` are quoted."""
    return [_line(line) for line in text.splitlines()]


def flowed_lines(text: str, *, joined: bool) -> list[Line]:
    """Returns the lines of a `format=flowed` text as they were before the mail program broke them (RFC 3676).

    Args:
        text: The text.
        joined: Whether the space before a soft break goes (`DelSp=yes`).
    """
    found: list[tuple[int, str]] = []
    soft = False
    for line in text.splitlines():
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")  # stuffing
        if soft and found[-1][0] == depth and content != _SIGNATURE:
            before = found.pop()[1]
            found.append((depth, (before[:-1] if joined else before) + content))
        else:
            found.append((depth, content))
        soft = content.endswith(" ") and content != _SIGNATURE
    return [Line(_stripped(content), depth > 0) for depth, content in found]


def with_quotations(lines: list[Line]) -> Iterator[Line]:
    """Yields the lines, with what introduces a quotation and what follows an older mail's header marked as quoted."""
    rest_is_quoted, introducing = False, 0
    for index, line in enumerate(lines):
        rest_is_quoted = rest_is_quoted or (not line.quoted and _begins_older_mail(lines, index))
        introducing = introducing - 1 if introducing > 1 else _introduction_length(lines, index)
        yield Line(line.text, line.quoted or rest_is_quoted or introducing > 0)


def _line(line: str) -> Line:
    marks = _QUOTE_MARKS.match(line)
    return Line(_stripped(line[marks.end() :]), quoted=True) if marks else Line(_stripped(line), quoted=False)


def _stripped(text: str) -> str:
    """Strips spaces, but keeps the one that makes a line the mark of a signature."""
    return _SIGNATURE if text == _SIGNATURE else text.strip()


def _begins_older_mail(lines: list[Line], index: int) -> bool:
    """Tells whether everything from a line on is an older mail, as Outlook and forwarding set it."""
    if _REST_IS_QUOTED.match(lines[index].text):
        return True
    following = lines[index + 1 : index + 1 + _SENT_WITHIN]
    return bool(_FROM_LINE.match(lines[index].text)) and any(_SENT_LINE.match(line.text) for line in following)


def _introduction_length(lines: list[Line], index: int) -> int:
    """Returns over how many lines "On ... wrote:" runs from here, where that stands here and a quotation follows."""
    if lines[index].quoted or not _ATTRIBUTION_STARTS.match(lines[index].text):
        return 0
    for length in range(1, _ATTRIBUTION_LINES + 1):
        told = " ".join(line.text for line in lines[index : index + length])
        if _ATTRIBUTION_ENDS.search(told):
            after = next((line for line in lines[index + length :] if line.text), None)
            return length if after is None or after.quoted else 0
    return 0
