"""What one change takes away or gives back: the last word of it counts."""

from __future__ import annotations

from coachvault.vault.codec import CompartmentId
from coachvault.vault.taken import Taking

ONE = CompartmentId(b"1" * 16)


def test_sealing_and_reopening_in_one_change_come_to_the_last_of_them() -> None:
    taking = Taking()
    taking.seals(ONE)
    taking.reopens(ONE)
    assert (taking.sealed, taking.reopened) == (set(), {ONE})
    taking.seals(ONE)
    assert (taking.sealed, taking.reopened) == ({ONE}, set())
