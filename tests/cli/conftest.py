"""Machines to run the program on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without a vault."""
    return Machine.new(tmp_path)


@pytest.fixture
def first_day(tmp_path: Path) -> Machine:
    """A machine with a vault in which nothing is yet."""
    return Machine.first_day(tmp_path)


@pytest.fixture
def practice(tmp_path: Path) -> Machine:
    """A machine with a practice: see `filled_practice`."""
    return Machine.practising(tmp_path)
