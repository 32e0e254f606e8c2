"""Checking a vault from end to end: what is wrong, where, and what could only be compared.

Nothing here raises for a fault in the vault: a check goes on to the end and reports all that it found.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from coachvault.crypto.hashing import Label, digest
from coachvault.crypto.sealing import key_pair_from_private
from coachvault.errors import CoachVaultError
from coachvault.vault import ledger
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import number_of
from coachvault.vault.inbox import items
from coachvault.vault.rotation import expected_ways_in
from coachvault.vault.slots import SlotKind, boxes_of
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.store import RecordRow, Store

RowName = tuple[bytes, bytes, int]
Progress = Callable[[int, int], None]


@dataclass
class Findings:
    """What a check found.

    Args:
        faults: What is wrong; empty when all is well.
        of_header: What is wrong with what leads into the vault, and can be written anew from what is in it.
        of_backups: What is wrong in backups.
        looked_at: The ids of the backups that were checked.
        passed_over: Which backups were not checked, and why.
        entries: Entries in the ledger.
        opened: Rows that were opened.
        compared: Rows of sealed compartments, compared by digest only.
        waiting: Notes that were written while the vault was locked, and wait.
    """

    faults: list[str] = field(default_factory=list)
    of_header: list[str] = field(default_factory=list)
    of_backups: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    entries: int = 0
    opened: int = 0
    compared: int = 0
    waiting: int = 0


def check_structure(store: Store) -> list[str]:
    """Returns what is wrong with the pages of the file and with the chain of the ledger; needs no key."""
    faults = [f"The file itself is damaged: {fault}." for fault in store.structure_faults()]
    surplus = store.path.stat().st_size - store.size()
    if surplus:
        faults.append(f"The file has {surplus:,} bytes that are no part of the vault.")
    try:
        ledger.verify_chain(store.ledger())
    except CoachVaultError as error:
        faults.append(error.message)
    return faults


def check_vault(snapshot: Snapshot, progress: Progress, name: Callable[[RowName], str] | None = None) -> Findings:
    """Replays the ledger, compares every row with it, and opens everything that these keys open.

    Args:
        snapshot: The vault, unlocked.
        progress: Called with how many rows have been checked, and of how many.
        name: Names a row for a person; by parts and ids when left out.
    """
    snapshot = snapshot.whole()
    name_row = name or (lambda row: _name(snapshot, row))
    findings = Findings(faults=check_structure(snapshot.store), of_header=_faults_of_header(snapshot))
    expected, total = _replay(snapshot, findings), snapshot.store.count_records()
    for number, row in enumerate(snapshot.store.records(), start=1):
        place = (row.compartment_id, row.record_id, row.revision)
        if fault := _fault_of_row(snapshot, row, expected.pop(place, None), findings):
            findings.faults.append(f"{fault} ({name_row(place)})")
        progress(number, total)
    findings.faults += [f"A row is missing. ({name_row(place)})" for place in expected]
    for compartment_id in snapshot.compartment_ids():
        _check_head(snapshot, compartment_id, findings)
    if snapshot.day.may_read:
        _check_inbox(snapshot, findings)
    return findings


def _faults_of_header(snapshot: Snapshot) -> list[str]:
    """Returns what was changed of header and ways in, as far as that can be known; nothing where they are whole."""
    if snapshot.is_header_whole:
        return []
    faults = []
    with suppress(CoachVaultError):  # an executor has no ring of keys, and one that is damaged is reported as a record
        ring, slots = snapshot.keyring(), snapshot.store.slots()
        if key_pair_from_private(ring.inbox_private).public != snapshot.header.inbox_public:
            faults.append("The key that notes are sealed to while the vault is locked was changed.")
        for kind, expected in expected_ways_in(ring).items():
            found = sum(1 for _ in boxes_of(kind, slots))
            if found != expected:
                faults.append(f"There should be {expected} ways in of the kind {_KINDS[kind]}, and there are {found}.")
    return faults or [
        "A way into the vault, or what its header says in the clear, was changed by something other than CoachVault."
    ]


_KINDS = {
    SlotKind.PASSPHRASE: "passphrase",
    SlotKind.RECOVERY: "recovery words",
    SlotKind.EXECUTOR: "executor",
    SlotKind.READERS: "readers together",
}


def _replay(snapshot: Snapshot, findings: Findings) -> dict[RowName, bytes]:
    """Returns every row that should be there, with the digest of its box."""
    expected: dict[RowName, bytes] = {}
    keys = snapshot.ledger_keys()
    for row in snapshot.store.ledger():
        findings.entries += 1
        try:
            entry = ledger.open_entry_of_any_time(row, keys, snapshot.vault_id)
        except CoachVaultError:
            findings.faults.append(f"Entry {row.seq} of the ledger cannot be opened: it was changed.")
            continue
        expected.update({(each.compartment_id, each.record_id, each.revision): each.digest for each in entry.wrote})
        for gone in entry.erased:
            expected.pop((gone.compartment_id, gone.record_id, gone.revision), None)
    return expected


def _fault_of_row(snapshot: Snapshot, row: RecordRow, expected: bytes | None, findings: Findings) -> str:
    """Returns what is wrong with a row, or nothing, and counts how it was checked."""
    if expected is None:
        return "A row that nobody wrote was put in, or back."
    if digest(Label.ROW, row.box) != expected:
        return "A row was changed."
    compartment_id = CompartmentId(row.compartment_id)
    try:
        if snapshot.is_sealed(compartment_id) and snapshot.sealing is None:
            findings.compared += 1
            return ""
        snapshot.read_bytes(compartment_id, RecordId(row.record_id), row.revision)
    except CoachVaultError as error:
        return error.message
    findings.opened += 1
    return ""


def _check_head(snapshot: Snapshot, compartment_id: CompartmentId, findings: Findings) -> None:
    try:
        if snapshot.sealing is not None or not snapshot.is_sealed(compartment_id):
            snapshot.head(compartment_id)
    except CoachVaultError as error:
        findings.faults.append(f"{error.message} (the contents of part {compartment_id.hex()[:8]})")


def _check_inbox(snapshot: Snapshot, findings: Findings) -> None:
    try:
        keyring = snapshot.keyring()
        for item in items(snapshot.store.inbox()):
            if not item.is_authentic(keyring.capture_key, snapshot.vault_id):
                findings.faults.append("Among the notes that wait there is one that was not written on your machine.")
            else:
                item.open(keyring)
                findings.waiting += 1
    except CoachVaultError as error:
        findings.faults.append(f"{error.message} (the notes that wait)")


def _name(snapshot: Snapshot, row: RowName) -> str:
    """Names a row for a person: the part of the vault, and enough of the ids to distinguish rows."""
    part = next((part.value for part, known in snapshot.parts.items() if known == row[0]), f"notes {row[0].hex()[:8]}")
    return f"{part}, record {row[1].hex()[:8]}, revision {number_of(row[2])}"
