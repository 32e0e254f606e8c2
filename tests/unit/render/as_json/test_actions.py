"""Actions for scripts."""

from __future__ import annotations

import msgspec

from coachvault.practice.actions import ActionStatus
from coachvault.practice.ids import Code
from coachvault.render.as_json.actions import ActionRecord
from coachvault.services.notes.actions import ActionView


def test_an_action_without_a_day_or_note_has_null() -> None:
    view = ActionView("heron/a1", Code("heron"), "Ask.", None, ActionStatus.OPEN, "")
    record = msgspec.to_builtins(ActionRecord.of(view))
    assert record == {"id": "heron/a1", "client": "heron", "text": "Ask.", "by": None, "status": "open", "note": None}
