"""Actions: which lines offer themselves, what they say, and what cannot be one."""

from __future__ import annotations

import pytest

from coachvault.errors import BadInput
from coachvault.practice.actions import (
    LONGEST_ACTION,
    Action,
    ActionId,
    endings,
    offered_lines,
    parse_action_id,
)
from tests.fakes import NOON


def test_only_open_boxes_offer_themselves_once_each() -> None:
    body = (
        "- [ ] Call.\n- [x] Done.\n  * [ ] Write \n[ ] bare\n- [] none\n- [ ]\n-[ ] tight\n- [ ] Call.\nText - [ ] no"
    )
    assert offered_lines(body) == ["Call.", "Write"]


def test_what_may_be_a_day_is_the_shortest_ending_first() -> None:
    assert list(endings("Stand by me by Friday.")) == [("Stand by me", "Friday"), ("Stand", "me by Friday")]
    assert list(endings("Anrufen bis zum 3. Mai")) == [("Anrufen", "3. Mai")]
    assert list(endings("Call the insurer")) == []


@pytest.mark.parametrize("line", [", by tomorrow", ",,  by Friday", ", bis Freitag by Friday"])
def test_what_an_action_may_say_is_never_empty(line: str) -> None:
    assert offered_lines(f"- [ ] {line}") == [line]
    assert all(Action(1, text, NOON).text for text, _ in endings(line))


@pytest.mark.parametrize("typed", ["heron", "heron/1", "heron/a0", "heron/a", "/a1", "a1"])
def test_an_id_has_a_code_and_a_number(typed: str) -> None:
    assert str(parse_action_id(" Heron/A3 ")) == "heron/a3"
    assert parse_action_id("heron/a3") == ActionId(parse_action_id("heron/a3").code, 3)
    with pytest.raises(BadInput):
        parse_action_id(typed)


@pytest.mark.parametrize("text", ["", "  ", "two\nlines", "x" * (LONGEST_ACTION + 1)])
def test_an_action_is_one_line_that_says_something(text: str) -> None:
    with pytest.raises(BadInput):
        Action(1, text, NOON)
    with pytest.raises(BadInput):
        Action(0, "Call.", NOON)
