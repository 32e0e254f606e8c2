"""What in an answer is surely courtesy, a name or a signature; everything else is a remark, which the coach reads."""

from __future__ import annotations

import re

from coachvault.texts.courtesies import (
    CLOSINGS,
    DEVICES,
    GREETINGS,
    JOINING_WORDS,
    LIMITING_WORDS,
    SENT_FROM,
    TITLES,
)

_MOST_NAMES = 2
_MOST_ADDRESSED = 4
_MOST_DEVICE_WORDS = 6
_MOST_SIGNATURE_WORDS = 9
_AROUND = " ,.;:!–—-"
_LINK = re.compile(r"<(?:https?|mailto):[^<>\s]*>")
_MOST_CAPITALS = 2
_MOST_NAME_WORDS = 3
_RULE = re.compile(r"[-_=*–—~ ]+")


def is_courtesy(line: str) -> bool:
    """Returns whether a line is a greeting, thanks, a closing, a drawn rule, or what a telephone adds."""
    text = " ".join(_LINK.sub(" ", line).replace("’", "'").split())
    plain = text.strip(_AROUND).lower()
    if plain in CLOSINGS or (text and _RULE.fullmatch(text)):
        return True
    return not _limits(text) and (_is_greeting(text) or _is_from_a_program(text))


def is_name(line: str, name: str) -> bool:
    """Returns whether a line holds nothing but words of a name, or its initials in capitals.

    Args:
        line: The line.
        name: The person's name as the coach keeps it.
    """
    known = [word.strip(".,").lower() for word in name.split()]
    initials = {"".join(word[:1] for word in known), *(word[:1] for word in known)}
    said = [word for each in line.split() if (word := each.strip(_AROUND))]
    if not known or not said or _limits(line):
        return False
    return all(word.lower() in known or _is_initial(word, initials) for word in said)


def is_signature_mark(line: str) -> bool:
    """Returns whether a line begins a signature: two hyphens and a space (RFC 3676, 4.3), the space sometimes lost."""
    return line in ("-- ", "--")


def is_signature_line(line: str) -> bool:
    """Returns whether a line below the mark of a signature names a person, a post or an address, and wishes nothing.

    Every word begins with a capital, a digit or a sign, but for a few that join others.
    """
    words = line.split()
    shouted = len([word for word in words if word.isupper() and word.isalpha()]) > _MOST_CAPITALS
    fits = all(_fits_signature(word) for word in words)
    return len(words) <= _MOST_SIGNATURE_WORDS and not _limits(line) and not shouted and fits


def is_signed_name(line: str) -> bool:
    """Returns whether a line can be no more than the name of a person or a practice: at most three words."""
    words = line.split()
    small = all(word[0].isupper() and not word[1:].isupper() for word in words if word)
    return len(words) <= _MOST_NAME_WORDS and small and not _limits(line)


def _limits(text: str) -> bool:
    return any(word in LIMITING_WORDS for word in re.findall(r"\w+", text.lower()))


def _is_greeting(text: str) -> bool:
    folded = text.lower().strip(_AROUND)
    for greeting in GREETINGS:
        if folded == greeting:
            return True
        if folded.startswith((f"{greeting} ", f"{greeting},")):
            return _are_addressed(text[len(greeting) :].replace(",", " ").split())
    return False


def _are_addressed(words: list[str]) -> bool:
    named = [word.strip(_AROUND) for word in words if word.strip(_AROUND).lower() not in TITLES]
    fits = all(not word or (word[0].isupper() and not word[1:].isupper()) for word in named)
    return len(words) <= _MOST_ADDRESSED and len(named) <= _MOST_NAMES and fits


def _is_initial(word: str, initials: set[str]) -> bool:
    return word.isupper() and word.replace(".", "").lower() in initials


def _is_from_a_program(text: str) -> bool:
    for start in SENT_FROM:
        if text.lower().startswith(start):
            device = text[len(start) :].split()
            return len(device) <= _MOST_DEVICE_WORDS and all(_is_device(word) for word in device)
    return False


def _is_device(word: str) -> bool:
    return not word[0].islower() or word.strip(_AROUND).lower() in DEVICES | JOINING_WORDS


def _fits_signature(word: str) -> bool:
    first = next((mark for mark in word if mark.isalpha()), "")
    is_address = "@" in word or "." in word.strip(".")
    return not first or first.isupper() or word.strip(_AROUND).lower() in JOINING_WORDS or is_address
