"""The reference documents say what the program does: every command, option, exit code and link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from coachvault.cli import exit_codes
from coachvault.cli.app import app
from tests import reference
from tests.commands import commands

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
COMMAND_LINE = (REFERENCE / "command-line.md").read_text()
CODES = re.compile(r"^\| (\d+) \| `([a-z_]+)` \|", re.MULTILINE)


COMMANDS = commands()


def listed(table: str) -> set[str]:
    """Returns the commands in the first column of a table, in which `a b X` · `c` stands for `a b` and `a c`."""
    found: set[str] = set()
    for row in table.splitlines():
        before: list[str] = []
        for span in re.findall(r"`([^`]+)`", row.split(" | ")[0]):
            words = re.match(r"(?:[a-z-]+\s?)*", span.partition("|")[0])
            given = (words[0] if words else "").split()
            if given:
                before = given if given[0] in TOP else [*before[:-1], *given]
                found.add(" ".join(before))
    return found


TABLE = COMMAND_LINE.partition("\n## Commands\n\n")[2].partition("\n\n")[0]
TOP = {words.split()[0] for words in COMMANDS}


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_is_documented(words: str) -> None:
    assert words in {each if each in COMMANDS else each.rpartition(" ")[0] for each in listed(TABLE)}


def test_no_other_command_is_documented() -> None:
    extra = {each for each in listed(TABLE) if each not in COMMANDS}
    assert {each.split()[0] for each in extra} <= {"access", "import"}, extra


def test_a_short_row_lists_its_commands_in_full() -> None:
    assert listed("| `hours list` · `show [X]` · `key add Y FILE\\|-` | `--a` |") == {
        "hours list",
        "hours show",
        "hours key add",
    }


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_is_documented(words: str) -> None:
    options = [option for each in COMMANDS[words].params for option in each.opts if option.startswith("--")]
    assert [option for option in options if option not in COMMAND_LINE and "completion" not in option] == []


def test_every_global_option_is_documented_and_no_other() -> None:
    known = {option for each in get_command(app).params for option in (*each.opts, *each.secondary_opts)}
    for command in COMMANDS.values():
        known |= {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    known |= {"--from", "--help"}
    assert set(re.findall(r"`(--[a-z-]+)", COMMAND_LINE)) <= known


def test_every_exit_code_is_documented() -> None:
    documented = {(int(code), name) for code, name in CODES.findall((REFERENCE / "exit-codes.md").read_text())}
    assert documented == {*exit_codes._TABLE.values(), (exit_codes.UNEXPECTED, "unexpected")}


def test_the_page_on_json_is_as_it_is_made() -> None:
    """`python -m tests.reference` makes it anew."""
    assert reference.PAGE.read_text() == reference.page()
    assert reference.MARK in reference.page()


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name
)
def test_no_link_leads_nowhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []
