"""Recovery words: 24 BIP-39 words that carry 32 random bytes and a checksum.

Source: BIP-39 (English list, 2048 words, no two alike in the first four letters). The entropy itself is the seed of a
key pair; BIP-39's own PBKDF2 step is not used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from coachvault.crypto.aead import random_bytes
from coachvault.errors import BadInput

if TYPE_CHECKING:
    from mnemonic import Mnemonic

WORD_COUNT = 24
ENTROPY_BYTES = 32
UNIQUE_LETTERS = 4
WORD_BITS = 11
FINGERPRINT_WORDS = 6
FINGERPRINT_BYTES = 9


@cache
def _list() -> Mnemonic:
    from mnemonic import Mnemonic  # loaded only where words are made or read

    return Mnemonic("english")


@cache
def _words_by_start() -> dict[str, str]:
    return {word[:UNIQUE_LETTERS]: word for word in _list().wordlist}


def word_list() -> list[str]:
    """Returns the 2048 words, in order."""
    return list(_list().wordlist)


def random_entropy() -> bytes:
    """Draws the 32 bytes behind a new set of recovery words."""
    return random_bytes(ENTROPY_BYTES)


def random_words(count: int) -> list[str]:
    """Draws words of the list, each for itself: eleven bits a word, without a checksum."""
    words = _list().wordlist
    return [words[int.from_bytes(random_bytes(2)) % len(words)] for _ in range(count)]


def encode_words(entropy: bytes) -> list[str]:
    """Returns the 24 words of 32 bytes of entropy."""
    return _list().to_mnemonic(entropy).split()


def parse_words(text: str) -> bytes:
    """Returns the 32 bytes behind 24 words, however they were spaced, cased, numbered or cut to four letters.

    Raises:
        BadInput: A word is not in the list (named by its number, never repeated), or the checksum does not fit.
    """
    typed = [part for part in text.lower().replace(",", " ").split() if not part.strip(".:)").isdigit()]
    if len(typed) != WORD_COUNT:
        raise BadInput(f"Recovery words are {WORD_COUNT} words; {len(typed)} were given.")
    found: list[str] = []
    for number, part in enumerate(typed, start=1):
        word = _words_by_start().get(part[:UNIQUE_LETTERS])
        if word is None or not (word == part or part == word[:UNIQUE_LETTERS]):
            raise BadInput(f"Recovery word {number} is not in the list of words.", "Check its first four letters.")
        found.append(word)
    try:
        return bytes(_list().to_entropy(found))
    except ValueError:
        raise BadInput(
            "The recovery words do not fit together: one is wrong or two changed places.",
            "Compare them one by one with the sheet.",
        ) from None


def fingerprint_words(digest: bytes) -> list[str]:
    """Returns six words of the list for the first 66 bits of a digest, the most significant bit first.

    Args:
        digest: At least 9 bytes.
    """
    if len(digest) < FINGERPRINT_BYTES:
        raise ValueError("a fingerprint takes at least 9 bytes")
    bits = int.from_bytes(digest[:FINGERPRINT_BYTES]) >> (FINGERPRINT_BYTES * 8 - FINGERPRINT_WORDS * WORD_BITS)
    words = _list().wordlist
    shifts = range((FINGERPRINT_WORDS - 1) * WORD_BITS, -1, -WORD_BITS)
    return [words[bits >> shift & (2**WORD_BITS - 1)] for shift in shifts]
