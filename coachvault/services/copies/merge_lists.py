"""Bringing the list of copies of a vault into a copy of it: no line is lost, and no number is given anew or twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from coachvault.practice import kinds
from coachvault.practice.backup import Backup, CopyState
from coachvault.practice.opening import CopyRole
from coachvault.services.records.backups import (
    drop_line,
    every_line,
    give_number,
    keep_counter,
    save_line,
)
from coachvault.services.records.certificates import follow
from coachvault.vault.change import Change
from coachvault.vault.codec import RecordId
from coachvault.vault.heads import HeadItem
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import Snapshot


def merge_list(change: Change, now: Snapshot) -> int:
    """Adds to the list in a copy what stands in that of the vault alone, each line under the number that it has there.

    A line of the copy that has such a number, and that the vault does not know, takes a new one. What both have is left
    to what brings rows of the vault into the copy.

    Args:
        change: The copy.
        now: The vault as it is now.

    Returns:
        How many lines were added.
    """
    schedule, count = change.part(Part.SCHEDULE), 0
    keep_counter(change, now)
    for item, theirs in _lines(now):
        here = {known.record_id for known, _ in _lines(change)}
        if item.record_id in here or item.record_id in change.head(schedule).erased:
            continue
        for known, mine in _lines(change):
            if mine.key == theirs.key:  # the same file, listed on both sides
                drop_line(change, mine)
            elif known.listing["number"] == theirs.number:
                give_number(change, mine)
        change.adopt(schedule, item, theirs)
        count += 1
    return count


def _lines(snapshot: Snapshot) -> list[tuple[HeadItem, Backup]]:
    schedule = snapshot.part(Part.SCHEDULE)
    items = list(snapshot.head(schedule).of_kind(kinds.BACKUP))
    return [(item, snapshot.read(schedule, RecordId(item.record_id), Backup)) for item in items]


def name_home(change: Change, place: Path, aside: Backup | None, is_known_here: Callable[[bytes], bool]) -> None:
    """Says of the vault that a copy was made from where it is now that the copy takes its place.

    It is kept aside; or it was at this place and is lost; or it goes on elsewhere, as on a computer that this one has
    never seen, and is named until its file is declared gone.

    Args:
        change: The copy.
        place: The place that it takes.
        aside: The file that is kept aside; None where there was none.
        is_known_here: Whether this computer worked on the copy of an id, and did not only meet it.
    """
    for home in [each for each in every_line(change) if each.number == 0]:
        if aside is not None and home.copy_id == aside.copy_id and is_known_here(home.copy_id):
            follow(change, home, aside.path)
            known = {"made_at": aside.made_at, "seq": aside.seq, "apart": aside.apart}
            give_number(change, msgspec.structs.replace(home, path=aside.path, role=CopyRole.ASIDE, **known))
        elif home.path == str(place.absolute()) and is_known_here(home.copy_id):
            drop_line(change, home)
        else:
            give_number(change, home)


def doubt_disks(change: Change) -> None:
    """Says of copies that were not finished on another computer that nobody here knows on which disk they were."""
    for each in every_line(change):
        if each.state in (CopyState.WRITING, CopyState.UNFINISHED) and each.apart is not None:
            save_line(change, msgspec.structs.replace(each, apart=None))
