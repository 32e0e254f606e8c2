"""What is sealed and what is gone stays so in every copy, by whatever way in and whatever command it is read.

A cell is one way in, one kind of copy, one command that only reads, with `--read-only` or without, after one event. The
README's tier looks at one command for each second pair of a copy and a way in, after a third of what can happen, the
thorough one at eight for each pair.
All cells: `pytest -q -m slow tests/whole_vault/test_every_copy.py`
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.commands import commands
from tests.oracle.copies import (
    AT_HOME,
    BY_ARCHIVES,
    CHANGING,
    COPIES,
    DESTROYED,
    ENDED,
    ERASED,
    EVENTS,
    NOT_TRIED,
    OPENERS,
    Cell,
    Place,
    Said,
    reading_commands,
)
from tests.oracle.watch import Watch
from tests.shards import thinned
from tests.unit.services.conftest import cheap_pages

__all__ = ["cheap_pages"]

ROOTS = frozenset({"passphrase", "words"})
"""Ways in that open what is sealed, for a reason; so does a quorum of readers, who are custodians otherwise."""

CUSTODIANS = frozenset({"executor", "quorum"})
NO_HOMES = tuple(name for name in COPIES if name not in {*AT_HOME, "linked", "elsewhere"})
BY_PASSPHRASE = (
    *("custodian remove", "recovery renew", "keys rotate"),
    *("custodian test", "passphrase change", "passphrase forgot"),
)
"""Changes for which words alone are not enough: that is said first."""

ASKING = ("custodian test", "passphrase forgot", "recovery test")
"""Changes that ask for words, and say first that nobody is there to be asked."""

RECORDING = frozenset({"archive", "elsewhere"})
THOROUGH = 8
EXPECTED_CODES = frozenset({0, 12, 15, 16})


def cells(event: str) -> list[Cell]:
    """Returns every cell after an event, in an order that is the same each time and follows nothing."""
    every = (
        Cell(event, copy, opener, words, typed, only_reads)
        for copy, opener, (words, typed), only_reads in product(COPIES, OPENERS, reading_commands(), (False, True))
    )
    return sorted(every, key=lambda cell: hashlib.sha256(str(cell).encode()).digest())


def sample(event: str, each: int, skipped: int = 0) -> list[Cell]:
    """Returns so many cells of each pair of a copy and a way in, after those that are looked at elsewhere."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells(event):
        found.setdefault((cell.copy, cell.opener), []).append(cell)
    return [cell for pair in found.values() for cell in pair[skipped : skipped + each]]


@pytest.fixture
def place(tmp_path: Path, cheap_pages: None, oracle: Watch) -> Iterator[Place]:
    """A practice with every kind of copy; what keeps it unlocked ends with the test."""
    made = Place(tmp_path)
    made.build()
    oracle.unknown |= made.unknown
    yield made
    made.lock()


def look(place: Place, wanted: Iterable[Cell]) -> list[str]:
    """Looks at some cells, each as if it were the first, and returns what is wrong."""
    place.keep()
    faults = []
    for cell in wanted:
        said = place.run(
            cell.opener, cell.words, cell.typed, copy=cell.copy, flags="--read-only" if cell.only_reads else ""
        )
        changed = place.come_back()
        faults += [f"{cell}: {fault}" for fault in wrong(place, cell, said, changed)]
    return faults


def wrong(place: Place, cell: Cell, said: Said, changed: list[Path]) -> Iterator[str]:
    """Yields what is wrong with one cell."""
    event = EVENTS[cell.event]
    yield from (f"shows what is gone ({text})" for text in event.gone if text in said.text)
    kept = (DESTROYED, ENDED, ERASED) if cell.opener in CUSTODIANS else event.sealed
    if cell.opener not in {*ROOTS, "quorum"} or "--reason" not in cell.words:
        yield from (f"shows what is sealed ({text})" for text in kept if text in said.text)
    written = [path for path in changed if path.suffix == ".vault" or path.name.startswith(".unfinished")]
    if not cell.only_reads:  # an archive records its own readings, and so does a vault of its own
        written = [path for path in written if path not in {place.home, *map(place.paths.get, RECORDING & {cell.copy})}]
    if cell.copy in {"home", "linked"}:  # what a stopped machine left is removed where the vault is opened next
        written = [path for path in written if not path.name.startswith(".unfinished")]
    yield from (f"writes into {path.name}" for path in written)
    if cell.only_reads:
        yield from (f"leaves {path.name}" for path in changed if path.parent != place.folder / "desk")
    if cell.event == "withdraw" and cell.words == "release show R1" and said.code == 0 and "withdrawn" not in said.text:
        yield "shows what was withdrawn as if it went on"
    if said.code not in (codes := expected_codes(cell)):
        why = [line for line in said.text.splitlines() if "error:" in line]
        yield f"ends with {said.code}, not {sorted(codes)}: {why[0] if why else 'it is shown'}"


