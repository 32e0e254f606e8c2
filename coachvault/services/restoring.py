"""Bringing a vault back from a copy, without bringing back what was taken away since.

Where the present vault can be read, what was erased, ended or withdrawn since the copy was made stays so, and the
register and the releases keep what happened since. Where it cannot, that is said.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from coachvault.crypto.kdf import KdfProfile, encode_passphrase
from coachvault.crypto.sealing import KeyPair
from coachvault.errors import BadInput, CoachVaultError, NoVault, Refused
from coachvault.practice import kinds
from coachvault.practice.backup import Backup
from coachvault.practice.register import Event
from coachvault.services import backups, release_store, roster
from coachvault.services.archiving import head_words
from coachvault.services.catching_up import recount, seal_again, shared, take_away, take_away_again, value_of
from coachvault.services.custodians import drop_removed
from coachvault.services.opening import Credentials, Setting, unlock_root
from coachvault.services.register import record
from coachvault.vault import ledger
from coachvault.vault import slots as ways_in
from coachvault.vault.anchor import Anchors
from coachvault.vault.change import Change
from coachvault.vault.codec import ID_BYTES, CompartmentId, CopyId
from coachvault.vault.copying import Copying, aside_of, copy_vault
from coachvault.vault.heads import Item
from coachvault.vault.keys import DayKeys, Part, RootKey
from coachvault.vault.rotation import write_ways_in_anew
from coachvault.vault.slots import SlotKind
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.taken import read as read_taken
from coachvault.vault.vault import LockedVault, Vault


class Wanted(msgspec.Struct, frozen=True):
    """What is to be brought back.

    Args:
        source: The file.
        accept: A vault that stands at the place may be replaced, and an older state taken.
        new_passphrase: Returns the passphrase that is to open it from now on; None keeps the one it has.
        cost: The cost of one guess at a new passphrase.
    """

    source: Path
    accept: bool
    new_passphrase: Callable[[], str] | None
    cost: KdfProfile


class Restored(msgspec.Struct, frozen=True):
    """What came of it.

    Args:
        path: The vault.
        aside: Where the file is kept that stood there; empty where none did.
        compared: Whether the vault that stood there could be read, so that nothing taken away came back.
        seen_newer: Whether this machine has seen a newer state than the copy's.
        remembered: Whether this machine remembered something that was taken away since, and took it away again.
        mended: Whether the copy's header or a way into it had been changed, so that every way in was written anew.
    """

    path: Path
    aside: str
    compared: bool
    seen_newer: bool
    remembered: bool = False
    mended: bool = False


def restore(setting: Setting, wanted: Wanted, credentials: Credentials) -> Restored:
    """Brings a vault back from a copy; a file that stands in its place is kept aside.

    Where only the copy's header or a way into it was changed, the ways in are written anew, from what it keeps of them.

    Args:
        setting: Where it is to stand.
        wanted: What is to be brought back.
        credentials: The ways into the copy.

    Raises:
        NoVault: The copy is not there.
        Refused: A vault stands there and `accept` was not given, or it is another vault, or
            nothing is to be written.
        UnlockFailed: The way in does not fit.
        IntegrityError: The copy is damaged.
    """
    setting.expect_writing()
    copy = _look_at(wanted.source)
    present = _present(setting, wanted, copy)
    root = unlock_root(copy, credentials)
    day, sealing = DayKeys.from_root(root), copy.sealing_pair(root)
    present_keys = _keys_of(present, copy, (day, sealing), credentials)
    seen_newer = Anchors(setting.state_folder).newest_seen(copy.header.vault_id) > copy.newest_seq
    now = setting.clock.now()
    passphrase = wanted.new_passphrase() if wanted.new_passphrase else ""
    is_in_place = setting.vault_path.exists() and setting.vault_path.samefile(wanted.source)
    aside = aside_of(setting.vault_path, now) if setting.vault_path.exists() else None
    why = f"from {_head(copy)}{f', over {_head(present)}' if present else ''}"
    compared: list[bool] = []
    remembered: list[bool] = []
    mended: list[bool] = []

    def amend(change: Change) -> None:
        of_copy = _last_written(change)
        of_present = _bring_forward(change, present, present_keys) if present else None
        compared.append(of_present is not None)
        remembered.append(take_away_again(change, read_taken(setting.state_folder, change.vault_id)))
        drop_removed(change, root)
        if passphrase:
            change.replace_slots(SlotKind.PASSPHRASE, _new_slot(change, root, passphrase, wanted.cost))
        if not is_in_place:
            _keep_copy(change, wanted.source, copy, of_copy)
        if aside:
            _keep_copy(change, aside, *((copy, of_copy) if is_in_place else (present, of_present)))
        record(change, Event.RESTORED, "", "", now, f"{why}; every way in was written anew" if mended else why)

    def mend(change: Change) -> None:
        write_ways_in_anew(change, root, None if passphrase else ways_in.passphrase_slot(copy.slots))
        mended.append(True)

    copying = Copying("restore", now, why, sealing, amend, mend)
    copy_vault(wanted.source, day, setting.vault_path, setting.state_folder, copying)
    return Restored(setting.vault_path, str(aside or ""), compared[0], seen_newer, remembered[0], bool(mended))


def _head(of: LockedVault) -> str:
    """Returns a ledger's newest entry as it is known on paper: its number, and six words."""
    return f"entry {of.newest_seq} ({' '.join(head_words(of.newest_seq, of.newest_link))})"


