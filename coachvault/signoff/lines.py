"""Which lines of a mail a person wrote and which are quoted, by the habits of mail programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTE_MARKS = re.compile(r"^(?:>[ \u00a0]?)+")
_MAILBOX_MARK = ">From "
"""Mailbox files put `>` before a line that begins with `From `, no matter who wrote it."""
_REST_IS_QUOTED = re.compile(
    r"^[-_*\s]*(?:original message|ursprüngliche nachricht|originalnachricht|original-nachricht"
    r"|message d'origine|mail original"
    r"|mensaje original|forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado"
    r"|begin forwarded message:?|anfang der weitergeleiteten nachricht:?|début du message réexpédié ?:?"
    r"|inicio del mensaje reenviado:?)[-_*\s]*$",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(r"^\**(?:from|von|de)\**\s?:\**\s?\S", re.IGNORECASE)
_SENT_LINE = re.compile(r"^\**(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|fecha)\**\s?:", re.IGNORECASE)
_OTHER_HEADER_LINE = re.compile(r"^\**(?:to|an|à|para|cc|subject|betreff|objet|asunto)\**\s?:", re.IGNORECASE)
_HEADER_LINES = 3
_ATTRIBUTION_STARTS = re.compile(r"^(?:on|am|le|el)\b", re.IGNORECASE)
_ATTRIBUTION_ENDS = re.compile(r"\b(?:wrote|schrieb\b.{0,120}|a écrit|escribió)\s?:$", re.IGNORECASE)
_ATTRIBUTION_LINES = 4
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[.:/]\d{1,2}\b")
_SIGNATURE = "-- "
_TEXT_BEGINS = re.compile(r"^\[BEGIN [0-9A-Z]{4}-[0-9A-Z]{4}\]$")


class Line(NamedTuple):
    """A line of a mail, without the marks of quoting and without spaces around it.

    Args:
        text: What it says.
        quoted: Whether it is quoted.
        marked: Whether a mark of its own says so; otherwise it is where an older mail is, and may be new.
    """

    text: str
    quoted: bool
    marked: bool = False


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
    return [Line(_stripped(content), depth > 0, depth > 0) for depth, content in found]


def with_quotations(lines: list[Line]) -> Iterator[Line]:
    """Yields the lines, with what introduces a quotation and what follows an older mail's header marked as quoted."""
    rest_is_quoted, introducing = False, 0
    last_text = max(
        (at for at, line in enumerate(lines) if not line.quoted and _TEXT_BEGINS.match(line.text)), default=-1
    )
    for index, line in enumerate(lines):
        rest_is_quoted = rest_is_quoted or (not line.quoted and _begins_older_mail(lines, index, last_text))
        introducing = introducing - 1 if introducing > 1 else _introduction_length(lines, index)
        if introducing and not line.quoted:
            yield Line(line.text, quoted=True, marked=True)
        else:
            yield Line(line.text, line.quoted or rest_is_quoted, line.marked)


def is_header_line(text: str) -> bool:
    """Returns whether a line belongs to the header block of an older mail, as programs set it above what they quote."""
    return any(pattern.match(text) for pattern in (_FROM_LINE, _SENT_LINE, _OTHER_HEADER_LINE, _REST_IS_QUOTED))


def is_attribution(text: str) -> bool:
    """Returns whether a line introduces a quotation and says nothing else: "On 23.11.2026 ... wrote:"."""
    return bool(_ATTRIBUTION_STARTS.match(text) and _DATED.search(text) and _ATTRIBUTION_ENDS.search(text))


def _line(line: str) -> Line:
    if line.startswith(_MAILBOX_MARK):
        return Line(_stripped(line[1:]), quoted=False)
    marks = _QUOTE_MARKS.match(line)
    if marks:
        return Line(_stripped(line[marks.end() :]), quoted=True, marked=True)
    return Line(_stripped(line), quoted=False)


def _stripped(text: str) -> str:
    """Strips spaces, but keeps the one that makes a line the mark of a signature."""
    return _SIGNATURE if text == _SIGNATURE else text.strip()


def _begins_older_mail(lines: list[Line], index: int, last_text: int) -> bool:
    """Returns whether everything from a line on is an older mail, as Outlook and forwarding set it."""
    if _REST_IS_QUOTED.match(lines[index].text):
        return True
    block = [line.text for line in lines[index : index + _HEADER_LINES]]
    if not all(map(is_header_line, block)):
        return is_attribution(lines[index].text) and last_text > index  # Yahoo sets no marks at all
    return any(map(_SENT_LINE.match, block)) or len(block) == _HEADER_LINES


def _introduction_length(lines: list[Line], index: int) -> int:
    """Returns over how many lines "On ... wrote:" runs from here, where that is here and a quotation follows."""
    for length in range(1, _ATTRIBUTION_LINES + 1):
        run = lines[index : index + length]
        if any(line.quoted or not line.text for line in run) or any(map(_starts, run[1:])):
            return 0
        if is_attribution(" ".join(line.text for line in run)):
            after = next((line for line in lines[index + length :] if line.text), None)
            return length if after is None or after.quoted else 0
    return 0


def _starts(line: Line) -> bool:
    return bool(_ATTRIBUTION_STARTS.match(line.text)) and any(mark.isdigit() for mark in line.text)
