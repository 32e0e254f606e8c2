"""The list of copies: backups and every other file that is known to hold the vault.

A copy is known by its id and its place. Its number is for the eye, and is never given twice. A line stands in the list
before the first byte of the copy is written, and is gone only where the program deleted the file and saw it gone, or
the coach said so and no file can be seen there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from coachvault.practice.opening import CopyRole

OLD_AFTER = timedelta(days=30)
BEFORE = "the vault where it was before"
"""What a copy is called whose place nobody here knows: the vault was copied by hand from there to this computer."""


class CopyState(StrEnum):
    """How far a copy is; out of reach is what the list adds where its file cannot be seen."""

    WRITING = "writing"
    PRESENT = "present"
    UNREACHABLE = "unreachable"
    UNFINISHED = "unfinished"
    GONE = "gone"


class GoneBy(StrEnum):
    """On whose word a copy is gone."""

    PROGRAM = "program"
    COACH = "coach"


class Backup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A copy that is known.

    Args:
        number: The number in `B3`.
        copy_id: The copy's id, 16 bytes.
        path: Where it was written; empty for a vault on a computer of which nothing is known here.
        made_at: When.
        seq: The number of the newest entry of the ledger that it holds of the vault.
        page_path: The executor's page next to it; it names clients and is a copy, too. Empty where there is none.
        is_origin: Whether it is the vault from which this archive, or this vault that was moved, was made: what is
            destroyed here is destroyed there, too.
        role: For what it is there; a vault is the one from which the one that names it was made.
        state: How far it is: writing, present, unfinished or gone.
        apart: Whether it was written on another disk than the vault's; None where that was not written down.
        automatic: Whether it was made at a locking; None where that was not written down, and the name tells.
        gone_at: When it was gone.
        gone_by: On whose word.
        anew: The number of the newest entry of the copy's own ledger when its file was last known to be written anew,
            so that nothing of what was taken out is left between its rows; -1 for never.
    """

    number: int
    copy_id: bytes
    path: str
    made_at: datetime
    seq: int
    page_path: str = ""
    is_origin: bool = False
    role: CopyRole = CopyRole.BACKUP
    state: CopyState = CopyState.PRESENT
    apart: bool | None = None
    automatic: bool | None = None
    gone_at: datetime | None = None
    gone_by: GoneBy | None = None
    anew: int = -1

    @property
    def id(self) -> str:
        """The id as it is typed, `B3`."""
        return id_of(self.number)

    @property
    def key(self) -> tuple[bytes, str]:
        """By what it is known: its copy id and where it is."""
        return self.copy_id, self.path

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing of it any more."""
        return self.state is CopyState.GONE

    @property
    def is_vault(self) -> bool:
        """Whether it is a vault that goes on by itself, and no backup."""
        return self.is_origin or self.role is CopyRole.VAULT

    @property
    def where(self) -> str:
        """Where it is, in words."""
        return self.path or BEFORE

    @property
    def is_placed(self) -> bool:
        """Whether it is known where it is; where not, nobody here can look for it."""
        return bool(self.path)

    @property
    def is_made(self) -> bool:
        """Whether it is a backup or an archive that came to its end and is not known to be gone."""
        return (
            self.state is CopyState.PRESENT and self.role in (CopyRole.BACKUP, CopyRole.ARCHIVE) and not self.is_origin
        )

    def gone(self, at: datetime, by: GoneBy) -> Backup:
        """Returns it as gone."""
        return msgspec.structs.replace(self, state=CopyState.GONE, gone_at=at, gone_by=by)


def id_of(number: int) -> str:
    """Returns the id of the backup with a number, `B3`."""
    return f"B{number}"
