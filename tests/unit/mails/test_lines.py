"""Lines end at CR and LF alone, and `>` tells how deep they are quoted."""

from __future__ import annotations

import pytest

from coachvault.mails.lines import Line, plain_lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("one ", Line("one ")),
        ("> one", Line("one", 1)),
        (">> > one", Line("one", 3)),
        (">\u00a0one", Line("one", 1)),
        ("  > one", Line("one", 1)),
        (">From my side", Line("From my side")),
        ("-- ", Line("-- ")),
    ],
)
def test_a_line_is_known_by_its_marks(line: str, expected: Line) -> None:
    assert plain_lines(line) == [expected]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c"])
def test_nothing_else_ends_a_line(mark: str) -> None:
    assert plain_lines(f"> one{mark}two") == [Line(f"one{mark}two", 1)]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_blank_lines_are_none(end: str) -> None:
    assert [line.text for line in plain_lines(end.join(["one", "", ">", "two", ""]))] == ["one", "two"]


def test_soft_breaks_are_undone_at_one_depth_only() -> None:
    text = "I approve \nit \n> what \n> was asked\n stuffed\n-- \nAda"
    assert [(line.text, line.depth) for line in plain_lines(text, flowed=True)] == [
        ("I approve it ", 0),
        ("what was asked", 1),
        ("stuffed", 0),
        ("-- ", 0),
        ("Ada", 0),
    ]


def test_delsp_takes_the_space_before_a_soft_break() -> None:
    assert [line.text for line in plain_lines("on \ne", flowed=True, joined=True)] == ["one"]
