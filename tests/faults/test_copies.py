"""However the making of a copy is stopped, list, check and certificate name each file that opens afterwards."""

from __future__ import annotations

import re

import pytest

from tests.faults.copies import COPYING
from tests.faults.stops import swept
from tests.shards import thinned

MODULE = "tests.faults.copies"
EVERY = 19
FEWEST = 3

pytestmark = pytest.mark.needs_program("strace")


@pytest.mark.parametrize("name", thinned(COPYING))
def test_a_sample_of_all_points_leaves_no_copy_unnamed(name: str) -> None:
    code, said = swept(MODULE, str(EVERY), "0", name)
    assert code == 0, said
    assert int(re.findall(r": (\d+) points", said)[0]) >= FEWEST


@pytest.mark.slow
@pytest.mark.parametrize("name", COPYING)
def test_every_point_leaves_no_copy_unnamed(name: str) -> None:
    code, said = swept(MODULE, "1", "0", name)
    assert code == 0, said


@pytest.mark.thorough
def test_a_copy_that_is_written_before_it_is_listed_is_found_out() -> None:
    code, said = swept(MODULE, "5", "0", "control")
    assert code == 1
    assert all(f"{each} does not name copy.vault" in said for each in ("the list", "check"))
    assert "not named: " in said