def _last_written(snapshot: Snapshot) -> datetime:
    """Returns when a vault was last written to."""
    if snapshot.last is None:
        return LONG_AGO
    return ledger.open_entry(snapshot.last, snapshot.part_key(Part.LEDGER), snapshot.vault_id).at


def _keep_copy(change: Change, path: Path, found: LockedVault | None, written: datetime | None) -> None:
    """Keeps that a file holds the vault, too: what is destroyed later is cleaned in it, or it is named."""
    copy_id, seq = (found.header.copy_id, found.newest_seq) if found else (UNREADABLE, 0)
    _keep_known(change, Backup(0, copy_id, str(path.absolute()), written or LONG_AGO, seq))


def _keep_known(change: Change, found: Backup) -> None:
    known = backups.all_backups(change)
    if not any((each.copy_id, each.path) == (found.copy_id, found.path) for each in known):
        backups.register_copy(change, found)


UNREADABLE = CopyId(bytes(ID_BYTES))
"""Stands for the id of a file that was kept aside and could not be read: nobody knows what is in it."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the day of one: it counts as no backup that anybody could rely on."""


def _look_at(source: Path) -> LockedVault:
    try:
        return LockedVault.at(source, None)
    except NoVault:
        raise NoVault("There is no copy of a vault at that place.", "Name the file; is the disk plugged in?") from None


def _present(setting: Setting, wanted: Wanted, copy: LockedVault) -> LockedVault | None:
    """Returns the vault that stands at the place, where it is another file than the copy and can be read."""
    place = setting.vault_path
    if not place.exists():
        return None
    if not wanted.accept:
        raise Refused(
            "A vault stands here already; nothing was changed.",
            "`--accept` takes the copy in its place, also an older one; the vault that stands here is kept aside.",
        )
    if place.samefile(wanted.source):
        return None
    try:
        found = LockedVault.at(place, None)
    except CoachVaultError:
        return None
    if found.header.vault_id != copy.header.vault_id:
        raise Refused(
            "Another vault stands here; a copy takes the place of its own vault only.",
            "`--vault PATH` names another place.",
        )
    return found


def _keys_of(
    present: LockedVault | None, copy: LockedVault, keys: tuple[DayKeys, KeyPair], credentials: Credentials
) -> tuple[DayKeys, KeyPair]:
    """Returns the keys of the vault that stands at the place: the copy's, or others if keys were rotated since."""
    if present is None or present.header.epoch == copy.header.epoch:
        return keys
    try:
        root = unlock_root(present, msgspec.structs.replace(credentials, try_again=lambda: False))
        return DayKeys.from_root(root), present.sealing_pair(root)
    except CoachVaultError:
        return keys


def _new_slot(change: Change, root: RootKey, passphrase: str, cost: KdfProfile) -> tuple[bytes, bytes]:
    header = change.header
    slot = ways_in.new_passphrase_slot(root, encode_passphrase(passphrase), cost, header.vault_id, header.epoch)
    return slot.slot_id, slot.encode()


def _bring_forward(change: Change, present: LockedVault, keys: tuple[DayKeys, KeyPair]) -> datetime | None:
    """Applies what was taken away since the copy was made, and adds what happened since.

    Returns:
        When the present vault was last written to; None where it could not be read.
    """
    day, sealing = keys
    try:
        with Vault(present, day, despite_header=True).read(sealing) as now:
            take_away(change, now)
            _add_what_happened(change, now)
            seal_again(change, now)
            if now.header.epoch == change.header.epoch and now.is_header_whole:  # others lead to other keys, or nowhere
                change.take_slots(now.store.slots())
                change.open_for_duty()
            written = _last_written(now)
    except (CoachVaultError, BadInput):
        return None
    recount(change)
    return written


def _add_what_happened(change: Change, now: Snapshot) -> None:
    """Adds what the register and the releases hold since: an accounting is not undone."""
    releases = {CompartmentId(place.compartment_id) for place in release_store.places(change)}
    engagements = {kept.engagement.number for kept in roster.engagements(change)}
    for compartment_id in shared(change, now):
        known = change.head(compartment_id).by_id
        for item in now.head(compartment_id).items:
            if item.record_id in known:
                continue
            if compartment_id == now.part(Part.SCHEDULE):
                _adopt_duty(change, now, item, engagements)
            elif (compartment_id == now.part(Part.REGISTER) or compartment_id in releases) and (
                item.kind != kinds.PROPOSAL
            ):
                change.adopt(compartment_id, item, value_of(now, compartment_id, item))


_OF_ENGAGEMENTS = frozenset({kinds.HOLD, kinds.EXTENSION})
_OF_THE_PRACTICE = frozenset({kinds.DOCUMENT, kinds.ACCESS})


def _adopt_duty(change: Change, now: Snapshot, item: Item, engagements: set[int]) -> None:
    """Adds what has to be kept to though the notes go back: holds, extensions, copies, files and requests."""
    schedule = now.part(Part.SCHEDULE)
    if item.kind == kinds.BACKUP:
        _keep_known(change, now.read(schedule, item.record_id, Backup))
    elif item.kind in _OF_THE_PRACTICE or (item.kind in _OF_ENGAGEMENTS and item.listing["engagement"] in engagements):
        change.adopt(schedule, item, value_of(now, schedule, item))
