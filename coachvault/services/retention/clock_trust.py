"""Whether this machine's clock can be trusted with a destruction, and the coach's word that it can."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice.register import Event, parse_reason
from coachvault.practice.retention import CLOCK_TOLERANCE
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records.register import record
from coachvault.vault.change import Change
from coachvault.vault.snapshot import Snapshot

_WHY = "That the clock is right is recorded, with a reason."
_WAY = (
    "Set the clock right. If it is right, and was ahead when the vault was last written, the coach can say so:"
    ' `--clock-is-right DATE --reason "..."` with today\'s date.'
)


class ClockInDoubt(Refused):
    """The clock was set back, or was ahead when the vault was last written, and nobody said that it is right."""


class ClockIsRight(msgspec.Struct, frozen=True):
    """The coach's word that the clock is right, although the vault was last written on a later day.

    Args:
        today: Today's date, as the coach typed it.
        reason: Why the vault was written with another.
    """

    today: date
    reason: str


def fault(snapshot: Snapshot, now: datetime) -> str:
    """Returns whether the clock is more than a day before the newest entry of the ledger: it was set back then."""
    newest = snapshot.newest_at
    if newest is None or newest - now <= CLOCK_TOLERANCE:
        return ""
    return (
        f"This machine's clock says {now:%Y-%m-%d %H:%M}, but the vault was last written on {newest:%Y-%m-%d %H:%M}:"
        " it was set back, or was ahead then. Nothing is destroyed before that is put right."
    )


def fault_now(opened: OpenVault) -> str:
    """Returns what is wrong with the clock; nothing where it can be trusted."""
    with opened.vault.read() as snapshot:
        return fault(snapshot, opened.now())


def require_clock(snapshot: Snapshot, opened: OpenVault, word: ClockIsRight | None = None) -> str:
    """Makes sure that the clock was not set back; nothing is destroyed where it was.

    Args:
        snapshot: The vault.
        opened: How it was opened.
        word: The coach's word that the clock is right.

    Returns:
        What a certificate says of it, where it rests on that word; otherwise nothing.

    Raises:
        ClockInDoubt: It was set back and nobody said that it is right.
        Refused: A custodian said it, or no reason was given.
        BadInput: The date is not today's.
    """
    problem = fault(snapshot, opened.now())
    if not problem:
        return ""
    if word is None:
        raise ClockInDoubt(problem, _WAY)
    opened.require_coach("says that the clock is right")
    if word.today != opened.now().date():
        raise BadInput(f"{word.today} is not what this machine's clock says; nothing was destroyed.", _WAY)
    return (
        f"The vault had last been written on {snapshot.newest_at:%Y-%m-%d %H:%M}, a later day; the coach said that"
        f" {word.today} is right: {parse_reason(word.reason, _WHY)}"
    )


def record_word(change: Change, opened: OpenVault, word: ClockIsRight | None) -> None:
    """Writes into the register that the coach said that the clock is right, where that was needed; raises likewise."""
    if message := require_clock(change, opened, word):
        reason = word.reason.strip() if word else ""
        record(change, Event.CLOCK_CONFIRMED, "", "", opened.now(), reason, what=message)
