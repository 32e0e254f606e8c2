"""The power fails at any moment: the vault opens and is whole, and every note that was said to be saved is there."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from tests.fakes import Practice, filled_practice
from tests.faults.powerloss import Disk, Step, record, states
from tests.shards import sharded

NOTES, SHARDS, CHECKED = 10, 8, 10

pytestmark = pytest.mark.needs_program("strace")


def found_on_disk(folder: Path, each: int, seed: int, *, careless: bool = False) -> Iterator[tuple[int, Practice]]:
    """Yields vaults as they may be found, on a machine that remembers nothing, with how many notes must be there."""
    recorded = filled_practice(folder / "recorded")
    recorded.open()
    before = {str(recorded.path): recorded.path.read_bytes()}
    steps = record(folder / "recorded", NOTES, careless=careless)
    assert sum(step.kind == "saved" for step in steps) == NOTES
    for number, (saved, files) in enumerate(states(before, steps, each, seed)):
        found = Practice.at(folder / "found" / str(number))
        found.path.parent.mkdir(parents=True)
        for path, data in files.items():
            place = found.path.with_name(Path(path).name)
            place.touch(0o600)
            place.write_bytes(data)
        yield saved, found
        shutil.rmtree(folder / "found")


def fault(saved: int, found: Practice, *, in_full: bool) -> str:
    try:
        titles = {line.summary.title for line in list_notes(found.open(), "heron", Filter()).notes}
        if in_full and found.faults():
            return f"not whole: {found.faults()[0]}"
        add_note(found.open(), "heron", NoteDraft("work goes on"))
    except CoachVaultError as error:
        return f"does not open: {error.message}"
    lost = [number for number in range(saved) if not any(title.startswith(f"note {number} ") for title in titles)]
    return f"lost: {lost}" if lost else ""


def swept(folder: Path, each: int, seed: int, *, careless: bool = False) -> tuple[int, list[str]]:
    faults, count = [], 0
    for count, (saved, found) in enumerate(found_on_disk(folder, each, seed, careless=careless), start=1):
        faults.append(fault(saved, found, in_full=count % CHECKED == 0))
    return count, [each for each in faults if each]


@pytest.mark.parametrize("shard", sharded(SHARDS))
def test_nothing_that_was_saved_is_lost_and_nothing_is_damaged(shard: int, tmp_path: Path) -> None:
    count, faults = swept(tmp_path, each=1, seed=shard)
    assert faults == []
    assert SHARDS * count >= 2000, count


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(4))
def test_many_more_states(shard: int, tmp_path: Path) -> None:
    count, faults = swept(tmp_path, each=40, seed=100 + shard)
    assert faults == []
    assert count > 5000


@pytest.mark.thorough
def test_a_program_that_syncs_nothing_is_found_out(tmp_path: Path) -> None:
    _, faults = swept(tmp_path, each=1, seed=0, careless=True)
    assert faults


def test_the_disk_of_the_model_keeps_what_is_synced_and_may_lose_the_rest() -> None:
    disk = Disk({"/a": b"old"})
    disk.take(Step("write", "/a", 0, b"new"))
    chances = [random.Random(seed) for seed in range(200)]  # noqa: S311 - the same draws each time
    assert {disk.after_a_power_cut(chance)["/a"] for chance in chances} == {b"old", b"new"}
    disk.take(Step("sync", "/a"))
    disk.take(Step("make", "/b"))
    assert {"/b" in disk.after_a_power_cut(chance) for chance in chances} == {True, False}
    disk.take(Step("sync", "/"))
    assert all(disk.after_a_power_cut(chance) == {"/a": b"new", "/b": b""} for chance in chances)
    disk.take(Step("remove", "/b"))
    disk.take(Step("cut", "/a", 1))
    assert {disk.after_a_power_cut(chance)["/a"] for chance in chances} == {b"new", b"n"}