def expected_codes(cell: Cell) -> frozenset[int]:
    """Returns the exit codes that a cell may have, as the contract has them."""
    if cell.words == "disclose D1" or cell.words.startswith("custodian open"):
        return EXPECTED_CODES | {2, 13}  # a form, or several readers' words, are asked for first
    if cell.copy == "symlinked":
        return frozenset({13})  # links are not followed, whatever they lead to
    if cell.copy == "by hand" and not cell.only_reads:  # home went on: it is older, and says so
        return frozenset({12, 13} if cell.opener == "agent" else {13})
    if cell.opener == "agent" and cell.copy not in AT_HOME:
        return _of_an_agent(cell)
    if cell.opener in CUSTODIANS or cell.copy == "unfinished":
        return EXPECTED_CODES
    command, _, which = cell.words.partition(" heron/")
    if command in ("note show", "note history") and which:
        return _of_a_note(cell, f"heron/{which.partition(' ')[0]}")
    if cell.words.startswith("note show linden/1"):
        return _of_a_note(cell, "linden/1")
    return EXPECTED_CODES - {12, 15} if not EVENTS[cell.event].missing else EXPECTED_CODES - {12}


def _of_an_agent(cell: Cell) -> frozenset[int]:
    """Returns how a copy answers to nothing but what the agent lends for the vault: that it is locked."""
    if cell.words == "status":
        return frozenset({0, 16})  # it says so where it is locked
    if cell.copy == "linked":
        return EXPECTED_CODES
    return frozenset({12, 16} if cell.copy == "unfinished" else {12})


def _of_a_note(cell: Cell, note: str) -> frozenset[int]:
    """Returns how one note can be shown: not at all, for the passphrase and a reason, or to whoever is unlocked."""
    event = EVENTS[cell.event]
    if cell.only_reads and "--reason" in cell.words:
        return frozenset({15, 16})  # a reason is there to be recorded
    if note in event.missing:
        is_told = "--reason" in cell.words or cell.copy != "archive"  # what it has sealed it cannot look for before
        return frozenset({15} if is_told else {15, 16})
    is_sealed = (note == "linden/1" and cell.event != "reopen") or (note != "linden/1" and cell.event == "end")
    if note == "linden/1" and cell.event == "reopen" and cell.copy not in {*AT_HOME, "linked", "after"}:
        is_sealed = True
    if cell.copy == "archive":
        is_sealed = True
    if not is_sealed:
        return frozenset({0})
    if "--reason" not in cell.words:
        return frozenset({16})
    return frozenset({0}) if cell.opener in ROOTS else frozenset({12})


NOT_THERE = ("backup forget", "measure edit")
"""Calls about a copy, or a rating, that is not there."""


def change(place: Place, event: str, wanted: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """Tries to change copies after an event, each as if it were the first, and returns what was not refused."""
    place.keep()
    faults = []
    for copy, opener, words, typed in wanted:
        said = place.run(opener, words, typed, copy=copy)
        changed = place.come_back()
        codes = {13, 16} if opener in ROOTS and not words.startswith(BY_PASSPHRASE) else {12, 13, 16}
        codes |= {15} if EVENTS[event].missing else set()  # it is not there to be changed
        codes |= {2} if words.startswith(ASKING) else set()
        codes |= {2} if "--for" in words else {15} if words.startswith(NOT_THERE) else set()  # without an agent: 2
        if said.code not in codes:
            faults.append(f"after {event}: {opener} in {copy}: {words}: ends with {said.code}, not {sorted(codes)}")
        if touched := {path.name for path in changed if path.suffix == ".vault" or path.parent.name == "desk"}:
            faults.append(f"after {event}: {opener} in {copy}: {words}: writes {', '.join(sorted(touched))}")
    return faults


def changes(event: str) -> list[tuple[str, str, str, str]]:
    """Returns every way to change a copy, in an order that is the same each time; what archives take is left out."""
    every = (
        (copy, opener, words, typed)
        for copy, opener, (words, typed) in product(NO_HOMES, (*OPENERS, "nobody"), CHANGING)
        if copy != "archive" or not words.startswith(tuple(BY_ARCHIVES))
    )
    return sorted(every, key=lambda one: hashlib.sha256(f"{event}: {one}".encode()).digest())


def test_every_command_that_changes_something_is_tried() -> None:
    wanted = {words for words, each in commands().items() if not each.callback.only_reads}
    tried = {words for words in wanted for called, _ in CHANGING if f"{called} ".startswith(f"{words} ")}
    assert (wanted - tried, tried & NOT_TRIED.keys()) == (set(NOT_TRIED), set())
    assert {opener for _, opener, _, _ in changes("end")} == {*OPENERS, "nobody"}


@pytest.mark.parametrize("event", thinned(EVENTS, 2))
def test_each_copy_keeps_what_was_promised(event: str, place: Place) -> None:
    """A command for every second pair of a copy and a way in, and some of the changes that no copy takes."""
    first = list(EVENTS).index(event) % 2
    place.after(EVENTS[event])
    assert look(place, sample(event, 1)[first::2]) == []
    assert change(place, event, changes(event)[:15]) == []


@pytest.mark.thorough
@pytest.mark.parametrize("event", EVENTS)
def test_more_of_each_copy_keeps_what_was_promised(event: str, place: Place) -> None:
    place.after(EVENTS[event])
    assert look(place, sample(event, THOROUGH, 1)) == []
    assert change(place, event, changes(event)[15:60]) == []


@pytest.mark.slow
@pytest.mark.parametrize("event", EVENTS)
def test_all_of_each_copy_keeps_what_was_promised(event: str, place: Place) -> None:
    place.after(EVENTS[event])
    assert look(place, cells(event)) == []
    assert change(place, event, changes(event)) == []
