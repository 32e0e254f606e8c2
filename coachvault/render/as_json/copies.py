"""Backups and other copies of the vault for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, Self, TypedDict

import msgspec
from msgspec import UNSET, UnsetType

from coachvault.practice.backup import CopyState
from coachvault.render.as_json.record import Record


class BackupRecord(Record, frozen=True):
    """A backup."""

    id: str
    path: Annotated[str, "empty for the vault where it was before, on another computer"]
    made_at: str
    seq: Annotated[int, "the newest entry of the ledger in it"]
    is_origin: Annotated[bool, "the vault that this copy was made from"]
    place: Annotated[str, "where it was written: as `path`"]
    made: Annotated[str, "when: as `made_at`"]
    state: Annotated[CopyState, "unreachable: its file cannot be seen"]
    is_there: Annotated[bool | UnsetType, "only with `backup list`"] = UNSET

    @classmethod
    def of(cls, *values: object, **own: Any) -> Self:
        """Returns the record of a backup, and of what can be seen of it now where that is given first."""
        found = super().of(*values, **own, made="", place="")
        return msgspec.structs.replace(found, made=found.made_at, place=found.path)


BackupAnswer = TypedDict(
    "BackupAnswer", {"backup": BackupRecord, "moved": NotRequired[Annotated[bool, "only with `--move`"]]}
)
BackupVerified = TypedDict(
    "BackupVerified",
    {
        "backup": BackupRecord,
        "opened": Annotated[int, "how many records"],
        "compared": Annotated[int, "how many sealed ones"],
    },
)
BackupList = TypedDict("BackupList", {"backups": list[BackupRecord]})
AutomaticBackups = TypedDict("AutomaticBackups", {"folder": Annotated[str | None, "null for off"]})
CleanedRecord = TypedDict("CleanedRecord", {"id": str, "erased": Annotated[int, "how much was removed"]})
LeftRecord = TypedDict("LeftRecord", {"id": str, "why": str})
BackupsCleaned = TypedDict("BackupsCleaned", {"cleaned": list[CleanedRecord], "left": list[LeftRecord]})


class VaultRestored(Record, frozen=True):
    """A vault that was brought back."""

    path: str
    aside: Annotated[str | None, "a path"] = msgspec.field(name="kept_aside")
    compared: Annotated[bool, "whether a present vault could be compared"]
    seen_newer: bool
    remembered: Annotated[bool, "whether this machine remembered what was removed since"]
    ways_in: Annotated[str, "whose passphrase and words open it: `copy`, `present`, or `anew` where they were changed"]


class VaultChecked(Record, frozen=True):
    """A vault that is whole."""

    faults: Annotated[list[str], "empty"]
    entries: Annotated[int, "how many the ledger has"]
    opened: Annotated[int, "how many records"]
    compared: Annotated[int, "how many sealed ones"]
    waiting: Annotated[int, "notes that wait to be filed"]
    looked_at: Annotated[list[str], "ids; empty without `--full`"] = msgspec.field(name="backups_looked_at")
    passed_over: Annotated[list[str], "each with why; empty without `--full`"] = msgspec.field(
        name="backups_not_looked_at"
    )
