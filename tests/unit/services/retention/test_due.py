"""What is due, what is held, and what is kept longer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import BadInput, IntegrityError, Refused
from coachvault.practice import kinds
from coachvault.services.destruction import destroy
from coachvault.services.retention import due
from coachvault.vault.keys import Part
from tests.fakes import NOON, Practice, filled_practice
from tests.unit.services.destruction.test_destroy import LINDEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_a_hold_takes_a_reason_once_and_is_reviewed(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="A hold says why"):
        due.add_hold(opened, "E3", "")
    with pytest.raises(BadInput, match="to come"):
        due.add_hold(opened, "E3", "a claim", NOON.date())
    due.add_hold(opened, "E3", "a claim", date(2027, 1, 1))
    with pytest.raises(Refused, match="held already"):
        due.add_hold(opened, "E3", "a claim")
    assert due.list_due(opened).reviews == []
    practice.clock.pass_days(60)
    assert [hold.engagement for hold in due.list_due(practice.open()).reviews] == [3]
    due.lift_hold(practice.open(), "E3", "it was settled")
    with pytest.raises(Refused, match="nothing to lift"):
        due.lift_hold(practice.open(), "E3", "again")


def test_an_extension_takes_a_reason_and_a_later_day(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(Refused, match="takes a reason"):
        due.extend(opened, "E3", date(2040, 1, 1), "")
    for early in (date(2026, 1, 1), date(2032, 12, 31)):
        with pytest.raises(BadInput, match="anyway"):
            due.extend(opened, "E3", early, "the client asked")
    with pytest.raises(Refused, match="not ended"):
        due.extend(opened, "heron", date(2040, 1, 1), "the client asked")
    _, decision = due.extend(opened, "E3", date(2040, 1, 1), "the client asked")
    assert decision.due == date(2040, 1, 1)
    practice.clock.pass_days(9 * 366)
    assert "E3" not in {each.subject for each in due.list_due(practice.open()).notes}


def test_a_hold_that_was_taken_out_of_the_file_is_missed(practice: Practice) -> None:
    opened = practice.open()
    due.add_hold(opened, "E3", "a claim was announced")
    with opened.vault.read() as snapshot:
        schedule = snapshot.part(Part.SCHEDULE)
        (item,) = snapshot.head(schedule).of_kind(kinds.HOLD)
    practice.tamper("DELETE FROM record WHERE compartment_id = ? AND record_id = ?", schedule, item.record_id)
    with pytest.raises(IntegrityError):
        destroy.destroy(practice.open(), LINDEN)
    with pytest.raises(IntegrityError):
        due.list_due(practice.open())
