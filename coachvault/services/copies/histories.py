"""What two copies of the vault wrote since they went different ways, by their ledgers and never by numbers of rows."""

from __future__ import annotations

import msgspec

from coachvault.vault.snapshot import MOVED_AWAY, Snapshot

Place = tuple[bytes, bytes]
"""A compartment and a record in it."""

PlacedRow = tuple[bytes, bytes, int]
"""A compartment, a record in it, and one of its revisions."""

_MECHANICAL = frozenset({"backup", "archive", "backup clean", "kept aside", "backup list", MOVED_AWAY})
"""Kinds of entries by which a copy was made or cleaned: what they wrote is nobody's own."""


_MOVED = "note move"


class Written(msgspec.Struct, frozen=True):
    """What one of them wrote since.

    Args:
        records: The records that were written.
        rows: Each of their rows: compartment, record, revision.
        erased: Each row that was erased, likewise.
        moved: The records that were written where something was moved to; where it was, it was erased.
    """

    records: frozenset[Place]
    rows: frozenset[PlacedRow]
    erased: frozenset[PlacedRow]
    moved: frozenset[Place]


class Histories(msgspec.Struct, frozen=True):
    """What each wrote after the newest entry that both have.

    Args:
        mine: What the copy wrote.
        theirs: What the vault wrote.
    """

    mine: Written
    theirs: Written

    @classmethod
    def of(cls, copy: Snapshot, vault: Snapshot) -> Histories:
        """Reads both ledgers from where they part.

        Args:
            copy: The copy.
            vault: The vault.
        """
        parted = newest_shared(copy, vault)
        return cls(_written(copy, parted, _MECHANICAL), _written(vault, parted, frozenset()))


def newest_shared(copy: Snapshot, vault: Snapshot) -> int:
    """Returns the number of the newest entry that both ledgers have; -1 where they share none.

    An equal link means that all before it is equal, too: it is found by halving.
    """
    low, high = -1, min(copy.last.seq if copy.last else -1, vault.last.seq if vault.last else -1)
    while low < high:
        middle = (low + high + 1) // 2
        mine, theirs = copy.store.ledger_at(middle), vault.store.ledger_at(middle)
        if mine is not None and theirs is not None and mine.link == theirs.link:
            low = middle
        else:
            high = middle - 1
    return low


def _written(snapshot: Snapshot, after: int, without: frozenset[str]) -> Written:
    rows, erased, moved = set[PlacedRow](), set[PlacedRow](), set[Place]()
    for entry in snapshot.entries_after(after):
        if entry.kind not in without:
            rows |= {(each.compartment_id, each.record_id, each.revision) for each in entry.wrote}
            erased |= {(each.compartment_id, each.record_id, each.revision) for each in entry.erased}
        if entry.kind == _MOVED:
            moved |= {(each.compartment_id, each.record_id) for each in entry.wrote}
    return Written(frozenset(row[:2] for row in rows), frozenset(rows), frozenset(erased), frozenset(moved))
