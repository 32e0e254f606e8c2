"""The strength of a passphrase is told without repeating it."""

from __future__ import annotations

from coachvault.crypto.strength import estimate


def test_a_common_passphrase_is_weak_and_a_long_one_is_strong() -> None:
    assert estimate("password1").score == 0
    assert estimate("seven grey stones under a quiet bridge").score == 4


def test_what_others_know_counts_as_guessed() -> None:
    assert estimate("riverside2", ["riverside"]).log10_guesses < estimate("riverside2").log10_guesses


def test_advice_never_repeats_the_passphrase() -> None:
    weak = estimate("qwertyuiop")
    assert weak.advice
    assert "qwertyuiop" not in " ".join(weak.advice)


def test_a_very_long_passphrase_is_estimated_in_good_time() -> None:
    assert estimate("x7!" * 10_000).score >= 0
