"""The register: writing its entries and listing them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, TypedDict, Unpack

import msgspec

from coachvault.errors import NotFound
from coachvault.practice import kinds
from coachvault.practice.ids import Code
from coachvault.practice.people import Client
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def write(change: Change, entry: RegisterEntry) -> None:
    """Adds an entry that was made before to the register, in the same transaction as what it records."""
    change.insert(change.part(Part.REGISTER), kinds.REGISTER_ENTRY, entry, {})


class Account(TypedDict, total=False):
    """What an entry may say of something that left; as the fields of an entry."""

    to: str
    what: str
    sha256: str
    evidence: str


def record(
    change: Change, event: Event, client: str, subject: str, at: datetime, why: str = "", **account: Unpack[Account]
) -> None:
    """Adds an entry to the register, in the same transaction as what it records; what custodians do bears their codes.

    Args:
        change: The change.
        event: What happened.
        client: Whose records, by code.
        subject: What, by id.
        at: When.
        why: The reason or the ground.
        account: What more is said.
    """
    if change.by:
        account.setdefault("evidence", change.by)
    write(change, RegisterEntry(event, at, client, subject, why, **account))


class Numbered(NamedTuple):
    """An entry with its number in the whole register, from 1."""

    number: int
    entry: RegisterEntry


def list_entries(opened: OpenVault, given_code: str = "") -> list[RegisterEntry]:
    """Returns the entries about one client, or all, the oldest first; raises as `numbered` does."""
    return [each.entry for each in numbered(opened, given_code)]


def numbered(opened: OpenVault, given_code: str = "") -> list[Numbered]:
    """Returns the entries about one client, or all, the oldest first, with their numbers.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        code = roster.client_code(snapshot, given_code) if given_code else None
        entries = entries_about(snapshot, None)
        known = number_all(entries if snapshot.day.may_read else _for_custodians(snapshot, entries))
        return [each for each in known if code is None or code in each.entry.stands_under]


def number_all(entries: list[RegisterEntry]) -> list[Numbered]:
    """Numbers the entries of the whole register."""
    return [Numbered(number, entry) for number, entry in enumerate(entries, start=1)]


def show(opened: OpenVault, number: int) -> Numbered:
    """Returns one entry by its number.

    Raises:
        NotFound: There is none of that number.
    """
    for each in numbered(opened):
        if each.number == number:
            return each
    raise NotFound(f"The register has no entry {number}.", "`coachvault register list` shows their numbers.")


def _for_custodians(snapshot: Snapshot, entries: list[RegisterEntry]) -> list[RegisterEntry]:
    """Returns entries with the code in place of how clients are called and reached, where they agreed to no more."""
    known = roster.codes(snapshot, kinds.CLIENT)
    barred = {code: roster.client(snapshot, code) for code in known if roster.barred_since(snapshot, code)}
    return [_without_contact(each, barred[Code(each.client)]) if each.client in barred else each for each in entries]


def _without_contact(entry: RegisterEntry, client: Client) -> RegisterEntry:
    reached = [each for each in (client.name, client.email, client.phone, client.private_channel) if each]
    texts = {"to": entry.to, "why": entry.why, "what": entry.what, "evidence": entry.evidence}
    for message in reached:
        texts = {name: text.replace(message, client.code) for name, text in texts.items()}
    return msgspec.structs.replace(entry, **texts)


def entries_about(snapshot: Snapshot, code: Code | None) -> list[RegisterEntry]:
    """Returns the entries about one client, or all, the oldest first."""
    entries = roster.every(snapshot, Part.REGISTER, kinds.REGISTER_ENTRY, RegisterEntry)
    return [entry for entry in entries if code is None or code in entry.stands_under]
