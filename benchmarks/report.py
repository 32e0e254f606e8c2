"""The report: tables of medians and ratios, and every aim with met or missed said plainly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from benchmarks import coachvault_side, floors, jrnl_side
from benchmarks.figures import COMMANDS, Figures, aims

AIMED_SIZE = 10_000
_SIDES = (coachvault_side.NAME, jrnl_side.NAME)
_MIB = 1024 * 1024
_OPENING = """\
# Benchmarks

Whole processes of CoachVault beside the encrypted journal of [jrnl](https://jrnl.sh) and two floors. This page is
written by `python -m benchmarks --write`; nothing in it is typed by hand.

Measured with CoachVault {coachvault}, jrnl {jrnl}, {python}, {system}, {processors} processors. Medians of {rounds}.
"""
_RATIOS = """\
## CoachVault's time over jrnl's

Below 1, CoachVault is faster. *Unlocking* is what a program spends on turning a passphrase into a key: Argon2id costs
a thief who guesses far more than jrnl's PBKDF2 does, and it costs the coach the same once a command.
"""
_SECONDS = """\
## Seconds

The fastest and the slowest of the rounds in brackets.
"""
_FLOORS = """\
## Floors

Start is `--version`. *Open and find* is Python with libsodium opening the same notes as one box, once, and looking for
the word with one `bytes.find`: what is left to gain for any search in Python over encrypted notes.
"""
_MEMORY = """\
## Peaks of memory

MiB resident. A Python that does nothing but one raw Argon2id peaks at {argon2id:.0f}: that memory is taken on purpose,
so that a thief has to buy it for every guess, and is given back before the notes are read.
"""
_METHOD = """\
## How it is measured

    pip install -e '.[dev]'
    python -m benchmarks --write              # this page
    python -m benchmarks --sizes 10,1000      # a quick look, on the terminal only

- CoachVault is built as a wheel and installed in a fresh environment, jrnl from PyPI in another one.
- The corpora are seeded: the same notes of about 3 kB for both programs, about fifty clients in turn and at last twenty
  about one, typographic quotes throughout, one note in seven partly in German, French or Greek. CoachVault's go through
  its services under its real Argon2id profile; jrnl's through its own first run and `jrnl --import`, encrypted.
- Everything is a whole process, timed and weighed with `wait4`, started by a launcher smaller than anything it starts.
  All tasks take turns, in one round to warm up and {rounds} that count; the output of each is checked.
- *Without unlocking*: a second process of the same command in the same round, in which the call of Argon2id or PBKDF2
  is timed where it happens (`benchmarks/clocked.py`) and taken off; `jrnl add` makes two such calls.
- Commands: `note add CODE < text`, `note show CODE`, `note list CODE --limit 20`, `search WORD` beside `jrnl TEXT`,
  `jrnl -n 1`, `jrnl @code -n 20 --short`, `jrnl -contains WORD --short`. One note in a hundred holds the word.
- jrnl keeps the configuration that its first run writes. Its password comes on stdin; no keyring is asked.
"""


@dataclass(frozen=True)
class Surroundings:
    """What was measured, where, in words that name no machine."""

    processors: int
    system: str
    python: str
    coachvault: str
    jrnl: str
    rounds: int


def markdown(figures: Figures, surroundings: Surroundings) -> str:
    """Returns the whole report."""
    sections = [
        [_OPENING.format(**asdict(surroundings))],
        _aims(figures),
        [_RATIOS, *_ratios(figures)],
        [_SECONDS, *_seconds(figures)],
        [_FLOORS, *_floors(figures)],
        _memory(figures),
        [_METHOD.format(rounds=surroundings.rounds)],
    ]
    return "\n".join(part for section in sections for part in section)


def _aims(figures: Figures) -> Iterator[str]:
    size = max(figures.sizes)
    yield f"## Aims\n\nAt {size:,} notes and without unlocking: what the keys cost is taken off on both sides.\n"
    if size != AIMED_SIZE:
        yield f"**The aims are set for {AIMED_SIZE:,} notes; a run at another size says little about them.**\n"
    rows = [
        (aim.text, f"≤ {aim.most:g} ×", f"{aim.found:.3f} ×", "met" if aim.is_met else "**missed**")
        for aim in aims(figures)
    ]
    yield _table(("Aim", "At most", "Found", ""), rows)


def _ratios(figures: Figures) -> Iterator[str]:
    for title, ratio in (("Without unlocking", figures.ratio), ("Whole processes", figures.whole_ratio)):
        rows = [(command, *(f"{ratio(command, size):.3f}" for size in figures.sizes)) for command in COMMANDS]
        yield _table((title, *_columns(figures)), rows)


def _seconds(figures: Figures) -> Iterator[str]:
    whole = [
        (f"{side} {command}", *(_spread(figures.whole(side, command, size)) for size in figures.sizes))
        for command in COMMANDS
        for side in _SIDES
    ]
    keys = [
        (f"{side}'s key, once: {name}", *(_spread(figures.keys(side, size)) for size in figures.sizes))
        for side, name in zip(_SIDES, ("Argon2id", "PBKDF2"), strict=True)
    ]
    unlocked = [
        (f"{side} {command}", *(_spread(figures.unlocked(side, command, size)) for size in figures.sizes))
        for command in COMMANDS
        for side in _SIDES
    ]
    yield _table(("Whole processes", *_columns(figures)), [*whole, *keys])
    yield _table(("Without unlocking", *_columns(figures)), unlocked)


def _floors(figures: Figures) -> Iterator[str]:
    names = {"`python -c pass`": floors.BARE} | {f"{side} start": f"{side} start" for side in _SIDES}
    names["one raw Argon2id in a bare Python"] = floors.ARGON2ID
    starts = [(title, _spread(figures.results.seconds(name, 0))) for title, name in names.items()]
    yield _table(("", "Seconds"), starts)
    rows = []
    for size in figures.sizes:
        floor = median(figures.results.seconds(floors.OPEN_ONCE, size))
        search = median(figures.unlocked(coachvault_side.NAME, "search", size))
        rows.append((f"{size:,}", f"{floor:.3f}", f"{search:.3f}", f"{search / floor:.2f} ×"))
    yield _table(("Notes", "Open and find", "Search without unlocking", "Search over floor"), rows)


def _memory(figures: Figures) -> Iterator[str]:
    yield _MEMORY.format(argon2id=figures.results.peak_bytes(floors.ARGON2ID, 0) / _MIB)
    names = {f"{side} {command}": f"{side} {command}" for command in COMMANDS for side in _SIDES}
    names["open and find"] = floors.OPEN_ONCE
    rows = [
        (title, *(f"{figures.results.peak_bytes(name, size) / _MIB:.0f}" for size in figures.sizes))
        for title, name in names.items()
    ]
    yield _table(("", *_columns(figures)), rows)


def _columns(figures: Figures) -> list[str]:
    return [f"{size:,} notes" for size in figures.sizes]


def _spread(seconds: Sequence[float]) -> str:
    return f"{median(seconds):.3f} ({min(seconds):.3f}–{max(seconds):.3f})"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (header, ["-" * width for width in widths], *rows)
    ]
    return "\n".join([*lines, ""])
