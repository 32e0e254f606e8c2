"""What a person reads does not carry the numbers of our rules: a release is called R1, R2."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import commands

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "coachvault").rglob("*.py"))
ASSETS = sorted(path for path in (ROOT / "coachvault").rglob("assets/*") if path.suffix in {".html", ".js", ".css"})
RULE = re.compile(r"(?<!a release )\(R\d+|\b[Rr]ules? R\d+")
COMMANDS = commands()


def sentences(module: str) -> Iterator[str]:
    """Yields each string of a module, apart from the docstrings."""
    tree = ast.parse(module)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_no_sentence_of_the_program_names_a_rule_by_number(module: Path) -> None:
    assert [text for text in sentences(module.read_text()) if RULE.search(text)] == []


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: asset.name)
def test_no_page_for_others_names_a_rule_by_number(asset: Path) -> None:
    assert RULE.findall(asset.read_text()) == []


@pytest.mark.parametrize("words", COMMANDS)
def test_no_help_names_a_rule_by_number(words: str) -> None:
    command = COMMANDS[words]
    texts = [command.help or "", command.epilog or "", *(each.help or "" for each in command.params)]
    assert [text for text in texts if RULE.search(text)] == []


@pytest.mark.parametrize(
    "planted",
    ['raise Refused("It is sealed (R6).")', 'raise Refused(f"{it} is sealed (R6, R7).")', 'SAID = "By rule R6."'],
)
def test_a_rule_in_a_sentence_would_be_found(planted: str) -> None:
    assert any(RULE.search(text) for text in sentences(f'"""A docstring may name rule R6."""\n{planted}\n'))


def test_a_docstring_may_name_a_rule() -> None:
    assert list(sentences('"""What is sealed (rule R6)."""\n\n\ndef read() -> None:\n    """Reads (R6)."""\n')) == []
