"""What the agent holds, and until when. Time is handed in; nothing here knows sockets or processes."""

from __future__ import annotations

import msgspec

from coachvault import __version__
from coachvault.agent.protocol import Advance, Held, Keep, Lend, Lent, OpenWindow, Rename, Steps

_ASLEEP_SECONDS = 1.0
"""More than this between the two clocks means that the machine slept: they are never read at quite the same time."""


MOST_COPIES, MOST_WINDOWS = 100, 200
"""So many copies, and so many windows of all of them together: more might not fit into one answer."""


class Moment(msgspec.Struct, frozen=True):
    """A moment on the machine's own clocks, which nobody can set back.

    Args:
        awake: Seconds that the machine has run, without those it slept.
        passed: Seconds that have passed, those it slept included.
    """

    awake: float
    passed: float


class _Window(msgspec.Struct):
    secret: bytes
    ends: float


class _Entry(msgspec.Struct):
    epoch: int
    steps: Steps
    secret: bytes
    idle_seconds: int
    ends: float
    used: float
    windows: dict[str, _Window] = {}

    @property
    def deadline(self) -> float:
        return min(self.ends, self.used + self.idle_seconds)


class _Kept(msgspec.Struct):
    """All that is held, as one process hands it to the one that it becomes."""

    version: str
    last: Moment
    entries: list[tuple[bytes, bytes, _Entry]]


class Keeper:
    """Holds secrets by vault and copy, each until its idle or its total limit, and none past a sleep of the machine.

    What it holds for a copy goes forward only.
    """

    def __init__(self, now: Moment) -> None:
        self._entries: dict[tuple[bytes, bytes], _Entry] = {}
        self._last = now
        self.has_dropped = False
        """Whether something that it held is not to be held any more: it may still stand in this process's memory."""

    @classmethod
    def resume(cls, data: bytes) -> Keeper:
        """Returns the keeper that `encode` wrote down.

        Raises:
            ValueError: It is none, or of another version of the program.
        """
        kept = msgspec.msgpack.decode(data, type=_Kept)
        if kept.version != __version__:
            raise ValueError("of another version")
        found = cls(kept.last)
        found._entries = {(vault, copy): entry for vault, copy, entry in kept.entries}
        return found

    def encode(self) -> bytes:
        """Writes down what is held, with its limits."""
        entries = [(*place, entry) for place, entry in self._entries.items()]
        return msgspec.msgpack.encode(_Kept(__version__, self._last, entries))

    def keep(self, asked: Keep, now: Moment) -> None:
        """Takes a copy's secret in place of what was held for it; one that went further stays, for new limits.

        Where too many copies are held, it takes the place of the one that was not used for the longest time.
        """
        self.expire(now)
        known = self._entries.get((asked.vault, asked.copy))
        steps, secret = asked.steps, asked.secret
        if known and known.epoch == asked.epoch and not _is_as_far(asked.steps, known.steps):
            steps, secret = known.steps, known.secret
        if known is None and len(self._entries) >= MOST_COPIES:
            del self._entries[min(self._entries, key=lambda place: self._entries[place].used)]
            self.has_dropped = True
        self.has_dropped |= known is not None
        ends = now.passed + asked.total_seconds
        self._entries[asked.vault, asked.copy] = _Entry(
            asked.epoch, steps, secret, asked.idle_seconds, ends, now.passed, {}
        )

    def advance(self, asked: Advance, now: Moment) -> bool:
        """Takes a later secret in place of the one that is held; returns whether the copy is held, and not further."""
        entry = self._entry((asked.vault, asked.copy), asked.epoch, now)
        if entry is None or not _is_as_far(asked.steps, entry.steps):
            return False
        if entry.steps != asked.steps:
            entry.steps, entry.secret, self.has_dropped = asked.steps, asked.secret, True
        return True

    def rename(self, asked: Rename, now: Moment) -> bool:
        """Holds for a copy what is held for the one that it was; returns whether anything was."""
        entry = self._entry((asked.vault, asked.copy), asked.epoch, now)
        if entry is None:
            return False
        del self._entries[asked.vault, asked.copy]
        self.has_dropped |= self._entries.get((asked.vault, asked.becomes)) is not None
        self._entries[asked.vault, asked.becomes] = entry
        return True

    def lend(self, asked: Lend, now: Moment) -> Lent | None:
        """Returns a copy's secret and its windows, which counts as use; None when nothing is held for this epoch."""
        entry = self._entry((asked.vault, asked.copy), asked.epoch, now)
        if entry is None:
            return None
        entry.used = now.passed
        return Lent(entry.secret, {name: window.secret for name, window in entry.windows.items()})

    def open_window(self, asked: OpenWindow, now: Moment) -> bool:
        """Takes one more secret of a copy for a while; for no seconds, drops it.

        Returns:
            Whether the copy is held, and not too many windows are open.
        """
        entry = self._entry((asked.vault, asked.copy), asked.epoch, now)
        if entry is None:
            return False
        opened = sum(len(each.windows) for each in self._entries.values())
        if asked.seconds > 0 and asked.name not in entry.windows and opened >= MOST_WINDOWS:
            return False
        if asked.seconds > 0:
            entry.windows[asked.name] = _Window(asked.secret, now.passed + asked.seconds)
        else:
            self.has_dropped |= entry.windows.pop(asked.name, None) is not None
        return True

    def held(self, now: Moment) -> list[Held]:
        """Returns for how long each copy is still held; this is no use."""
        self.expire(now)
        return [
            Held(
                *place,
                entry.epoch,
                int(entry.used + entry.idle_seconds - now.passed),
                int(entry.ends - now.passed),
                {name: int(window.ends - now.passed) for name, window in entry.windows.items()},
            )
            for place, entry in self._entries.items()
        ]

    def expire(self, now: Moment) -> None:
        """Drops what has reached a limit, and everything after the machine slept."""
        before = self._secrets
        slept = (now.passed - now.awake) - (self._last.passed - self._last.awake)
        self._last = now
        if slept > _ASLEEP_SECONDS:
            self._entries.clear()
        self._entries = {place: entry for place, entry in self._entries.items() if now.passed < entry.deadline}
        for entry in self._entries.values():
            entry.windows = {name: window for name, window in entry.windows.items() if now.passed < window.ends}
        self.has_dropped |= self._secrets < before

    @property
    def _secrets(self) -> int:
        return sum(1 + len(entry.windows) for entry in self._entries.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held."""
        return not self._entries

    def seconds_left(self, now: Moment) -> float:
        """Returns how long until the next thing held reaches a limit; 0 when nothing is held."""
        ends = [entry.deadline for entry in self._entries.values()]
        ends += [window.ends for entry in self._entries.values() for window in entry.windows.values()]
        return max(0.0, min(ends) - now.passed) if ends else 0.0

    def _entry(self, place: tuple[bytes, bytes], epoch: int, now: Moment) -> _Entry | None:
        self.expire(now)
        entry = self._entries.get(place)
        return entry if entry is not None and entry.epoch == epoch else None


def _is_as_far(steps: Steps, others: Steps) -> bool:
    return steps[0] >= others[0] and steps[1] >= others[1]
