"""The coaching log: what was coached, paid and given; and a file of it for a professional body."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from coachvault.errors import Refused
from coachvault.exchange.spreadsheet import spreadsheet
from coachvault.practice.coaching_log import LogLine, Totals, line, totals
from coachvault.practice.engagement import EngagementStatus
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.records import roster, written_files
from coachvault.signoff.statement import sha256
from coachvault.vault.snapshot import Snapshot

_COLUMNS = (
    "Client name",
    "Contact information",
    "Individual or group",
    "Number in group",
    "Start date",
    "End date",
    "Paid hours",
    "Pro bono hours",
)
_AGREE = "`coachvault engagement agreement CODE --from FILE`: `in_coaching_log = true`, then signed."
_GROUPS = ("group", "team")


class Log(msgspec.Struct, frozen=True):
    """The log, the earliest engagement first, and what it comes to."""

    lines: list[LogLine]
    totals: Totals


class ExportedLog(msgspec.Struct, frozen=True):
    """A log that was written.

    Args:
        path: The file.
        sha256: Of its bytes.
        log: The lines that it holds, and what they come to.
        left_off: The codes of clients who did not agree to be listed, and how much is missing with them.
    """

    path: Path
    sha256: str
    log: Log
    left_off: Log


def coaching_log(opened: OpenVault) -> Log:
    """Returns the coached time of every engagement that has begun, also of those that are sealed or destroyed."""
    with opened.vault.read() as snapshot:
        return _log(_lines(snapshot))


def export(opened: OpenVault, place: Path) -> ExportedLog:
    """Writes the lines of those who agreed to be listed; the register records each, and `status` names the file.

    Args:
        opened: The vault.
        place: The file, of the name `.csv`.

    Raises:
        BadInput: It has another name, something already exists there, or its folder is not there.
        Refused: A custodian opened the vault, or nobody is listed.
        StorageFailed: The disk did not take it.
    """
    opened.require_coach("writes out the coaching log")
    written_files.require_suffix(place, ".csv")
    known = coaching_log(opened).lines
    listed, left_off = _log([each for each in known if each.is_listed]), [each for each in known if not each.is_listed]
    if not listed.lines:
        raise Refused("Nobody agreed to be listed, so that there is no log to write; nothing was written.", _AGREE)
    text = spreadsheet(_COLUMNS, map(_row, listed.lines))
    digest = sha256(text.encode())
    entries = [_entry(opened, each, digest) for each in listed.lines]
    written_files.write_accounted(opened, "hours export", {place: text}, *entries)
    return ExportedLog(place.absolute(), digest, listed, _log(left_off))


def _entry(opened: OpenVault, of: LogLine, digest: str) -> RegisterEntry:
    engagement = of.engagement
    why, to = "the signed agreement says so", "a professional body"
    what = f"in the coaching log: name, contact, days and {round(of.minutes / 60, 2):g} hours"
    return RegisterEntry(
        Event.HOURS_EXPORTED, opened.now(), engagement.client, engagement.id, why, to, what, sha256=digest
    )


def _log(lines: list[LogLine]) -> Log:
    return Log(lines, totals(lines))


def _lines(snapshot: Snapshot) -> list[LogLine]:
    begun = [kept.engagement for kept in roster.engagements(snapshot)]
    lines = [
        line(engagement, roster.client(snapshot, engagement.client))
        for engagement in begun
        if engagement.status is not EngagementStatus.PROSPECT
        and (engagement.tally.sessions or not engagement.was_prospect)
    ]
    return sorted(lines, key=lambda each: (each.first_day, each.engagement.number))


def _row(of: LogLine) -> tuple[str, ...]:
    engagement = of.engagement
    is_group = engagement.kind.casefold().startswith(_GROUPS)
    return (
        of.name,
        of.contact,
        "Group" if is_group else "Individual",
        "",
        of.first_day.isoformat(),
        _end(of),
        f"{round(engagement.tally.paid_minutes / 60, 2):g}",
        f"{round(engagement.tally.pro_bono_minutes / 60, 2):g}",
    )


def _end(of: LogLine) -> str:
    last: date | None = of.engagement.ended or of.last_day
    return last.isoformat() if last else ""
