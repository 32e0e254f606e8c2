"""Notes as a person reads them at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachvault.practice.text import counted
from coachvault.render.as_text.layout import RULE, table, when

if TYPE_CHECKING:
    from rich.table import Table

    from coachvault.services.notes.journal import NoteView
    from coachvault.services.notes.listing import NoteLine


def note(view: NoteView) -> str:
    """A note: one line about it, a blank one, then its text."""
    value = view.note
    details = [str(view.id), when(value.held_on), value.kind.value]
    if value.minutes:
        details.append(f"{value.minutes} min" + (", pro bono" if value.pro_bono else ""))
    details += [f"#{tag}" for tag in value.tags]
    if view.revision > 1:
        details.append(f"wording {view.revision}")
    return " · ".join(details) + "\n\n" + value.body


def notes(views: Iterable[NoteView]) -> str:
    """Several notes, one under the other."""
    return f"\n\n{RULE}\n".join(note(view).rstrip("\n") for view in views)


def history(views: Iterable[NoteView]) -> str:
    """Every wording of a note, the oldest first."""
    return f"\n\n{RULE}\n".join(
        f"wording {view.revision}, written {view.note.written_at:%Y-%m-%d %H:%M}\n{note(view)}".rstrip("\n")
        for view in views
    )


def note_lines(lines: Iterable[NoteLine]) -> Table:
    """Notes as a list shows them: tags follow the first line."""
    rows = [
        (
            str(line.id),
            when(line.summary.held_on),
            line.summary.kind.value,
            "  ".join([line.summary.title, *(f"#{tag}" for tag in line.summary.tags)]),
        )
        for line in lines
    ]
    return table(("note", "when", "kind", "first line"), rows)


def matches(rows: Iterable[tuple[str, str, str, str]]) -> str:
    """What a search found: two lines for each note, one where no words were looked for."""
    return "\n".join(
        f"{note_id:<10} {day}  {title}" + (f"\n{'':<10} {line}" if line else "") for note_id, day, title, line in rows
    )


def more_line(count: int) -> str:
    """Says how many of what was found are not shown."""
    return f"\u2026 {count:,} more, `--limit 0` shows all."


def saved(view: NoteView, verb: str) -> str:
    """The sentence that ends a command which wrote a note."""
    count = len(view.note.body.split())
    length = f", {view.note.minutes} min" if view.note.minutes else ""
    return f"{view.id} {verb}: {when(view.note.held_on)}, {view.note.kind.value}{length}, {counted(count, 'word')}."


def sealed_line(count: int) -> str:
    """Says that sealed notes were not read."""
    return f"{counted(count, 'sealed note')} not read: the engagement has ended. Reading one requires a reason."
