"""An accounting: the register, or what it says of one client, written out for anyone who may ask for it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from coachvault.exchange.spreadsheet import spreadsheet
from coachvault.practice.register import Event, RegisterEntry, parse_reason
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import register, roster, written_files
from coachvault.signoff.statement import sha256

_COLUMNS = ("Number", *(field.replace("_", " ").capitalize() for field in RegisterEntry.__struct_fields__))


def export(opened: OpenVault, place: Path, given_code: str, why: str) -> tuple[list[register.Numbered], str]:
    """Writes the register out, whole or about one client; the register records that, and `status` names the file.

    Args:
        opened: The vault.
        place: The file, of the name `.csv` or `.json`.
        given_code: A client's code; empty for all.
        why: For what it is needed.

    Returns:
        The entries that were written, and the SHA-256 of the file.

    Raises:
        NotFound: Nobody has that code.
        BadInput: It has another name, something already exists there, or its folder is not there.
        Refused: A custodian opened the vault, or the reason says nothing.
        StorageFailed: The disk did not take it.
    """
    opened.require_coach("writes out the register")
    written_files.require_suffix(place, ".csv", ".json")
    reason = parse_reason(why, "The register is written out for a reason: who asked for it, and on what ground.")
    with opened.vault.read() as snapshot:
        client = roster.client_code(snapshot, given_code) if given_code else ""
        entries = register.numbered(opened.held_at(snapshot), client)
    text = _as_json(entries) if place.suffix.lower() == ".json" else spreadsheet(_COLUMNS, map(_row, entries))
    digest = sha256(text.encode())
    entry = RegisterEntry(Event.REGISTER_EXPORTED, opened.now(), client, "", reason, sha256=digest)
    accounted = [msgspec.structs.replace(entry, what=f"the register: {len(entries)} entries")]
    for code in () if client else sorted({each.entry.client for each in entries} - {""}):
        accounted.insert(0, msgspec.structs.replace(entry, client=code, what="what the register says of this client"))
    written_files.write_accounted(opened, written_files.REGISTER, {place: text}, *accounted)
    return entries, digest


def _as_json(entries: list[register.Numbered]) -> str:
    plain = [{"number": each.number, **msgspec.to_builtins(each.entry)} for each in entries]
    return msgspec.json.format(msgspec.json.encode({"entries": plain})).decode() + "\n"


def _row(of: register.Numbered) -> tuple[str, ...]:
    plain = msgspec.to_builtins(of.entry)
    return (str(of.number), *(str(plain[name]) for name in RegisterEntry.__struct_fields__))
