"""Checking a vault: from the pages of the file to the last record, and on request its backups, too."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import msgspec

from coachvault.crypto.sealing import KeyPair
from coachvault.errors import CoachVaultError, Diverged, IntegrityError, Locked, NotFound, Refused, RolledBack
from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.services.copies import backups, copy_list
from coachvault.services.core.open_vault import Credentials, OpenVault, Setting, open_vault
from coachvault.services.records import roster
from coachvault.services.records.note_places import NotePlace, place_of_own
from coachvault.vault.check import Findings, Progress, RowName, check_structure, check_vault
from coachvault.vault.codec import CompartmentId
from coachvault.vault.heads import number_of
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.store import Store

__all__ = ["Findings", "check", "check_in_full"]

_BEFORE_ALL_NOTES = (
    "This part is needed to open anything, so that no note could be checked. Keep the file as it is; a backup brings"
    " the vault back: `coachvault restore FILE --accept`."
)


def check(setting: Setting, credentials: Credentials, progress: Progress) -> Findings:
    """Checks everything in a vault and returns what it found; rows that are damaged are findings.

    What is sealed is compared by digest.

    Raises:
        NoVault: Nothing is there.
        FormatError: It is no vault.
        Locked: No way in was offered.
        UnlockFailed: The way in does not fit.
        RolledBack: The vault is older than the state that this machine has seen.
        Diverged: It went another way.
        IntegrityError: It cannot be opened far enough to check its rows.
    """
    return _checked(setting, credentials, lambda opened: _look(opened, progress, in_full=False)[0])


def check_in_full(setting: Setting, credentials: Credentials, progress: Progress) -> Findings:
    """Opens what is sealed as well, and checks every backup that can be reached; raises as `check` does.

    Each copy that stands in the list is checked or passed over, and named. Of a vault that is whole, the list is
    settled before. Nothing of a sealed note is returned, so that no reason is needed and none recorded.
    """

    def look(opened: OpenVault) -> Findings:
        found, known = _look(opened, progress, in_full=True)
        listed = [each for each in known.values() if isinstance(each, Backup)]
        if not (found.faults + found.of_header or copy_list.is_settled(opened, listed)):
            known = _settled(opened) or known
        for backup_id, backup in known.items():
            _look_at_backup(opened, backup_id, backup, progress, found)
        return found

    return _checked(setting, credentials, look)


def _checked(setting: Setting, credentials: Credentials, look: Callable[[OpenVault], Findings]) -> Findings:
    try:
        opened = open_vault(setting, credentials, despite_header=True)
        if not opened.is_worked_on:
            with suppress(CoachVaultError):  # it is met again
                copy_list.remember_met(opened)
        return look(opened)
    except (RolledBack, Diverged):  # another vault than the one meant: there is nothing here to check
        raise
    except IntegrityError as error:
        if structure := _structure(setting):
            return Findings(faults=[*structure, error.message])
        raise error if error.hint else IntegrityError(error.message, _BEFORE_ALL_NOTES) from None


def _structure(setting: Setting) -> list[str]:
    """Returns what is wrong with the pages of a file that does not open."""
    store = Store.open(setting.vault_path)
    try:
        with store.transaction(write=False):
            return check_structure(store)
    finally:
        store.close()


def _look(
    opened: OpenVault, progress: Progress, *, in_full: bool
) -> tuple[Findings, dict[str, Backup | CoachVaultError]]:
    """Returns what was found in the vault itself, and the backups that are to be checked next."""
    sealing, fault = _sealing(opened) if in_full else (None, "")
    vault = opened.reading_vault() if in_full else opened.vault
    with vault.read(sealing) as snapshot:
        found = check_vault(snapshot, progress, lambda row: _name(snapshot, row))
        known = backups.known_backups(snapshot) if in_full else {}
    if opened.is_executor:  # it cannot be checked against what is sealed, so nothing is promised
        found.faults, found.of_header = found.faults + found.of_header, []
    elif found.of_header and not in_full:
        try:
            fault = _sealing(opened)[1]
        except Locked:
            found.of_header.append("Whether sealed notes can still be read was not checked; that takes the passphrase.")
    found.faults += [fault] if fault else []
    return found, known


def _settled(opened: OpenVault) -> dict[str, Backup | CoachVaultError]:
    """Returns the backups that are known once it is written down what became of each; nothing where it cannot be."""
    whole = msgspec.structs.replace(opened, vault=msgspec.structs.replace(opened.vault, despite_header=False))
    with suppress(CoachVaultError):
        copy_list.settled_lines(whole)
        with whole.vault.read() as snapshot:
            return backups.known_backups(snapshot)
    return {}


def _sealing(opened: OpenVault) -> tuple[KeyPair | None, str]:
    """Returns the key that opens what is sealed, or what is wrong with it.

    Raises:
        Refused: An executor opened the vault.
        Locked: Nobody is there to give the passphrase.
    """
    try:
        return opened.unseal(), ""
    except IntegrityError:
        return None, "The key that opens what has ended was changed: no sealed note can be read from this file."


def _look_at_backup(
    opened: OpenVault, backup_id: str, backup: Backup | CoachVaultError, progress: Progress, found: Findings
) -> None:
    try:
        if isinstance(backup, CoachVaultError):
            raise backup
        of_backup = backups.verify_known(opened, backup, progress)
    except (NotFound, Refused) as error:  # not there, or from before a rotation of keys
        found.passed_over.append(error.message)
    except CoachVaultError as error:
        found.of_backups.append(f"{backup_id}: {error.message}")
    else:
        found.looked_at.append(backup_id)
        found.of_backups += [f"{backup_id}: {fault}" for fault in of_backup.faults + of_backup.of_header]


def _name(snapshot: Snapshot, row: RowName) -> str:
    """Names a row as a person knows it, as far as it can be known: `heron/3, wording 2`, `a note of E4, sealed`."""
    compartment_id, record_id, revision = row
    with suppress(CoachVaultError):
        for place in _places(snapshot):
            if place.compartment_id == compartment_id:
                return _name_of_note(snapshot, place, record_id, revision)
    part = next((part.value for part, known in snapshot.parts.items() if known == compartment_id), "a release")
    return f"{part}, record {record_id.hex()[:8]}, revision {number_of(revision)}"


def _places(snapshot: Snapshot) -> list[NotePlace]:
    kept = roster.undestroyed(snapshot)
    return [place_of_own(snapshot), *(NotePlace(each.engagement.client, each.compartment_id, each) for each in kept)]


def _name_of_note(snapshot: Snapshot, place: NotePlace, record_id: bytes, revision: int) -> str:
    whose = place.kept.engagement.id if place.kept else "your own notes"
    if not snapshot.is_readable(CompartmentId(place.compartment_id)):
        return f"{whose} with {place.code}, sealed: record {record_id.hex()[:8]}, wording {number_of(revision)}"
    for item in snapshot.head(place.compartment_id).of_kind(kinds.NOTE):
        if item.record_id == record_id:
            return f"{place.code}/{item.listing['number']}, wording {number_of(revision)}"
    return f"{whose} with {place.code}: record {record_id.hex()[:8]}, revision {number_of(revision)}"
