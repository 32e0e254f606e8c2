"""What was signed in today's format stays readable: a stored request, and what a page and two programs made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import CoachVaultError
from coachvault.practice.signoff import Request
from coachvault.signoff.block import find_blocks
from coachvault.signoff.detached import parse_key, verify
from coachvault.signoff.evidence import verify_release
from coachvault.signoff.sheet import statement_sheet
from coachvault.signoff.signed import open_sign_off
from tests.independent import signoff

STORED: dict[str, Any] = json.loads((Path(__file__).parent / "signoff-1.json").read_text())
VAULT = bytes.fromhex(STORED["vault"])
REQUEST = msgspec.convert(STORED["request"], Request)


def test_a_stored_page_opens() -> None:
    page = signoff.open_page(STORED["page"], STORED["code"])
    assert page.asked["paragraphs"] == list(REQUEST.paragraphs)
    assert (page.asked["release"], page.asked["vault"]) == (STORED["release"], STORED["vault"])


def test_a_stored_sign_off_says_what_it_said() -> None:
    taken = open_sign_off(find_blocks(STORED["block"])[0], VAULT, STORED["release"], REQUEST)
    assert (list(taken.approved), taken.name, taken.remark) == (STORED["approved"], STORED["name"], STORED["remark"])
    assert list(taken.proof.words) == STORED["words"]


def test_a_stored_sheet_is_made_again_to_the_last_byte() -> None:
    assert statement_sheet(VAULT, STORED["release"], REQUEST) == STORED["statement_sheet"]


@pytest.mark.parametrize("program", ["minisign", "ssh"])
def test_stored_signatures_fit(program: str) -> None:
    stored = STORED[program]
    verify(stored["signature"].encode(), STORED["statement_sheet"].encode(), parse_key(stored["key"]))


@pytest.mark.parametrize(("text", "sheet"), [("text", "sheet_of_page"), ("whole_text", "sheet_of_key")])
def test_stored_evidence_verifies_and_fits_no_other_text(text: str, sheet: str) -> None:
    verified = verify_release(STORED[text].encode(), STORED[sheet].encode())
    assert all(each.is_signed for each in verified.verdicts)
    with pytest.raises(CoachVaultError):
        verify_release(STORED[text].encode() + b"\n", STORED[sheet].encode())
