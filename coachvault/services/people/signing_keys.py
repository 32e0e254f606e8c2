"""A client's public keys: known before anything is signed with them (rule R3)."""

from __future__ import annotations

import msgspec

from coachvault.errors import NotFound, Refused
from coachvault.practice import kinds
from coachvault.practice.ids import Code
from coachvault.practice.people import Client, SigningKey
from coachvault.practice.register import Event
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.people.directory import save
from coachvault.services.records import roster
from coachvault.services.records.register import record
from coachvault.signoff.detached import parse_key
from coachvault.vault.change import Change


def add_key(opened: OpenVault, given_code: str, text: str) -> tuple[Client, SigningKey]:
    """Takes a public key of minisign or SSH; it counts for requests that are made from now on.

    Args:
        opened: The vault.
        given_code: The client's code.
        text: The public key file.

    Raises:
        NotFound: Nobody has that code.
        Refused: Somebody has that key already.
        BadInput: It is not a valid public key.
    """
    key, now = parse_key(text), opened.now()
    with opened.vault.change("client key add", now) as change:
        client = roster.client(change, roster.client_code(change, given_code))
        owner = _owner(change, key.line)
        if owner:
            raise Refused(f"That key is known already: it is {owner}'s.", "Everybody signs with a key of their own.")
        added = SigningKey(key.line, key.fingerprint, now)
        after = _revise(change, client, (*client.keys, added))
        record(change, Event.KEY_ADDED, after.code, after.code, now, what=added.fingerprint)
    return after, added


def remove_key(opened: OpenVault, given_code: str, fingerprint: str) -> tuple[Client, SigningKey]:
    """Forgets a key: nothing that is signed with it counts from now on.

    Raises:
        NotFound: Nobody has that code, or no key has that fingerprint.
    """
    now = opened.now()
    with opened.vault.change("client key remove", now) as change:
        client = roster.client(change, roster.client_code(change, given_code))
        removed = next((key for key in client.keys if key.fingerprint == fingerprint.strip()), None)
        if removed is None:
            raise NotFound(
                f"{client.code} has no key with that fingerprint.", f"`coachvault client show {client.code}`"
            )
        after = _revise(change, client, tuple(key for key in client.keys if key != removed))
        record(change, Event.KEY_REMOVED, after.code, after.code, now, what=removed.fingerprint)
    return after, removed


def _owner(change: Change, line: str) -> Code | None:
    codes = roster.codes(change, kinds.CLIENT)
    return next((code for code in codes if any(key.line == line for key in roster.client(change, code).keys)), None)


def _revise(change: Change, client: Client, keys: tuple[SigningKey, ...]) -> Client:
    after = msgspec.structs.replace(client, keys=keys)
    save(change, kinds.CLIENT, after)
    return after
