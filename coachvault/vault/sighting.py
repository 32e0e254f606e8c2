"""What a file of the practice looks like from this computer: the facts of an opening, as far as they need no key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from coachvault.errors import CoachVaultError, IntegrityError, VaultBusy
from coachvault.practice.opening import Course, Home, Memory, Place
from coachvault.vault.codec import CopyId
from coachvault.vault.header import Header, HeaderRole
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.known import NOTHING_SEEN, CopySeen, Known, KnownState, path_of, place_of
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.store import LedgerRow, Store

UNFINISHED = ".unfinished-"
"""How the name of a file begins that is still being written."""


class Sight(msgspec.Struct, frozen=True):
    """How a file stands to what this computer knows; nothing of it is authenticated yet.

    Args:
        memory: What this computer remembers of the vault.
        place: What stands where this copy was last seen.
        course: How its chain goes on from what was seen of it.
        home: How it stands to the copy that this computer works on.
        is_in_place_of_home: Whether another copy, or another vault, was last seen at its place.
        is_unfinished: Whether it was still being written.
        seen: What was seen of this copy; None for nothing.
        is_current: Whether the newest entry, and the place, are the ones that were seen.
        told_up_to: Up to which of its entries it is known what was taken away in it; -1 for none.
        uncovered: The copies that this computer works on of which this file does not show that it goes on from them.
    """

    memory: Memory = Memory.EMPTY
    place: Place = Place.UNKNOWN
    course: Course = Course.UNKNOWN
    home: Home = Home.NONE
    is_in_place_of_home: bool = False
    is_unfinished: bool = False
    seen: CopySeen | None = None
    is_current: bool = False
    told_up_to: int = NOTHING_SEEN
    uncovered: tuple[CopySeen, ...] = ()


def sight(path: Path, store: Store, header: Header, newest: LedgerRow, known: Known) -> Sight:
    """Returns how a file stands to what this computer knows.

    Args:
        path: The file.
        store: The file, in a transaction.
        header: Its header.
        newest: Its ledger's newest entry.
        known: What this computer knows.

    Raises:
        IntegrityError: A file was damaged that is needed for that; not where what is known is damaged.
    """
    is_unfinished = path.name.startswith(UNFINISHED)
    try:
        remembered = known.read(header.vault_id)
        is_of_another = known.is_place_of_another(path, header.vault_id)
    except IntegrityError:
        return Sight(Memory.DAMAGED, is_unfinished=is_unfinished)
    memory = Memory.EMPTY if remembered is None else Memory.WHOLE
    state = remembered or KnownState()
    mine, here = state.copy(header.copy_id), place_of(path)
    course = course_of(store, newest, mine)
    is_here = mine is not None and mine.place == here
    others = [] if is_here else state.others_at(here, header.copy_id)
    is_announced = is_here and mine is not None and _is_announced(mine, header, store)
    home, uncovered = (Home.ITSELF, ()) if is_announced else _beside(state, header.copy_id, others, store)
    return Sight(
        memory,
        Place.UNKNOWN if mine is None else Place.HERE if is_here else Place.ELSEWHERE,
        course,
        home,
        not is_here and (is_of_another or bool(others)),
        is_unfinished,
        mine if mine and mine.seq > NOTHING_SEEN else None,
        is_here and mine is not None and bool(mine.role) and (mine.seq, mine.link) == (newest.seq, newest.link),
        mine.told_up_to if mine else NOTHING_SEEN,
        uncovered,
    )


def _is_announced(mine: CopySeen, header: Header, store: Store) -> bool:
    """Returns whether a file is the vault that this computer was about to put there, and has not seen since."""
    is_vault = header.role in (HeaderRole.VAULT, HeaderRole.ARCHIVE)
    return is_vault and mine.seq == NOTHING_SEEN < mine.coming and _link(store, mine.coming) == mine.link


def course_of(store: Store, newest: LedgerRow, seen: CopySeen | None) -> Course:
    """Returns how a chain goes on from what was seen of it; needs no key.

    Args:
        store: The file, in a transaction.
        newest: Its ledger's newest entry.
        seen: What was seen of it; None for nothing.
    """
    if seen is None or seen.seq == NOTHING_SEEN:
        return Course.UNKNOWN
    if newest.seq < seen.seq:
        return Course.OLDER
    return Course.ON if _link(store, seen.seq) == seen.link else Course.FORKED


def sight_with_keys(path: Path, before: Sight, snapshot: Snapshot, known: Known) -> Sight:
    """Returns the same once a key is at hand: what stands where the copy was last seen, and how home stands to it.

    Args:
        path: The file.
        before: How it stands as far as that needs no key.
        snapshot: The file as it is now.
        known: What this computer knows.

    Raises:
        IntegrityError: What this computer knows was changed.
    """
    keys, header = snapshot.ledger_keys(), snapshot.header
    place, home = before.place, before.home
    if place is Place.ELSEWHERE and before.seen is not None:
        place = _place(path_of(before.seen, header.vault_id, keys), path, header)
    if home is Home.UNKNOWN and snapshot.last is not None:
        home = _home(before.uncovered, snapshot, keys)
    return msgspec.structs.replace(before, place=place, home=home)


def _place(seen_at: Path | None, path: Path, header: Header) -> Place:
    """Returns what stands where a copy was last seen, where that is another path than this."""
    if seen_at is None or not seen_at.exists():
        return Place.NOTHING
    if seen_at.samefile(path):
        return Place.HERE
    found = header_of(seen_at)
    if found is None or found.vault_id != header.vault_id:
        return Place.NOTHING
    return Place.TWIN if found.copy_id == header.copy_id else Place.REPLACED


def _beside(
    state: KnownState, copy_id: CopyId, others: list[CopySeen], store: Store
) -> tuple[Home, tuple[CopySeen, ...]]:
    """Returns how a file stands to the copies that this computer works on: to those at its place, if there are any."""
    homes = list(state.homes)
    if any(each.copy_id == copy_id for each in homes):
        return Home.ITSELF, ()
    homes = [each for each in homes if each in others] or homes
    uncovered = tuple(each for each in homes if _link(store, each.seq) != each.link)
    if uncovered:
        return Home.UNKNOWN, uncovered
    return (Home.COVERED if homes else Home.NONE), ()


def _home(uncovered: tuple[CopySeen, ...], snapshot: Snapshot, keys: Sequence[CompartmentKey]) -> Home:
    """Returns how a file stands to copies that it does not go on from by its chain alone."""
    told = snapshot.seen_of_others()
    left = [each for each in uncovered if told.get(CopyId(each.copy_id), -1) < each.seq]
    if not left:
        return Home.COVERED
    newest = snapshot.last
    return Home.COVERS if newest and any(_covers(each, snapshot, newest, keys) for each in left) else Home.APART


def _covers(home: CopySeen, snapshot: Snapshot, newest: LedgerRow, keys: Sequence[CompartmentKey]) -> bool:
    """Returns whether home goes on from a file; where it took home's own place, whether it is no longer than home was.

    Nothing is left then to look at, and what does not go as far is taken for older.
    """
    place = path_of(home, snapshot.vault_id, keys)
    if place is None or not place.exists():
        return False
    return newest.seq < home.seq if place.samefile(snapshot.store.path) else _has_seen(place, newest)


def _has_seen(home: Path, newest: LedgerRow) -> bool:
    """Returns whether a copy that this computer works on goes on from a file's newest entry."""
    try:
        store = Store.open(home)
    except CoachVaultError:
        return False
    try:
        with store.transaction(write=False):
            return _link(store, newest.seq) == newest.link
    except CoachVaultError:
        return False
    finally:
        store.close()


def header_of(path: Path) -> Header | None:
    """Returns the header of another file, not authenticated; None where no vault can be read there.

    Args:
        path: The file.

    Raises:
        VaultBusy: Another program holds it.
    """
    try:
        store = Store.open(path)
    except CoachVaultError:
        return None
    try:
        with store.transaction(write=False):
            return Header.of(store)
    except VaultBusy:
        raise
    except CoachVaultError:
        return None
    finally:
        store.close()


def _link(store: Store, seq: int) -> bytes | None:
    row = store.ledger_at(seq)
    return None if row is None else row.link
