"""The mutants that live, and why: read from `docs/mutation.md`.

A heading names file and place, a `diff` block has one line as it is and the lines that it may become, and the text
below the block is the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from tests.mutation.scope import ROOT

PAGE = ROOT / "docs" / "mutation.md"

_HEADING = re.compile(r"^### `(?P<file>[\w/]+\.py)`, `(?P<place>[\w.]+)`$", re.MULTILINE)
_BLOCK = re.compile(r"^```diff\n(?P<diff>.*?)^```\n(?P<reason>.*?)(?=^```diff|\Z)", re.MULTILINE | re.DOTALL)


class Change(NamedTuple):
    """What a mutant changes: told by the text of the line, so that a line more above it moves nothing."""

    file: str
    place: str
    before: str
    after: str


def shown(changes: Iterable[Change]) -> str:
    """Returns changes as the page has them; the reasons are for people to write."""
    parts = []
    for place, here in groupby(sorted(changes), key=lambda change: change[:2]):
        parts.append("### `{}`, `{}`\n".format(*place))
        for before, alike in groupby(here, key=lambda change: change.before):
            parts.append("```diff\n" + "\n".join([f"-{before}", *(f"+{each.after}" for each in alike)]) + "\n```\n")
    return "\n".join(parts)


def explained(page: str) -> dict[Change, str]:
    """Returns every change that is explained on the page, with its reason.

    Raises:
        ValueError: A block has no line, no change or no reason, or tells a change twice.
    """
    found: dict[Change, str] = {}
    for heading in _HEADING.finditer(page):
        section = re.split(r"^#{1,3} ", page[heading.end() :], maxsplit=1, flags=re.MULTILINE)[0]
        changes = [(change, reason) for block in _BLOCK.finditer(section) for change, reason in _read(heading, block)]
        if not changes:
            raise ValueError(f"Nothing is explained under {heading[0]!r}.")
        for change, reason in changes:
            if change in found:
                raise ValueError(f"Explained twice:\n{shown([change])}")
            found[change] = reason
    return found


def _read(heading: re.Match[str], block: re.Match[str]) -> list[tuple[Change, str]]:
    lines = block["diff"].splitlines()
    before = [line[1:] for line in lines if line.startswith("-")]
    after = [line[1:] for line in lines if line.startswith("+")]
    reason = " ".join(block["reason"].split())
    if len(before) != 1 or not after or len(before) + len(after) != len(lines) or not reason:
        raise ValueError(f"Under {heading[0]!r}, a block is not one line, its changes and a reason:\n{block[0]}")
    return [(Change(heading["file"], heading["place"], before[0], line), reason) for line in after]
