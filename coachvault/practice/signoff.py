"""A client's agreement in writing: the text in its one canonical form, what is asked, and what came back as evidence.

What lives here: values and the rules that need nothing but values. What must not: files, mail, hashes, randomness.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.ids import Code
from coachvault.practice.text import expect_line, expect_text

LARGEST_TEXT_CHARACTERS = 64 * 1024
MOST_PARAGRAPHS = 200
LONGEST_PURPOSE = 300

_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_FIRST_SELECTOR, _LAST_SELECTOR = "\U000e0100", "\U000e01ef"
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiner and non-joiner: Persian, Indic scripts and emoji are spelt with them."""


class Road(StrEnum):
    """How a client is asked."""

    EMAIL = "email"
    PAPER = "paper"
    PAGE = "page"
    ROOM = "room"
    KEY = "key"
    MESSAGE = "message"

    @property
    def uses_page(self) -> bool:
        """Whether the page is signed on: in the client's browser, or on the coach's own device."""
        return self in (Road.PAGE, Road.ROOM)


class Grade(StrEnum):
    """What an agreement in writing is worth as evidence, from the weakest to the strongest (rule R3)."""

    MESSAGE = "message"
    EMAIL = "email"
    ROOM = "room"
    PAPER = "paper"
    PAGE = "page"
    KEY = "key"

    @property
    def strength(self) -> int:
        """Its place in that order, from 0."""
        return list(Grade).index(self)


