"""A made-up note is kept as it would be typed."""

from __future__ import annotations

import pytest

from coachvault.texts.sample.shapes import SampleNote


@pytest.mark.parametrize("text", ["Title\n\n- one\n  - two", "\n    Title\n\n    - one\n      - two\n    "])
def test_a_note_loses_the_indentation_of_the_source_and_ends_with_its_line(text: str) -> None:
    assert SampleNote("heron", 3, "09:00", 60, text).text == "Title\n\n- one\n  - two\n"
