"""The block in which a sign-off travels: armoured, found again after any mail program has changed it.

Quoted, indented, re-wrapped, on one line, with other dashes or hard spaces, with text around it. Whether it is genuine
is decided by what it holds (`signoff.signed`), never by how it looks.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error

import msgspec

from coachvault.errors import Refused
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
_BLOCK = re.compile(
    rf"BEGIN\s+{_NAME}(?P<body>(?:(?!(?:BEGIN|END)\s++{_NAME}).){{1,{LARGEST_BLOCK_CHARACTERS}}}+)END\s+{_NAME}",
    re.DOTALL | re.IGNORECASE,
)
"""Marks that are signs of Base64 nowhere are left in the body; nothing is tried twice, so the time is linear."""
_BEGINS = re.compile(rf"BEGIN\s+{_NAME}", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:br|p|div|span)\s*/?>|&nbsp;", re.IGNORECASE)
_EDGES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212>| "
_OF_BASE64 = re.compile(r"[A-Za-z0-9+/=]+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/=]")


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
    return _BEGINS.search(_plain(text)) is not None


def without_blocks(text: str, code: str) -> str:
    """Returns a text without the whole blocks with a code; what stands between the letters of one stays, in a line.

    A damaged block stays as it is: it may be anything.
    """

    def rest(found: re.Match[str]) -> str:
        try:
            block = _parse(found["body"])
        except Refused:
            return found[0]
        return f"\n{_between(found['body'])}\n" if block.code == code else found[0]

    return _BLOCK.sub(rest, _plain(text))


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
    for each in _BLOCK.finditer(_plain(text)):
        try:
            found.append(_parse(each["body"]))
        except Refused as error:  # beside it, the same may be whole
            damaged = damaged or error
    if damaged and not found:
        raise damaged
    if not found and holds_block(text):
        raise Refused(
            "The sign-off block begins and does not end: a part of it is missing.",
            "Ask for the file that the page saves, or for the whole block.",
        )
    return list(dict.fromkeys(found))[:MOST_BLOCKS]


def _plain(text: str) -> str:
    """Returns a text without the signs that nobody sees, and without the line breaks of HTML."""
    return _TAGS.sub("\n", UNSEEN.sub("", text))


def _parse(body: str) -> Block:
    try:
        raw = b64decode(_NOT_BASE64.sub("", body), validate=True)
    except (Error, ValueError):
        raw = b""
    if len(raw) > 1 and raw[0] != _VERSION:
        raise Refused("The sign-off was made by a page of another version.", "Update CoachVault, then import it again.")
    code = raw[1 : 1 + CODE_BYTES].decode("ascii", errors="replace")
    if len(raw) < 1 + CODE_BYTES + NONCE_BYTES + _TAG_BYTES or not set(code) <= set(ALPHABET):
        raise Refused(
            "The sign-off block is damaged: a part of it is missing or was changed.",
            "Ask for the file that the page saves, attached to a mail.",
        )
    nonce, ciphertext = raw[1 + CODE_BYTES :][:NONCE_BYTES], raw[1 + CODE_BYTES + NONCE_BYTES :]
    return Block(f"{code[:4]}-{code[4:]}", nonce, ciphertext)
