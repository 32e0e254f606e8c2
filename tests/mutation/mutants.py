"""All mutants of a module: what Cosmic Ray and our own operators make of it, each once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names

from tests.mutation.explained import Change
from tests.mutation.operators import OWN, occurrences
from tests.mutation.places import one_line, place_of


class Mutant(NamedTuple):
    """One changed module."""

    change: Change
    code: str


def mutants_of(file: str, source: str) -> list[Mutant]:
    """Returns every program that differs from this one by one change, and is a program."""
    known = {_meaning(source)}
    found = []
    for code in _changed(source):
        meaning = _meaning(code)
        if meaning is not None and meaning not in known:
            known.add(meaning)
            found.append(Mutant(_describe(file, source, code), code))
    return found


def _changed(source: str) -> Iterator[str]:
    for operator in _operators():
        for occurrence in range(occurrences(operator, get_ast(source))):
            yield MutationVisitor.mutate_code(source, operator, occurrence)


def _operators() -> Iterator[Any]:
    for operator in (*map(get_operator, operator_names()), *OWN):
        if operator in OWN or not operator.arguments():
            yield operator()


class _NoAnnotations(ast.NodeTransformer):
    """Takes annotations out of functions: nothing evaluates them, and mypy reads them. Those of classes stay."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        for inner in ast.walk(node):
            if isinstance(inner, ast.arg):
                inner.annotation = None
            elif isinstance(inner, ast.FunctionDef):
                inner.returns = None
            elif isinstance(inner, ast.AnnAssign):
                inner.annotation = ast.Constant(None)
        return node


def _meaning(source: str) -> str | None:
    """Returns what is alike for programs that do the same by their text, or nothing for what is no program."""
    try:
        return ast.dump(_NoAnnotations().visit(ast.parse(source)))
    except SyntaxError:
        return None


def _describe(file: str, source: str, code: str) -> Change:
    old, new = source.splitlines(), code.splitlines()
    steps = [step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"]
    first, last, new_first, new_last = steps[0][1], steps[-1][2], steps[0][3], steps[-1][4]
    while not old[first].strip() and first + 1 < last:
        first += 1
    before, after = one_line(old[first:last]), one_line(new[new_first:new_last])
    return Change(file, place_of(source, first + 1), before, after)
