"""What any text in a vault must be: characters that can be written down and read back. And how a number is written."""

from __future__ import annotations

from coachvault.errors import BadInput


def require_text(*texts: str, longest: int) -> None:
    """Makes sure that texts can be kept.

    Args:
        texts: The texts.
        longest: How many characters each may have.

    Raises:
        BadInput: One is longer, holds a NUL, or holds half a character (a lone surrogate).
    """
    for text in texts:
        if len(text) > longest:
            raise BadInput(f"A text of more than {longest:,} characters does not fit here; nothing was changed.")
        if "\0" in text:
            raise BadInput("The text holds a NUL character, which cannot be saved; nothing was changed.")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise BadInput("The text is not UTF-8 (it holds half a character); nothing was changed.") from None


def require_line(*texts: str, longest: int) -> None:
    """Makes sure that texts can be kept and are one line each.

    Raises:
        BadInput: As `require_text`, or one has a line break.
    """
    require_text(*texts, longest=longest)
    if any("\n" in text or "\r" in text for text in texts):
        raise BadInput("A name, an address, a number or a reason is one line; nothing was changed.")


def counted(number: int, thing: str) -> str:
    """Returns a number with what it counts, as `1 note` or `1,200 notes`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
