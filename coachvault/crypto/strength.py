"""How hard a passphrase is to guess, with advice; loaded only where a new passphrase is chosen."""

from __future__ import annotations

from math import log10

import msgspec


class Strength(msgspec.Struct, frozen=True):
    """An estimate of a passphrase's strength.

    Args:
        score: 0 (guessed at once) to 4 (very hard to guess).
        log10_guesses: The estimated number of guesses as a power of ten.
        advice: What would make it stronger; never the passphrase or a part of it.
    """

    score: int
    log10_guesses: float
    advice: tuple[str, ...]


def estimate(passphrase: str, known_to_others: list[str] | None = None) -> Strength:
    """Estimates the strength of a passphrase; words in `known_to_others` (the practice's name, say) count as guessed.

    Source: zxcvbn (Wheeler, USENIX Security 2016). Only the first 100 characters are examined.
    """
    if not passphrase:  # zxcvbn counts on at least one character
        return Strength(score=0, log10_guesses=0.0, advice=())
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase[:100], user_inputs=known_to_others or [], max_length=100)
    feedback = found["feedback"]
    advice = tuple(line for line in [feedback.get("warning") or "", *feedback.get("suggestions", [])] if line)
    return Strength(int(found["score"]), log10(float(found["guesses"])), advice)
