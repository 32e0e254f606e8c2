"""Bringing notes in from another program: each entry becomes a note, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from coachvault.errors import BadInput, CoachVaultError
from coachvault.exchange.journals import LARGEST_JOURNAL_BYTES, JournalEntry, parse_day_one, parse_jrnl, parse_markdown
from coachvault.practice import kinds
from coachvault.practice.ids import OWN
from coachvault.practice.note import Note, NoteKind, require_body, require_tags
from coachvault.services.core.dates import parse_when
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, NoteView, is_own, next_place, put_notes
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, place_of_own, places_of, sealed_notes
from coachvault.vault.snapshot import Snapshot

__all__ = ["LARGEST_JOURNAL_BYTES", "BroughtIn", "JournalEntry", "Program", "Source", "bring_in", "parse"]

_MOST_TAGS = 20


class Program(StrEnum):
    """Where notes come from."""

    JRNL = "jrnl"
    DAY_ONE = "dayone"
    MARKDOWN = "markdown"


class Source(NamedTuple):
    """A file that another program wrote.

    Args:
        name: Its name.
        data: Its bytes, at most `LARGEST_JOURNAL_BYTES`.
        changed: The day on which it was last changed.
    """

    name: str
    data: bytes
    changed: date


class BroughtIn(msgspec.Struct, frozen=True):
    """The result.

    Args:
        notes: The new notes, the earliest first.
        code: Whose they are.
        known: How many entries were there already, word for word on the same day, and were left out.
        blank: How many entries were blank.
        guessed: How many of the new notes have the day on which their file was last changed.
        not_compared: How many sealed notes about the same client could not be compared.
    """

    notes: list[NoteView]
    code: str
    known: int
    blank: int
    guessed: int = 0
    not_compared: int = 0


def parse(program: Program, sources: Iterable[Source]) -> list[JournalEntry]:
    """Returns what the files hold.

    Raises:
        BadInput: One is not what the program writes, or too large.
    """
    known = list(sources)
    if any(len(each.data) > LARGEST_JOURNAL_BYTES for each in known):
        raise BadInput("A journal has at most 64 MiB; nothing was imported.", "Export it in parts.")
    if program is Program.MARKDOWN:
        return parse_markdown(known)
    read = parse_jrnl if program is Program.JRNL else parse_day_one
    return [entry for each in known for entry in read(each.data)]


def draft_of(opened: OpenVault, number: int, entry: JournalEntry, kind: NoteKind | None) -> NoteDraft:
    """Returns an entry as a note.

    Raises:
        BadInput: Its text or date is not valid; it is named by its number.
    """
    try:
        require_body(entry.text)
        held_on = parse_when(entry.held_on, opened.clock)
        return NoteDraft(entry.text, held_on, kind, tags=_tags(entry.tags), zone=entry.zone)
    except BadInput as error:
        raise BadInput(f"Entry {number}: {error.message}", "Nothing was imported.") from None


def bring_in(
    opened: OpenVault, given_code: str, entries: Sequence[JournalEntry], kind: NoteKind | None = None
) -> BroughtIn:
    """Writes entries as notes of one client, or of one's own; what was imported before is left out.

    Args:
        opened: The vault.
        given_code: A client's code, or `own`.
        entries: What another program's journal held.
        kind: What the notes are about; as the engagement says when left out.

    Raises:
        NotFound: Nobody has that code.
        Refused: The client's engagement has ended.
        BadInput: An entry is not valid; nothing was imported.
    """
    filled = [(number, each) for number, each in enumerate(entries, start=1) if each.text.strip()]
    drafts = sorted(
        (draft_of(opened, number, each, kind) for number, each in filled), key=lambda each: each.held_on or ""
    )
    guessed = {(each.held_on, each.text) for _, each in filled if each.is_guessed}
    with opened.vault.change("import", opened.now()) as change:
        roster.require_living(change)
        code = None if is_own(given_code) else roster.client_code(change, given_code)
        places = [place_of_own(change)] if code is None else places_of(change, code)
        there = {known for place in places for known in _wordings(change, place)}
        shut = [place for place in places if not change.is_readable(place.compartment_id)]
        new = {_known(each): each for each in drafts if _known(each) not in there}
        views: list[NoteView] = []
        if new:
            place = next_place(change, code, next(iter(new.values())), opened.now().date())
            views = put_notes(change, opened.clock, place, list(new.values()))
    sealed = sealed_notes(shut)
    taken = sum((each.note.held_on, each.note.body) in guessed for each in views)
    return BroughtIn(views, code or OWN, len(drafts) - len(views), len(entries) - len(filled), taken, sealed)


def _known(draft: NoteDraft) -> tuple[str, str]:
    return (draft.held_on or "")[:10], draft.body


def _wordings(snapshot: Snapshot, place: NotePlace) -> Iterator[tuple[str, str]]:
    """Yields the days and texts of the notes that can be read, in every wording."""
    if not snapshot.is_readable(place.compartment_id):
        return
    for item in snapshot.head(place.compartment_id).of_kind(kinds.NOTE):
        for row in item.rows:
            note = snapshot.read(place.compartment_id, item.record_id, Note, row.revision)
            yield note.held_on[:10], note.body


def _tags(given: Sequence[str]) -> tuple[str, ...]:
    """Returns the tags that are valid, with hyphens for spaces; the others remain only in the text."""
    taken = []
    for tag in dict.fromkeys("-".join(each.split()) for each in given):
        try:
            require_tags([tag])
        except CoachVaultError:
            continue
        taken.append(tag)
    return tuple(taken[:_MOST_TAGS])
