"""Nothing new is written into a practice that has ended."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.errors import Refused
from coachvault.practice.retirement import PracticeState

ENDED = date(2026, 11, 23)


def test_a_practice_that_goes_on_may_write() -> None:
    PracticeState().require_living()


@pytest.mark.parametrize(("is_archive", "what"), [(False, "This practice has ended"), (True, "This is an archive")])
def test_one_that_has_ended_says_since_when(is_archive: bool, what: str) -> None:
    with pytest.raises(Refused, match=f"{what}.*since 2026-11-23") as caught:
        PracticeState(ENDED, is_archive=is_archive).require_living()
    assert "coachvault status" in caught.value.hint
