"""Actions: what a client wants to do until the next time, kept beside the notes of an engagement.

A note's text is never parsed for structure: lines that look like actions are offered, and become records of their own
once somebody takes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.ids import Code
from coachvault.practice.text import require_line

LONGEST_ACTION = 500
"""How many characters an action has at most."""

_OFFERED = re.compile(r"[ \t]*[-*+][ \t]+\[ \][ \t]+(\S.*)")
_ID = re.compile(r"([a-z][a-z0-9-]{1,23})/a([1-9][0-9]{0,13})")
_BY = re.compile(
    r"[\s,]+(?:by|until|bis zum|bis|d'ici le|d'ici|d’ici le|d’ici|avant le|pour le|antes del|hasta el|para el)\s+",
    re.IGNORECASE,
)


class ActionStatus(StrEnum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionId(msgspec.Struct, frozen=True):
    """An action's id: the client's code and a number that is never used again for that client."""

    code: Code
    number: int

    def __str__(self) -> str:
        """Returns the id as it is typed, `heron/a3`."""
        return f"{self.code}/a{self.number}"


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody wants to do; kept under the engagement's key.

    Args:
        number: The number in `heron/a3`.
        text: What, in one line.
        at: When it was written down or settled.
        by: The last day for it; None where none was named.
        status: What became of it.
        note: The number of the note from which it was taken; 0 for none.
    """

    number: int
    text: str
    at: datetime
    by: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    note: int = 0

    def __post_init__(self) -> None:
        if self.number < 1 or self.note < 0:
            raise BadInput("Actions are numbered from 1.")
        if not self.text.strip():
            raise BadInput("An action says what is to be done.")
        require_line(self.text, longest=LONGEST_ACTION)


def parse_action_id(text: str) -> ActionId:
    """Parses an action's id.

    Raises:
        BadInput: It does not look like `heron/a3`.
    """
    found = _ID.fullmatch(text.strip().lower())
    if found is None:
        raise BadInput("An action's id looks like heron/a3.", "`coachvault action list` shows those there are.")
    return ActionId(Code(found[1]), int(found[2]))


def offered_lines(body: str) -> list[str]:
    """Returns the lines of a note that offer themselves as actions, such as `- [ ] Ask the insurer by 1 December`."""
    found = [match[1].strip() for line in body.splitlines() if (match := _OFFERED.fullmatch(line.rstrip()))]
    return list(dict.fromkeys(line[:LONGEST_ACTION] for line in found))


def endings(line: str) -> Iterator[tuple[str, str]]:
    """Yields what an action may say, and the day by which it may say so, the shortest day first.

    What it says is never empty: a line of nothing but a day is an action as it stands.
    """
    for found in reversed(list(_BY.finditer(line))):
        if text := line[: found.start()].strip():
            yield text, line[found.end() :].rstrip(" .!")
