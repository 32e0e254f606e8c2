"""What a client made of a proposal: the text, and each paragraph's fate."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.agreed import Fate, ParagraphChange, approved_text, changes, signed_paragraphs
from coachvault.practice.ids import Code
from coachvault.practice.signoff import AT_THE_END, Evidence, Grade, Proposal, Recipient, WrittenParagraph
from tests.fakes import NOON

PROPOSAL = Proposal(1, ("One.", "Two.", "Three."), Recipient(Code("otter")), "report", date(2027, 1, 1))


def evidence(approved: tuple[int, ...], *written: WrittenParagraph) -> Evidence:
    return Evidence(
        code="K7QM-3FZP",
        grade=Grade.PAGE,
        approved=approved,
        statement_sha256="",
        text_sha256="",
        received_at=NOON,
        signed_on="",
        vouched_by="",
        original_sha256="",
        media_type="",
        written=written,
    )


def test_each_paragraph_has_one_fate_in_the_order_of_the_text() -> None:
    answer = evidence((1,), WrittenParagraph(3, "Drei.\n\nUnd mehr."), WrittenParagraph(AT_THE_END, "Four."))
    assert changes(PROPOSAL, answer) == (
        ParagraphChange(1, Fate.APPROVED, "One.", "One."),
        ParagraphChange(2, Fate.LEFT_OUT, "Two.", ""),
        ParagraphChange(3, Fate.REWRITTEN, "Three.", "Drei.\n\nUnd mehr."),
        ParagraphChange(AT_THE_END, Fate.ADDED, "", "Four."),
    )
    assert approved_text(PROPOSAL, answer.approved, answer.written) == "One.\n\nDrei.\n\nUnd mehr.\n\nFour.\n"
    assert signed_paragraphs(PROPOSAL, answer) == (
        ("One.", False),
        ("Drei.", True),
        ("Und mehr.", True),
        ("Four.", True),
    )


@pytest.mark.parametrize(
    ("approved", "written"),
    [
        ((), ()),
        ((0,), ()),
        ((4,), ()),
        ((2, 1), ()),
        ((1, 1), ()),
        ((1,), (WrittenParagraph(1, "x"),)),
        ((), (WrittenParagraph(4, "x"),)),
        ((), (WrittenParagraph(-1, "x"),)),
        ((), (WrittenParagraph(2, "x"), WrittenParagraph(1, "y"))),
        ((), (WrittenParagraph(2, "x"), WrittenParagraph(2, "y"))),
    ],
)
def test_there_is_no_text_of_what_does_not_fit(
    approved: tuple[int, ...], written: tuple[WrittenParagraph, ...]
) -> None:
    with pytest.raises(Refused):
        approved_text(PROPOSAL, approved, written)


@pytest.mark.parametrize("text", ["\U0001fa77 and \U0001fae9", "\u0378"])
def test_what_is_newer_than_the_tables_can_be_seen(text: str) -> None:
    """A browser, and the eye, may know a character before this Python does."""
    assert Proposal(1, (text,), Recipient(Code("otter")), "report", date(2027, 1, 1)).paragraphs == (text,)


@pytest.mark.parametrize("hidden", ["\u2065", "\ufff0", "\ufdd0", "\uffff", "\U0001fffe", "\U000e0fff", "\U000e0100"])
def test_what_is_never_shown_is_not_proposed(hidden: str) -> None:
    with pytest.raises(BadInput, match="cannot be seen"):
        Proposal(1, (f"a{hidden}b",), Recipient(Code("otter")), "report", date(2027, 1, 1))
