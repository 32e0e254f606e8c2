"""At the top stands what a newcomer expects, and nothing that a run left there."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
EXPECTED = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md", "pyproject.toml"}


def test_no_file_stands_at_the_top_that_is_not_expected_there() -> None:
    assert {path.name for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".")} == EXPECTED
