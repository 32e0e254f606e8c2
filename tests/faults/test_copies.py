"""However the making of a copy is stopped, a destruction afterwards names each file that still holds what went."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.copies import COPYING
from tests.shards import thinned

ROOT = Path(__file__).parents[2]
EVERY = 19
FEWEST = 3

pytestmark = pytest.mark.needs_program("strace")


def swept(*arguments: str) -> tuple[int, str]:
    """Sweeps in a process without threads, which can be forked safely."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.copies", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert "points" in done.stdout, done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("name", thinned(COPYING))
def test_a_sample_of_all_points_leaves_no_copy_unnamed(name: str) -> None:
    code, said = swept(str(EVERY), "0", name)
    assert code == 0, said
    assert int(re.findall(r": (\d+) points", said)[0]) >= FEWEST


@pytest.mark.slow
@pytest.mark.parametrize("name", COPYING)
def test_every_point_leaves_no_copy_unnamed(name: str) -> None:
    code, said = swept("1", "0", name)
    assert code == 0, said


@pytest.mark.thorough
def test_a_copy_that_is_written_before_it_is_listed_is_found_out() -> None:
    code, said = swept("5", "0", "control")
    assert code == 1
    assert "not named" in said
