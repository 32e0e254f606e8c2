"""People: adding, showing and editing clients and sponsors, each under a neutral code."""

from __future__ import annotations

import secrets
from enum import StrEnum
from typing import Any

import msgspec

from coachvault.errors import BadInput, Refused
from coachvault.practice import kinds
from coachvault.practice.engagement import Engagement, newest_open
from coachvault.practice.ids import Code, parse_code
from coachvault.practice.people import Client, Sponsor
from coachvault.services.core.forms import parse_toml, to_value, updated
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster
from coachvault.texts.code_words import CODE_WORDS
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

_PEOPLE = (kinds.CLIENT, kinds.SPONSOR, kinds.CUSTODIAN)


class ClientStatus(StrEnum):
    """What a client is to the practice today."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    ENDED = "ended"


class ClientLine(msgspec.Struct, frozen=True):
    """What a list shows of a client.

    Args:
        code: The neutral code.
        name: The name, where there is one.
        status: What the client is to the practice today.
        engagement: The id of the newest engagement, where there is one.
        notes: How many notes there are.
        last_contact: The day of the last note, in ISO form; empty before the first.
    """

    code: Code
    name: str
    status: ClientStatus
    engagement: str
    notes: int
    last_contact: str


def offer_code(opened: OpenVault) -> Code:
    """Draws a neutral code that nobody in this vault has."""
    with opened.vault.read() as snapshot:
        known = taken(snapshot)
    free = [word for word in CODE_WORDS if word not in known]
    if free:
        return Code(secrets.choice(free))
    return next(
        Code(f"{word}-{number}") for number in range(2, 1000) for word in CODE_WORDS if f"{word}-{number}" not in known
    )


def parse_client_form(text: str) -> dict[str, Any]:
    """Parses the TOML of `client add --from`; a wrong field is reported before anything is written.

    Raises:
        BadInput: It is no TOML, or a field is unknown or of the wrong type.
    """
    fields = _parse_form(text, Client)
    if "keys" in fields:
        raise BadInput(
            "A key cannot be added by a form.", "`coachvault client key add CODE FILE` takes it, and records it."
        )
    return fields


def parse_sponsor_form(text: str) -> dict[str, Any]:
    """Parses the TOML of `sponsor add --from`; raises as `parse_client_form` does."""
    return _parse_form(text, Sponsor)


def free_code(opened: OpenVault, given_code: str) -> Code:
    """Returns a code that nobody in this vault has, before anything is asked about whom it is for.

    Raises:
        BadInput: It is not valid.
        Refused: It is in use.
    """
    code = parse_code(given_code)
    with opened.vault.read() as snapshot:
        _require_free(snapshot, code)
    return code


def add_client(opened: OpenVault, code: str, fields: dict[str, Any]) -> Client:
    """Adds a client under a code.

    Raises:
        Refused: The code is in use.
        BadInput: The code or a field is not valid.
    """
    client = to_value({**fields, "code": parse_code(code)}, Client)
    with opened.vault.change("client add", opened.now()) as change:
        _add(change, kinds.CLIENT, client)
    return client


def add_sponsor(opened: OpenVault, code: str, fields: dict[str, Any]) -> Sponsor:
    """Adds a sponsor under a code; raises as `add_client` does."""
    sponsor = to_value({**fields, "code": parse_code(code)}, Sponsor)
    with opened.vault.change("sponsor add", opened.now()) as change:
        _add(change, kinds.SPONSOR, sponsor)
    return sponsor


def edit_client(opened: OpenVault, given_code: str, fields: dict[str, Any]) -> Client:
    """Changes fields of a client and returns the client as changed.

    Raises:
        NotFound: Nobody has that code.
        BadInput: A field is not valid.
    """
    with opened.vault.change("client edit", opened.now()) as change:
        code = roster.client_code(change, given_code)
        client = updated(roster.client(change, code), {**fields, "code": code})
        save(change, kinds.CLIENT, client)
    return client


def edit_sponsor(opened: OpenVault, given_code: str, fields: dict[str, Any]) -> Sponsor:
    """Changes fields of a sponsor; raises as `edit_client` does."""
    with opened.vault.change("sponsor edit", opened.now()) as change:
        code = roster.sponsor_code(change, given_code)
        sponsor = updated(roster.sponsor(change, code), {**fields, "code": code})
        save(change, kinds.SPONSOR, sponsor)
    return sponsor


def show_client(opened: OpenVault, given_code: str) -> tuple[Client, list[Engagement]]:
    """Returns a client and the engagements with that client.

    Raises:
        NotFound: Nobody has that code; the nearest are named.
    """
    with opened.vault.read() as snapshot:
        code = roster.client_code(snapshot, given_code)
        shown = roster.client if snapshot.day.may_read else roster.client_for_custodians
        return shown(snapshot, code), [kept.engagement for kept in roster.engagements(snapshot, code)]


def show_sponsor(opened: OpenVault, given_code: str) -> tuple[Sponsor, list[Engagement]]:
    """Returns a sponsor and the engagements it pays for; raises as `show_client` does."""
    with opened.vault.read() as snapshot:
        code = roster.sponsor_code(snapshot, given_code)
        paid = [kept.engagement for kept in roster.engagements(snapshot) if kept.engagement.sponsor == code]
        return roster.sponsor(snapshot, code), paid


def list_clients(opened: OpenVault) -> list[ClientLine]:
    """Returns every client, the one with the latest contact first."""
    with opened.vault.read() as snapshot:
        by_client: dict[Code, list[Engagement]] = {}
        for kept in roster.engagements(snapshot):
            by_client.setdefault(kept.engagement.client, []).append(kept.engagement)
        lines = [_line(item.listing, by_client) for item in roster.client_items(snapshot)]
        if not snapshot.day.may_read:
            barred = {each.code for each in lines if roster.barred_since(snapshot, each.code)}
            lines = [msgspec.structs.replace(each, name="") if each.code in barred else each for each in lines]
    return sorted(lines, key=lambda line: line.last_contact, reverse=True)


def list_sponsors(opened: OpenVault) -> list[Sponsor]:
    """Returns every sponsor, in the order of the codes."""
    with opened.vault.read() as snapshot:
        return [roster.sponsor(snapshot, code) for code in sorted(roster.codes(snapshot, kinds.SPONSOR))]


def names_someone(opened: OpenVault, text: str) -> bool:
    """Returns whether a text holds a word of somebody's name, so that it should not be on a command line (R12)."""
    if not roster.name_words(text):
        return False
    with opened.vault.read() as snapshot:
        return roster.names_someone(snapshot, text)


