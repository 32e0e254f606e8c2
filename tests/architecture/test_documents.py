"""The page on the architecture speaks of files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text()
NAMED = sorted(set(re.findall(r"`((?:coachvault|tests|docs|\.ci)/[\w./-]*)`", PAGE)))


def test_the_page_names_files() -> None:
    assert len(NAMED) > 10


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_exists(name: str) -> None:
    assert (ROOT / name).exists()
