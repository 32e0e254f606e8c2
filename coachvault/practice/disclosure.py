"""Exceptional disclosure: the one road without a signature, as narrow as it can be made (rule R11).

Serious danger or a court order; evidence; advice sought first; a recipient of an allowed kind; the least text, under a
pseudonym; and afterwards a letter to the client, or the reason for delaying it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.ids import Code
from coachvault.practice.register import FEWEST_LETTERS
from coachvault.practice.signoff import AcceptedWarning
from coachvault.practice.text import require_line, require_text

LONGEST_TEXT = 20_000
_LONGEST_GROUND = 4_000
_LONGEST_LINE = 500
FEWEST_OF_GROUND = 12
"""A ground that is shorter says nothing that could be read years later."""


class RecipientKind(StrEnum):
    """Who may receive one: nobody else (IRCM, conduct 3)."""

    AGREED = "agreed"
    HR = "hr"
    BODY = "body"
    GOVERNMENT = "government"
    EMERGENCY = "emergency"
    COURT = "court"

    @property
    def description(self) -> str:
        """What it means."""
        return _KINDS[self]


_KINDS = {
    RecipientKind.AGREED: "a person or organisation that was agreed on beforehand",
    RecipientKind.HR: "the HR director or another person agreed on in the organisation",
    RecipientKind.BODY: "the professional body or regulator",
    RecipientKind.GOVERNMENT: "a government organisation",
    RecipientKind.EMERGENCY: "emergency services",
    RecipientKind.COURT: "a court, by its order",
}


class Passage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of what is said.

    Args:
        text: The words.
        needed_because: What the recipient needs them for.
    """

    text: str
    needed_because: str

    def __post_init__(self) -> None:
        require_text(self.text, longest=LONGEST_TEXT)
        require_text(self.needed_because, longest=_LONGEST_GROUND)


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a disclosure rests on, and what is disclosed.

    Args:
        danger: Who is in danger and of what, or what the court orders.
        evidence: What convinces the coach that it is so.
        advice: Who was asked before, and what they said; emergency services need none.
        recipient: To whom, with the address or number.
        recipient_kind: What the recipient is (`RecipientKind`).
        text: What is said, and nothing else.
        name_needed_because: Why the client is named; emergency services need none.
        letter_delayed_because: Why the client is not notified at once.
        letter_due: The day on which that is reviewed.
        client_told: What the client said when notified or asked beforehand; empty where that could not be.
        passages: The text part by part, each with what it is needed for; empty where it was given in one.
        said_at: The day or moment at which it was said, as ISO 8601 text; empty for now.
        reason_for_client: Why it was done, as the letter says it: to the client, in the client's language; empty for a
            ready sentence.
    """

    danger: str = ""
    evidence: str = ""
    advice: str = ""
    recipient: str = ""
    recipient_kind: str = ""
    text: str = ""
    name_needed_because: str = ""
    letter_delayed_because: str = ""
    letter_due: date | None = None
    client_told: str = ""
    passages: tuple[Passage, ...] = ()
    said_at: str = ""
    reason_for_client: str = ""

    def __post_init__(self) -> None:
        require_text(self.danger, self.evidence, self.advice, self.client_told, longest=_LONGEST_GROUND)
        require_text(self.name_needed_because, self.letter_delayed_because, longest=_LONGEST_GROUND)
        require_text(self.reason_for_client, longest=_LONGEST_GROUND)
        require_line(self.recipient, self.said_at, longest=_LONGEST_LINE)
        require_text(self.text, longest=LONGEST_TEXT)
        if self.passages and self.text != joined(self.passages):
            raise BadInput("A disclosure has either a text or passages; these two differ.", "Leave `text` out.")

    @property
    def kind(self) -> RecipientKind:
        """What the recipient is.

        Raises:
            Refused: It is none of the kinds that may receive a disclosure.
        """
        if self.recipient_kind not in tuple(RecipientKind):
            raise Refused(
                "A disclosure goes to a recipient of an allowed kind, and to nobody else.",
                f"recipient_kind is one of {', '.join(RecipientKind)}.",
            )
        return RecipientKind(self.recipient_kind)

    @property
    def is_delayed(self) -> bool:
        """Whether the client is not notified at once."""
        return bool(self.letter_delayed_because.strip())

    def require_enough(self, today: date) -> None:
        """Makes sure that everything is there on which a disclosure has to rest.

        Raises:
            Refused: Something is missing, or says nothing (rule R11).
            BadInput: The day of the letter has passed.
        """
        self._require_reasons()
        if not self.recipient.strip():
            raise Refused("A disclosure names its recipient, with the address or number.")
        if not self.text.strip():
            raise Refused("A disclosure says something; it begins empty and holds the least that is needed.")
        for passage in self.passages:
            require_needed(passage)
        require_delay(self.letter_delayed_because, self.letter_due, today)

    def _require_reasons(self) -> None:
        require_said("danger", self.danger)
        require_said("evidence", self.evidence)
        if self.kind is not RecipientKind.EMERGENCY or self.advice:
            require_said("advice", self.advice)

    def repeats(self, other: Ground) -> bool:
        """Returns whether it rests on the same as another, for the same recipient; only the words may differ."""
        return _as_compared(self) == _as_compared(other)


_ASKED = {
    "danger": "who is in danger and of what, or what the court orders",
    "evidence": "what convinces you that it is so",
    "advice": "whom you asked before",
}


def require_said(field: str, said: str) -> None:
    """Makes sure that one of danger, evidence and advice says something.

    Raises:
        Refused: It does not (rule R11).
    """
    if sum(map(str.isalpha, said)) < FEWEST_OF_GROUND:
        raise Refused(
            f"A disclosure says {_ASKED[field]}; `{field}` does not.",
            "Ask your supervisor, insurer or professional body first. In immediate danger: --now.",
        )


def require_needed(passage: Passage) -> None:
    """Makes sure that a passage says something, and what it is needed for.

    Raises:
        Refused: It does not.
    """
    if not passage.text.strip() or not _says(passage.needed_because):
        raise Refused(
            "Each passage says what it is needed for; what is needed for nothing is left out.", "needed_because"
        )


def require_delay(because: str, due: date | None, today: date) -> None:
    """Makes sure that a letter waits for a reason and until a day to come, or does not wait.

    Raises:
        Refused: There is only one of the two (rule R11).
        BadInput: The day has passed.
    """
    if because.strip() and due is None:
        raise Refused("A letter that is delayed needs a day on which that is reviewed.", "letter_due")
    if due is not None and not _says(because):
        raise Refused(
            "A letter waits for a reason, which is recorded: `letter_delayed_because` gives none.",
            "Without a reason the client is notified at once: leave `letter_due` out.",
        )
    if due is not None and due <= today:
        raise BadInput("The day of a delayed letter is a day to come.", "letter_due")


def joined(passages: tuple[Passage, ...]) -> str:
    """Returns the text that passages make together."""
    return "\n\n".join(passage.text.strip("\n") for passage in passages)


def _says(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= FEWEST_LETTERS


def _as_compared(ground: Ground) -> tuple[str, ...]:
    said = (ground.danger, ground.evidence, ground.recipient, ground.recipient_kind)
    return tuple(" ".join(text.casefold().split()) for text in said)


class DisclosurePlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a disclosure is, and what is left to do about it; kept in the schedule, without a word of it.

    Args:
        number: The number in `D1`; never given twice.
        client: Whose it is, by code.
        compartment_id: Where it is kept, under a key of its own; 16 bytes.
        begun_at: When it was begun.
        done_at: When it was made; None while an emergency has still to be written down.
        letter_due: When the client is to be notified; None once that is done.
        letter_at: When the letter to the client was written.
        told_at: When it was recorded that the client was notified in person.
        nothing_at: When an emergency was closed because nothing was disclosed; why is in the register.
    """

    number: int
    client: Code
    compartment_id: bytes
    begun_at: datetime
    done_at: datetime | None = None
    letter_due: date | None = None
    letter_at: datetime | None = None
    told_at: datetime | None = None
    nothing_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.number < 1:
            raise BadInput("Disclosures are numbered from 1.")

    @property
    def id(self) -> str:
        """The id as it is typed, `D1`."""
        return f"D{self.number}"

    @property
    def owes_letter(self) -> bool:
        """Whether the client still has to be notified."""
        return self.done_at is not None and self.letter_at is None and self.told_at is None

    @property
    def is_begun(self) -> bool:
        """Whether it is an emergency that has still to be written down."""
        return self.done_at is None and self.nothing_at is None


class Disclosed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A disclosure that was made.

    Args:
        ground: What it rests on, and what was said.
        at: When.
        spoken: Whether it was said and no file written.
        text_sha256: SHA-256 of the text.
        path: The file; empty for what was said.
        kept: Warnings about another client's name that were left as they are, each with its reason.
    """

    ground: Ground
    at: datetime
    spoken: bool
    text_sha256: str
    path: str = ""
    kept: tuple[AcceptedWarning, ...] = ()