def _parse_form(text: str, as_type: type[Client] | type[Sponsor]) -> dict[str, Any]:
    fields = parse_toml(text)
    to_value({"code": "heron", **fields}, as_type)
    return fields


def save(change: Change, kind: str, person: Client | Sponsor) -> None:
    """Writes a new wording of somebody who is in the roster."""
    record_id = roster.codes(change, kind)[person.code]
    change.revise(change.part(Part.ROSTER), record_id, person, _listing(person))


def _add(change: Change, kind: str, person: Client | Sponsor) -> None:
    roster.require_living(change)
    _require_free(change, person.code)
    change.insert(change.part(Part.ROSTER), kind, person, _listing(person))


def _require_free(snapshot: Snapshot, code: Code) -> None:
    if code in taken(snapshot):
        raise Refused(f"The code {code} is in use; nothing was changed.", "Leave the code out and one is offered.")


def taken(snapshot: Snapshot) -> set[Code]:
    """Returns the codes that somebody has: clients, sponsors and custodians share them."""
    return {code for kind in _PEOPLE for code in roster.codes(snapshot, kind)}


def _listing(person: Client | Sponsor) -> dict[str, Any]:
    listing = {"code": person.code, "name": person.name}
    return listing | ({"organisation": person.organisation} if isinstance(person, Sponsor) else {})


def _line(listing: dict[str, Any], by_client: dict[Code, list[Engagement]]) -> ClientLine:
    known = by_client.get(listing["code"], [])
    current = newest_open(known) or (known[-1] if known else None)
    days = [each.tally.last_contact for each in known if each.tally.last_contact]
    return ClientLine(
        code=listing["code"],
        name=listing["name"],
        status=ClientStatus(current.status) if current else ClientStatus.PROSPECT,
        engagement=current.id if current else "",
        notes=sum(each.tally.notes for each in known),
        last_contact=max(days).isoformat() if days else "",
    )
