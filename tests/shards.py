"""Samples that are looked at in parts: the first by everybody, the others with the thorough tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def sharded(count: int) -> list[Any]:
    """Returns the numbers of so many parts, as values of a parameter."""
    return thinned(range(count))


def thinned(values: Iterable[Any], kept: int = 1) -> list[Any]:
    """Returns values of a parameter, or tuples for several parameters, of which so many are for everybody."""
    return [
        pytest.param(*(value if type(value) is tuple else [value]), marks=[] if at < kept else [pytest.mark.thorough])
        for at, value in enumerate(values)
    ]
