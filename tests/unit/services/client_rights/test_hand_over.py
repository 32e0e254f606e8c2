"""Notes are handed to the client whom they are about, before they are destroyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.services.client_rights import erasure, hand_over
from tests.fakes import Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_notes_handed_over_are_told_as_well(practice: Practice, tmp_path: Path) -> None:
    hand_over.hand_over(practice.open(), "E3", tmp_path / "E3.txt")
    assert erasure.scope_of(practice.open(), "linden").files == [str(tmp_path / "E3.txt")]
