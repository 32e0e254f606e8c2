"""Notes as one text that any editor opens (Markdown): a heading for each, then its text as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec


class Leaf(msgspec.Struct, frozen=True):
    """One note, ready to be read.

    Args:
        facts: What its heading says: id, day, kind and so on; empty ones are left out.
        text: Its text, word for word.
    """

    facts: Sequence[str]
    text: str


def notebook(title: str, leaves: Iterable[Leaf]) -> str:
    """Returns the text: the title, then each note under a heading of its own."""
    parts = [f"# {title}\n"]
    for leaf in leaves:
        end = "" if leaf.text.endswith("\n") else "\n"
        parts.append(f"## {' · '.join(filter(None, leaf.facts))}\n\n{leaf.text}{end}")
    return "\n".join(parts)
