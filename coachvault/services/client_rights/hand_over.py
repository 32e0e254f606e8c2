"""A copy of an engagement's notes for the client they are about, before they are destroyed (rule R1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from coachvault.errors import Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import EngagementStatus
from coachvault.practice.ids import Code
from coachvault.practice.register import Event
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import lifecycle
from coachvault.services.notes import sealed
from coachvault.services.notes.journal import NoteView
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.services.records.written_files import change_and_publish, remember
from coachvault.signoff.statement import sha256
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.vault.snapshot import Snapshot

_REASON = "a copy for the client, before they are destroyed"


class Handed(msgspec.Struct, frozen=True):
    """A copy that was written.

    Args:
        path: The file.
        warnings: Whose names other than the client's it contains, by code.
    """

    path: Path
    warnings: list[str]


def hand_over(opened: OpenVault, given_id: str, path: Path) -> Handed:
    """Writes all notes of an ended engagement into a file for its client; the register records it.

    Args:
        opened: The vault.
        given_id: The engagement's id, or the client's code.
        path: The file; nothing may exist there yet.

    Raises:
        NotFound: There is no such engagement, or it was destroyed.
        Refused: It has not ended, or an executor asks.
        BadInput: Something already exists at the path.
    """
    opened.require_coach("hands notes over")
    with opened.vault.read() as snapshot:
        found = lifecycle.find_engagement(snapshot, given_id, prefer_open=False).engagement
        language = language_of(roster.client(snapshot, Code(found.client)).language)
        if found.status is not EngagementStatus.ENDED:
            raise Refused(f"{found.id} has not ended.", f"`coachvault engagement end {found.client}` ends it first.")
    engagement, _, views = sealed.read_sealed_engagement(opened, found.id, _REASON)
    begun, ended = (long_day(each or engagement.started, language) for each in (engagement.started, engagement.ended))
    head = language.copy.handed_over.format(id=engagement.id, begun=begun, ended=ended)
    text = "\n".join([f"{head}\n", *(_as_text(each, language) for each in views)])
    with change_and_publish(opened, "hand over", opened.now()) as (change, prepare):
        prepare({path: text.encode()})
        warnings = _others_named(change, views, engagement.client)
        about, told = (engagement.client, engagement.id), f"{len(views)} notes; {path}"
        record(
            change,
            Event.HANDED_OVER,
            *about,
            opened.now(),
            _REASON,
            to="the client",
            what=told,
            sha256=sha256(text.encode()),
        )
        remember(change, path, "notes for the client", opened.now(), engagement.client)
    return Handed(path, warnings)


def _as_text(view: NoteView, language: Language) -> str:
    day = long_day(date.fromisoformat(view.note.held_on[:10]), language)
    kind = by_name(language.copy.kinds)[view.note.kind.value]
    return f"--- {view.id}, {day}, {kind}\n\n{view.note.body.rstrip()}\n"


def _others_named(snapshot: Snapshot, views: list[NoteView], client: str) -> list[str]:
    """Returns a warning for each note that contains a word of another person's name: third parties have rights."""
    known = {code: roster.client(snapshot, code).name for code in roster.codes(snapshot, kinds.CLIENT)}
    others = {
        code: {w.casefold() for w in name.split() if len(w) > 2} for code, name in known.items() if code != client
    }
    found = []
    for view in views:
        words = {word.strip(".,;:!?\"'()").casefold() for word in view.note.body.split()}
        codes = sorted(code for code, name in others.items() if name & words)
        if codes:
            found.append(f"{view.id} may name {', '.join(codes)}: take that out before the client reads it.")
    return found
