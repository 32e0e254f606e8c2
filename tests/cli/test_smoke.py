"""Every command once as a process of its own, as a person starts it; elsewhere most run within the tests.

One of each group for everybody.
"""

from __future__ import annotations

import pytest

from tests.cli.machine import Machine
from tests.commands import commands
from tests.shards import thinned

pytestmark = pytest.mark.sampled(2)

FIRST = {words.partition(" ")[0]: words for words in reversed(commands())}.values()
OTHERS = [words for words in commands() if words not in FIRST]


@pytest.mark.parametrize("words", thinned([*FIRST, *OTHERS], kept=len(FIRST)))
def test_a_command_starts(words: str, machine: Machine) -> None:
    machine.alone = True
    answer = machine.run(*words.split(), "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage: coachvault {words} ")
    assert list(machine.files()) == []
