"""Codes: one that ties an answer to its request, and one that opens a page.

An answer's code has eight characters of Crockford's base 32 (no I, L, O or U) in two groups, `K7QM-3FZP`. Each group
holds a digit from 2 to 9 and a letter, so that no word and no date looks like a code. It names a request; it is no
secret and proves nothing. A page's code has twelve characters and is a secret.
"""

from __future__ import annotations

import re

from coachvault.crypto.aead import random_bytes

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
OPENING_LENGTH = 12
_GROUP = 4
_READ_AS = str.maketrans("OIL", "011")


def draw_code() -> str:
    """Draws a new code, of about 37 random bits."""
    while True:
        drawn = "".join(ALPHABET[byte % len(ALPHABET)] for byte in random_bytes(2 * _GROUP))
        code = f"{drawn[:_GROUP]}-{drawn[_GROUP:]}"
        if _is_mixed(code):
            return code


def draw_opening_code() -> str:
    """Draws the code of a page, of 60 random bits: anyone who has the page can attack it at leisure."""
    drawn = "".join(ALPHABET[byte % len(ALPHABET)] for byte in random_bytes(OPENING_LENGTH))
    return "-".join(drawn[at : at + _GROUP] for at in range(0, OPENING_LENGTH, _GROUP))


def bare(code: str) -> str:
    """Returns a code without its hyphens, as keys are derived from it."""
    return code.replace("-", "")


def read_alike(typed: str) -> str:
    """Returns the letters and digits of what was typed as a code: O as 0, I and L as 1, signs left out."""
    return re.sub("[^0-9A-Z]", "", typed.upper()).translate(_READ_AS)


def is_possible(typed: str) -> bool:
    """Returns whether what was typed could be a code: no word is one, and no date."""
    code = read_alike(typed)
    return len(code) == 2 * _GROUP and _is_mixed(with_hyphen(code))


def with_hyphen(code: str) -> str:
    """Returns a code as it was given out, from its eight letters and digits."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def _is_mixed(code: str) -> bool:
    return all(any(c in "23456789" for c in group) and any(map(str.isalpha, group)) for group in code.split("-"))
