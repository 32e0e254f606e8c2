"""Guesses at names that the roster does not know."""

from __future__ import annotations

import pytest

from coachvault.practice.bystanders import people_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her boss Peter Gold shouts at her.", ["Peter Gold"]),
        ("Heute war sie mit Jürgen von der Heide essen, und Frau Müller kam dazu.", ["Frau Müller"]),
        ("Elle a vu Marie de Brissac et Mme Dupont.", ["Marie de Brissac", "Mme Dupont"]),
        ("She talked to Mary-Ann O’Neill twice", ["Mary-Ann O’Neill"]),
        ("Next week. The Board meets.\nGreat Progress", []),
        ("she spoke up, and nobody minded", []),
        ("", []),
    ],
)
def test_two_capitals_in_a_row_within_a_sentence_may_be_a_name(text: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in people_in(text)] == found
