"""A sheet with words, printed: what a scanner reads from the paper is what the words prompt takes."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import msgspec
import pytest

from coachvault.crypto.words import encode_words, parse_words, random_entropy
from coachvault.practice.custodian import Custodian, CustodianRole, Handbook
from coachvault.practice.ids import Code
from coachvault.render.printed import custodian_sheet, recovery_sheet
from coachvault.services.keys.create_vault import recovery_word_list
from coachvault.texts.languages import LANGUAGES
from tests.browsers.chromium import Chromium

VAULT, DAY = "a1" * 16, date(2026, 11, 27)
EXECUTOR = Custodian(Code("maple"), CustodianRole.EXECUTOR, bytes(32), DAY)
LONGEST = sorted(recovery_word_list(), key=len)[-24:]

pytestmark = pytest.mark.needs_program("chromium", "chromedriver", "pdftoppm", "zbarimg")


def scanned(chromium: Chromium, folder: Path, page: str) -> str:
    """Prints a page on one side of paper and returns what a scanner reads from it."""
    (folder / "sheet.html").write_text(page, encoding="utf-8")
    chromium.go((folder / "sheet.html").as_uri())
    (folder / "sheet.pdf").write_bytes(chromium.prints())
    subprocess.run(["pdftoppm", "-r", "150", "-png", "sheet.pdf", "side"], cwd=folder, check=True)
    [side] = folder.glob("side*.png")
    return subprocess.run(["zbarimg", "--quiet", "--raw", side], capture_output=True, text=True, check=True).stdout


def test_the_words_are_read_from_the_paper(chromium: Chromium, tmp_path: Path) -> None:
    entropy = random_entropy()
    words = encode_words(entropy)
    read = scanned(chromium, tmp_path, recovery_sheet.page(words, VAULT, DAY))
    assert read.split("\n")[:24] == words
    assert parse_words(read) == entropy


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_are_a_custodians_and_the_longest(language: str, chromium: Chromium, tmp_path: Path) -> None:
    custodian = msgspec.structs.replace(EXECUTOR, language=language)
    read = scanned(chromium, tmp_path, custodian_sheet.page(custodian, LONGEST, VAULT, Handbook()))
    assert read.split() == LONGEST
