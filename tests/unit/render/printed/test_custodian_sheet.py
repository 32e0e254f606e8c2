"""The sheet for a custodian's envelope holds the words, what they are for, and what has to be known."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coachvault.practice.custodian import Custodian, CustodianRole, Handbook
from coachvault.practice.ids import Code
from coachvault.render.printed.custodian_sheet import page, text
from tests.fakes import WORDS

KNOWN = WORDS.split()
BOOK = Handbook(laptop="in the <drawer>", helper="Ida, 030 1")


def custodian(role: CustodianRole) -> Custodian:
    return Custodian(Code("maple"), role, bytes(32), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("role", "title"),
    [(CustodianRole.EXECUTOR, "Words of an executor"), (CustodianRole.READER, "Words of a reader")],
)
def test_text_and_page_hold_words_code_and_handbook(role: CustodianRole, title: str) -> None:
    said, html = text(custodian(role), KNOWN, "ab12", BOOK), page(custodian(role), KNOWN, "ab12", BOOK)
    assert said.startswith(f"CoachVault: {title}\n\nmaple\nVault ab12\nWords of 23 November 2026")
    assert title in html
    assert re.findall(r"<li>(\w+)</li>", html) == KNOWN
    assert all(word in said for word in KNOWN)
    assert "Laptop: in the <drawer>" in said
    assert "Laptop: in the &lt;drawer&gt;" in html
    assert "Who helps: Ida, 030 1" in said
    assert "Backups:" not in said, "what is not written down is left out"
    assert "{" not in said


def test_the_two_roles_are_told_apart() -> None:
    executor, reader = (text(custodian(role), KNOWN, "ab12", BOOK) for role in CustodianRole)
    assert executor.replace("an executor", "") != reader.replace("a reader", "")
    assert set(executor.splitlines()) - set(reader.splitlines())
