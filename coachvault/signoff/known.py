"""Whether a line is one of those that programs and people write out of habit: it is dimmed, and decides nothing."""

from __future__ import annotations

from collections.abc import Collection

from coachvault.signoff.folding import LINKED
from coachvault.texts.known_lines import CLOSINGS, DEVICES, GREETINGS, INTRODUCES, LABELS, NOTICES, TITLES

_LONGEST_INTRODUCTION = 300
_AROUND = " ,.;:!–—*>-\u00a0"


def is_known(text: str, names: Collection[str]) -> bool:
    """Returns whether a line is an introduction, a greeting, a closing, a name, a device's signature, or a notice.

    Args:
        text: The line.
        names: The words of the names of both people, in small letters.
    """
    said = " ".join(LINKED.sub(" ", text).replace("’", "'").lower().split())
    plain = said.strip(_AROUND)
    greeting = max(
        (each for each in GREETINGS if f"{plain} ".startswith((f"{each} ", f"{each},"))), key=len, default=""
    )
    rest = [word for each in plain[len(greeting) :].replace(",", " ").split() if (word := each.strip(_AROUND))]
    return (
        plain in CLOSINGS
        or all(word in names or (greeting and word in TITLES) for word in rest)
        or all(word in DEVICES for word in rest)
        or said.startswith(NOTICES)
        or introduces(said)
    )


def is_labelled(text: str) -> bool:
    """Returns whether a line begins as those of a header block do; several of them are known."""
    label, colon, _ = text.lower().partition(":")
    return bool(colon) and " ".join(label.split()).strip(_AROUND) in LABELS


def introduces(text: str) -> bool:
    """Returns whether a line, or several that were one, introduces a quotation as programs do."""
    said = " ".join(text.lower().split())
    ends = said.rstrip("* ")[-1:] in (":", ">", "\uff1a") and any(map(str.isdigit, said))
    return ends and len(said) <= _LONGEST_INTRODUCTION and any(verb in said for verb in INTRODUCES)
