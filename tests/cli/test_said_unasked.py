"""What is said without being asked for: a passphrase that is cheap to guess, sheets that lie about, an old backup."""

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


@pytest.mark.thorough
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


def test_a_sheet_with_words_is_listed_until_it_is_deleted(machine: Machine) -> None:
    assert machine.founds("--sheet", "first.html").code == 0
    machine.data("recovery", "renew", "--sheet", "second.txt")
    machine.data("custodian", "add", "maple", "--role", "executor", "--sheet", "maple.txt")
    sheets = [machine.home / name for name in ("first.html", "second.txt", "maple.txt")]
    assert sorted(machine.data()["day"]["readable_files"]) == sorted(map(str, sheets))
    for sheet in sheets[:2]:
        sheet.unlink()
    assert machine.data()["day"]["readable_files"] == [str(sheets[2])]
    assert machine.data("check")["faults"] == []


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
