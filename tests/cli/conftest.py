"""Machines to run the program on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coachvault.crypto.words import parse_words
from tests.cli.canaries import AGREED, NAME, NOTE, PHRASE, REASON, Watch
from tests.cli.machine import Machine
from tests.cli.terminal import Terminal


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


@pytest.fixture
def watched(machine: Machine) -> tuple[Machine, Watch]:
    """A machine with a vault of its own passphrase, and who looks for that, the words and all that is written."""
    machine.private("passphrase", PHRASE)
    words = machine.founds("--practice-from", "-", typed=f'name = "{NAME}"').data["recovery_words"]
    triples = [" ".join(words[at : at + 3]) for at in range(0, 24, 3)]
    watch = Watch([NOTE, *NAME.split(), AGREED, REASON, PHRASE, *triples, parse_words(" ".join(words)).hex()])
    return machine, watch


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Runs a command in a terminal, as `Terminal` says."""
    opened: list[Terminal] = []

    def run(*arguments: Any, **more: Any) -> Terminal:
        opened.append(Terminal(*arguments, **more))
        return opened[-1]

    yield run
    for each in opened:
        each.closes()
