"""After a disclosure: the client is notified by letter or in person, or later for a reason; or nothing was said."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from coachvault.errors import Refused
from coachvault.practice.disclosure import Disclosed, DisclosurePlace, RecipientKind, require_delay
from coachvault.practice.people import Client
from coachvault.practice.pseudonym import names_in
from coachvault.practice.register import Event, parse_reason
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.services.records.disclosures import (
    FoundDisclosure,
    find_begun,
    find_made,
    made,
    other_clients,
    save_place,
)
from coachvault.services.records.register import record
from coachvault.services.records.written_files import change_and_publish, remember
from coachvault.signoff.statement import sha256
from coachvault.texts.languages import by_name, language_of
from coachvault.texts.languages.days import long_day
from coachvault.vault.change import Change
from coachvault.vault.snapshot import Snapshot

_THE_CLIENT = "the client"


def write_letter(opened: OpenVault, given_id: str, path: Path) -> DisclosurePlace:
    """Writes the letter that informs the client what was shared and why; the register records it, `status` of the file.

    Args:
        opened: The vault.
        given_id: The disclosure's id.
        path: The file; nothing may exist there yet.

    Raises:
        NotFound: There is no such disclosure.
        Refused: It was not made.
        BadInput: Something already exists at the path.
    """
    with change_and_publish(opened, "disclosure letter", opened.now()) as (change, prepare):
        found = find_made(change, given_id)
        text = letter_of(change, found.place, made(change, found.place))
        prepare({path: text.encode()})
        return record_letter(change, found, text, path, opened.now())


def record_letter(change: Change, found: FoundDisclosure, text: str, path: Path, now: datetime) -> DisclosurePlace:
    """Keeps that a client's letter was written into a file, and returns what is left to do then."""
    place = save_place(change, found, letter_at=now, letter_due=None)
    about, digest = (place.client, place.id), sha256(text.encode())
    record(change, Event.CLIENT_TOLD, *about, now, to=_THE_CLIENT, what="a letter", sha256=digest)
    remember(change, path, "a letter about a disclosure", now, place.client)
    return place


def notify_client(opened: OpenVault, given_id: str, how: str) -> DisclosurePlace:
    """Records that the client was notified in person.

    Args:
        opened: The vault.
        given_id: The disclosure's id.
        how: How that was, and what the client said.

    Raises:
        NotFound: There is no such disclosure.
        Refused: It was not made, or nothing is said.
    """
    opened.require_coach("notifies a client of a disclosure")
    why = parse_reason(how, "How was the client notified? That is recorded.")
    with opened.vault.change("disclosure told", opened.now()) as change:
        found = find_made(change, given_id)
        place = save_place(change, found, told_at=opened.now(), letter_due=None)
        about = (place.client, place.id)
        record(change, Event.CLIENT_TOLD, *about, opened.now(), why, to=_THE_CLIENT, what="in person")
    return place


def delay(opened: OpenVault, given_id: str, until: date, reason: str) -> DisclosurePlace:
    """Lets a client's letter wait, for a reason of its own, until a day on which `status` asks again.

    Raises:
        NotFound: There is no such disclosure.
        Refused: It was not made, the client has already been notified, or there is no reason.
        BadInput: It is no day to come.
    """
    opened.require_coach("lets a client's letter wait")
    why = parse_reason(reason, "Why does the letter wait? That is recorded.")
    require_delay(why, until, opened.now().date())
    with opened.vault.change("disclosure delayed", opened.now(), why=why) as change:
        found = find_made(change, given_id)
        if not found.place.owes_letter:
            raise Refused(f"The client has already been notified of {found.place.id}.")
        later = save_place(change, found, letter_due=until)
        record(change, Event.LETTER_DELAYED, later.client, later.id, opened.now(), why, what=f"until {until}")
    return later


def close(opened: OpenVault, given_id: str, reason: str) -> DisclosurePlace:
    """Closes an emergency in which nothing was disclosed; that it was begun, and why not, stays in the register.

    Raises:
        NotFound: There is no such disclosure.
        Refused: It was made, or there is no reason.
    """
    opened.require_coach("closes a disclosure")
    why = parse_reason(reason, "Why was nothing disclosed? That is recorded.")
    with opened.vault.change("disclosure closed", opened.now(), why=why) as change:
        found = find_begun(change, given_id)
        closed = save_place(change, found, nothing_at=opened.now())
        record(change, Event.NOT_DISCLOSED, closed.client, closed.id, opened.now(), why)
    return closed


def letter_of(snapshot: Snapshot, place: DisclosurePlace, disclosed: Disclosed) -> str:
    """Returns what the client is to read: what was shared, with whom, and why; in the client's language.

    The reason is what the coach wrote for the client, or a ready sentence; never the note for the register. Where the
    reason or the recipient names another client, the letter says only what kind it is.
    """
    client = roster.client(snapshot, place.client)
    language = language_of(client.language)
    texts = language.disclosure
    others, ground = other_clients(snapshot, place.client), disclosed.ground
    neutral = texts.court if ground.kind is RecipientKind.COURT else texts.danger
    day = date.fromisoformat(ground.said_at[:10]) if ground.said_at else disclosed.at.date()
    return texts.letter.format(
        name=client.name or client.code,
        day=long_day(day, language),
        recipient=_without(others, client, ground.recipient, by_name(texts.recipients)[ground.kind.value]),
        reason=_without(others, client, ground.reason_for_client.strip(), neutral) or neutral,
        text=ground.text.strip(),
        rights=language.rights.yours,
        coach=roster.profile(snapshot).name,
    )


def _without(others: tuple[Client, ...], client: Client, said: str, neutral: str) -> str:
    return neutral if names_in(said, client, others) else said
