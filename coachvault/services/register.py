"""The register: writing its entries and listing them."""

from __future__ import annotations

from datetime import datetime

from coachvault.practice import kinds
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services import roster
from coachvault.services.opening import OpenVault
from coachvault.vault.change import Change
from coachvault.vault.keys import Part


def write(change: Change, entry: RegisterEntry) -> None:
    """Adds an entry to the register, in the same transaction as what it tells of."""
    change.insert(change.part(Part.REGISTER), kinds.REGISTER_ENTRY, entry, {})


def record(change: Change, event: Event, client: str, subject: str, at: datetime, why: str = "") -> None:
    """Adds an entry that tells when, whose, what and why."""
    write(change, RegisterEntry(event, at, client, subject, why))


def list_entries(opened: OpenVault, typed: str = "") -> list[RegisterEntry]:
    """Returns the entries about one client, or all, the oldest first.

    Raises:
        NotFound: Nobody has that code.
    """
    with opened.vault.read() as snapshot:
        code = roster.client_code(snapshot, typed) if typed else None
        register = snapshot.part(Part.REGISTER)
        head = snapshot.head(register)
        entries = [
            snapshot.read(register, item.record_id, RegisterEntry) for item in head.of_kind(kinds.REGISTER_ENTRY)
        ]
    return [entry for entry in entries if code is None or entry.client == code]
