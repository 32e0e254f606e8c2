"""What waits for a key, and how long the vault stays unlocked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coachvault.render.as_text.inbox import holding, locked, waiting
from coachvault.services.keys.agent import Holding
from coachvault.services.notes.inbox import Waiting
from coachvault.vault.codec import CompartmentId

MINUTE = timedelta(minutes=1)


def test_a_note_waits_with_its_reason() -> None:
    assert waiting([]) == "No note waits."
    said = waiting([Waiting("w3", "jay", "2026-11-23T09:00", "A title", "Nobody has that code.", asks=True)])
    assert said.splitlines()[:2] == ["w3    jay          2026-11-23  A title", "      Nobody has that code."]
    assert "`coachvault note file ID CODE`" in said


@pytest.mark.parametrize(("count", "said"), [(0, "No note waits"), (1, "1 note waits"), (2, "2 notes wait")])
def test_a_locked_vault_tells_how_many_wait(count: int, said: str) -> None:
    assert locked(count).startswith(f"Locked. {said} to be filed.")


@pytest.mark.parametrize(
    ("idle", "total", "said"),
    [
        (15 * MINUTE, 480 * MINUTE, "Unlocked: 15 minutes without use, 8 h 00 min at most."),
        (MINUTE, MINUTE, "Unlocked for 1 minute."),
        (timedelta(seconds=61), 121 * MINUTE, "Unlocked: 2 minutes without use, 2 h 01 min at most."),
    ],
)
def test_it_says_for_how_long_it_is_unlocked(idle: timedelta, total: timedelta, said: str) -> None:
    assert holding(Holding(idle, total)) == f"{said} `coachvault lock` locks it."


def test_open_engagements_are_counted() -> None:
    open_ones = {CompartmentId(bytes([number]) * 16): MINUTE for number in range(2)}
    assert "; 2 sealed engagements can be read." in holding(Holding(MINUTE, MINUTE, open_ones))
