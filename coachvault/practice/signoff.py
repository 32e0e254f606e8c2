"""A client's agreement in writing: the text in its one canonical form, what is asked, and what came back as evidence.

What lives here: values and the rules that need nothing but values. What must not: files, mail, hashes, randomness.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import BETWEEN, parse_paragraphs, require_visible, text_of
from coachvault.practice.text import require_line

LONGEST_PURPOSE = 300
MOST_WRITTEN = 10_000
USUAL_WRITTEN = 4_000
AT_THE_END = 0


class SignoffMethod(StrEnum):
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
        return self in (SignoffMethod.PAGE, SignoffMethod.ROOM)


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
    """Who may receive a text, as shown to the client; kept as it was, even if the roster changes.

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
        client_may_write: How many characters the client may write on the page, in place of paragraphs and after them;
            0 where the wording is unchanged.
    """

    version: int
    paragraphs: tuple[str, ...]
    recipient: Recipient
    purpose: str
    expires: date
    concerned: tuple[Code, ...] = ()
    client_may_write: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.client_may_write <= MOST_WRITTEN:
            raise BadInput(f"A client may write from 0 to {MOST_WRITTEN} characters; nothing was changed.")
        if self.client_may_write and self.concerned:
            raise Refused(
                "Others sign this text, too, so it cannot change while the client signs it; nothing was changed.",
                "First let the client write; `release edit ID --as-signed --concerns CODE` then asks everybody.",
            )
        if parse_paragraphs(text_of(self.paragraphs)) != self.paragraphs:
            raise BadInput("The paragraphs of a proposal are not in their canonical form.")
        _require_purpose(self.purpose)
        for message in (self.recipient.name, self.recipient.organisation):
            require_line(message, longest=LONGEST_PURPOSE)
            require_visible(message)


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What opens the page of one request; kept, so that the code can be given again and the answer opened.

    Args:
        code: 12 characters in three groups, `K7QM-3FZP-W2XD`, given to the party by another way than the page.
        salt: 16 bytes, drawn for this code.
        iterations: How dear each guess of the code is made (PBKDF2-HMAC-SHA-256).
    """

    code: str
    salt: bytes
    iterations: int


class RequestTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page or a sheet says besides the proposal, kept as it was, even if names and wordings change.

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


class AcceptedWarning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A warning that the coach left as it was.

    Args:
        finding: Its id, as `contact-2`.
        why: The reason; recorded.
    """

    finding: str
    why: str


class Remark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a party wrote besides the agreement, as the coach was shown it.

    Args:
        text: What it says, as it stands there.
        place: Where it stands.
        known: Whether programs or people write it out of habit: it is dimmed, and shown like all others.
    """

    text: str
    place: str
    known: bool


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
        terms: What else was stated; for the page and for keys.
        opening: What opens the page.
        kept: The warnings that were left as they are, with the reasons.
        sent: The mail, message or form exactly as it was made; empty where it was made before that was kept.
    """

    code: str
    party: Code
    road: SignoffMethod
    proposal: Proposal
    requested_at: datetime
    language: str = "en"
    sent_to: str = ""
    why: str = ""
    path: str = ""
    offered: tuple[int, ...] = ()
    terms: RequestTerms | None = None
    opening: Opening | None = None
    kept: tuple[AcceptedWarning, ...] = ()
    sent: str = ""

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the paragraphs that the party is shown, from 1."""
        return self.offered or all_of(self.proposal)

    @property
    def may_write(self) -> int:
        """How many characters the party may write: none where it is not asked on the page."""
        return self.proposal.client_may_write if self.road.uses_page else 0

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that the party is shown."""
        return tuple(self.proposal.paragraphs[number - 1] for number in self.shown)


class WrittenParagraph(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client wrote on the page, in their own words.

    Args:
        instead_of: The number of the paragraph whose place it takes; `AT_THE_END` where it follows all others.
        text: One or more paragraphs, canonical, a blank line between them and no line end after.
    """

    instead_of: int
    text: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of it."""
        return tuple(self.text.split(BETWEEN))


class Evidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A party's agreement as it came in, judged; the bytes themselves are kept next to it.

    Args:
        code: Of the request that it answers.
        grade: What it is worth.
        approved: The numbers of the paragraphs that were agreed to as they were proposed, from 1, rising.
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
        written: What the client wrote, in the order of the text; for the page.
        seen: All that the mail says besides, byte for byte as the coach was shown it; null where that was not kept yet.
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
    written: tuple[WrittenParagraph, ...] = ()
    seen: tuple[Remark, ...] | None = None

    @property
    def declines(self) -> bool:
        """Whether it agrees to nothing: a signed no."""
        return not (self.approved or self.written)


def all_of(proposal: Proposal) -> tuple[int, ...]:
    """Returns the numbers of all paragraphs of a proposal."""
    return tuple(range(1, len(proposal.paragraphs) + 1))


def _require_purpose(purpose: str) -> None:
    require_line(purpose, longest=LONGEST_PURPOSE)
    if not purpose.strip():
        raise BadInput("A proposal says what for; nothing was changed.", 'Give the form a line: purpose = "..."')
    require_visible(purpose)
