"""Actions as a person reads them."""

from __future__ import annotations

from datetime import date

from coachvault.practice.actions import ActionStatus
from coachvault.practice.ids import Code
from coachvault.render.as_text.actions import actions, line
from coachvault.services.notes.actions import ActionView

VIEW = ActionView("heron/a1", Code("heron"), "Ask.", date(2026, 12, 1), ActionStatus.OPEN, "heron/3")


def test_a_line_says_by_when() -> None:
    assert line(VIEW) == "heron/a1  Ask. (by Tue 1 December 2026)"
    assert actions([VIEW]).row_count == 1
