"""Every command once as a process of its own, as a person starts it; elsewhere most run within the tests."""

from __future__ import annotations

import pytest

from tests.cli.machine import Machine
from tests.commands import commands


@pytest.mark.parametrize("words", commands())
def test_a_command_starts(words: str, machine: Machine) -> None:
    machine.alone = True
    answer = machine.run(*words.split(), "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage: coachvault {words} ")
    assert list(machine.files()) == []
