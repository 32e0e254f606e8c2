"""A reason says something, in one line (rule R6)."""

from __future__ import annotations

import pytest

from coachvault.errors import BadInput, Refused
from coachvault.practice.register import parse_reason


def test_a_reason_is_taken_without_the_spaces_around_it() -> None:
    assert parse_reason("  the insurer asked \n") == "the insurer asked"
    assert len(parse_reason("x" * 500)) == 500


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_no_reason_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="takes a reason") as caught:
        parse_reason(text)
    assert "--reason" in caught.value.hint


@pytest.mark.parametrize("text", ["x" * 501, "two\nlines", "two\rlines", "a\0b", "bad \udcff"])
def test_a_reason_that_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_reason(text)
