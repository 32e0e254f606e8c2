"""Settings of the practice: kept in its profile, and refused where they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import BadInput
from coachvault.practice.dates import DateOrder
from coachvault.services.people.settings import change_setting, date_order, keep_date_order
from coachvault.services.records import roster
from tests.fakes import filled_practice


def test_the_order_of_days_is_kept_and_changes_nothing_else(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    assert date_order(opened) is None
    change_setting(opened, "date_order", "dmy")
    assert date_order(opened) is DateOrder.DMY
    keep_date_order(opened, DateOrder.MDY)
    with opened.vault.read() as snapshot:
        profile = roster.profile(snapshot)
    assert (profile.date_order, profile.name) == (DateOrder.MDY, "Riverside")


@pytest.mark.parametrize(("name", "value"), [("date_order", "ymd"), ("order", "dmy"), ("date_order", "")])
def test_no_other_setting_and_no_other_value_is_taken(tmp_path: Path, name: str, value: str) -> None:
    opened = filled_practice(tmp_path).open()
    with pytest.raises(BadInput):
        change_setting(opened, name, value)
    assert date_order(opened) is None
