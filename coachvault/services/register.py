"""The register: writing its entries and listing them."""

from __future__ import annotations

from datetime import datetime

from coachvault.practice import kinds
from coachvault.practice.ids import Code
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services import roster
from coachvault.services.opening import OpenVault
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


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
        return entries_about(snapshot, roster.client_code(snapshot, typed) if typed else None)


def entries_about(snapshot: Snapshot, code: Code | None) -> list[RegisterEntry]:
    """Returns the entries about one client, or all, the oldest first."""
    register = snapshot.part(Part.REGISTER)
    items = snapshot.head(register).of_kind(kinds.REGISTER_ENTRY)
    entries = [snapshot.read(register, item.record_id, RegisterEntry) for item in items]
    return [entry for entry in entries if code is None or entry.client == code]
