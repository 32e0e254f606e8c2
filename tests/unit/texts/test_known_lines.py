"""Known lines are compared in small letters, and none of them could stand for a wish."""

from __future__ import annotations

import pytest

from coachvault.texts.known_lines import CLOSINGS, DEVICES, GREETINGS, INTRODUCES, LABELS, NOTICES, TITLES

LISTS = [CLOSINGS, DEVICES, GREETINGS, INTRODUCES, LABELS, NOTICES, TITLES]
WISHES = {
    "no",
    "not",
    "only",
    "but",
    "without",
    "if",
    "nein",
    "nicht",
    "nur",
    "ohne",
    "non",
    "pas",
    "sauf",
    "sin",
    "yet",
    "unless",
}


@pytest.mark.parametrize("entries", LISTS)
def test_entries_are_in_small_letters_and_none_is_blank(entries: frozenset[str] | tuple[str, ...]) -> None:
    assert all(each == each.lower().strip() and each for each in entries)


@pytest.mark.parametrize("entries", [CLOSINGS, DEVICES, GREETINGS, TITLES])
def test_none_limits(entries: frozenset[str] | tuple[str, ...]) -> None:
    assert not WISHES & {word for each in entries for word in each.split()}
