"""The client's own record: everything that is held about a client, collected for that client alone (rule R1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from coachvault.crypto import webcrypto
from coachvault.crypto.aead import random_bytes
from coachvault.errors import BadInput, NotFound
from coachvault.exchange.sealed_page import RECORD, PageKey, page
from coachvault.practice.ids import Code
from coachvault.practice.note import NoteKind
from coachvault.practice.people import Client
from coachvault.practice.register import Event, parse_reason
from coachvault.services.client_rights import access_deadline
from coachvault.services.client_rights.access_review import WHY, Chosen, CopyChoice, choose
from coachvault.services.client_rights.erasure import mentions
from coachvault.services.client_rights.inventory import LEFT_OUT, Section
from coachvault.services.client_rights.third_parties import Flag
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.journal import NoteDraft, NoteView, put_note
from coachvault.services.notes.sealed import file_what_waits
from coachvault.services.records import releases, roster
from coachvault.services.records.note_places import every_place, places_of, sealed_notes
from coachvault.services.records.register import record
from coachvault.services.records.written_files import SEALED_COPY, change_and_publish, remember
from coachvault.signoff.codes import bare, draw_opening_code
from coachvault.signoff.statement import sha256
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.copy_shapes import CopyTexts
from coachvault.texts.languages.days import long_day
from coachvault.texts.languages.shapes import Language
from coachvault.vault.snapshot import Snapshot

ITERATIONS, SALT_BYTES = 1_000_000, 16
CORRECTION = "client-correction"
"""The tag of a note that holds what a client corrected."""

_PAGES = (".html", ".htm")


class WantedCopy(msgspec.Struct, frozen=True):
    """How a copy is written.

    Args:
        path: The file: `.html` for an encrypted page, `.txt` for paper.
        leave_out: Ids of things that are left out, because they are about others as well.
        reason: Why they are left out, or kept.
        keep: Ids of things that are kept although another client is named, or the client is not yet notified of them.
    """

    path: Path
    leave_out: tuple[str, ...] = ()
    reason: str = ""
    keep: tuple[str, ...] = ()

    @property
    def choice(self) -> CopyChoice:
        """What was decided about the things that are held."""
        return CopyChoice(self.leave_out, self.keep)

    @property
    def is_page(self) -> bool:
        """Whether it is an encrypted page."""
        return self.path.suffix.lower() in _PAGES


class Copied(msgspec.Struct, frozen=True):
    """A copy that was written.

    Args:
        path: The file.
        code: What opens the page; empty on paper.
        sha256: Of the file.
        items: How many things it holds.
        flags: What should have been reviewed in what it holds.
        left_out: Ids of what it does not hold.
        redacted: Ids of lines of the register in which another client's name was left out.
        elsewhere: Ids of notes and texts about others that contain a word of the client's name.
        not_searched: How many sealed notes about others were not searched for it.
    """

    path: Path
    code: str
    sha256: str
    items: int
    flags: tuple[Flag, ...] = ()
    left_out: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    not_searched: int = 0


def copy(opened: OpenVault, given_code: str, wanted: WantedCopy) -> Copied:
    """Writes everything that is held about a client into a file for that client; sealed notes are opened for it.

    Args:
        opened: The vault.
        given_code: The client's code.
        wanted: How it is written.

    Raises:
        NotFound: Nobody has that code, or something that is to be left out or kept is not there.
        Refused: A text names another client and was neither left out nor kept, or a custodian asks.
        BadInput: Something already exists at the place, or it is neither a page nor a text.
    """
    opened.require_coach("hands out a client's record")
    require_known_kind(wanted.path.name)
    now, why = opened.now(), ""
    if wanted.leave_out or wanted.keep:
        why = parse_reason(wanted.reason, "Why is it left out, or kept? That is recorded.")
    with change_and_publish(opened, "access", now, why=WHY, sealing=opened.unseal()) as (change, prepare):
        file_what_waits(opened, change)
        code = roster.client_code(change, given_code)
        chosen = choose(change, code, wanted.choice, now.date())
        client, elsewhere = roster.client(change, code), _elsewhere(change, code)
        language = language_of(client.language)
        about = _about(language.copy, chosen, elsewhere)
        data, opening = _written(client, chosen.sections, about, wanted, now.date())
        prepare({wanted.path: data})
        count = sum(len(section.items) for section in chosen.sections)
        what, digest = _what(count, chosen, wanted), sha256(data)
        record(change, Event.ACCESS_GIVEN, code, "", now, why or WHY, to="the client", what=what, sha256=digest)
        remember(change, wanted.path, SEALED_COPY if wanted.is_page else "a copy for the client", now, code)
        access_deadline.answer(change, code, now)
    return Copied(wanted.path, opening, digest, count, chosen.flags, chosen.left_out, chosen.redacted, *elsewhere)


def require_known_kind(name: str) -> None:
    """Makes sure that a file is called what a copy is: a page, or a text to be printed.

    Raises:
        BadInput: It is neither.
    """
    if Path(name).suffix.lower() not in (*_PAGES, ".txt"):
        raise BadInput(
            "A copy is an encrypted page (.html) or a text to be printed (.txt); nothing else is written.",
            "`--out FILE.html`",
        )


def _what(count: int, chosen: Chosen, wanted: WantedCopy) -> str:
    left = f"{LEFT_OUT}{', '.join(chosen.left_out)}" if chosen.left_out else ""
    kept = f"; kept: {', '.join(wanted.keep)}" if wanted.keep else ""
    return f"{count} things{kept}{left}"


def correct(opened: OpenVault, given_id: str, body: str) -> NoteView:
    """Adds what a client corrects as a note of the client's, next to what it corrects; sealed notes take it, too.

    Raises:
        NotFound: Nobody has that code, or nothing was ever written about the client.
        BadInput: The text is not valid.
    """
    opened.require_coach("adds a client's correction")
    with opened.vault.change("access correct", opened.now(), sealing=opened.unseal()) as change:
        code = roster.client_code(change, given_id)
        places = places_of(change, code)
        if not places:
            raise NotFound(f"Nothing was written about {code} yet.", "`coachvault client edit` changes contact data.")
        draft = NoteDraft(f"The client's correction\n\n{body}", kind=NoteKind.ADMIN, minutes=0, tags=(CORRECTION,))
        view = put_note(change, opened.clock, places[-1], draft)
        record(change, Event.CORRECTED, code, str(view.id), opened.now())
    return view


def _elsewhere(snapshot: Snapshot, code: Code) -> tuple[tuple[str, ...], int]:
    """Returns where else the client is named, and how many sealed notes were not searched for that."""
    concerned = [
        place.id
        for place in releases.places(snapshot)
        if place.client != code and place.destroyed is None and not place.sealed
        if code in releases.load_opened(snapshot, place).proposal.concerned
    ]
    named = mentions(snapshot, roster.client(snapshot, code))
    others = [place for place in every_place(snapshot) if place.code != code]
    return (*named, *concerned), sealed_notes(others)


def _about(texts: CopyTexts, chosen: Chosen, elsewhere: tuple[tuple[str, ...], int]) -> list[str]:
    """Returns what stands above a copy: what it holds and what not, how long that is kept, and the client's rights."""
    sentences = [texts.not_everything if chosen.left_out else texts.everything]
    if chosen.redacted:
        sentences.append(texts.names_left_out)
    named, sealed = elsewhere
    if named:
        sentences.append(texts.elsewhere.format(count=len(named)))
    if sealed:
        sentences.append(texts.not_searched.format(count=sealed))
    return [" ".join([*sentences, texts.correct]), texts.how_long, texts.rights]


