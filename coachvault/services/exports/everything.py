"""Leaving with everything: all that the vault holds, in files that need no CoachVault (rule R1)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from coachvault.errors import BadInput
from coachvault.exchange.notebook import Leaf, notebook
from coachvault.practice import kinds
from coachvault.practice.note import Note
from coachvault.practice.register import Event, parse_reason
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.notes.inbox import file_what_opens, list_waiting
from coachvault.services.records import disclosures, releases, roster
from coachvault.services.records.note_places import NotePlace, every_place
from coachvault.services.records.register import record
from coachvault.services.records.written_files import EVERYTHING, change_and_publish, remember
from coachvault.signoff.statement import sha256
from coachvault.system.files import private_folder
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import HeadItem
from coachvault.vault.snapshot import KEYRING_KIND, Snapshot

WHOLE = "everything.json"
_READ_ME = """\
This folder holds everything that a CoachVault vault held on {day}, readable by anybody who has it.

everything.json  all of it: every record in every wording. The fields are those of CoachVault's vault format,
                 clause 10; bytes, such as scans, are base64.
CODE.md          the notes about one client in their newest wording, to be read; own.md are your own.

The files are named by codes; who is who stands in everything.json under "roster".
Your promise of confidentiality goes with these files. Keep them encrypted, and delete them where they are not needed.
"""


class Left(msgspec.Struct, frozen=True):
    """What was written.

    Args:
        folder: Where.
        files: The files' names.
        notes: How many notes they hold.
        sha256: Of the file that holds everything.
        waiting: How many notes wait to be filed, and are not in it.
    """

    folder: Path
    files: tuple[str, ...]
    notes: int
    sha256: str
    waiting: int


def export_everything(opened: OpenVault, folder: Path, why: str) -> Left:
    """Writes everything that the vault holds into a new folder; what is sealed is opened for it, and the vault stays.

    The keys of the vault are not among it. The register records it, and `status` names the files.

    Args:
        opened: The vault.
        folder: A folder that is not there yet, or empty.
        why: For what it is needed.

    Raises:
        BadInput: The folder is not empty.
        Refused: A custodian opened the vault, or the reason says nothing.
        StorageFailed: The disk did not take it.
    """
    opened.require_coach("writes everything out")
    reason = parse_reason(why, "Everything leaves for a reason: it is recorded, and read years later.")
    if not folder.parent.is_dir():
        raise BadInput("There is no such folder to make it in; nothing was written.", "Make it first.")
    was_there = folder.exists()
    if was_there and any(private_folder(folder).iterdir()):
        raise BadInput("That folder is not empty; nothing was written.", "Name a new one.")
    private_folder(folder)
    try:
        left = _write(opened, folder, reason)
    except BaseException:
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise
    return msgspec.structs.replace(left, waiting=len(list_waiting(opened)))


def _write(opened: OpenVault, folder: Path, reason: str) -> Left:
    now = opened.now()
    with change_and_publish(opened, "export", now, why=reason, sealing=opened.unseal()) as (change, prepare):
        file_what_opens(change, opened.clock)
        leaves, whole = _leaves_by_code(change), _whole(change)
        read_me = {folder / "READ-ME.txt": _READ_ME.format(day=f"{now:%Y-%m-%d}").encode()}
        held = {folder / f"{code}.md": notebook(code, each).encode() for code, each in leaves.items()}
        files = read_me | {folder / WHOLE: whole} | held
        prepare(files)
        for path in files:
            what = "says what stands beside it" if path in read_me else EVERYTHING
            remember(change, path, what, now, path.stem if path in held else "")
        of_each = [(code, "everything about this client, readable") for code in roster.codes(change, kinds.CLIENT)]
        for code, what in [*of_each, ("", f"everything, in {len(files)} files")]:
            record(change, Event.ALL_EXPORTED, code, "", now, reason, what=what, sha256=sha256(whole))
    return Left(folder, tuple(path.name for path in files), sum(map(len, leaves.values())), sha256(whole), 0)


def _whole(snapshot: Snapshot) -> bytes:
    """Returns every record in every wording, as JSON; without the ring of keys."""
    held: dict[str, Any] = {"coachvault_export": 1, "vault": snapshot.vault_id.hex()}
    for name, compartment_id in _compartments(snapshot):
        items = [each for each in snapshot.head(compartment_id).items if each.kind != KEYRING_KIND]
        if items:
            held[name] = [_record(snapshot, compartment_id, item) for item in items]
    return msgspec.json.format(msgspec.json.encode(held), indent=1) + b"\n"


def _compartments(snapshot: Snapshot) -> Iterator[tuple[str, CompartmentId]]:
    """Yields the parts, and what is kept apart: engagements, releases and disclosures by their ids."""
    there = set(snapshot.compartment_ids())
    for part, compartment_id in snapshot.parts.items():
        yield part.value, compartment_id
    apart = [
        *((kept.engagement.id, kept.compartment_id) for kept in roster.engagements(snapshot)),
        *((place.id, CompartmentId(place.compartment_id)) for place in releases.places(snapshot)),
        *((place.id, CompartmentId(place.compartment_id)) for place in disclosures.places(snapshot)),
    ]
    yield from ((name, compartment_id) for name, compartment_id in apart if compartment_id in there)


def _record(snapshot: Snapshot, compartment_id: CompartmentId, item: HeadItem) -> dict[str, Any]:
    rows = []
    for row in item.rows:
        held = snapshot.read_bytes(compartment_id, RecordId(item.record_id), row.revision)
        rows.append({"revision": row.number, "value": msgspec.Raw(held)})
    return {"kind": item.kind, "id": item.record_id.hex(), "wordings": rows}


def _leaves_by_code(snapshot: Snapshot) -> dict[str, list[Leaf]]:
    """Returns each client's notes, and the coach's own, in the order of their numbers."""
    by_code: dict[str, list[tuple[int, Leaf]]] = {}
    for place in every_place(snapshot):
        by_code.setdefault(place.code, []).extend(_leaves(snapshot, place))
    ordered = {code: sorted(leaves, key=itemgetter(0)) for code, leaves in by_code.items() if leaves}
    return {code: [leaf for _, leaf in leaves] for code, leaves in ordered.items()}


def _leaves(snapshot: Snapshot, place: NotePlace) -> Iterator[tuple[int, Leaf]]:
    for item in snapshot.head(place.compartment_id).of_kind(kinds.NOTE):
        note = snapshot.read(place.compartment_id, item.record_id, Note)
        minutes = f"{note.minutes} min" + (", pro bono" if note.pro_bono else "") if note.minutes else ""
        held_on = note.held_on[:16].replace("T", " ")
        facts = (f"{place.code}/{note.number}", held_on, note.kind.value, minutes, *(f"#{tag}" for tag in note.tags))
        yield note.number, Leaf(facts, note.body)
