"""Lines, fields and tables at a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from coachvault.render.as_text.layout import fields, hours_line, table, when


def drawn(columns: tuple[str, ...], rows: list[tuple[str, ...]], width: int = 80) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    console.print(table(columns, rows))
    output = console.file
    assert isinstance(output, io.StringIO)
    return [line.rstrip() for line in output.getvalue().splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("held_on", "shown"),
    [("2026-11-23", "2026-11-23"), ("2026-11-23T14:30:00+01:00", "2026-11-23 14:30"), ("", "")],
)
def test_a_moment_is_shown_to_the_minute(held_on: str, shown: str) -> None:
    assert when(held_on) == shown


def test_values_stand_under_each_other_and_empty_ones_nowhere() -> None:
    assert fields([("name", "Ada"), ("phone", ""), ("remark", "two\nlines")]) == "name    Ada\nremark  two\nlines"
    assert fields([("name", "")]) == fields([]) == ""


def test_a_table_gives_way_in_its_last_column_alone_and_cuts_nothing_off() -> None:
    lines = drawn(("id", "first line"), [("heron/1", "word " * 30), ("wren/12", "short")], width=40)
    text = " ".join(lines)
    assert text.count("word") == 30
    assert "heron/1" in text
    assert "wren/12" in text
    assert "…" not in text


def test_what_stands_in_a_cell_acts_on_no_terminal() -> None:
    assert "\x1b" not in "".join(drawn(("id",), [("\x1b[31mred",)]))


@pytest.mark.parametrize(
    ("paid", "given", "shown"),
    [(0, 0, ""), (90, 0, "1.5 h paid, 0 h pro bono"), (0, 60, "0 h paid, 1 h pro bono")],
)
def test_minutes_are_shown_as_hours(paid: int, given: int, shown: str) -> None:
    assert hours_line(paid, given) == shown
