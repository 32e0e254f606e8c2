"""Padding that hides the length of what is sealed: Padmé with a floor of 512 bytes.

Source: Padmé (Nikitin et al., PETS 2019): at most 12 % growth, and in practice below 6.2 % above the floor.
"""

from __future__ import annotations

from coachvault.errors import FormatError

FLOOR_BYTES = 512
_MARK = b"\x80"


def pad(message: bytes) -> bytes:
    """Appends 0x80 and zeros up to the padded length (vault-format 3.3)."""
    marked = message + _MARK
    return marked.ljust(max(FLOOR_BYTES, padme(len(marked))), b"\0")


def unpad(padded: bytes) -> bytes:
    """Returns the message that was padded.

    Raises:
        FormatError: There is no mark, or the length is not one that `pad` makes.
    """
    marked = padded.rstrip(b"\0")
    if not marked.endswith(_MARK) or len(padded) != max(FLOOR_BYTES, padme(len(marked))):
        raise FormatError("A sealed value is not padded as the format says.")
    return marked[:-1]


def padme(length: int) -> int:
    """Rounds a length in bytes up so that only its leading bits remain."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask
