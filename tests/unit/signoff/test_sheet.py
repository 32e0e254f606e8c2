"""The statement sheet holds all that a signature is for, in one form."""

from __future__ import annotations

import hashlib

import pytest

from coachvault.errors import Refused
from coachvault.practice.paragraphs import text_of
from coachvault.signoff.sheet import RULE, read_sheet, statement_sheet
from tests.independent.test_signoff import VAULT, asked

REQUEST = asked()
SHEET = statement_sheet(VAULT, "R7", REQUEST)


def test_a_sheet_says_what_was_asked() -> None:
    text = text_of(REQUEST.paragraphs)
    assert read_sheet(SHEET) == {
        "release": "R7",
        "vault": VAULT.hex(),
        "request": "K7QM-3FZP",
        "recipient": "Kim, Acme",
        "purpose": "report",
        "expires": "2027-02-21",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "consent": "I am Ada Marsh. I have read the text.",
        "text": text,
    }
    assert statement_sheet(VAULT, "R7", REQUEST) == SHEET


def test_a_text_with_a_rule_in_it_is_read_whole() -> None:
    text = f"One.\n\n{RULE}\n\nTwo."
    assert read_sheet(statement_sheet(VAULT, "R7", asked(text)))["text"] == f"{text}\n"


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        SHEET[:-1],
        f"{SHEET}\n",
        f" {SHEET}",
        SHEET.replace("version 1", "version 2"),
        SHEET.replace("Purpose: report\n", ""),
        SHEET.replace("\n", "\r\n"),
        SHEET.replace("I am Ada Marsh. I have read the text.", ""),
    ],
)
def test_another_form_is_refused(sheet: str) -> None:
    with pytest.raises(Refused, match="one form"):
        read_sheet(sheet)
