"""What is said without being asked for: a passphrase that is cheap to guess, and an old backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.machine import CHEAP, Machine
from tests.cli.terminal import Terminal

AFTER_DAYS = """
import datetime, sys
import coachvault.system.clock as clock
from coachvault.__main__ import run
now = clock.SystemClock.now
clock.SystemClock.now = lambda self: now(self) + datetime.timedelta(days={days})
run()
"""


def listed(practice: Machine, terminal: Callable[..., Terminal], **more: tuple[str, ...]) -> str:
    """Lists the clients, with the passphrase typed at the prompt, and returns what the terminal was sent."""
    session = terminal(practice, "client", "list", **more)
    session.unlocks()
    assert session.ends() == 0
    assert "heron" in session.raw
    return " ".join(session.raw.split())


@pytest.mark.needs_terminal
def test_a_dearer_passphrase_is_offered_until_it_is_made(
    practice: Machine, terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    offer = "costs a thief less than it would in a vault made today: `coachvault passphrase change`"
    assert offer not in listed(practice, terminal, entry=CHEAP), "it costs what one made today would"
    assert offer in listed(practice, terminal)
    same = str(practice.passphrase_file)
    assert practice.data("passphrase", "change", "--new-passphrase-file", same) == {"changed": True}
    assert offer not in listed(practice, terminal)


def test_an_old_backup_is_reminded_of(practice: Machine) -> None:
    def said(days: int) -> str:
        answer = practice.run("status", entry=("-W", "error", "-c", AFTER_DAYS.format(days=days)))
        assert answer.code == 0, answer.err
        (line,) = [line for line in answer.out.splitlines() if "backup" in line]
        return line

    assert "No backup yet" in said(0)
    practice.data("backup", "create", str(practice.home / "copies"))
    advice = "time for another, `coachvault backup create FOLDER`"
    assert ("Last backup" in said(29), advice in said(29)) == (True, False)
    assert advice in said(32)
