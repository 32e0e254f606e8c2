"""Figures: what the samples come to, and whether the aims are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks import coachvault_side, jrnl_side
from benchmarks.measure import CLOCKED, Results

COMMANDS = ("add", "show", "list", "search")
FLAT_AT_MOST = 1.25
"""A command is flat when the largest corpus makes it at most a quarter slower than the smallest."""
_FLAT_COMMANDS = ("add", "show", "list")


@dataclass(frozen=True)
class Aim:
    """One aim and what was measured."""

    text: str
    most: float
    found: float

    @property
    def is_met(self) -> bool:
        """Whether the aim was reached."""
        return self.found <= self.most


@dataclass(frozen=True)
class Figures:
    """What the samples come to, in seconds of each round; keys are taken off where a name says `unlocked`."""

    results: Results
    sizes: Sequence[int]

    def start(self, side: str) -> float:
        """Returns the median of the shortest command."""
        return median(self.results.seconds(f"{side} start", 0))

    def whole(self, side: str, command: str, size: int) -> list[float]:
        """Returns whole processes."""
        return self.results.seconds(f"{side} {command}", size)

    def unlocked(self, side: str, command: str, size: int) -> list[float]:
        """Returns whole processes without what turning the passphrase into a key took in the very same process."""
        name = f"{side} {command}{CLOCKED}"
        return [
            whole - key
            for whole, key in zip(self.results.seconds(name, size), self.results.key_seconds(name, size), strict=True)
        ]

    def keys(self, side: str, size: int) -> list[float]:
        """Returns what turning the passphrase into a key took whenever something was shown."""
        return self.results.key_seconds(f"{side} show{CLOCKED}", size)

    def ratio(self, command: str, size: int) -> float:
        """Returns CoachVault's time over jrnl's, both without their keys."""
        ours = self.unlocked(coachvault_side.NAME, command, size)
        return median(ours) / median(self.unlocked(jrnl_side.NAME, command, size))

    def whole_ratio(self, command: str, size: int) -> float:
        """Returns CoachVault's time over jrnl's, whole processes."""
        ours = self.whole(coachvault_side.NAME, command, size)
        return median(ours) / median(self.whole(jrnl_side.NAME, command, size))

    def growth(self, command: str) -> float:
        """Returns how much slower CoachVault is with the largest corpus than with the smallest."""
        name = coachvault_side.NAME
        largest = median(self.unlocked(name, command, max(self.sizes)))
        return largest / median(self.unlocked(name, command, min(self.sizes)))


def aims(figures: Figures) -> list[Aim]:
    """Returns every aim, judged at the largest corpus."""
    size = max(figures.sizes)
    jrnl_start = figures.start(jrnl_side.NAME)
    add = median(figures.unlocked(coachvault_side.NAME, "add", size))
    return [
        Aim("start, against jrnl's", 0.55, figures.start(coachvault_side.NAME) / jrnl_start),
        Aim("add without unlocking, against jrnl's *start*", 0.9, add / jrnl_start),
        Aim("add, against jrnl's", 0.05, figures.ratio("add", size)),
        Aim("show, against jrnl's", 0.08, figures.ratio("show", size)),
        Aim("search, against jrnl's", 0.2, figures.ratio("search", size)),
        *(
            Aim(f"{command} is flat: {max(figures.sizes):,} notes against {min(figures.sizes):,}", FLAT_AT_MOST, growth)
            for command in _FLAT_COMMANDS
            for growth in [figures.growth(command)]
        ),
    ]
