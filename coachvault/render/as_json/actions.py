"""Actions for scripts (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from coachvault.practice.actions import ActionStatus
from coachvault.render.as_json.record import Record


class ActionRecord(Record, frozen=True):
    """What a client wants to do."""

    id: str
    client: str
    text: str
    by: Annotated[date | None, "the last day for it"]
    status: ActionStatus
    note: Annotated[str | None, "the note from which it was taken"]


ActionAnswer = TypedDict("ActionAnswer", {"action": ActionRecord})
ActionList = TypedDict("ActionList", {"actions": list[ActionRecord]})
