"""A journal of another program, read as each that `import` knows, and its entries as notes.

Promised besides: two readings are the same; an entry is UTF-8, and its text stands in the journal.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

from coachvault.errors import BadInput
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.importing import JournalEntry, Program, Source, draft_of, parse
from tests.fakes import FakeClock
from tests.fuzz.judging import is_looked_at_again, require

CHANGED = date(2026, 11, 1)
OPENED = cast("OpenVault", SimpleNamespace(clock=FakeClock()))
MOST_DRAFTS = 50


def look(data: bytes) -> str:
    said = []
    for program in Program:
        source = Source("2026-02-03 a walk.md", data, CHANGED)
        try:
            entries = parse(program, [source])
        except BadInput as error:
            said.append(f"{program}: {error.message}")
            continue
        if is_looked_at_again(data):
            require(parse(program, [source]) == entries, "a journal is read in one way")
        if program is not Program.DAY_ONE:
            require_its_own(entries, data)
        said.append(f"{program}: {entries!r}, {drafts(entries)}")
    return "\n".join(said)


def drafts(entries: list[JournalEntry]) -> str:
    """Returns the first entries as notes, or why one is none."""
    try:
        return repr([draft_of(OPENED, number, each, None) for number, each in enumerate(entries[:MOST_DRAFTS], 1)])
    except BadInput as error:
        return error.message


def require_its_own(entries: list[JournalEntry], data: bytes) -> None:
    """Makes sure that no entry says what its journal does not hold, where that is no JSON."""
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        text = data.decode().replace("\r\n", "\n")
        lines = {line for each in entries for line in each.text.replace("\r\n", "\n").split("\n")}
        require(all(line in text for line in lines), "an entry stands in its journal")
