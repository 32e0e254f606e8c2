"""The strength of a passphrase is told without repeating it."""

from __future__ import annotations

import pytest

from coachvault.crypto.strength import Strength, estimate

LONG = "seven grey stones " * 10


def test_a_common_passphrase_is_weak_and_a_long_one_is_strong() -> None:
    assert estimate("password1").score == 0
    assert estimate("seven grey stones under a quiet bridge").score == 4


def test_nothing_typed_is_weak() -> None:
    assert estimate("") == Strength(0, 0.0, ())


def test_what_others_know_counts_as_guessed() -> None:
    assert estimate("riverside2", ["riverside"]).log10_guesses < estimate("riverside2").log10_guesses


def test_advice_never_repeats_the_passphrase() -> None:
    weak = estimate("qwertyuiop")
    assert weak.advice
    assert "qwertyuiop" not in " ".join(weak.advice)


def test_advice_tells_what_is_wrong_and_what_would_be_better() -> None:
    advice = " ".join(estimate("password1").advice)
    assert "very common password" in advice
    assert "Add another word" in advice


def test_a_strong_passphrase_needs_no_advice() -> None:
    assert estimate("seven grey stones under a quiet bridge").advice == ()


def test_a_hundred_characters_are_looked_at_and_no_more() -> None:
    guesses = {length: estimate(LONG[:length]).log10_guesses for length in (99, 100, 101, 150)}
    assert guesses[99] < guesses[100] == guesses[101] == guesses[150]


def test_an_estimate_stays_as_it_was_made() -> None:
    with pytest.raises(AttributeError):
        estimate("password1").score = 4  # type: ignore[misc]


def test_a_very_long_passphrase_is_estimated_in_good_time() -> None:
    assert estimate("x7!" * 10_000).score >= 0
