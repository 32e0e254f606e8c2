"""Making a disclosure: all that it rests on is checked, then the text alone leaves, and the register keeps it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.disclosure import (
    Disclosed,
    DisclosurePlace,
    Ground,
    Passage,
    joined,
)
from coachvault.practice.ids import NoteId, looks_like_disclosure
from coachvault.practice.people import Client
from coachvault.practice.pseudonym import says_who
from coachvault.practice.register import Event
from coachvault.services.core.forms import LONGEST_TEXT, parse_toml, to_value
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.disclosure import notification, rules
from coachvault.services.disclosure.register_entry import entry_of
from coachvault.services.disclosure.rules import AcceptedFindings
from coachvault.services.notes import sealed
from coachvault.services.records import disclosures, roster
from coachvault.services.records.disclosures import FoundDisclosure, made, places
from coachvault.services.records.note_places import note_id
from coachvault.services.records.register import Numbered, entries_about, number_all, record, write
from coachvault.services.records.written_files import change_and_publish
from coachvault.signoff.statement import sha256
from coachvault.system.files import new_files
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId
from coachvault.vault.snapshot import Snapshot

__all__ = ["AcceptedFindings", "begin_now", "check", "disclose", "made", "places"]

_BLANK_LINES = re.compile(r"\n\s*\n")


class Made(msgspec.Struct, frozen=True):
    """A disclosure that was made.

    Args:
        place: Where it is.
        disclosed: It.
        letter: What the client is to read, in the client's language; empty while that is delayed.
    """

    place: DisclosurePlace
    disclosed: Disclosed
    letter: str


class ShownDisclosure(msgspec.Struct, frozen=True):
    """All that was recorded of a disclosure.

    Args:
        place: Where it is, and what is left to do.
        disclosed: It; None where it was begun only, or nothing was disclosed.
        entries: What the register says of it.
    """

    place: DisclosurePlace
    disclosed: Disclosed | None
    entries: list[Numbered]


def parse_form(text: str) -> Ground:
    """Parses the TOML of `disclose --from`.

    Raises:
        BadInput: It is no TOML, or a field is unknown or of the wrong type.
    """
    return to_ground(parse_toml(text, LONGEST_TEXT))


def to_ground(fields: dict[str, Any]) -> Ground:
    """Returns a ground from what was answered; passages make the text. Raises as `parse_form` does."""
    said_at = fields.get("said_at", "")
    plain = fields | {"said_at": str(said_at) if isinstance(said_at, date) else said_at}
    if plain.get("passages") and not plain.get("text"):
        plain["text"] = joined(to_value({"passages": plain["passages"]}, _Passages).passages)
    return to_value(plain, Ground)


class _Passages(msgspec.Struct, frozen=True):
    passages: tuple[Passage, ...]


def require_places(*paths: Path | None) -> None:
    """Makes sure that files can be written at these places, each at one of its own.

    Raises:
        BadInput: Something already exists at one, its folder is not there, or two are the same.
    """
    named = [path for path in paths if path]
    if len({path.resolve() for path in named}) < len(named):
        raise BadInput("The text and the letter go into two files; nothing was changed.", "Name another for one.")
    with new_files(dict.fromkeys(named, b"")):
        pass


def check(opened: OpenVault, given_id: str, ground: Ground, keep: AcceptedFindings | None = None) -> Client:
    """Makes sure that everything is there on which a disclosure has to rest; changes nothing.

    Args:
        opened: The vault.
        given_id: The client's code, or the id of one that was begun.
        ground: What it rests on.
        keep: Warnings about other clients that are left as they are.

    Raises:
        NotFound: Nobody has that code, or there is no such warning.
        Refused: Something is missing, a recipient of another kind, a name without need, somebody else's name that was
            not kept, or the ground of an earlier one (R11).
        BadInput: A day is none, or lies on the wrong side of today.
    """
    opened.require_coach("discloses")
    with opened.vault.read() as snapshot:
        code = disclosures.client_of(snapshot, given_id)
        rules.require_allowed(snapshot, opened, code, ground)
        rules.accepted_names(snapshot, code, ground.text, keep)
        return roster.client(snapshot, code)


def require_open(opened: OpenVault, given_code: str) -> Client:
    """Returns whose disclosure would be made.

    Raises:
        NotFound: Nobody has that code, or there is no such disclosure.
        Refused: It was made already.
    """
    opened.require_coach("discloses")
    with opened.vault.read() as snapshot:
        if looks_like_disclosure(given_code):
            disclosures.find_begun(snapshot, given_code)
        return roster.client(snapshot, disclosures.client_of(snapshot, given_code))


def require_notes(opened: OpenVault, given_code: str, ids: tuple[str, ...]) -> bool:
    """Returns whether reading some notes takes a reason; all of them are the client's.

    Raises:
        NotFound: There is no such note.
        Refused: One is somebody else's.
    """
    with opened.vault.read() as snapshot:
        wanted = _notes_of(snapshot, given_code, ids)
        return len(sealed.open_views(snapshot, wanted)) < len(set(wanted))


def note_paragraphs(opened: OpenVault, given_code: str, ids: tuple[str, ...], reason: str) -> tuple[str, ...]:
    """Returns the paragraphs of a client's notes; reading sealed ones is recorded with the reason.

    Raises:
        NotFound: There is no such note.
        Refused: One is somebody else's, or sealed and no reason was given (rule R6).
    """
    with opened.vault.read() as snapshot:
        wanted = _notes_of(snapshot, given_code, ids)
        known = sealed.open_views(snapshot, wanted)
    views = [known.get(each) or sealed.show_note(opened, str(each), reason) for each in wanted]
    return tuple(part.strip() for view in views for part in _BLANK_LINES.split(view.note.body) if part.strip())


def _notes_of(snapshot: Snapshot, given_code: str, ids: tuple[str, ...]) -> list[NoteId]:
    """Returns the ids of notes that are all the client's; raises as `require_notes` does."""
    code = disclosures.client_of(snapshot, given_code)
    wanted = [note_id(snapshot, each) for each in ids]
    if any(each.code != code for each in wanted):
        raise Refused(f"That is no note about {code}; nothing of one client goes into what is said of another.")
    return wanted


