"""The kinds of file that are taken as a scan are named everywhere, and none that is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coachvault.signoff.scan import SCANS
from coachvault.texts.advice import ADVICE
from coachvault.texts.scan_kinds import DOCUMENT, OF_PICTURES, OF_SCANS, PICTURES
from tests.commands import commands

ROOT = Path(__file__).parents[3]
SAID_IN = ("docs/reference/agreements.md", "docs/spec/signoff-format.md", "docs/reference/command-line.md")
LISTED = re.compile(rf"\b(?:{DOCUMENT}|JPEG)\b[^.:;!?]*\bPNG\b[^.:;!?]*")


def names(text: str) -> set[str]:
    return {name for name in (DOCUMENT, *PICTURES) if re.search(rf"\b{name}\b", text)}


def test_the_names_are_those_of_the_kinds_that_are_taken() -> None:
    assert tuple(SCANS) == (DOCUMENT, *PICTURES)
    assert f"{DOCUMENT}, {OF_PICTURES}" == OF_SCANS


def test_advice_and_help_name_them_all() -> None:
    assert OF_SCANS in ADVICE["paper"]
    assert OF_PICTURES in ADVICE["message"]
    scan = next(each for each in commands()["engagement agreement"].params if each.name == "scan")
    assert OF_SCANS in scan.help


@pytest.mark.parametrize("page", SAID_IN)
def test_documents_name_them_all_wherever_they_name_some(page: str) -> None:
    told = LISTED.findall((ROOT / page).read_text())
    assert told
    assert [each for each in told if names(each) != {DOCUMENT, *PICTURES}] == []
