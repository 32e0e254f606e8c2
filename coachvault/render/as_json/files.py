"""Files that were written for somebody, the tour and the version, for scripts (docs/reference/json.md)."""

from __future__ import annotations

from typing import Annotated, TypedDict

import msgspec

from coachvault.render.as_json.record import Record

FileWritten = TypedDict("FileWritten", {"path": str})


class EverythingWritten(Record, frozen=True):
    """Everything, in a folder."""

    folder: str = msgspec.field(name="path")
    files: Annotated[tuple[str, ...], "names"]
    notes: Annotated[int, "how many"]
    sha256: Annotated[str, "of `everything.json`"]
    waiting: Annotated[int, "notes that wait to be filed and are not in it"]


TourTaken = TypedDict("TourTaken", {"exit_codes": list[int], "kept": Annotated[str | None, "a folder"]})
Version = TypedDict("Version", {"version": str})
