"""What a destruction would take is found and counted, and whatever forbids it stops it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import Refused
from coachvault.practice.retention import RecordClass
from coachvault.services.destruction import destroy, in_progress, plan
from coachvault.services.destruction.plan import Order
from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.retention import due
from tests.fakes import NOON, Practice, filled_practice
from tests.unit.services.destruction.test_destroy import LINDEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_hold_stops_it_also_between_preview_and_confirmation(practice: Practice) -> None:
    opened = practice.open()
    assert plan.plan(opened, LINDEN).item.subject == "E3"
    due.add_hold(opened, "E3", "a claim was announced")
    before = practice.path.read_bytes()
    with pytest.raises(Refused, match="held since 2026-11-23"):
        destroy.destroy(opened, LINDEN)
    assert practice.path.read_bytes() == before
    assert not in_progress.is_begun(opened), "nothing was begun that the next start would go on with"
    due.lift_hold(opened, "E3", "it was settled")
    assert destroy.destroy(opened, LINDEN).subject == "E3"


def test_what_has_not_ended_is_not_destroyed_unless_it_was_forgotten(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="has not ended"):
        destroy.destroy(opened, Order("heron"))
    practice.pass_years(8)
    opened = practice.open()
    certificate = destroy.destroy(opened, Order("E1"))
    assert certificate.due == date(2033, 11, 23), "it counts from the last contact (R16)"
    ended = next(each for each in list_engagements(opened) if each.number == 1)
    assert (ended.ended, ended.destroyed) == (NOON.date(), opened.now().date())


def test_the_register_is_not_destroyed(practice: Practice) -> None:
    with pytest.raises(Refused, match="register is kept"):
        destroy.destroy(practice.open(), Order("linden", RecordClass.REGISTER))
