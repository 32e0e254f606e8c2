"""The watch words, and how a coach's own are added to ours."""

from __future__ import annotations

import pytest

from coachvault.texts.watch_words import CATEGORIES, bare, merged


def test_every_category_has_words_and_none_twice() -> None:
    for category in CATEGORIES:
        words = merged({})[category]
        assert len(set(words)) == len(words) > 100


def test_a_coachs_own_word_is_added_once() -> None:
    words = merged({"health": ["Lupinenfieber", "  in   spe ", "", "Lupinenfieber"]})["health"]
    assert words[-2:] == ("Lupinenfieber", "in spe")


def test_taking_a_word_away_leaves_its_neighbours() -> None:
    ours, left = merged({}), merged({"health": ["-illness"]})
    assert set(ours["health"]) - set(left["health"]) == {"illness"}
    assert "ill!" in left["health"]


def test_what_is_taken_away_takes_whatever_it_begins_with() -> None:
    gone = set(merged({})["health"]) - set(merged({"health": ["-depression", " -FLU! "]})["health"])
    assert gone == {"depressi", "flu!"}


@pytest.mark.parametrize(("word", "plain"), [("^Kind", "kind"), (" flu! ", "flu"), ("Sick   Leave", "sick leave")])
def test_a_word_is_compared_without_its_marks(word: str, plain: str) -> None:
    assert bare(word) == plain
