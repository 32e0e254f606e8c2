"""Regular expressions mean the same in every Python that the program runs on."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import coachvault

_parser: Any = getattr(re, "_parser")  # noqa: B009 - what a pattern consists of, as Python reads it
_constants: Any = getattr(re, "_constants")  # noqa: B009
SINGLE = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY, _constants.CATEGORY)


def holds_back(pattern: str, flags: int = 0) -> bool:
    """Returns whether a pattern never goes back into a group: before Python 3.11.5, such a group fails at random."""
    return any(_holds_back(_parser.parse(pattern, flags)))


def _holds_back(parsed: Any) -> Iterator[bool]:
    for operation, value in parsed:
        if operation is _constants.ATOMIC_GROUP:
            yield True
        if operation is _constants.POSSESSIVE_REPEAT:
            yield len(value[2]) != 1 or value[2][0][0] not in SINGLE
        for part in _parts(value):
            yield from _holds_back(part)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, _parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _parts(each)


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for module in pkgutil.walk_packages(coachvault.__path__, "coachvault."):
        if module.name != "coachvault.__main__":
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


@pytest.mark.parametrize("pattern", [r"(?:a|bc)*+", r"(?:[ab]\d){1,9}+c", r"x(?>a*b)", r"(y(?:z+)++)"])
def test_such_a_group_is_found(pattern: str) -> None:
    assert holds_back(pattern)


@pytest.mark.parametrize("pattern", [r"\s*+a", r"[^\"]++b", r"(a\W*+)?", r"(?:ab)*", r".?+"])
def test_what_is_the_same_everywhere_is_left_alone(pattern: str) -> None:
    assert not holds_back(pattern)


def test_no_pattern_depends_on_the_release_of_python() -> None:
    found = list(patterns())
    assert len(found) > 50
    assert [name for name, each in found if holds_back(each.pattern, each.flags & ~re.UNICODE)] == []
