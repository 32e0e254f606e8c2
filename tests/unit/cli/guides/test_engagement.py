"""The terms of an engagement, asked one by one."""

from __future__ import annotations

import pytest

from coachvault.cli.guides.engagement import ask_terms
from tests.unit.cli.scripted import Scripted


@pytest.mark.parametrize(
    ("lines", "with_sponsor", "fields"),
    [
        (("speak up", "delegate", ""), False, {"objectives": ["speak up", "delegate"]}),
        (("",), False, {"objectives": []}),
        (
            ("speak up", "", "dates only"),
            True,
            {"objectives": ["speak up"], "sponsor_may_receive": "dates only"},
        ),
        (("", ""), True, {"objectives": [], "sponsor_may_receive": ""}),
    ],
)
def test_objectives_are_asked_until_enter_alone(
    coach: Scripted, lines: tuple[str, ...], with_sponsor: bool, fields: dict[str, object]
) -> None:
    assert ask_terms(coach.types(*lines), with_sponsor=with_sponsor) == fields
