"""The state of a practice, and an archive, as the JSON of the contract (docs/reference/json.md)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, NotRequired, TypedDict

from coachvault.render.as_json import retention as retention_json
from coachvault.render.as_json.copies import BackupRecord
from coachvault.render.as_json.record import Record

if TYPE_CHECKING:
    from coachvault.services.retirement.archive import Archived
    from coachvault.services.retirement.letters import WrittenLetters
    from coachvault.services.retirement.retire import RetirementOutlook


SealedRecord = TypedDict(
    "SealedRecord",
    {"engagement": Annotated[str, "an id"], "client": str, "choice": Annotated[str | None, "what was chosen for it"]},
)


class PracticeRecord(Record, frozen=True):
    """The state of a practice: what is open, kept and due, and who could step in."""

    parts = ("state",)

    retired_on: date | None
    is_archive: bool
    open_engagements: Annotated[list[str], "ids"]
    open_releases: Annotated[list[str], "ids"]
    sealed: list[SealedRecord]
    due: list[retention_json.DueRecord]
    others: list[retention_json.DueRecord]
    holds_to_review: list[retention_json.HoldRecord]
    clock: str | None
    executors: Annotated[list[str], "codes"]
    readers: Annotated[list[str], "codes"]
    quorum: int | None
    missing: Annotated[list[str], "what is still to be settled"]


PracticeShown = TypedDict("PracticeShown", {"practice": PracticeRecord})


SettingChanged = TypedDict("SettingChanged", {"name": str, "value": str})


class ArchiveRecord(Record, frozen=True):
    """An archive that was made."""

    backup: BackupRecord
    words: Annotated[tuple[str, ...], "six"]


PracticeRetired = TypedDict(
    "PracticeRetired",
    {
        "practice": PracticeRecord,
        "retired": bool,
        "archive": NotRequired[Annotated[ArchiveRecord | None, "null if none was made; not with `--dry-run`"]],
    },
)


class ArchiveMade(ArchiveRecord, frozen=True):
    """An archive with the letters and the calendar file that go with it."""

    letters: Annotated[list[str], "paths"]
    calendar: Annotated[str | None, "a path"]


ArchiveVerified = TypedDict(
    "ArchiveVerified", {"entries": Annotated[int, "how many"], "words": Annotated[tuple[str, ...], "six"]}
)
HandedOver = TypedDict("HandedOver", {"path": str, "sha256": str, "release": Annotated[str, "an id"]})


def outlook(value: RetirementOutlook) -> PracticeRecord:
    """What is open, kept and due, and who could step in."""
    return PracticeRecord.of(
        retention_json.due(value.due),
        value,
        open_engagements=[each.id for each in value.open_engagements],
        open_releases=[line.place.id for line in value.open_releases],
        sealed=[{"engagement": each.id, "client": each.client, "choice": choice} for each, choice in value.sealed],
        executors=[each.code for each in value.executors],
        readers=[each.code for each in value.readers],
    )


def archive_made(value: Archived, written: WrittenLetters | None) -> ArchiveMade:
    """An archive with the letters and the calendar file that go with it."""
    letters = [each.absolute() for each in written.letters] if written else []
    return ArchiveMade.of(value, letters=letters, calendar=written and written.calendar.absolute())
