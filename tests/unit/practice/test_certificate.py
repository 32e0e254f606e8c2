"""A certificate says how far a destruction has come, and never more (rule R8)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from coachvault.practice.backup import Backup
from coachvault.practice.certificate import NOT_YET, Certificate, Copy, Method, Performer
from coachvault.practice.retention import RecordClass
from tests.fakes import NOON

LEFT = Copy(3, "/media/disk/b.vault", NOON, why="the disk is not there")
CLEANED = msgspec.structs.replace(LEFT, backup=1, why="", cleaned_at=NOON)
GONE = msgspec.structs.replace(LEFT, backup=2, gone_at=NOON)
UNTRIED = msgspec.structs.replace(LEFT, backup=4, why=NOT_YET)


def certificate(*copies: Copy) -> Certificate:
    return Certificate(
        subject="E3",
        client="linden",
        series=RecordClass.NOTES,
        first_day=date(2025, 1, 5),
        last_day=date(2025, 12, 31),
        quantity="2 notes, 5 rows",
        authority="notes: 7 years after the end",
        due=date(2032, 12, 31),
        reason="",
        method=Method.KEY_AND_ROWS,
        at=NOON,
        performer=Performer.COACH,
        witness="",
        holds="none",
        copies=copies,
    )


@pytest.mark.parametrize(
    ("copies", "left", "state"),
    [
        ((), [], "destroyed in every known copy"),
        ((CLEANED, GONE), [], "destroyed in every known copy"),
        ((CLEANED, LEFT, GONE), ["B3"], "destroyed here"),
        ((UNTRIED, LEFT), ["B4", "B3"], "destroyed here"),
    ],
)
def test_it_is_destroyed_everywhere_once_no_copy_is_left(copies: tuple[Copy, ...], left: list[str], state: str) -> None:
    found = certificate(*copies)
    assert [copy.id for copy in found.copies_left] == left
    assert found.state == state


@pytest.mark.parametrize(
    ("copies", "begun"),
    [
        ((), False),
        ((LEFT,), False),
        ((CLEANED, UNTRIED), True),
        ((msgspec.structs.replace(UNTRIED, cleaned_at=NOON),), False),
        ((msgspec.structs.replace(UNTRIED, gone_at=NOON),), False),
    ],
)
def test_it_is_begun_while_a_copy_was_not_even_tried(copies: tuple[Copy, ...], begun: bool) -> None:
    assert certificate(*copies).is_begun == begun


def test_it_is_known_by_what_was_destroyed() -> None:
    assert certificate().thing == ("E3", RecordClass.NOTES)


def test_a_copy_is_known_by_id_and_place_and_where_no_id_was_written_down_by_place_and_day() -> None:
    backup = Backup(3, bytes(16), LEFT.path, NOON, 40)
    assert msgspec.structs.replace(LEFT, copy_id=bytes(16), backup=7).is_of(backup)
    assert not msgspec.structs.replace(LEFT, copy_id=bytes([1]) * 16).is_of(backup)
    assert LEFT.is_of(backup)
    assert not msgspec.structs.replace(LEFT, made_at=NOON + timedelta(days=1)).is_of(backup)
    assert not msgspec.structs.replace(LEFT, path="/media/other.vault").is_of(backup)
