"""Whether this computer's clock can be trusted with a destruction or a departure, and somebody's word that it can."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.practice.retention import CLOCK_TOLERANCE, LONGEST_LEAP, furthest_moment, newest_moment
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_WHY = "That the clock is right is recorded, with a reason."
_SET_BACK = (
    "Set the clock right. If it is right, and was ahead when the vault was last written, the coach can say so:"
    ' `--clock-is-right DATE --reason "..."` with today\'s date.'
)
_BEHIND, _BEHIND_ONCE = "The vault had been written on ", "The vault had last been written on "
_UNTIL = "Nothing is destroyed, no answer is taken and no text leaves before"
_AHEAD = "Set the clock right. If it is right, say so: `--clock-is-right DATE` with today's date; it is recorded."


class ClockInDoubt(Refused):
    """The clock was set back, or is far ahead of all that is known, and nobody said that it is right."""


class ClockIsRight(msgspec.Struct, frozen=True):
    """Somebody's word that the clock is right, although the vault was last written on a later day, or long before.

    Args:
        today: Today's date, as it was typed.
        reason: Why the vault was written with another; needed where the clock seems to have been set back.
    """

    today: date
    reason: str


class SaidInCopy(msgspec.Struct, frozen=True):
    """Somebody's word in another copy of the vault that the clock is right, as that copy's register has it.

    It says nothing of a clock that seems to have been set back.

    Args:
        at: When it was given.
        what: What was said, and by whom.
        reason: The reason that was given; mostly nothing.
    """

    at: datetime
    what: str
    reason: str


class Doubt(msgspec.Struct, frozen=True):
    """What is wrong with a clock.

    Args:
        message: What, in words.
        newest: The newest moment that the vault makes known.
        is_ahead: Whether the clock is far ahead of that; otherwise it is before it.
    """

    message: str
    newest: datetime
    is_ahead: bool


def fault(snapshot: Snapshot, now: datetime) -> str:
    """Returns whether the clock is more than a day before the newest entry of the ledger: it was set back then."""
    return _set_back(snapshot.newest_at, now)


def doubt(snapshot: Snapshot, now: datetime) -> Doubt | None:
    """Returns what is wrong with the clock, for a destruction or a departure: it goes through the whole ledger.

    Args:
        snapshot: The vault.
        now: What the clock says.
    """
    return _doubt(now, _known(snapshot))


class _Known(NamedTuple):
    """What a ledger makes known of the time."""

    newest: datetime | None
    furthest: datetime | None


def _known(snapshot: Snapshot) -> _Known:
    entries = _register(snapshot)
    words = [each for each in entries if each.event is Event.CLOCK_CONFIRMED]
    put_right = [each.at for each in words if each.what.startswith((_BEHIND, _BEHIND_ONCE))]
    written, accounted = list(snapshot.moments()), [each.at for each in entries]
    found = [furthest_moment(each, put_right) for each in (written, accounted)]  # a restored vault keeps the register
    return _Known(newest_moment(written, [each.at for each in words]), max(filter(None, found), default=None))


def _doubt(now: datetime, known: _Known) -> Doubt | None:
    if known.newest is None or known.furthest is None:
        return None
    if message := _set_back(known.furthest, now):
        return Doubt(message, known.furthest, is_ahead=False)
    if now - known.newest <= LONGEST_LEAP:
        return None
    message = (
        f"This machine's clock says {now:%Y-%m-%d %H:%M}, more than 90 days after {known.newest:%Y-%m-%d %H:%M}, the"
        f" newest moment that the vault makes known. {_UNTIL} somebody says that the clock is right."
    )
    return Doubt(message, known.newest, is_ahead=True)


def _set_back(newest: datetime | None, now: datetime) -> str:
    if newest is None or newest - now <= CLOCK_TOLERANCE:
        return ""
    return (
        f"This machine's clock says {now:%Y-%m-%d %H:%M}, but the vault was written on {newest:%Y-%m-%d %H:%M}:"
        f" it was set back, or was ahead then. {_UNTIL} that is put right."
    )


def doubt_now(opened: OpenVault) -> Doubt | None:
    """Returns what is wrong with the clock, for a destruction; None where it can be trusted."""
    with opened.vault.read() as snapshot:
        return doubt(snapshot, opened.now())


def said_in(copy: Snapshot, now: datetime) -> SaidInCopy | None:
    """Returns the newest word on which a copy of the vault trusts the clock; None where nobody gave one that counts.

    Args:
        copy: The copy.
        now: What the clock says.
    """
    given = [each for each in _register(copy) if each.event is Event.CLOCK_CONFIRMED and each.at <= now]
    if not given or doubt(copy, now) is not None:
        return None
    newest = max(given, key=lambda each: each.at)
    return SaidInCopy(newest.at, newest.what, newest.why)


def require_clock(snapshot: Snapshot, opened: OpenVault, word: ClockIsRight | SaidInCopy | None = None) -> str:
    """Makes sure that the clock was not set back and is not far ahead; nothing is destroyed or leaves where it is.

    Args:
        snapshot: The vault.
        opened: How it was opened.
        word: Somebody's word that the clock is right.

    Returns:
        What a certificate says of it, where it rests on that word; otherwise nothing.

    Raises:
        ClockInDoubt: It is in doubt, and nobody said that it is right.
        Refused: A custodian said it of a clock that was set back, or no reason was given for that.
        BadInput: The date is not today's.
    """
    return _require_word(snapshot, opened, word, doubt(snapshot, opened.now()))


def _require_word(
    snapshot: Snapshot, opened: OpenVault, word: ClockIsRight | SaidInCopy | None, found: Doubt | None
) -> str:
    if found is None:
        return ""
    way = _AHEAD if found.is_ahead else _SET_BACK
    if isinstance(word, SaidInCopy):
        if found.is_ahead and word.at > found.newest:
            return f"{_start(found)}; in a copy of this vault it was recorded on {word.at:%Y-%m-%d}: {word.what}"
        raise ClockInDoubt(found.message, way)
    if word is None:
        raise ClockInDoubt(found.message, way)
    if not found.is_ahead:
        opened.require_coach("says that the clock is right")
    if word.today != opened.now().date():
        raise BadInput(f"{word.today} is not what this machine's clock says; nothing was done.", way)
    reason = word.reason.strip() if found.is_ahead else parse_reason(word.reason, _WHY)
    who = opened.by(snapshot) or "the coach"
    return f"{_start(found)}; {who} said that {word.today} is right{': ' if reason else ''}{reason}"


def _start(found: Doubt) -> str:
    """Returns what the clock was doubted for."""
    if found.is_ahead:
        return f"The newest moment known was {found.newest:%Y-%m-%d %H:%M}, more than 90 days before"
    return f"{_BEHIND}{found.newest:%Y-%m-%d %H:%M}, a later day"


def record_word(change: Change, opened: OpenVault, word: ClockIsRight | SaidInCopy | None) -> None:
    """Writes into the register that somebody said that the clock is right, where that was needed; raises likewise."""
    _record(change, opened, word, doubt(change, opened.now()))


def today_for_sure(change: Change, opened: OpenVault, word: ClockIsRight | None) -> date:
    """Returns the day on which an answer comes or a text leaves: never one that is over already.

    Where the clock is a little behind what the ledger makes known, it is the day of that. Records somebody's word as
    `record_word` does, and raises likewise.
    """
    now, known = opened.now(), _known(change)
    found = _doubt(now, known)
    _record(change, opened, word, found)
    return (now if found or known.furthest is None else max(now, known.furthest)).date()


def _record(change: Change, opened: OpenVault, word: ClockIsRight | SaidInCopy | None, found: Doubt | None) -> None:
    if message := _require_word(change, opened, word, found):
        reason = word.reason.strip() if word else ""
        record(change, Event.CLOCK_CONFIRMED, "", "", opened.now(), reason, what=message)


def _register(snapshot: Snapshot) -> list[RegisterEntry]:
    return list(roster.every(snapshot, Part.REGISTER, kinds.REGISTER_ENTRY, RegisterEntry))
