"""What a client changed is shown word by word."""

from __future__ import annotations

import pytest

from coachvault.render.as_text.word_diff import word_diff


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("She asks more.", "I ask more.", "[-She-]{+I+} [-asks-]{+ask+} more."),
        ("One two three.", "One two three.", "One two three."),
        ("One two.", "One two, three.", "One two{+, three+}."),
        ("All of this.", "Nichts davon!", "[-All of this.-]\n{+Nichts davon!+}"),
    ],
)
def test_a_difference_is_shown_word_by_word(before: str, after: str, shown: str) -> None:
    assert word_diff(before, after) == shown
