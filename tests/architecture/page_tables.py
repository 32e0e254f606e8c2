"""The tables of docs/architecture.md that lead to code: which files and functions a row names."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text()
_TOKEN = re.compile(r"`([^`]+)`")
_NAME = re.compile(r"[A-Za-z_]\w*")


class Place(NamedTuple):
    """A file of the package, and something that is defined in it."""

    path: str
    name: str


class Row(NamedTuple):
    """A row of a table: what it speaks of, and where that is."""

    said: str
    files: list[str]
    places: list[Place]


def table(mark: str) -> list[Row]:
    """Returns the rows of the table that follows `<!-- mark -->`."""
    lines = PAGE.partition(f"<!-- {mark} -->\n")[2].splitlines()
    last = next((at for at, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return [_row(line) for line in lines[2:last]]


def _row(line: str) -> Row:
    said, where = line.strip("| ").split(" | ")
    files: list[str] = []
    places: list[Place] = []
    for token in _TOKEN.findall(where):
        if _NAME.fullmatch(token):
            places.append(Place(files[-1], token))
        else:
            files.append(token)
    return Row(said, files, places)


def defined(path: str) -> set[str]:
    """Returns what a module defines: its functions, classes, methods and constants, and nothing that it imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {each.id for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found
