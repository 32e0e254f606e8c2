"""Samples that are looked at in parts: the first part by everybody, the others with the thorough tests."""

from __future__ import annotations

from typing import Any

import pytest


def sharded(count: int) -> list[Any]:
    """Returns the numbers of so many parts, as values of a parameter."""
    return [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, count))]
