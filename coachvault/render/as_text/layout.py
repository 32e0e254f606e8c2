"""How lines, fields and tables are laid out at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachvault.render.safe import clean_line

if TYPE_CHECKING:
    from rich.table import Table

RULE = "─" * 60


def when(held_on: str) -> str:
    """A day or a moment, without seconds and offset."""
    return held_on[:16].replace("T", " ")


def fields(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values under each other; empty values are left out."""
    shown = [(name, value) for name, value in pairs if value]
    width = max((len(name) for name, _ in shown), default=0)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in shown)


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """A table of plain text: only its last column gives way when there is little room, and nothing is ever cut off."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    cells = [tuple(map(clean_line, row)) for row in rows]
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), show_header=bool(cells))
    for index, column in enumerate(columns[:-1]):
        longest = max((cell_len(row[index]) for row in cells), default=0)
        made.add_column(column, width=max(longest, len(column)), no_wrap=True)
    made.add_column(columns[-1], overflow="fold")
    for row in cells:
        made.add_row(*map(Text, row))
    return made


def hours_line(paid: int, given: int) -> str:
    """Paid and pro bono minutes, as hours."""
    return f"{paid / 60:g} h paid, {given / 60:g} h pro bono" if paid or given else ""
