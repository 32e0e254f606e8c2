"""Ratings: the client's numbers and words, kept with the notes and shown as charts that need no colour."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coachvault.errors import BadInput, Ended, NotFound, Refused
from coachvault.practice.measures import Measure, Rating
from coachvault.services.client_rights import access
from coachvault.services.engagements import measures
from coachvault.services.engagements.lifecycle import end_engagement
from tests.fakes import NOON, Practice, filled_practice

DAY = date(2026, 3, 1)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


def test_ratings_are_kept_in_the_order_of_their_days(practice: Practice) -> None:
    opened = practice.open()
    for day, value in ((DAY + timedelta(days=60), 7), (DAY, 4)):
        measures.add(opened, "heron", Rating(day, {"confidence": value}, {"confidence": f"a {value}, I would say"}))
    found = measures.series(opened, "heron")
    assert [each.values["confidence"] for each in found.ratings] == [4, 7]
    assert found.objectives == ("speak up",)


@pytest.mark.parametrize(
    ("values", "words"),
    [({}, {}), ({"luck": 3}, {}), ({"morale": 11}, {}), ({"morale": -1}, {}), ({"morale": 3}, {"ability": "x"})],
)
def test_what_is_no_rating_is_not_taken(values: dict[str, int], words: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        Rating(DAY, values, words)


@pytest.mark.parametrize("text", ["", "[values]\nmorale = 'high'", "on = 3\n[values]\nmorale = 3", "values.luck = 3"])
def test_a_form_that_cannot_be_taken(text: str) -> None:
    with pytest.raises(BadInput):
        measures.parse_form(text, DAY)


@pytest.mark.parametrize(
    "rating", [Rating(NOON.date() + timedelta(days=1), {"morale": 3}), Rating(DAY, {"objective-2": 3})]
)
def test_nothing_is_rated_that_is_not_there(rating: Rating, practice: Practice) -> None:
    with pytest.raises(BadInput):
        measures.add(practice.open(), "heron", rating)


def test_they_are_sealed_with_the_notes_and_given_to_the_client(practice: Practice, tmp_path: Path) -> None:
    opened = practice.open()
    said: dict[str, Any] = {each.value: 5 for each in Measure}
    measures.add(opened, "heron", Rating(DAY, said, {"ability": "better than I thought"}))
    end_engagement(opened, "heron", NOON.date())
    with pytest.raises(Refused):
        measures.series(opened, "heron")
    with pytest.raises(Ended):
        measures.add(opened, "heron", Rating(DAY, {"morale": 3}))
    access.copy(opened, "heron", access.WantedCopy(tmp_path / "copy.txt"))
    assert "Ability: 5 better than I thought" in (tmp_path / "copy.txt").read_text()
    assert practice.faults() == []


def test_a_rating_is_corrected_and_one_number_can_be_left_out(practice: Practice) -> None:
    opened = practice.open()
    measures.add(opened, "heron", Rating(DAY, {"morale": 3, "ability": 5}, {"morale": "flat"}))
    form = {"values": {"confidence": 7}, "words": {"morale": "low"}, "without": ["ability"]}
    found = measures.edit(opened, "heron", measures.rated_on(opened, "heron", DAY), form)
    assert found.rating == Rating(DAY, {"morale": 3, "confidence": 7}, {"morale": "low"})
    assert measures.series(opened, "heron").ratings == [found.rating]
    assert found.revision == 2
    emptied = measures.edit(opened, "heron", found, {"words": {"morale": ""}})
    assert emptied.rating.words == {}


def test_a_correction_that_cannot_be_is_refused(practice: Practice) -> None:
    opened = practice.open()
    with pytest.raises(NotFound):
        measures.rated_on(opened, "heron", DAY)
    measures.add(opened, "heron", Rating(DAY, {"morale": 3}))
    before = measures.rated_on(opened, "heron", DAY)
    for form in (
        {"without": ["morale"]},
        {"on": "2026-01-01"},
        {"values": {"objective-2": 3}},
        {"values": {"morale": 11}},
    ):
        with pytest.raises(BadInput):
            measures.edit(opened, "heron", before, form)
    measures.edit(opened, "heron", before, {"values": {"morale": 4}})
    with pytest.raises(Refused, match="meanwhile"):
        measures.edit(opened, "heron", before, {"values": {"morale": 5}})
