"""Exceptional disclosure: the one road without a signature, as narrow as it can be made (rule R11).

Serious danger or a court order; evidence; advice taken first; a recipient of an allowed kind; the least text, under a
pseudonym; and afterwards a letter to the client, or the reason for delaying it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.ids import Code
from coachvault.practice.text import expect_line, expect_text

LONGEST_TEXT = 20_000
_LONGEST_GROUND = 4_000
_LONGEST_LINE = 500
_FEWEST_LETTERS = 12
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
    def told(self) -> str:
        """What it stands for."""
        return _KINDS[self]


_KINDS = {
    RecipientKind.AGREED: "a person or organisation that was agreed on beforehand",
    RecipientKind.HR: "the HR director or whoever was agreed on in the organisation",
    RecipientKind.BODY: "the professional body or regulator",
    RecipientKind.GOVERNMENT: "a government organisation",
    RecipientKind.EMERGENCY: "emergency services",
    RecipientKind.COURT: "a court, by its order",
}


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
        letter_delayed_because: Why the client is not told at once.
        letter_due: The day on which that is looked at again.
        client_told: What the client said when told or asked beforehand; empty where that could not be.
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

    def __post_init__(self) -> None:
        expect_text(self.danger, self.evidence, self.advice, self.client_told, longest=_LONGEST_GROUND)
        expect_text(self.name_needed_because, self.letter_delayed_because, longest=_LONGEST_GROUND)
        expect_line(self.recipient, longest=_LONGEST_LINE)
        expect_text(self.text, longest=LONGEST_TEXT)

    @property
    def kind(self) -> RecipientKind:
        """What the recipient is.

        Raises:
            Refused: It is none of the kinds that may receive a disclosure.
        """
        if self.recipient_kind not in tuple(RecipientKind):
            raise Refused(
                "A disclosure goes to a recipient of an allowed kind, and to nobody else (R11).",
                f"recipient_kind is one of {', '.join(RecipientKind)}.",
            )
        return RecipientKind(self.recipient_kind)

    def expect_enough(self, today: date) -> None:
        """Makes sure that everything is there on which a disclosure has to rest.

        Raises:
            Refused: Something is missing, or says nothing (rule R11).
            BadInput: The day of the letter has passed.
        """
        urgent = self.kind is RecipientKind.EMERGENCY
        needed = [
            ("danger", self.danger, "who is in danger and of what, or what the court orders"),
            ("evidence", self.evidence, "what convinces you that it is so"),
            ("advice", self.advice or ("emergency services" if urgent else ""), "whom you asked before"),
        ]
        for field, said, asked in needed:
            if sum(map(str.isalpha, said)) < _FEWEST_LETTERS:
                raise Refused(
                    f"A disclosure says {asked} (R11); `{field}` does not.",
                    "Ask your supervisor, insurer or professional body first. In immediate danger: --now.",
                )
        if not self.recipient.strip():
            raise Refused("A disclosure names its recipient, with the address or number (R11).")
        if not self.text.strip():
            raise Refused("A disclosure says something; it begins empty and holds the least that is needed (R11).")
        if self.letter_delayed_because and self.letter_due is None:
            raise Refused("A letter that is delayed gets a day on which that is looked at again (R11).", "letter_due")
        if self.letter_due is not None and self.letter_due <= today:
            raise BadInput("The day of a delayed letter is a day to come.", "letter_due")


class DisclosurePlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a disclosure is, and what is left to do about it; kept in the schedule, without a word of it.

    Args:
        number: The number in `D1`; never given twice.
        client: Whose it is, by code.
        compartment_id: Where it is kept, under a key of its own; 16 bytes.
        begun_at: When it was begun.
        done_at: When it was made; None while an emergency has still to be written down.
        letter_due: When the client is to be told; None once that is done.
        letter_at: When the letter to the client was written.
    """

    number: int
    client: Code
    compartment_id: bytes
    begun_at: datetime
    done_at: datetime | None = None
    letter_due: date | None = None
    letter_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.number < 1:
            raise BadInput("Disclosures are numbered from 1.")

    @property
    def id(self) -> str:
        """The id as it is typed, `D1`."""
        return f"D{self.number}"

    @property
    def owes_letter(self) -> bool:
        """Whether the client has still to be told."""
        return self.done_at is not None and self.letter_at is None


class Disclosed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A disclosure that was made.

    Args:
        ground: What it rests on, and what was said.
        at: When.
        spoken: Whether it was said and no file written.
        text_sha256: SHA-256 of the text.
        path: The file; empty for what was said.
    """

    ground: Ground
    at: datetime
    spoken: bool
    text_sha256: str
    path: str = ""
