"""What becomes of a date that was read: said back, refused where it is over, asked about where it is in doubt."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coachvault.errors import BadInput
from coachvault.practice.dates import (
    DateOrder,
    DateReading,
    Doubtful,
    Meant,
    Present,
    is_far_ahead,
    require_meant,
    said_back,
)

PRESENT = Present(datetime(2026, 11, 26, 23, 30, tzinfo=UTC), UTC)


def test_a_day_is_said_back_with_its_weekday() -> None:
    assert said_back("2026-12-12") == "Sat 12 December 2026"
    assert said_back("2026-03-04T14:30+01:00") == "Wed 4 March 2026 14:30"


@pytest.mark.parametrize(("when", "is_over"), [("2026-11-25", True), ("2026-11-26", False), ("2026-11-27", False)])
def test_only_where_the_future_is_meant_is_a_past_day_refused(when: str, is_over: bool) -> None:
    for meant in (Meant.PAST, Meant.HELD):
        require_meant(DateReading(when), PRESENT, meant)
    if is_over:
        with pytest.raises(BadInput, match=r"Wed 25 November 2026 is over; today is Thu 26 November 2026\."):
            require_meant(DateReading(when), PRESENT, Meant.FUTURE)
    else:
        require_meant(DateReading(when), PRESENT, Meant.FUTURE)


def test_a_week_ahead_is_not_far() -> None:
    assert not is_far_ahead("2026-12-03", date(2026, 11, 26))
    assert is_far_ahead("2026-12-04T00:00+01:00", date(2026, 11, 26))


def test_a_doubt_names_every_day_and_the_way_to_settle_it() -> None:
    by_order = Doubtful((DateReading("2026-03-04", DateOrder.MDY), DateReading("2026-04-03", DateOrder.DMY)))
    assert "2026-03-04, 2026-04-03" in by_order.message
    assert "practice set date_order" in by_order.hint
    other = Doubtful((DateReading("2026-11-19"), DateReading("2026-11-26")))
    assert not other.by_order
    assert "date_order" not in other.hint
