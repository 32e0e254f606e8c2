"""Two readings of one specification: the product and a client written from it alone understand each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.practice.ids import Code
from coachvault.practice.paragraphs import parse_paragraphs
from coachvault.practice.signoff import Opening, Proposal, Recipient, Request, RequestTerms, SignoffMethod
from coachvault.signoff.block import find_blocks
from coachvault.signoff.page import page, script_hash
from coachvault.signoff.signed import open_sign_off
from tests.fakes import NOON
from tests.independent import signoff

SPEC = Path(__file__).parents[2] / "docs" / "spec" / "signoff-format.md"
VAULT = bytes(range(16))


def asked(
    text: str = 'She leads.\n\nShe "asks" \\ more.\n\n\u05e9\u05dc\u05d5\u05dd \U0001f600', *, may_write: int = 0
) -> Request:
    recipient = Recipient(Code("otter"), "Kim", "Acme")
    paragraphs, expires = parse_paragraphs(text), date(2027, 2, 21)
    proposal = Proposal(1, paragraphs, recipient, "report", expires, client_may_write=may_write)
    terms = RequestTerms("Riverside", "coach", "Ada Marsh", "I am Ada Marsh. I have read the text.")
    opening = Opening("K7QM-3FZP-W2XD", b"salt" * 4, 10)
    return Request("K7QM-3FZP", Code("heron"), SignoffMethod.PAGE, proposal, NOON, terms=terms, opening=opening)


@pytest.mark.parametrize("approved", [(), (1,), (2, 3), (1, 2, 3)])
def test_what_a_client_of_its_own_signs_is_taken(approved: tuple[int, ...]) -> None:
    request = asked()
    opened = signoff.open_page(page(VAULT, "R7", request), "k7qm 3fzp w2xd")
    assert tuple(opened.asked["paragraphs"]) == request.paragraphs
    name, remark = "Ada \u0416 Marsh", "Not the \U0001f600 part.\nPlease."
    block, words = signoff.signed(opened, approved, name, remark)
    taken = open_sign_off(find_blocks(block)[0], VAULT, "R7", request)
    assert (taken.approved, taken.name, taken.remark) == (
        approved,
        "Ada \u0416 Marsh",
        "Not the \U0001f600 part.\nPlease.",
    )
    assert list(taken.proof.words) == words
    assert signoff.verified(opened, block) is not None


@pytest.mark.parametrize("approved", [(), (1,), (1, 3)])
@pytest.mark.parametrize(
    "written",
    [
        [{"instead_of": 2, "text": "I ask.\n\nTwice \U0001fa77."}],
        [{"instead_of": 0, "text": "I added this."}],
        [{"instead_of": 2, "text": "I ask."}, {"instead_of": 0, "text": "And more."}],
    ],
)
def test_what_a_client_writes_is_taken(approved: tuple[int, ...], written: list[dict[str, Any]]) -> None:
    request = asked(may_write=40)
    opened = signoff.open_page(page(VAULT, "R7", request), "k7qm 3fzp w2xd")
    assert opened.asked["client_may_write"] == 40
    block, words = signoff.signed(opened, approved, written=written)
    taken = open_sign_off(find_blocks(block)[0], VAULT, "R7", request)
    assert (taken.approved, list(taken.proof.words)) == (approved, words)
    assert [msgspec.to_builtins(each) for each in taken.written] == written
    assert taken.text == signoff.approved_text(opened, approved, written)
    verified = signoff.verified(opened, block)
    assert verified is not None
    assert verified["written"] == written


def test_the_hash_of_the_script_is_the_published_one() -> None:
    assert script_hash().strip("'") in SPEC.read_text()
    assert script_hash() in page(VAULT, "R7", asked())