class Recipient(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may receive a text, as the client is told; kept as it was, whatever becomes of the roster.

    Args:
        code: The sponsor's code.
        name: The person.
        organisation: The organisation.
        address: Where it goes: a mail or postal address, for the accounting of what left.
    """

    code: Code
    name: str = ""
    organisation: str = ""
    address: str = ""

    @property
    def shown(self) -> str:
        """The person and the organisation, on one line."""
        return ", ".join(part for part in (self.name, self.organisation) if part) or self.code


class Proposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the coach proposes to give to somebody; a sign-off is for exactly one of these (rules R2 and R4).

    Args:
        version: Counts from 1; every change makes a new version, which voids what was signed before.
        paragraphs: The text, canonical (`parse_paragraphs`).
        recipient: Who may receive it.
        purpose: What for, on one line.
        expires: The last day on which it may leave.
        concerned: Codes of other clients or sponsors whom the text concerns; each has to agree, too (rule R5).
    """

    version: int
    paragraphs: tuple[str, ...]
    recipient: Recipient
    purpose: str
    expires: date
    concerned: tuple[Code, ...] = ()

    def __post_init__(self) -> None:
        if parse_paragraphs(text_of(self.paragraphs)) != self.paragraphs:
            raise BadInput("The paragraphs of a proposal are not in their canonical form.")
        _expect_purpose(self.purpose)
        for told in (self.recipient.name, self.recipient.organisation):
            expect_line(told, longest=LONGEST_PURPOSE)
            expect_visible(told)


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What opens the page of one request; kept, so that the code can be told again and the answer opened.

    Args:
        code: 12 characters in three groups, `K7QM-3FZP-W2XD`, told to the party by another way than the page.
        salt: 16 bytes, drawn for this code.
        iterations: How dear each guess of the code is made (PBKDF2-HMAC-SHA-256).
    """

    code: str
    salt: bytes
    iterations: int


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page or a sheet says besides the proposal, kept as it was, whatever becomes of names and wordings.

    Args:
        sender: The practice's name; may be empty.
        role: What the sender calls the work: `coach` or `mentor`.
        name: The party's name; may be empty.
        consent: The sentence that is signed.
    """

    sender: str
    role: str
    name: str
    consent: str


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A warning that the coach left as it was.

    Args:
        finding: Its id, as `contact-2`.
        why: The reason; recorded.
    """

    finding: str
    why: str


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One party is asked to agree to one proposal.

    Args:
        code: Belongs to this request alone, as `K7QM-3FZP`; the answer quotes it.
        party: Who is asked, by code.
        road: How.
        proposal: What exactly is agreed to.
        requested_at: When.
        language: The language in which it is asked.
        sent_to: The address that it is meant for; empty where none is known.
        why: Why a mailbox in the sponsor's domain was used all the same (rule R15).
        path: The file that it was written to, where there is one.
        offered: The numbers of the paragraphs that are shown, where the client left some out before; else empty.
        terms: What else was told; for the page and for keys.
        opening: What opens the page.
        kept: The warnings that were left as they are, with the reasons.
    """

    code: str
    party: Code
    road: Road
    proposal: Proposal
    requested_at: datetime
    language: str = "en"
    sent_to: str = ""
    why: str = ""
    path: str = ""
    offered: tuple[int, ...] = ()
    terms: Terms | None = None
    opening: Opening | None = None
    kept: tuple[Kept, ...] = ()

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the paragraphs that the party is shown, from 1."""
        return self.offered or all_of(self.proposal)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that the party is shown."""
        return tuple(self.proposal.paragraphs[number - 1] for number in self.shown)


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A party's agreement as it came in, judged; the bytes themselves are kept beside it.

    Args:
        code: Of the request that it answers.
        grade: What it is worth.
        approved: The numbers of the paragraphs that were agreed to, from 1, rising.
        statement_sha256: What was agreed to, down to the last character: see `signoff.statement`.
        text_sha256: SHA-256 of the agreed text.
        received_at: When it was imported.
        signed_on: Day or moment that the evidence itself claims, in ISO form; a claim and no more.
        vouched_by: The address that it came from, or who saw the original.
        original_sha256: SHA-256 of the bytes as they came in.
        media_type: What those bytes are, as `message/rfc822`.
        quotes_text: Whether the answer repeats the text and not only the code.
        remarks: What else the party wrote; read by the coach, who judged that it sets no condition.
        why: Why another sender's address was accepted.
        name: The full name as it was typed where it was signed; for the page.
        words: The six words of the signature, which are compared by telephone; for the page.
        key: The public key that fits, in the one line of its program; for keys.
    """

    code: str
    grade: Grade
    approved: tuple[int, ...]
    statement_sha256: str
    text_sha256: str
    received_at: datetime
    signed_on: str
    vouched_by: str
    original_sha256: str
    media_type: str
    quotes_text: bool = True
    remarks: str = ""
    why: str = ""
    name: str = ""
    words: tuple[str, ...] = ()
    key: str = ""

    @property
    def declines(self) -> bool:
        """Whether it agrees to nothing: a signed no."""
        return not self.approved


def parse_paragraphs(text: str) -> tuple[str, ...]:
    """Returns the paragraphs of a text in canonical form.

    NFC; line ends are LF; spaces at the end of a line go; paragraphs are what blank lines part.

    Raises:
        BadInput: It is blank, too long, or holds a control, a direction mark or another character that is not seen.
    """
    expect_text(text, longest=LARGEST_TEXT_CHARACTERS)
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    expect_visible(plain)
    lines = "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")
    paragraphs = tuple(part for part in _BLANK_LINES.split(lines) if part.strip())
    if not paragraphs:
        raise BadInput("The text is empty; nothing was changed.")
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise BadInput(f"A text has at most {MOST_PARAGRAPHS} paragraphs; nothing was changed.")
    return paragraphs


def text_of(paragraphs: tuple[str, ...]) -> str:
    """Returns paragraphs as the one text that is signed and exported: a blank line between them, a line end after."""
    return "\n\n".join(paragraphs) + "\n"


def approved_text(proposal: Proposal, approved: tuple[int, ...]) -> str:
    """Returns the text that the given paragraphs of a proposal make.

    Args:
        proposal: The proposal.
        approved: Numbers of paragraphs, from 1.

    Raises:
        Refused: None was approved, or the numbers are not those of paragraphs, rising.
    """
    if not approved:
        raise Refused("No paragraph of it was approved, so nothing can leave.")
    if list(approved) != sorted(set(approved)) or not 1 <= approved[0] <= approved[-1] <= len(proposal.paragraphs):
        raise Refused("The sign-off names paragraphs that the text does not have.")
    return text_of(tuple(proposal.paragraphs[number - 1] for number in approved))


def all_of(proposal: Proposal) -> tuple[int, ...]:
    """Returns the numbers of all paragraphs of a proposal."""
    return tuple(range(1, len(proposal.paragraphs) + 1))


def expect_visible(text: str) -> None:
    """Makes sure that a text holds nothing that cannot be seen, and nothing that turns the order of what can.

    Raises:
        BadInput: It does; nobody could agree to it.
    """
    for character in text:
        if character != "\n" and _is_invisible(character):
            raise BadInput(
                f"The text holds a character that cannot be seen or printed (U+{ord(character):04X}):"
                " nobody could agree to it; nothing was changed.",
                "Retype the place; a tab becomes spaces.",
            )


def _is_invisible(character: str) -> bool:
    if character in _JOINERS:
        return False
    selects = _FIRST_SELECTOR <= character <= _LAST_SELECTOR
    return selects or character in _BLANK_LETTERS or unicodedata.category(character) in _INVISIBLE


def _expect_purpose(purpose: str) -> None:
    expect_line(purpose, longest=LONGEST_PURPOSE)
    if not purpose.strip():
        raise BadInput("A proposal says what for; nothing was changed.", 'Give the form a line: purpose = "..."')
    expect_visible(purpose)
