"""What a client says of themselves is a mark from 0 to 10, and words beside it."""

from __future__ import annotations

from datetime import date

import pytest

from coachvault.errors import BadInput
from coachvault.practice.measures import HIGHEST, LOWEST, Measure, Rating

DAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", [*Measure, "objective-1", "objective-99"])
def test_a_measure_and_an_objective_can_be_rated(name: str) -> None:
    for value in (LOWEST, HIGHEST):
        assert Rating(DAY, {name: value}, {name: "better than in May"}).values == {name: value}


@pytest.mark.parametrize("name", ["", "mood", "Mindset", "objective-0", "objective-100", "objective-1x", "objective-"])
def test_nothing_else_can(name: str) -> None:
    with pytest.raises(BadInput, match="no measure") as caught:
        Rating(DAY, {name: 5})
    assert "mindset, morale" in caught.value.hint
    with pytest.raises(BadInput, match="no measure"):
        Rating(DAY, {"mindset": 5}, {name: "words"})


@pytest.mark.parametrize("value", [-1, 11])
def test_a_mark_is_from_0_to_10(value: int) -> None:
    with pytest.raises(BadInput, match="from 0 to 10"):
        Rating(DAY, {"mindset": 5, "morale": value})


def test_a_rating_rates_something() -> None:
    with pytest.raises(BadInput, match="rates something"):
        Rating(DAY, {})


def test_words_stand_beside_a_mark_in_one_line() -> None:
    for words, why in (
        ({"morale": "low"}, "go with a number"),
        ({"mindset": "two\nlines"}, "one line"),
        ({"mindset": "x" * 501}, "500"),
    ):
        with pytest.raises(BadInput, match=why):
            Rating(DAY, {"mindset": 5}, words)
