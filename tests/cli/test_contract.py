"""What the program says that its commands answer is what scripts may rely on."""

from __future__ import annotations

from typing import Any, TypedDict

import pytest

from coachvault.practice.people import Sponsor
from coachvault.render.as_json.people import SponsorAnswer
from coachvault.render.as_json.retention import HoldList
from tests import reference
from tests.cli.contract import ANSWERS, OBJECTS, Keys, fits

SHAPES = reference.answers()


class Renamed(TypedDict):
    sponsors: Sponsor


def of_program(shape: Any) -> list[Any]:
    return [(key.name, key.is_optional, list(map(of_program, key.objects))) for key in reference.keys(shape)]


def of_contract(keys: Keys) -> list[Any]:
    return [(key.name, key.is_optional, [of_contract(OBJECTS[each]) for each in key.objects]) for key in keys]


def test_the_contract_holds_every_command() -> None:
    assert SHAPES.keys() == ANSWERS.keys()


@pytest.mark.parametrize("words", ANSWERS)
def test_a_command_has_the_keys_of_the_contract(words: str) -> None:
    assert sorted(map(of_program, SHAPES[words])) == sorted(map(of_contract, ANSWERS[words]))


def test_another_name_would_be_seen() -> None:
    assert of_program(SponsorAnswer) == of_contract(ANSWERS["sponsor add"][0])
    assert of_program(Renamed) != of_contract(ANSWERS["sponsor add"][0])


@pytest.mark.parametrize(
    "data",
    [
        {"entries": 1},
        {"words": [], "entries": 1},
        {"entries": 1, "words": [], "more": 1},
        {"entry": 1, "words": []},
    ],
)
def test_an_answer_with_other_keys_would_be_seen(data: dict[str, Any]) -> None:
    assert fits("practice verify", {"entries": 1, "words": []})
    assert not fits("practice verify", data)


@pytest.mark.parametrize(
    "value", [None, "E1", [None], [{"lifted_at": "soon"}], [{"engagement": None}], [{"reason": 1}], [{"at": []}]]
)
def test_a_value_of_another_type_would_be_seen(value: Any) -> None:
    hold = {"engagement": "E1", "at": "2026-11-23T12:00:00Z", "reason": "asked", "review": None, "lifted_at": None}
    assert reference.is_of_types({"holds": [hold]}, HoldList)
    assert not reference.is_of_types({"holds": value}, HoldList)


def test_other_keys_in_an_object_would_be_seen() -> None:
    assert fits("retention hold list", {"holds": []})
    assert not fits("retention hold list", {"holds": [{"engagement": "E1"}]})