def _written(
    client: Client, sections: list[Section], about: list[str], wanted: WantedCopy, today: date
) -> tuple[bytes, str]:
    language = language_of(client.language)
    title, day = language.copy.title.format(name=client.name or client.code), long_day(today, language)
    if wanted.is_page:
        code, salt = draw_opening_code(), random_bytes(SALT_BYTES)
        key = PageKey(webcrypto.stretch(bare(code), salt, ITERATIONS), salt, ITERATIONS)
        shown = {"title": title, "about": "\n\n".join(about), "made": day, "sections": [*map(_shown, sections)]}
        return page(RECORD, [(key, shown)], [_page_texts(language_of(client.language))]).encode(), code
    lines = [title, day, *(line for each in about for line in ("", each))]
    field = language.custodians.facts.line
    for section in sections:
        lines += ["", "", section.title.upper()]
        for item in section.items:
            facts = [(name, value) for name, value in item.facts if value]
            lines += ["", item.title, *(f"  {field.format(name=name, value=value)}" for name, value in facts)]
            lines += ["", item.text.rstrip()] if item.text else []
    return ("\n".join(lines) + "\n").encode(), ""


def _page_texts(language: Language) -> dict[str, str]:
    return {"language": language.code, **by_name(language.sealed_page), **by_name(language.record_page)}


def _shown(section: Section) -> dict[str, Any]:
    items = [{"title": each.title, "facts": each.facts, "text": each.text} for each in section.items]
    return {"title": section.title, "items": items}
