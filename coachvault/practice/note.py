"""Notes: what a coach writes down, and when, for how long and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

import msgspec

from coachvault.errors import BadInput
from coachvault.practice.text import require_line, require_text

LARGEST_BODY_BYTES = 8 * 1024 * 1024
TITLE_LENGTH = 80
_HELD_ON = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?", re.ASCII)
_TAG = re.compile(r"[^\s,#/]{1,40}")
_DURATION = re.compile(r"(?:(\d{1,2})h)?\s*(?:(\d{1,4})\s*(?:m|min)?)?")


class NoteKind(StrEnum):
    """What a note is about."""

    SESSION = "session"
    CHEMISTRY = "chemistry"
    SUPERVISION = "supervision"
    REFLECTION = "reflection"
    ADMIN = "admin"


COACHING_KINDS = frozenset({NoteKind.SESSION})
OWN_KINDS = frozenset({NoteKind.SUPERVISION, NoteKind.REFLECTION, NoteKind.ADMIN})
"""The kinds a note without a client may have."""


class NoteSummary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lists show of a note; kept in the head of its compartment, sealed like the note itself."""

    number: int
    held_on: str
    kind: NoteKind
    title: str
    words: int
    minutes: int = 0
    pro_bono: bool = False
    tags: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day on which it was held."""
        return day_of(self.held_on)

    @property
    def order(self) -> tuple[date, str, int]:
        """By what notes are put in the order in which they were held."""
        return self.day, self.held_on, self.number


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A note, word for word as it was written.

    Args:
        number: The number in `heron/12`.
        body: The text, exactly as it came.
        held_on: The day, or the moment with its offset, as ISO 8601 text.
        zone: The time zone's name in which that was said, as `Europe/Berlin`.
        kind: What it is about.
        minutes: How long the session was; 0 where it does not apply.
        pro_bono: Whether the session was given and not paid.
        tags: The coach's own words for finding it again.
        written_at: When this wording was written.
    """

    number: int
    body: str
    held_on: str
    zone: str
    kind: NoteKind
    written_at: datetime
    minutes: int = 0
    pro_bono: bool = False
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise BadInput("Notes are numbered from 1.")
        require_body(self.body)
        require_line(self.zone, longest=100)
        require_tags(self.tags)
        day_of(self.held_on)
        if not 0 <= self.minutes <= 24 * 60:
            raise BadInput("A session lasts at most a day.", "`--duration 60m` or `--duration 1h30`.")

    @property
    def day(self) -> date:
        """The day on which it was held."""
        return day_of(self.held_on)

    @property
    def summary(self) -> NoteSummary:
        """What lists show of it."""
        return NoteSummary(
            number=self.number,
            held_on=self.held_on,
            kind=self.kind,
            title=title_of(self.body),
            words=len(self.body.split()),
            minutes=self.minutes,
            pro_bono=self.pro_bono,
            tags=self.tags,
        )


def parse_body(data: bytes) -> str:
    """Returns the text of a note that came as bytes, unchanged.

    Raises:
        BadInput: It is blank, larger than 8 MiB, no UTF-8, or holds a NUL.
    """
    if len(data) > LARGEST_BODY_BYTES:
        raise BadInput("A note has at most 8 MiB; nothing was saved.", "Split it into several notes.")
    try:
        body = data.decode()
    except UnicodeDecodeError as error:
        raise BadInput(
            f"The text is not UTF-8: byte {error.start + 1} cannot be read; nothing was saved.",
            "Save it as UTF-8 and try again.",
        ) from None
    require_body(body)
    return body


def require_body(body: str) -> None:
    """Makes sure that a text can be a note.

    Raises:
        BadInput: It is blank, too large, or holds a NUL or half a character.
    """
    if not body.strip():
        raise BadInput("The note is empty; nothing was saved.")
    require_text(body, longest=LARGEST_BODY_BYTES)
    if len(body.encode()) > LARGEST_BODY_BYTES:
        raise BadInput("A note has at most 8 MiB; nothing was saved.", "Split it into several notes.")


def require_tags(tags: Iterable[str]) -> None:
    """Makes sure that tags are single words.

    Raises:
        BadInput: One is empty, longer than 40 characters, or holds a space, comma, slash or hash sign.
    """
    if not all(_TAG.fullmatch(tag) and tag.isprintable() for tag in tags):
        raise BadInput("A tag is one word of at most 40 characters, without space, comma, slash or #.")


def title_of(body: str) -> str:
    """Returns the first line that is not blank, cut to 80 characters."""
    first = next((line.strip() for line in body.splitlines() if line.strip()), "")
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def day_of(held_on: str) -> date:
    """Returns the day of an ISO 8601 day or moment.

    Raises:
        BadInput: It is neither, or a moment without its offset.
    """
    try:
        if _HELD_ON.fullmatch(held_on):
            return datetime.fromisoformat(held_on).date()
    except ValueError:
        pass
    raise BadInput("A date looks like 2026-01-31, a moment like 2026-01-31T14:30+01:00.")


def parse_minutes(text: str) -> int:
    """Parses a duration such as `60m`, `1h30`, `1h 30m` or `90` into minutes.

    Raises:
        BadInput: It is none.
    """
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None or not (found[1] or found[2]):
        raise BadInput("A duration looks like 60m, 90 or 1h30.")
    return int(found[1] or 0) * 60 + int(found[2] or 0)
