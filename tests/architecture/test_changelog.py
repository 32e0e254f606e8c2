"""The changelog has one line for each thing, in four groups, and speaks of commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coachvault.cli import exit_codes
from tests.commands import commands

pytestmark = pytest.mark.sampled(5)

CHANGES = (Path(__file__).parents[2] / "CHANGELOG.md").read_text()
ENTRIES = [line for line in CHANGES.splitlines() if line.startswith("-")]
LONGEST = 160
TOP = {words.split()[0] for words in commands()}
GROUPS = {words.rpartition(" ")[0] for words in commands()} - {""}
NAMED = sorted(
    {
        " ".join(words)
        for span in re.findall(r"`([a-z][a-z -]*[a-z])", CHANGES)
        if (words := re.split(r"\s--?", span)[0].split())[0] in TOP
    }
)


def test_the_groups_are_the_usual_ones() -> None:
    assert re.findall(r"^### (.*)$", CHANGES, re.MULTILINE) == ["Added", "Changed", "Fixed", "Security"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_one_short_line(entry: str) -> None:
    assert re.fullmatch(r"- .+[.:]", entry)
    assert len(entry) <= LONGEST


def test_nothing_but_entries_and_headings_stands_there() -> None:
    body = CHANGES.partition("## Unreleased")[2].splitlines()
    others = [line for line in body if line and not line.startswith(("- ", "#"))]
    assert [line for line in others if len(line.split()) > 4] == []


@pytest.mark.parametrize("words", NAMED)
def test_a_command_that_is_named_exists(words: str) -> None:
    assert words in commands() or words in GROUPS


def test_the_exit_codes_that_are_named_exist() -> None:
    named = {int(code) for code in re.findall(r"\(exit code (\d+)\)", CHANGES)}
    assert named
    assert named <= {code for code, _ in exit_codes._TABLE.values()}
