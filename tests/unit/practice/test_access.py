"""A request for a copy is answered within a month (GDPR, article 12)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coachvault.errors import BadInput
from coachvault.practice.access import AccessRequest
from coachvault.practice.ids import Code


def asked(on: date) -> AccessRequest:
    return AccessRequest(Code("heron"), on)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
    ],
)
def test_it_is_to_be_answered_within_a_month(on: date, due: date) -> None:
    assert asked(on).due == due


def test_it_comes_today_or_earlier() -> None:
    today = date(2026, 11, 23)
    asked(today).require_past(today)
    asked(today - timedelta(days=400)).require_past(today)
    with pytest.raises(BadInput, match="future"):
        asked(today + timedelta(days=1)).require_past(today)
