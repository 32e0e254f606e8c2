"""Where a change stands in a module: in which class or function, and on one line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

MODULE = "module"


def place_of(source: str, line: int) -> str:
    """Returns the name of the class or function around a line, with dots, or `module`."""
    around = [name for name, first, last in _places(source) if first <= line <= last]
    return max(around, key=lambda name: name.count("."), default=MODULE)


def text_of(source: str, place: str) -> str:
    """Returns a class or a function, or a whole module, on one line; nothing where it does not exist."""
    lines = source.splitlines()
    if place == MODULE:
        return one_line(lines)
    return " ".join(one_line(lines[first - 1 : last]) for name, first, last in _places(source) if name == place)


def one_line(lines: list[str]) -> str:
    """Returns lines as one, without indentation and without a space after an opening bracket."""
    return re.sub(r"([(\[{]) ", r"\1", " ".join(" ".join(lines).split()))


def _places(source: str) -> Iterator[tuple[str, int, int]]:
    yield from _inside(ast.parse(source), "")


def _inside(node: ast.AST, prefix: str) -> Iterator[tuple[str, int, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            first = min([child.lineno, *(each.lineno for each in child.decorator_list)])
            yield prefix + child.name, first, child.end_lineno or first
            yield from _inside(child, f"{prefix}{child.name}.")
        else:
            yield from _inside(child, prefix)
