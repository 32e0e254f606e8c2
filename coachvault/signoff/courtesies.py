"""What in an answer is surely courtesy, a name or a signature; everything else is a remark, which the coach reads."""

from __future__ import annotations

from coachvault.texts.courtesies import CLOSINGS, DEVICES, GREETINGS, JOINING_WORDS, SENT_FROM, TITLES

_MOST_ADDRESSED = 4
_MOST_DEVICE_WORDS = 5
_MOST_SIGNATURE_WORDS = 9
_AROUND = " ,.;:!–—-"


def is_courtesy(line: str) -> bool:
    """Tells whether a line is a greeting, thanks, a closing, or what a telephone adds."""
    text = " ".join(line.replace("’", "'").split())
    plain = text.strip(_AROUND).lower()
    return plain in CLOSINGS or _is_greeting(text) or _is_from_a_program(text)


def is_name(line: str, name: str) -> bool:
    """Tells whether a line holds nothing but words of a name, or its initials.

    Args:
        line: The line.
        name: The person's name as the coach keeps it.
    """
    known = [word.strip(".,").lower() for word in name.split()]
    said = [word for each in line.split() if (word := each.strip(_AROUND).lower())]
    initials = {"".join(word[:1] for word in known), *(word[:1] for word in known)}
    return bool(known and said) and all(word in known or word in initials for word in said)


def is_signature_mark(line: str) -> bool:
    """Tells whether a line begins a signature: two hyphens and a space (RFC 3676, 4.3), the space sometimes lost."""
    return line in ("-- ", "--")


def is_signature_line(line: str) -> bool:
    """Tells whether a line below the mark of a signature names a person, a post or an address, and wishes nothing.

    Every word begins with a capital, a digit or a sign, but for a few that join others.
    """
    words = line.split()
    return len(words) <= _MOST_SIGNATURE_WORDS and all(_fits_signature(word) for word in words)


def _is_greeting(text: str) -> bool:
    folded = text.lower().strip(_AROUND)
    for greeting in GREETINGS:
        if folded == greeting:
            return True
        if folded.startswith((f"{greeting} ", f"{greeting},")):
            addressed = text[len(greeting) :].replace(",", " ").split()
            return len(addressed) <= _MOST_ADDRESSED and all(_is_addressed(word) for word in addressed)
    return False


def _is_addressed(word: str) -> bool:
    plain = word.strip(_AROUND)
    return not plain or plain[0].isupper() or plain.lower() in TITLES


def _is_from_a_program(text: str) -> bool:
    for start in SENT_FROM:
        if text.lower().startswith(start):
            device = text[len(start) :].split()
            return len(device) <= _MOST_DEVICE_WORDS and all(_is_device(word) for word in device)
    return False


def _is_device(word: str) -> bool:
    return not word[0].islower() or word.strip(_AROUND).lower() in DEVICES | JOINING_WORDS


def _fits_signature(word: str) -> bool:
    return not word[0].islower() or word.lower() in JOINING_WORDS or "@" in word or "." in word.strip(".")
