"""`python -m benchmarks`: installs both programs, makes the corpora, measures, reports."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import coachvault_side, floors, jrnl_side
from benchmarks.corpora import make_notes
from benchmarks.figures import Figures
from benchmarks.installing import install_coachvault, install_jrnl, version_of
from benchmarks.measure import Task, clocked, run_rounds
from benchmarks.report import Surroundings, markdown

_PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    """Runs the benchmarks as the command line asks."""
    options = _options()
    sizes = sorted({int(size) for size in options.sizes.split(",")})
    with tempfile.TemporaryDirectory(prefix="coachvault-benchmarks-") as folder:
        page = measured(Path(folder), sizes, options.rounds)
    print(page)
    if options.write:
        _PAGE.write_text(page, encoding="utf-8")


def measured(folder: Path, sizes: list[int], rounds: int) -> str:
    """Installs, fills, measures and returns the report.

    Args:
        folder: An empty folder.
        sizes: Notes in each corpus, in rising order.
        rounds: How many rounds count.
    """
    _tell("installing both programs")
    ours, theirs = install_coachvault(folder / "coachvault"), install_jrnl(folder / "jrnl")
    tasks = _start_tasks(folder, ours, theirs)
    for size in sizes:
        _tell(f"making the corpora of {size:,} notes")
        tasks += _tasks(folder, ours, theirs, size)
    results = run_rounds(tasks, rounds, _tell)
    surroundings = Surroundings(
        processors=os.cpu_count() or 1,
        system=platform.system(),
        python=f"{platform.python_implementation()} {platform.python_version()}",
        coachvault=version_of(ours, coachvault_side.NAME),
        jrnl=version_of(theirs, jrnl_side.NAME),
        rounds=rounds,
    )
    return markdown(Figures(results, sizes), surroundings)


def _start_tasks(folder: Path, ours: Path, theirs: Path) -> list[Task]:
    home = folder / "start"
    home.mkdir()
    return [
        floors.bare_task(ours, home),
        coachvault_side.start_task(ours, home),
        jrnl_side.start_task(theirs, home),
        floors.argon2id_task(ours, home),
    ]


def _tasks(folder: Path, ours: Path, theirs: Path, size: int) -> list[Task]:
    our_home, their_home = folder / f"home-ours-{size}", folder / f"home-theirs-{size}"
    our_home.mkdir()
    their_home.mkdir()
    notes = make_notes(size)
    measured_ours = coachvault_side.prepare(ours, our_home, notes)
    measured_theirs = jrnl_side.prepare(theirs, their_home, notes)
    in_turn = [
        each
        for our_task, their_task in zip(measured_ours, measured_theirs, strict=True)
        for each in (our_task, their_task, clocked(our_task, ours), clocked(their_task, theirs))
    ]
    return [*in_turn, floors.open_once_task(ours, our_home, notes)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="10,1000,10000", metavar="N,...", help="notes in each corpus")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds that count")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md as well")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
