"""The block in which a sign-off travels: armoured, found again after any mail program has changed it.

Quoted, indented, re-wrapped, on one line, with other dashes or hard spaces, with text around it, in the pieces of
several messages. Whether it is genuine is decided by what it holds (`signoff.signed`), never by how it looks.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

import msgspec

from coachvault.errors import Refused, Unusable
from coachvault.mails.folding import UNSEEN
from coachvault.signoff.codes import ALPHABET

LARGEST_BLOCK_CHARACTERS = 256 * 1024
MOST_BLOCKS = 20
CODE_BYTES = 8
NONCE_BYTES = 12
_TAG_BYTES = 16
_VERSION = 1
_DASH = "[-\u2010-\u2015\u2212]"
_NAME = rf"COACHVAULT\s+SIGN{_DASH}?\s*OFF"
_MARK = re.compile(rf"(BEGIN|END)\s+{_NAME}", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:br|p|div|span)\s*/?>|&nbsp;", re.IGNORECASE)
_AROUND = " \t\r\u00a0>|"
_EDGES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212>| "
_OF_BASE64 = re.compile(r"[A-Za-z0-9+/=]+")
_IS_ONE = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_PADDED_TO = 1024
_MOST_LINES, _MOST_LENGTHS = 2_000, 512
_LONG = 24
"""So many letters of Base64 in a row are no word and no date."""
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")


_Path = tuple[Any, ...]
"""What was kept of each line and what was not, the last line first: the rest, kept, left."""


class Block(msgspec.Struct, frozen=True):
    """A sealed sign-off.

    Args:
        code: Of the request that it answers, as `K7QM-3FZP`.
        nonce: 12 bytes.
        ciphertext: With its 16-byte tag.
    """

    code: str
    nonce: bytes
    ciphertext: bytes

    @property
    def associated_data(self) -> bytes:
        """What is bound to the ciphertext (clause 8.6)."""
        return b"CoachVault/v1 reply\0" + bytes([_VERSION]) + self.code.replace("-", "").encode()


def holds_block(text: str) -> bool:
    """Returns whether a text holds the beginning of a block."""
    return any(map(_begins, _MARK.finditer(_plain(text))))


def without_blocks(text: str, opened: Collection[Block]) -> str:
    """Returns a text without the blocks that were opened; what stands between the letters of one stays, in a line.

    Any other block stays as it is: it may be anything.
    """
    text, left, at = _plain(text), "", 0
    for first, last, body in _found(text):
        with suppress(Refused):
            found, between = _read(body)
            if found in opened:
                left += f"{text[at:first]}\n{between}\n"
                at = last
    return left + text[at:]


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields where each block begins and ends, marks included, and what is between its marks.

    What belongs to no Base64 is left in that. Each mark is looked at once, so that the time is linear.
    """
    for first, last in pairwise(_MARK.finditer(text)):
        body = text[first.end() : last.start()]
        if _begins(first) and not _begins(last) and 0 < len(body) <= LARGEST_BLOCK_CHARACTERS:
            yield first.start(), last.end(), body


def _begins(mark: re.Match[str]) -> bool:
    return mark[1].upper() == "BEGIN"


def _between(body: str) -> str:
    """Returns what in a block belongs neither to Base64 nor to how programs quote and wrap."""
    return " ".join(_OF_BASE64.sub(" ", body).split()).strip(_EDGES)


def find_blocks(text: str) -> list[Block]:
    """Returns the different blocks in a text, in order.

    Raises:
        Refused: None is whole, and one begins and does not end, is damaged, or was made by a newer page.
    """
    found: list[Block] = []
    damaged: Refused | None = None
    for _, _, body in _found(_plain(text)):
        try:
            found.append(_read(body)[0])
        except Refused as error:  # beside it, the same may be whole
            damaged = damaged or error
    if damaged and not found:
        raise damaged
    if not found and holds_block(text):
        raise Unusable(
            "The sign-off block begins and does not end: a part of it is missing.",
            "Ask for the file that the page saves, or for the whole block.",
        )
    return list(dict.fromkeys(found))[:MOST_BLOCKS]


