"""A copy that is being written is never taken for one that was left unfinished."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.services.copies.under_way import UnderWay
from coachvault.vault.codec import CopyId, VaultId

VAULT, COPY, OTHER = VaultId(bytes(16)), CopyId(bytes([1]) * 16), CopyId(bytes([2]) * 16)
PLACE = Path("/media/disk/practice.vault")


@pytest.fixture
def under_way(tmp_path: Path) -> UnderWay:
    return UnderWay(tmp_path, VAULT)


def test_nothing_is_marked_before_anything_is_written(under_way: UnderWay) -> None:
    assert not under_way.is_marked()
    assert not under_way.is_being_written(COPY)
    assert under_way.stopped(PLACE) == []


def test_a_copy_is_being_written_while_its_process_is_at_it(under_way: UnderWay) -> None:
    with under_way.writing(COPY):
        assert under_way.is_being_written(COPY)
        assert not under_way.is_being_written(OTHER)
        assert under_way.stopped(PLACE) == []
    assert not under_way.is_being_written(COPY)
    assert (under_way.stopped(PLACE), under_way.is_marked()) == ([COPY], True)
    under_way.forget(COPY)
    assert not under_way.is_marked()


def test_what_stands_in_no_list_is_looked_for_at_its_own_place_alone(under_way: UnderWay) -> None:
    with under_way.writing(COPY, PLACE):
        assert under_way.is_being_written(COPY)
    assert under_way.stopped(PLACE.with_name("other.vault")) == []
    assert under_way.stopped(PLACE) == [COPY]
    under_way.forget(COPY)
    assert not under_way.is_marked()


def test_other_vaults_are_left_alone(tmp_path: Path, under_way: UnderWay) -> None:
    with UnderWay(tmp_path, VaultId(bytes([9]) * 16)).writing(COPY):
        assert not under_way.is_marked()
        assert not under_way.is_being_written(COPY)
