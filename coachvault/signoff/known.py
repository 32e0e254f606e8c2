"""Whether a line is one of those that programs and people write out of habit: it is dimmed, and decides nothing."""

from __future__ import annotations

from collections.abc import Collection

from coachvault.texts.known_lines import CLOSINGS, DEVICES, GREETINGS, INTRODUCES, LABELS, NOTICES, TITLES

_MOST_DEVICE_WORDS, _LONGEST_INTRODUCTION = 6, 300
_AROUND = " ,.;:!–—*>-\u00a0"


def is_known(text: str, names: Collection[str]) -> bool:
    """Returns whether a line is an introduction, a greeting, a closing, a name, a device's signature, or a notice.

    Args:
        text: The line.
        names: The words of the names of both people, in small letters.
    """
    said = " ".join(text.replace("’", "'").casefold().split())
    plain, label = said.strip(_AROUND), said.partition(":")[0].strip(_AROUND)
    greeting = max(
        (each for each in GREETINGS if f"{plain} ".startswith((f"{each} ", f"{each},"))), key=len, default=""
    )
    words = [word.strip(_AROUND) for word in plain[len(greeting) :].replace(",", " ").split()]
    return (
        plain in CLOSINGS
        or (":" in said and label in LABELS)
        or all(not word or word in names or (greeting and word in TITLES) for word in words)
        or any(plain.startswith(each) and len(plain[len(each) :].split()) <= _MOST_DEVICE_WORDS for each in DEVICES)
        or said.startswith(NOTICES)
        or introduces(said)
    )


def introduces(text: str) -> bool:
    """Returns whether a line, or several that were one, introduces a quotation as programs do."""
    said = " ".join(text.casefold().split())
    ends = said.rstrip("* ")[-1:] in (":", ">", "\uff1a") and any(map(str.isdigit, said))
    return ends and len(said) <= _LONGEST_INTRODUCTION and any(verb in said for verb in INTRODUCES)