def _plain(text: str) -> str:
    """Returns a text without the signs that nobody sees, and without the line breaks of HTML."""
    return _TAGS.sub("\n", UNSEEN.sub("", text))


def _read(body: str) -> tuple[Block, str]:
    """Returns the block between two marks, and what stands there and is none of it."""
    whole = _NOT_BASE64.sub("", body)
    if not _is_whole(len(whole)):
        found = _put_together(body)
        with suppress(Refused):
            if found:
                return _parse(found[0]), found[1]
    return _parse(whole), _between(body)


def _is_whole(letters: int) -> bool:
    """Returns whether a block may have so many letters of Base64 (clause 8.7)."""
    padded = letters * 3 // 4 - 1 - CODE_BYTES - NONCE_BYTES - _TAG_BYTES
    return letters % 4 == 0 and padded > 0 and padded % _PADDED_TO in (0, 1, 2)


def _put_together(body: str) -> tuple[str, str] | None:
    """Returns the letters of a block that came in several messages, and what stands between them; None if none fit.

    Of what each line may be the likeliest is taken, as far as the length of the whole is one that a block has: names,
    days and numbers of messages are dropped, long runs of letters are kept.
    """
    lines = [line for each in body.split("\n") if (line := each.strip(_AROUND))]
    if len(lines) > _MOST_LINES:
        return None
    longest = max((len(line) for line in lines if _IS_ONE.fullmatch(line)), default=0)
    reached: dict[int, tuple[int, _Path]] = {0: (0, ())}
    for line in lines:
        options, after = _options(line, longest), dict[int, tuple[int, _Path]]()
        for length, (cost, path) in reached.items():
            for dearer, (kept, left) in enumerate(options):
                total = length + len(kept)
                if total not in after or cost + dearer < after[total][0]:
                    after[total] = (cost + dearer, (path, kept, left))
        if len(after) > _MOST_LENGTHS:
            return None
        reached = after
    fitting = [found for length, found in reached.items() if _is_whole(length)]
    return _joined(min(fitting, key=lambda found: found[0])[1]) if fitting else None


def _options(line: str, longest: int) -> list[tuple[str, str]]:
    """Returns what a line may have of a block, and besides; the likeliest first."""
    if _IS_ONE.fullmatch(line):
        return [(line, "")] if len(line) == longest else [(line, ""), ("", line)]
    runs = [found.span() for found in _OF_BASE64.finditer(line)]
    within = [(line[start:end], f"{line[:start]} {line[end:]}".strip()) for start, end in runs]
    best = max(within, key=lambda option: len(option[0]), default=("", line))
    ends = [each for each in (*within[-1:], *within[:1]) if each != best]
    joined = [("".join(line.split()), "")] if _IS_ONE.fullmatch("".join(line.split())) else []
    rest = [best, *ends, *joined]
    return [best, ("", line), *ends, *joined] if len(best[0]) >= _LONG else [("", line), *rest]


def _joined(path: _Path) -> tuple[str, str]:
    kept, left = [], []
    while path:
        path, letters, other = path
        kept.append(letters)
        left.append(other)
    return "".join(reversed(kept)), " ".join(filter(None, (each.strip(_EDGES) for each in reversed(left))))


def _parse(body: str) -> Block:
    try:
        raw = b64decode(_NOT_BASE64.sub("", body), validate=True)
    except (Error, ValueError):
        raw = b""
    if len(raw) > 1 and raw[0] != _VERSION:
        raise Refused("The sign-off was made by a page of another version.", "Update CoachVault, then import it again.")
    code = raw[1 : 1 + CODE_BYTES].decode("ascii", errors="replace")
    if len(raw) < 1 + CODE_BYTES + NONCE_BYTES + _TAG_BYTES or not set(code) <= set(ALPHABET):
        raise Unusable(
            "The sign-off block is damaged: a part of it is missing or was changed.",
            "Ask for the file that the page saves, attached to a mail.",
        )
    nonce, ciphertext = raw[1 + CODE_BYTES :][:NONCE_BYTES], raw[1 + CODE_BYTES + NONCE_BYTES :]
    return Block(f"{code[:4]}-{code[4:]}", nonce, ciphertext)
