"""Makes the frozen vault of minor 1; it was run once, and is kept to show what stands in the file.

python -m tests.vectors.make_minor_1 FILE
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from coachvault.practice import kinds
from coachvault.vault.change import Change
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.heads import Listing
from coachvault.vault.keys import Part
from tests.fakes import Practice
from tests.independent.vaults import full_practice

AT = "2026-11-02T09:00:00+01:00"
SCAN = bytes(range(256)) * 20
"""The file that is attached to heron/1: 5,120 bytes, in two parts."""
PART_BYTES = 3000
LATER_WRITER = 1
LATER_NUMBER = LATER_WRITER * 1_000_000_000 + 1
"""The number of the first note of the second computer: heron/1b."""


def add_to(practice: Practice) -> None:
    """Writes one of each kind of clause 15, and a field of each place where a newer program may add one."""
    with practice.open().vault.change("merge", practice.clock.now()) as change:
        schedule, copy_id = change.part(Part.SCHEDULE), change.header.copy_id
        engagement, heron = _engagement_of(change, "heron")
        _add(
            change,
            schedule,
            "device",
            {"copy_id": copy_id, "writer": 0, "name": "studio", "joined_at": AT},
            "writer name",
        )
        end = _add(change, schedule, "end", {"compartment_id": engagement, "ended": "2026-10-01", "at": AT})
        _add(
            change, schedule, "reopening", {"compartment_id": engagement, "ends": [end], "at": AT, "why": "by mistake"}
        )
        _add(change, schedule, "note-tally", {"compartment_id": engagement} | heron["tally"])
        _add(change, schedule, "counter", {"copy_id": copy_id, "notes": {"heron": 5}})
        _attach(change, engagement)
        _add_note_of_the_second_computer(change, engagement)
        _rename(change)
        change._keep_header(msgspec.structs.replace(change.header, minor=1))


def _attach(change: Change, place: CompartmentId) -> None:
    note = next(change.head(place).of_kind(kinds.NOTE)).record_id
    parts = change.new_compartment()
    for number, start in enumerate(range(0, len(SCAN), PART_BYTES)):
        _add(change, parts, "attachment-part", {"number": number, "data": SCAN[start : start + PART_BYTES]}, "number")
    told = {"note": note, "number": 1, "name": "scan.pdf", "media_type": "application/pdf", "size": len(SCAN)}
    told |= {"sha256": hashlib.sha256(SCAN).hexdigest(), "compartment_id": parts}
    _add(change, place, "attachment", told, "note number name size")


def _add_note_of_the_second_computer(change: Change, place: CompartmentId) -> None:
    item = next(change.head(place).of_kind(kinds.NOTE))
    value = change.read(place, item.record_id, dict) | {"number": LATER_NUMBER, "body": "Written on the laptop.\n"}
    listing = item.listing | {"number": LATER_NUMBER, "title": "Written on the laptop.", "words": 4}
    change.insert(place, kinds.NOTE, value, listing)


def _rename(change: Change) -> None:
    roster = change.part(Part.ROSTER)
    for item in list(change.head(roster).of_kind(kinds.CLIENT)):
        if item.listing["code"] == "wren":
            change.replace(
                roster, item.record_id, change.read(roster, item.record_id, dict) | {"former": ["robin"]}, item.listing
            )


def _engagement_of(change: Change, code: str) -> tuple[CompartmentId, dict[str, Any]]:
    schedule = change.part(Part.SCHEDULE)
    for item in change.head(schedule).of_kind(kinds.ENGAGEMENT):
        value = change.read(schedule, item.record_id, dict)
        if value["client"] == code:
            return CompartmentId(msgspec.convert(value["compartment_id"], bytes)), value
    raise LookupError(code)


def _add(change: Change, place: CompartmentId, kind: str, value: dict[str, Any], listed: str = "") -> RecordId:
    listing: Listing = {name: msgspec.to_builtins(value[name]) for name in listed.split()}
    return change.insert(place, kind, value, listing)


def make(place: Path) -> None:
    """Writes the vault: a busy year, and after it one of each kind that minor 1 adds."""
    with tempfile.TemporaryDirectory() as folder:
        practice = full_practice(Path(folder) / "practice")
        add_to(practice)
        shutil.copyfile(practice.path, place)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
