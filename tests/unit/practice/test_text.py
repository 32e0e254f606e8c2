"""What can be kept as a text or a line, and how a number is shown with what it counts."""

from __future__ import annotations

import pytest

from coachvault.errors import BadInput
from coachvault.practice.text import counted, require_line, require_text


def test_a_text_may_have_so_many_characters() -> None:
    require_text("漢" * 1_000, "", "two\nlines", longest=1_000)
    with pytest.raises(BadInput, match="1,000 characters"):
        require_text("", "x" * 1_001, longest=1_000)


@pytest.mark.parametrize(("text", "why"), [("a\0b", "NUL"), ("bad \udcff", "UTF-8")])
def test_what_cannot_be_written_down_is_refused(text: str, why: str) -> None:
    for check in (require_text, require_line):
        with pytest.raises(BadInput, match=why):
            check("fine", text, longest=100)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_line_has_no_line_break(end: str) -> None:
    require_line("one line", "", longest=100)
    with pytest.raises(BadInput, match="one line"):
        require_line("fine", f"one{end}two", longest=100)


@pytest.mark.parametrize(("number", "shown"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes"), (1200, "1,200 notes")])
def test_a_number_is_shown_with_what_it_counts(number: int, shown: str) -> None:
    assert counted(number, "note") == shown
