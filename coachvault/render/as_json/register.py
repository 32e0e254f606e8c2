"""The register for scripts (docs/reference/json.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypedDict

from coachvault.practice.register import Event
from coachvault.render.as_json.record import Record


class EntryRecord(Record, frozen=True):
    """An entry of the register."""

    parts = ("entry",)

    number: int
    event: Event
    at: datetime
    client: str
    subject: Annotated[str, "an id"]
    why: str
    to: str
    what: str
    sha256: str
    evidence: str


EntryShown = TypedDict("EntryShown", {"entry": EntryRecord})
EntryList = TypedDict("EntryList", {"entries": list[EntryRecord]})
RegisterWritten = TypedDict("RegisterWritten", {"path": str, "sha256": str, "entries": Annotated[int, "how many"]})
