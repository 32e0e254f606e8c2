"""Ways to change a program that Cosmic Ray does not have: in this code they are where a mistake would hurt.

Each has the shape of an operator of Cosmic Ray: `mutation_positions` tells how often a node can be changed, and
`mutate` changes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import parso
from cosmic_ray.ast import ast_nodes

_STATEMENTS = ("expr_stmt", "atom_expr", "power", "raise_stmt", "return_stmt")


class RemoveStatement:
    """Leaves out an assignment, a call, a `raise` or a `return` of a function."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if (
            node.type == "simple_stmt"
            and node.children[0].type in _STATEMENTS
            and parso.tree.search_ancestor(node, "funcdef")
        ):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        statement = node.children[0]
        node.children[0] = parso.python.tree.Name("pass", statement.start_pos, statement.get_first_leaf().prefix)
        return node


class ChangeWord:
    """Changes a label or another string without spaces; sentences are for people, and other tests read them."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        if node.type == "string" and not {" ", "\n"} & set(node.value) and node.parent.type != "simple_stmt":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        node.value = node.value[:-1] + "x" + node.value[-1]
        return node


class DropKeyword:
    """Calls without one of the named arguments."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        for child in self._named(node):
            yield child.start_pos, child.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        place = node.children.index(self._named(node)[index])
        first = place - 1 if node.type == "arglist" and place else place
        del node.children[first : place + 1]
        return node

    def _named(self, node: Any) -> list[Any]:
        if node.type != "trailer" and not (node.type == "arglist" and node.parent.type == "trailer"):
            return []
        return [each for each in node.children if each.type == "argument" and each.children[1] == "="]


class SwapArguments:
    """Exchanges two arguments that stand side by side: where all are bytes, no type tells them apart."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        for place in self._pairs(node):
            yield node.children[place].start_pos, node.children[place + 2].end_pos

    def mutate(self, node: Any, index: int) -> Any:
        place = self._pairs(node)[index]
        node.children[place], node.children[place + 2] = node.children[place + 2], node.children[place]
        return node

    def _pairs(self, node: Any) -> list[int]:
        if node.type != "arglist" or node.parent.type != "trailer":
            return []
        places = range(0, len(node.children) - 2, 2)
        return [
            place for place in places if "argument" not in {node.children[place].type, node.children[place + 2].type}
        ]


OWN = (RemoveStatement, ChangeWord, DropKeyword, SwapArguments)


def occurrences(operator: Any, tree: Any) -> int:
    """Counts in how many ways an operator can change a program."""
    return sum(1 for node in ast_nodes(tree) for _ in operator.mutation_positions(node))
