"""Readable files for people: written, and remembered for as long as they exist (rule R1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from coachvault.crypto.sealing import KeyPair
from coachvault.errors import BadInput
from coachvault.practice import kinds
from coachvault.practice.register import RegisterEntry
from coachvault.practice.retirement import Document
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import register, roster
from coachvault.system.files import new_files
from coachvault.vault.change import Change
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot

EVERYTHING, REGISTER, LOG = "everything, to leave", "register export", "hours export"
"""What files are that hold something of everybody."""
SEALED_COPY = "an encrypted copy for the client"
"""What a file is that nobody reads without its code; it is remembered, and is no readable file."""

Prepare = Callable[[Mapping[Path, bytes]], None]
"""Prepares files beside their places."""


@contextmanager
def change_and_publish(
    opened: OpenVault, kind: str, at: datetime, *, why: str = "", sealing: KeyPair | None = None
) -> Iterator[tuple[Change, Prepare]]:
    """Changes the vault and writes new private files, which stand in their places only once the change is kept.

    Yields the change, and what prepares files, by their places and bytes. When anything fails before the change is
    kept, nothing remains of them.

    Args:
        opened: The vault.
        kind: What is done, for the ledger.
        at: When.
        why: The reason, where a rule asks for one.
        sealing: Given only to open what is sealed.

    Raises:
        BadInput: Something stands at one of the places, or its folder is not there.
        Refused: Whoever opened the vault may not do that.
        StorageFailed: The disk did not take it.
    """
    with ExitStack() as prepared:
        publishing: list[Callable[[], None]] = []
        with opened.vault.change(kind, at, why=why, sealing=sealing) as change:
            yield change, lambda files: publishing.append(prepared.enter_context(new_files(files)))
        for publish in publishing:
            publish()


def write(opened: OpenVault, files: dict[Path, str], what: str, whose: Mapping[Path, str] | None = None) -> None:
    """Writes new private files; `status` lists them until they are deleted.

    Args:
        opened: The vault.
        files: Their places and texts.
        what: What they are, in a few words.
        whose: The code of the client whom a file is about, where it is about one.

    Raises:
        BadInput: Something already exists at one of the places, or its folder is not there.
        StorageFailed: The disk did not take them.
    """
    with change_and_publish(opened, "document written", opened.now()) as (change, prepare):
        prepare({path: text.encode() for path, text in files.items()})
        for path in files:
            remember(change, path, what, opened.now(), (whose or {}).get(path, ""))


def write_accounted(opened: OpenVault, kind: str, files: Mapping[Path, str], *entries: RegisterEntry) -> None:
    """Writes new private files that hold something of everybody, or of the one client whom all entries are about.

    The register's entries are written in the same step.

    Args:
        opened: The vault.
        kind: What is done, for the ledger; `REGISTER` or `LOG`.
        files: Their places and texts.
        entries: What the register says about them.

    Raises:
        BadInput: Something already exists there, or its folder is not there.
        Refused: The person who opened the vault may not do that.
        StorageFailed: The disk did not take it.
    """
    whose = {entry.client for entry in entries}
    client = whose.pop() if len(whose) == 1 else ""
    with change_and_publish(opened, kind, opened.now()) as (change, prepare):
        prepare({path: text.encode() for path, text in files.items()})
        for path in files:
            remember(change, path, kind, opened.now(), client)
        for entry in entries:
            register.write(change, entry)


def require_suffix(place: Path, *allowed: str) -> None:
    """Makes sure that a file's name says what it is.

    Raises:
        BadInput: It ends in none of these.
    """
    if place.suffix.lower() not in allowed:
        raise BadInput(f"The file's name has to end in {' or '.join(allowed)}; nothing was written.")


def remember(change: Change, path: Path, what: str, at: datetime, client: str = "") -> None:
    """Remembers a file that is written once this change is kept, until it is deleted.

    Args:
        change: The change.
        path: Where the file will be.
        what: What it is, in a few words.
        at: When it is written.
        client: The code of the client whom it is about; empty where it is about nobody alone.
    """
    change.insert(change.part(Part.SCHEDULE), kinds.DOCUMENT, Document(str(path.absolute()), at, what, client), {})


def paths(snapshot: Snapshot, client: str = "") -> list[str]:
    """Returns where readable files were written; where a code is given, every file that is about that client, too."""
    known = _known(snapshot)
    if not client:
        return [each.path for each in known if each.what != SEALED_COPY]
    of_all = (EVERYTHING, REGISTER, LOG)
    return [each.path for each in known if each.client == client or (not each.client and each.what in of_all)]


def still_readable(snapshot: Snapshot, client: str) -> list[str]:
    """Returns the files with everything that were written to leave, hold a client's notes, and still exist here."""
    held = [each.path for each in _known(snapshot) if each.what == EVERYTHING and each.client in ("", client)]
    return [path for path in held if Path(path).is_file()]


def _known(snapshot: Snapshot) -> list[Document]:
    return roster.every(snapshot, Part.SCHEDULE, kinds.DOCUMENT, Document)
