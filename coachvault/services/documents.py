"""Readable files for people: written, and remembered for as long as they exist (rule R1)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coachvault.practice import kinds
from coachvault.practice.retirement import Document
from coachvault.services.opening import OpenVault
from coachvault.system.files import new_files
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

SEALED_COPY = "an encrypted copy for the client"
"""What a file is that nobody reads without its code; it is remembered, and is no readable file."""


def write(opened: OpenVault, files: dict[Path, str], what: str, whose: Mapping[Path, str] | None = None) -> None:
    """Writes new private files; `status` lists them until they are deleted.

    Args:
        opened: The vault.
        files: Their places and texts.
        what: What they are, in a few words.
        whose: The code of the client whom a file is about, where it is about one.

    Raises:
        BadInput: Something stands at one of the places, or its folder is not there.
        StorageFailed: The disk did not take them.
    """
    with new_files({path: text.encode() for path, text in files.items()}) as publish:
        with opened.vault.change("document written", opened.now()) as change:
            for path in files:
                document = Document(str(path.absolute()), opened.now(), what, (whose or {}).get(path, ""))
                change.insert(change.part(Part.SCHEDULE), kinds.DOCUMENT, document, {})
        publish()


def paths(snapshot: Snapshot, client: str = "") -> list[str]:
    """Returns where readable files were written; where a code is given, every file about that client."""
    schedule = snapshot.part(Part.SCHEDULE)
    items = snapshot.head(schedule).of_kind(kinds.DOCUMENT)
    known = [snapshot.read(schedule, item.record_id, Document) for item in items]
    return [each.path for each in known if (each.client == client if client else each.what != SEALED_COPY)]
