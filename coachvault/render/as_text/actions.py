"""Actions as a person reads them at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachvault.practice.dates import said_back
from coachvault.render.as_text.layout import table

if TYPE_CHECKING:
    from rich.table import Table

    from coachvault.services.notes.actions import ActionView


def line(view: ActionView) -> str:
    """An action in one line: its id, what, and by when."""
    return f"{view.id}  {view.text}" + (f" (by {said_back(view.by.isoformat())})" if view.by else "")


def actions(views: Iterable[ActionView]) -> Table:
    """Actions as a list shows them."""
    rows = [
        (view.id, view.status.value, said_back(view.by.isoformat()) if view.by else "", view.note, view.text)
        for view in views
    ]
    return table(("action", "status", "by", "note", "what"), rows)
