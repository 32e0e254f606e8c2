"""Which lines of an answer are written out of habit: they are dimmed where they are shown, and decide nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from coachvault.mails.folding import LINKED
from coachvault.mails.lines import Line, may_introduce
from coachvault.practice.signoff import Remark
from coachvault.signoff.approval import OURS, TYPOGRAPHY, YES
from coachvault.texts.known_lines import CLOSINGS, DEVICES, GREETINGS, INTRODUCES, LABELS, NOTICES, TITLES

_LONGEST_INTRODUCTION = 300
_LONGEST_RUN = 3
_EDGES = " ,.;:!–—*>-\u00a0"
_NAMED_ALONE = re.compile(r"(?:smime\.p7[sm]|openpgp_signature\.asc|without a name) \([\w.+-]{1,30}/[\w.+-]{1,40}\)")
"""A signature or a picture that a program attaches, with its kind."""
_DATED = re.compile(r"\d{4}|\d[./:]\d")


def remarks_of(shown: Sequence[Line], *names: str) -> tuple[Remark, ...]:
    """Returns what is shown of an answer, with whether each line is a known one.

    Args:
        shown: The lines, in their order.
        names: The names of both people.
    """
    words = frozenset(" ".join(names).lower().split())
    known = {at for at, line in enumerate(shown) if line.place in (OURS, YES, TYPOGRAPHY) or is_known(line.text, words)}
    for start in range(len(shown)):
        for end in range(start + 2, min(start + _LONGEST_RUN, len(shown)) + 1):
            run = shown[start:end]
            if len({line.place for line in run}) == 1 and _are_known([line.text for line in run]):
                known |= set(range(start, end))
    return tuple(Remark(line.text, line.place, at in known) for at, line in enumerate(shown))


def besides(shown: Sequence[Remark]) -> tuple[Remark, ...]:
    """Returns what somebody has to read of what is shown: all but our own lines and the one that approves."""
    return tuple(each for each in shown if each.place not in (OURS, YES))


def is_known(text: str, names: Collection[str]) -> bool:
    """Returns whether a line is an introduction, a greeting, a closing, a name, a device's signature, or a notice.

    Args:
        text: The line.
        names: The words of the names of both people, in small letters.
    """
    said = " ".join(LINKED.sub(" ", text).replace("’", "'").lower().split())
    plain = said.strip(_EDGES)
    greeting = max(
        (each for each in GREETINGS if f"{plain} ".startswith((f"{each} ", f"{each},"))), key=len, default=""
    )
    rest = [word for each in plain[len(greeting) :].replace(",", " ").split() if (word := each.strip(_EDGES))]
    return bool(
        plain in CLOSINGS
        or all(word in names or (greeting and word in TITLES) for word in rest)
        or all(word in DEVICES for word in rest)
        or plain in NOTICES
        or _NAMED_ALONE.fullmatch(said)
        or introduces(said)
    )


def introduces(text: str) -> bool:
    """Returns whether a line, or several that were one, introduces a quotation as programs do."""
    said = " ".join(text.lower().split())
    shaped = may_introduce(said) and bool(_DATED.search(said)) and len(said) <= _LONGEST_INTRODUCTION
    return shaped and any(verb in said for verb in INTRODUCES)


def _are_known(texts: list[str]) -> bool:
    """Returns whether lines are one introduction that was wrapped, or a block of labels."""
    wrapped = introduces(" ".join(texts)) and not introduces(" ".join(texts[1:])) and bool(_DATED.search(texts[0]))
    return wrapped or (len(texts) == _LONGEST_RUN and all(map(_is_labelled, texts)))


def _is_labelled(text: str) -> bool:
    label, colon, _ = text.lower().partition(":")
    return bool(colon) and " ".join(label.split()).strip(_EDGES) in LABELS