def begin_now(opened: OpenVault, given_code: str) -> tuple[Client, DisclosurePlace]:
    """Opens a record of an emergency, to be completed within the day, and returns how to reach the client.

    Raises:
        NotFound: Nobody has that code.
    """
    opened.require_coach("discloses")
    with opened.vault.change("disclose now", opened.now()) as change:
        code = roster.client_code(change, given_code)
        place = disclosures.new_place(change, opened.now(), code).place
        what = "an emergency, to be written down"
        record(change, Event.DISCLOSURE_BEGUN, code, place.id, opened.now(), what=what)
        return roster.client(change, code), place


def disclose(
    opened: OpenVault,
    given_id: str,
    ground: Ground,
    path: Path | None,
    letter: Path | None = None,
    keep: AcceptedFindings | None = None,
) -> Made:
    """Makes a disclosure: writes the text alone into a file, or records what was said; on request the letter, too.

    Args:
        opened: The vault.
        given_id: The client's code, or the id of an emergency that was begun.
        ground: What it rests on, and the text.
        path: The file; None for what was said.
        letter: Where the letter to the client is written; not while it waits.
        keep: Warnings about other clients that are left as they are.

    Raises:
        NotFound: Nobody has that code, or there is no such emergency.
        Refused: As `check`, or it was made already: each takes a ground of its own.
        BadInput: Something already exists at a place, or both are the same.
    """
    opened.require_coach("discloses")
    require_places(path, letter)
    ground, now = rules.with_moment(opened, ground, spoken=path is None), opened.now()
    data = ground.text.encode() if ground.text.endswith("\n") else f"{ground.text}\n".encode()
    with change_and_publish(opened, "disclose", now, why=ground.danger[:200]) as (change, prepare):
        found = _allowed(change, opened, given_id, ground)
        kept = rules.accepted_names(change, found.place.client, ground.text, keep)
        disclosed = Disclosed(ground, now, path is None, sha256(data), str(path.absolute()) if path else "", kept)
        done = _record(change, found, disclosed)
        wording = "" if ground.letter_due else notification.letter_of(change, done.place, disclosed)
        files = {path: data} if path else {}
        if letter and wording:
            files[letter] = wording.encode()
        prepare(files)
        place = notification.record_letter(change, done, wording, letter, now) if letter and wording else done.place
    return Made(place, disclosed, wording)


def show(opened: OpenVault, given_id: str) -> ShownDisclosure:
    """Returns all that was recorded of a disclosure.

    Raises:
        NotFound: There is no such disclosure.
    """
    opened.require_coach("reads a disclosure")
    with opened.vault.read() as snapshot:
        place = disclosures.find_disclosure(snapshot, given_id).place
        known = number_all(entries_about(snapshot, None))
        entries = [each for each in known if (each.entry.client, each.entry.subject) == (place.client, place.id)]
        return ShownDisclosure(place, made(snapshot, place) if place.done_at else None, entries)


def owed(opened: OpenVault, given_code: str) -> list[DisclosurePlace]:
    """Returns the disclosures of which a client still has to be notified.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        code = roster.client_code(snapshot, given_code)
        return [place for place in places(snapshot) if place.client == code and place.owes_letter]


def _allowed(change: Change, opened: OpenVault, given_id: str, ground: Ground) -> FoundDisclosure:
    """Returns the place of a disclosure that may be made."""
    code = disclosures.client_of(change, given_id)
    begun = disclosures.find_begun(change, given_id) if looks_like_disclosure(given_id) else None
    rules.require_allowed(change, opened, code, ground)
    return begun or disclosures.new_place(change, opened.now(), code)


def _record(change: Change, found: FoundDisclosure, disclosed: Disclosed) -> FoundDisclosure:
    ground = disclosed.ground
    due = ground.letter_due or disclosed.at.date()
    done = FoundDisclosure(found.record_id, disclosures.save_place(change, found, done_at=disclosed.at, letter_due=due))
    change.insert(CompartmentId(done.place.compartment_id), kinds.DISCLOSED, disclosed, {})
    named = says_who(ground.text, roster.client(change, done.place.client))
    write(change, entry_of(done.place, disclosed, named))
    for each in disclosed.kept:
        why = f"{each.finding}: {each.why}"
        record(change, Event.KEPT, done.place.client, done.place.id, disclosed.at, why)
    return done
