"""The text that is agreed to has one form, and nothing that cannot be seen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachvault.errors import BadInput, Refused
from coachvault.practice.agreed import approved_text
from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import LARGEST_TEXT_CHARACTERS, parse_paragraphs, text_of
from coachvault.practice.signoff import Grade, Proposal, Recipient, all_of

OTTER = Recipient(Code("otter"), "Rosalind Vance", "Acme")


def proposal(text: str, purpose: str = "report") -> Proposal:
    return Proposal(1, parse_paragraphs(text), OTTER, purpose, date(2027, 2, 21))


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.", ("One.",)),
        ("One.\n\nTwo.\n", ("One.", "Two.")),
        ("\n\nOne.\r\n\r\n \r\nTwo.  \rThree.\n\n\n", ("One.", "Two.\nThree.")),
        ("  indented\n\n- a\n- b", ("  indented", "- a\n- b")),
        ("e\u0301te\u0301", ("\xe9t\xe9",)),
        ("\U0001f469\u200d\U0001f3eb \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", None),
    ],
)
def test_a_text_has_one_form(text: str, paragraphs: tuple[str, ...] | None) -> None:
    assert parse_paragraphs(text) == (paragraphs or (text,))


@pytest.mark.parametrize("text", ["", " \n\n", "\n", "x" * (LARGEST_TEXT_CHARACTERS + 1), "a\n\n" * 201, "\ud800"])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_paragraphs(text)


@pytest.mark.parametrize(
    "hidden",
    ["\0", "\x07", "\x1b[31m", "\t", "\x85", "\xad", "\u200b", "\u200e", "\u202e", "\u2066", "\u2028", "\ufeff"],
)
def test_what_cannot_be_seen_cannot_be_agreed_to(hidden: str) -> None:
    for text in (f"One {hidden} two.", f"{hidden}One.", f"One.\n\nTwo.{hidden}x"):
        with pytest.raises(BadInput):
            parse_paragraphs(text)
    with pytest.raises(BadInput):
        proposal("One.", purpose=f"re{hidden}port")


@given(st.text(max_size=200))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    try:
        paragraphs = parse_paragraphs(text)
    except BadInput:
        return
    assert parse_paragraphs(text_of(paragraphs)) == paragraphs
    assert text_of(paragraphs).endswith("\n")
    assert "\n\n\n" not in text_of(paragraphs)


def test_a_proposal_is_built_from_canonical_paragraphs_only() -> None:
    for paragraphs in (("One.\n\nTwo.",), ("One. ",), ("e\u0301",), (), ("",), ("One.\n",)):
        with pytest.raises(BadInput):
            Proposal(1, paragraphs, OTTER, "report", date(2027, 2, 21))


@pytest.mark.parametrize("purpose", ["", "  ", "two\nlines", "x" * 301])
def test_a_proposal_says_what_for(purpose: str) -> None:
    with pytest.raises(BadInput):
        proposal("One.", purpose)


def test_the_approved_text_is_made_of_the_approved_paragraphs() -> None:
    three = proposal("One.\n\nTwo.\n\nThree.")
    assert all_of(three) == (1, 2, 3)
    assert approved_text(three, (1, 3)) == "One.\n\nThree.\n"


@pytest.mark.parametrize("approved", [(), (0,), (4,), (2, 1), (1, 1), (-1,), (1, 2, 3, 4)])
def test_no_other_paragraphs_can_be_approved(approved: tuple[int, ...]) -> None:
    with pytest.raises(Refused):
        approved_text(proposal("One.\n\nTwo.\n\nThree."), approved)


def test_grades_have_one_order() -> None:
    assert sorted(Grade, key=lambda grade: grade.strength) == ["message", "email", "room", "paper", "page", "key"]


@pytest.mark.parametrize(
    ("recipient", "shown"),
    [
        (OTTER, "Rosalind Vance, Acme"),
        (Recipient(Code("otter"), name="Kim"), "Kim"),
        (Recipient(Code("otter"), organisation="Acme"), "Acme"),
        (Recipient(Code("otter")), "otter"),
    ],
)
def test_a_recipient_is_shown_by_name(recipient: Recipient, shown: str) -> None:
    assert recipient.shown == shown
