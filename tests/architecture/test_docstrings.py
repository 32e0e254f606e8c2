"""A docstring that points to something else points to what is there: `raises as … does`, `see …`, `package.module`."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "coachvault"
LIKE = re.compile(r"\b(?:[Rr]aises(?: and cites)? as|As|see(?: also)?)\s+`([A-Za-z_][\w.]*)`")
DOTTED = re.compile(r"`([a-z_]+(?:\.[A-Za-z_]\w*)+)`")
ENDINGS = ("csv", "db", "html", "json", "lock", "md", "sock", "toml", "txt", "vault", "ics", "eml")
"""What is a file's name and no reference."""


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in sorted(PACKAGE.rglob("*.py"))}


class Pointer(NamedTuple):
    """A name in a docstring that stands for something else in the package."""

    module: Path
    line: int
    name: str


def docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value


def pointers(module: Path, tree: ast.Module) -> Iterator[Pointer]:
    for line, text in docstrings(tree):
        named = {*LIKE.findall(text), *DOTTED.findall(text)}
        yield from (Pointer(module, line, name) for name in sorted(named) if name.split(".")[-1] not in ENDINGS)


def defined(tree: ast.Module) -> set[str]:
    """Returns what a module defines, in its classes, too, without what it imports."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    names = {node.name for node in ast.walk(tree) if isinstance(node, kinds)}
    targets = [
        target
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return names | {target.id for target in targets if isinstance(target, ast.Name)}


def imported(tree: ast.Module) -> set[str]:
    kinds = (ast.Import, ast.ImportFrom)
    return {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, kinds) for alias in node.names}


def places(words: list[str]) -> list[Path]:
    """Returns the modules and packages whose dotted name ends in these words."""
    found = []
    for path in modules():
        name = path.relative_to(PACKAGE).with_suffix("").parts
        name = name[:-1] if name[-1] == "__init__" else name
        if list(name[-len(words) :]) == words:
            found.append(path)
    return found


def leads_somewhere(pointer: Pointer) -> bool:
    """Tells whether a pointer names something near by, a module, or something that is defined in one."""
    words, tree = pointer.name.split("."), modules()[pointer.module]
    if words[0] in sys.stdlib_module_names and not places(words[:1]):
        return True
    if len(words) == 1:
        return bool(places(words)) or words[0] in defined(tree) | imported(tree)
    return bool(places(words)) or any(words[-1] in defined(modules()[path]) for path in places(words[:-1]))


def test_docstrings_point_to_what_is_there() -> None:
    every = [each for module, tree in modules().items() for each in pointers(module, tree)]
    assert len(every) > 40
    assert [each for each in every if not leads_somewhere(each)] == []


@pytest.mark.parametrize("name", ["no_such_function", "no_such_module.find", "vault.no_such_module", "ids.nowhere"])
def test_a_pointer_that_leads_nowhere_would_be_found(name: str) -> None:
    text = f'"""Finds; raises as `{name}` does."""'
    assert [each.name for each in pointers(PACKAGE / "errors.py", ast.parse(text))] == [name]
    assert not leads_somewhere(Pointer(PACKAGE / "errors.py", 1, name))
