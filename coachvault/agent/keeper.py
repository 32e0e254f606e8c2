"""What the agent holds, and until when. Time is handed in; nothing here knows sockets or processes."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from coachvault.agent.protocol import Held, Keep, Lend, Lent, OpenWindow

_ASLEEP_SECONDS = 1.0
"""More than this between the two clocks means that the machine slept: they are never read at quite the same time."""


MOST_WINDOWS = 200
"""More would not fit into one answer."""


class Moment(msgspec.Struct, frozen=True):
    """A moment on the machine's own clocks, which nobody can set back.

    Args:
        awake: Seconds that the machine has run, without those it slept.
        passed: Seconds that have passed, those it slept included.
    """

    awake: float
    passed: float


@dataclass
class _Window:
    secret: bytes
    ends: float


@dataclass
class _Entry:
    epoch: int
    secret: bytes
    idle_seconds: int
    ends: float
    used: float
    windows: dict[str, _Window] = field(default_factory=dict)

    @property
    def deadline(self) -> float:
        return min(self.ends, self.used + self.idle_seconds)


class Keeper:
    """Holds secrets by vault, each until its idle or its total limit, and none past a sleep of the machine."""

    def __init__(self, now: Moment) -> None:
        self._entries: dict[bytes, _Entry] = {}
        self._last = now

    def keep(self, asked: Keep, now: Moment) -> None:
        """Takes a vault's secret in place of what was held for it."""
        self.expire(now)
        self._entries[asked.vault] = _Entry(
            asked.epoch, asked.secret, asked.idle_seconds, now.passed + asked.total_seconds, now.passed
        )

    def lend(self, asked: Lend, now: Moment) -> Lent | None:
        """Returns a vault's secret and its windows, which counts as use; None when nothing is held for this epoch."""
        entry = self._entry(asked.vault, asked.epoch, now)
        if entry is None:
            return None
        entry.used = now.passed
        return Lent(entry.secret, {name: window.secret for name, window in entry.windows.items()})

    def open_window(self, asked: OpenWindow, now: Moment) -> bool:
        """Takes one more secret of a vault for a while; for no seconds, drops it. Returns whether the vault is held."""
        entry = self._entry(asked.vault, asked.epoch, now)
        if entry is None:
            return False
        if asked.seconds > 0 and len(entry.windows) >= MOST_WINDOWS:
            return False
        if asked.seconds > 0:
            entry.windows[asked.name] = _Window(asked.secret, now.passed + asked.seconds)
        else:
            entry.windows.pop(asked.name, None)
        return True

    def held(self, now: Moment) -> list[Held]:
        """Returns for how long each vault is still held; this is no use."""
        self.expire(now)
        return [
            Held(
                vault,
                entry.epoch,
                int(entry.used + entry.idle_seconds - now.passed),
                int(entry.ends - now.passed),
                {name: int(window.ends - now.passed) for name, window in entry.windows.items()},
            )
            for vault, entry in self._entries.items()
        ]

    def expire(self, now: Moment) -> None:
        """Drops what has reached a limit, and everything after the machine slept."""
        slept = (now.passed - now.awake) - (self._last.passed - self._last.awake)
        self._last = now
        if slept > _ASLEEP_SECONDS:
            self._entries.clear()
        self._entries = {vault: entry for vault, entry in self._entries.items() if now.passed < entry.deadline}
        for entry in self._entries.values():
            entry.windows = {name: window for name, window in entry.windows.items() if now.passed < window.ends}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held."""
        return not self._entries

    def seconds_left(self, now: Moment) -> float:
        """Returns how long until the next thing held reaches a limit; 0 when nothing is held."""
        ends = [entry.deadline for entry in self._entries.values()]
        ends += [window.ends for entry in self._entries.values() for window in entry.windows.values()]
        return max(0.0, min(ends) - now.passed) if ends else 0.0

    def _entry(self, vault: bytes, epoch: int, now: Moment) -> _Entry | None:
        self.expire(now)
        entry = self._entries.get(vault)
        return entry if entry is not None and entry.epoch == epoch else None
