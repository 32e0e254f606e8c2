"""Bringing a vault back from a copy, without bringing back what was removed since.

Where the present vault can be read, what was erased, ended or withdrawn since the copy was made stays so, and the
register and the releases keep what happened since. Where it cannot, that is said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from coachvault.crypto.kdf import KdfProfile, encode_passphrase
from coachvault.crypto.sealing import KeyPair, key_pair_from_seed
from coachvault.crypto.words import parse_words
from coachvault.errors import CoachVaultError, IntegrityError, NoVault, Refused, UnlockFailed
from coachvault.practice.backup import Backup
from coachvault.practice.opening import CopyRole, Purpose, Who
from coachvault.practice.register import Event
from coachvault.services.copies.carry_forward import LONG_AGO, Brought, Ways, bring_forward, last_written
from coachvault.services.copies.copy_list import list_file
from coachvault.services.copies.merge_lists import doubt_disks, name_home
from coachvault.services.copies.reapply import delete_remembered
from coachvault.services.copies.under_way import UnderWay
from coachvault.services.core.open_vault import Credentials, Setting, require_openable, unlock_as_executor, unlock_root
from coachvault.services.custody.custodians import drop_removed
from coachvault.services.records import roster
from coachvault.services.records.backups import every_line
from coachvault.services.records.register import record
from coachvault.system.files import is_apart
from coachvault.vault import slots
from coachvault.vault.change import Change
from coachvault.vault.codec import ID_BYTES, CopyId
from coachvault.vault.copying import Copying, aside_of, copy_vault, unfinished_of
from coachvault.vault.header import HeaderRole, key_id_of
from coachvault.vault.keys import CompartmentKey, DayKeys, Keyring, RootKey
from coachvault.vault.known import Known, Remembered, StepsSeen
from coachvault.vault.ledger import head_words
from coachvault.vault.met import MetCopies, MetCopy
from coachvault.vault.rotation import write_ways_in_anew
from coachvault.vault.slots import SlotKind
from coachvault.vault.vault import LockedVault


class RestoreOrder(msgspec.Struct, frozen=True):
    """What is to be brought back.

    Args:
        source: The file.
        accept: A vault at the place may be replaced, and an older state accepted.
        new_passphrase: Returns the passphrase that is to open it from now on; None keeps the one it has.
        cost: The cost of one guess at a new passphrase.
    """

    source: Path
    accept: bool
    new_passphrase: Callable[[], str] | None
    cost: KdfProfile


class WaysIn(StrEnum):
    """From where the ways into a vault are that was brought back."""

    COPY = "copy"
    PRESENT = "present"
    ANEW = "anew"
    """Written from what the vault keeps of them: the copy's, or those of the vault that was there, were changed."""


class Restored(msgspec.Struct, frozen=True):
    """The result.

    Args:
        path: The vault.
        aside: Where the file is kept that was there; empty where there was none.
        compared: Whether the vault that was there could be read, so that nothing removed came back.
        seen_newer: Whether this machine has seen a newer state than the copy's, or its memory is damaged.
        remembered: Whether this machine remembered something that was removed since, and removed it again.
        ways_in: From where the ways in are.
        problem: Why the vault that was there could not be compared; nothing where it was, or none was there.
        forgot: Whether what this machine remembered of the vault was damaged, and was put aside.
    """

    path: Path
    aside: str
    compared: bool
    seen_newer: bool
    remembered: bool = False
    ways_in: WaysIn = WaysIn.COPY
    problem: str = ""
    forgot: bool = False


def restore(setting: Setting, wanted: RestoreOrder, credentials: Credentials) -> Restored:
    """Brings a vault back from a copy; a file in its place is kept aside.

    Where only the copy's header or a way into it was changed, the ways in are written anew, from what it keeps of them.

    Args:
        setting: Where it is to be.
        wanted: What is to be brought back.
        credentials: The ways into the copy.

    Raises:
        NoVault: The copy is not there.
        Refused: A vault is there and `accept` was not given, or it is another vault, or the words are a
            custodian's, or nothing is to be written.
        UnlockFailed: The way in does not fit.
        IntegrityError: The copy is damaged.
    """
    setting.require_writing()
    copy = _look_at(wanted.source)
    require_openable(copy, Purpose.RESTORE, _who(copy, credentials))
    present = _present(setting, wanted, copy)
    root = unlock_root(copy, credentials)
    day, sealing = DayKeys.from_root(root), copy.sealing_pair(root)
    present_keys = _keys_of(present, copy, (day, sealing), credentials)
    passphrase = wanted.new_passphrase() if wanted.new_passphrase else ""
    now = setting.clock.now()
    under_way = _Restoring(setting, wanted, credentials, copy, present, root, present_keys, passphrase, now)
    amend, mend = under_way.amend, under_way.mend
    copying = Copying("restore", HeaderRole.VAULT, now, under_way.why, sealing, amend, mend, of_place=present_keys[0])
    under_way_here = UnderWay(setting.state_folder, copy.header.vault_id)
    with under_way_here.writing(copying.copy_id, setting.vault_path):
        try:
            copy_vault(wanted.source, day, setting.vault_path, setting.state_folder, copying)
        finally:
            if not os.path.lexists(unfinished_of(setting.vault_path, copying.copy_id)):
                under_way_here.forget(copying.copy_id)
    under_way.introduce(copying.copy_id)
    return under_way.done()


def _who(copy: LockedVault, credentials: Credentials) -> Who:
    """Returns by which way in a vault is to be brought back; the words of custodians are told from the coach's."""
    if len(credentials.words) > 1:
        return Who.QUORUM
    if credentials.words and unlock_as_executor(copy, credentials):
        return Who.EXECUTOR
    return Who.WORDS if credentials.words else Who.PASSPHRASE


@dataclass
class _Restoring:
    """A vault on its way back: what is known before it is copied, and the result.

    Args:
        setting: Where it is to be.
        wanted: What is to be brought back.
        credentials: The ways into the copy.
        copy: The copy.
        present: The vault at the place, where it is another file and can be read.
        root: The copy's root key.
        present_keys: The keys of the present vault.
        passphrase: What opens it from now on; empty to keep the passphrase that opened the copy.
        now: When.
    """

    setting: Setting
    wanted: RestoreOrder
    credentials: Credentials
    copy: LockedVault
    present: LockedVault | None
    root: RootKey
    present_keys: tuple[DayKeys, KeyPair]
    passphrase: str
    now: datetime
    compared: bool = False
    remembered: bool = False
    ways_in: WaysIn = WaysIn.COPY
    problem: str = ""
    ledger_keys: Sequence[CompartmentKey] = ()

    def __post_init__(self) -> None:
        place = self.setting.vault_path
        self.aside = aside_of(place, self.now) if place.exists() else None
        self.is_in_place = place.resolve() == self.wanted.source.resolve()
        self.is_same_file = place.exists() and place.samefile(self.wanted.source)
        self.known, self.forgot = None, False
        try:
            self.known = Known(self.setting.state_folder).read(self.copy.header.vault_id)
        except IntegrityError:
            self.forgot = True
        copies = self.known.copies if self.known else ()
        self.seen_newer = self.forgot or any(each.seq > self.copy.newest_seq for each in copies)

    @property
    def why(self) -> str:
        """The newest entries of both, as they are known on paper."""
        return f"from {_head(self.copy)}{f', over {_head(self.present)}' if self.present else ''}"

    def mend(self, change: Change) -> None:
        """Writes the copy's ways in anew, where they were changed."""
        _require_nothing_that_ended(change.keyring(), self.credentials, self.passphrase)
        self._write_ways_in_anew(change)

    def amend(self, change: Change) -> None:
        """Removes what was removed since, adds what happened since, and reports it."""
        of_copy = last_written(change)
        self.ledger_keys = change.ledger_keys()
        if roster.state(change).is_archive:
            change.take_role(HeaderRole.ARCHIVE)
        brought = self._brought(change)
        self.compared, self.problem = brought.written is not None, brought.problem
        if brought.ways_in is Ways.CHANGED:
            self._write_ways_in_anew(change)
        elif brought.ways_in is Ways.TAKEN:
            self.ways_in = WaysIn.PRESENT
        remembered = self._remembered(change)
        self.remembered = delete_remembered(change, remembered, self.now.date())
        drop_removed(change, self.root)
        self._go_past_all(change, remembered.steps_of(key_id_of(change.day)))
        if self.passphrase:
            change.replace_slots(SlotKind.PASSPHRASE, self._new_slot(change))
        self._keep_copies(change, of_copy, brought.written)
        anew = "; every way in was written anew" if self.ways_in is WaysIn.ANEW else ""
        record(change, Event.RESTORED, "", "", self.now, f"{self.why}{anew}")

    def _remembered(self, change: Change) -> Remembered:
        """Returns what this computer remembers; nothing where that is damaged, which is told, and put aside."""
        keys = change.ledger_keys()
        try:
            return Known(self.setting.state_folder).remembered(change.vault_id, keys)
        except IntegrityError:
            self.seen_newer = self.forgot = True
            return Known(None).remembered(change.vault_id, keys)

    def _go_past_all(self, change: Change, known: StepsSeen) -> None:
        """Has the keys go past every step that they are known to have taken in any copy.

        What is held from then on opens no other copy, of whichever course, of what is taken away from now on.
        """
        header, step, duty_step = self.copy.header, known.step, known.duty_step
        if self.present and self.present.header.has_keys_of(header):
            step, duty_step = max(step, self.present.header.step), max(duty_step, self.present.header.duty_step)
        change.take_step(step, duty_step)

    def _brought(self, change: Change) -> Brought:
        if self.present is None:
            return Brought(problem=_UNREADABLE if self.aside and not self.is_same_file else "")
        return bring_forward(change, self.present, self.present_keys, self.copy.header.role)

    def introduce(self, copy_id: CopyId) -> None:
        """Has a vault of this practice that goes on elsewhere on this computer list the one that was brought back."""
        path, state_folder, vault_id = self.setting.vault_path, self.setting.state_folder, self.copy.header.vault_id
        if Known(state_folder).vaults_besides(path, vault_id, self.ledger_keys):
            met = MetCopy(copy_id, str(path.absolute()), CopyRole.VAULT.value, self.copy.newest_seq + 1)
            MetCopies(state_folder, vault_id).add(met, self.ledger_keys)

    def done(self) -> Restored:
        """Returns the result."""
        path, aside = self.setting.vault_path, str(self.aside or "")
        compared, newer = self.compared, self.seen_newer
        return Restored(path, aside, compared, newer, self.remembered, self.ways_in, self.problem, self.forgot)

    def _write_ways_in_anew(self, change: Change) -> None:
        kept = None if self.passphrase else slots.passphrase_slot(self.copy.slots)
        write_ways_in_anew(change, self.root, kept)
        self.ways_in = WaysIn.ANEW

    def _new_slot(self, change: Change) -> tuple[bytes, bytes]:
        passphrase, header = encode_passphrase(self.passphrase), change.header
        slot = slots.new_passphrase_slot(self.root, passphrase, self.wanted.cost, header.vault_id, header.epoch)
        return slot.slot_id, slot.encode()

    def _keep_copies(self, change: Change, of_copy: datetime, of_present: datetime | None) -> None:
        """Says in the list which files hold the vault, too; what is destroyed later is cleaned in them, or named."""
        place, aside = self.setting.vault_path, None
        if self.aside:
            kept, written = (self.copy, of_copy) if self.is_same_file else (self.present, of_present)
            aside = self._line(self.aside, kept, written, CopyRole.ASIDE)
        if not all(map(self._is_known_here, [each.copy_id for each in every_line(change) if each.number == 0])):
            doubt_disks(change)
        name_home(change, place, aside, self._is_known_here)
        if not self.is_in_place:
            list_file(change, self._line(self.wanted.source, self.copy, of_copy, CopyRole.BACKUP), place)
        if aside:
            list_file(change, aside, place)

    def _is_known_here(self, copy_id: bytes) -> bool:
        """Returns whether this computer worked on a copy: one that was only met is another computer's, too."""
        return self.known is not None and not self.known.is_new(CopyId(copy_id))

    def _line(self, path: Path, found: LockedVault | None, written: datetime | None, role: CopyRole) -> Backup:
        copy_id, seq = (found.header.copy_id, found.newest_seq) if found else (UNREADABLE, 0)
        apart = is_apart(path, self.setting.vault_path) if self.setting.vault_path.parent.exists() else None
        return Backup(0, copy_id, str(path.absolute()), written or LONG_AGO, seq, role=role, apart=apart)


_UNREADABLE = "It is no vault, or its header is damaged."


def _head(of: LockedVault) -> str:
    """Returns a ledger's newest entry as it is known on paper: its number, and six words."""
    return f"entry {of.newest_seq} ({' '.join(head_words(of.newest_seq, of.newest_link))})"


UNREADABLE = CopyId(bytes(ID_BYTES))
"""Used as the id of a file that was kept aside and could not be read: nobody knows what is in it."""


def _look_at(source: Path) -> LockedVault:
    try:
        return LockedVault.at(source, None)
    except NoVault:
        raise NoVault("There is no copy of a vault at that place.", "Name the file; is the disk plugged in?") from None


def _present(setting: Setting, wanted: RestoreOrder, copy: LockedVault) -> LockedVault | None:
    """Returns the vault at the place, where it is another file than the copy and can be read."""
    place = setting.vault_path
    if not place.exists():
        return None
    if not wanted.accept:
        raise Refused(
            "A vault already exists here; nothing was changed.",
            "`--accept` puts the copy in its place, even an older one; the vault that is here is kept aside.",
        )
    if place.samefile(wanted.source):
        return None
    try:
        found = LockedVault.at(place, None)
    except CoachVaultError:
        return None
    if found.header.vault_id != copy.header.vault_id:
        raise Refused(
            "Another vault is here; a copy takes the place of its own vault only.",
            "`--vault PATH` names another place.",
        )
    return found


def _keys_of(
    present: LockedVault | None, copy: LockedVault, keys: tuple[DayKeys, KeyPair], credentials: Credentials
) -> tuple[DayKeys, KeyPair]:
    """Returns the keys of the vault at the place: the copy's, or others if keys were rotated since."""
    if present is None or present.header.has_keys_of(copy.header):
        return keys
    try:
        root = unlock_root(present, msgspec.structs.replace(credentials, try_again=lambda: False))
        return DayKeys.from_root(root), present.sealing_pair(root)
    except CoachVaultError:
        return keys


def _require_nothing_that_ended(ring: Keyring, credentials: Credentials, passphrase: str) -> None:
    """Makes sure that words which open a changed vault are those that its ring of keys names.

    Raises:
        UnlockFailed: They were replaced, or fewer readers than were agreed came together.
        Refused: They come without a new passphrase: nobody knows whether the one in the file is the coach's.
    """
    if not credentials.words:
        return
    publics = {key_pair_from_seed(parse_words(words)).public for words in credentials.words}
    readers = publics & {each.public for each in ring.custodians if each.is_reader}
    if publics != {ring.recovery_public} and not 0 < ring.quorum <= len(readers):
        raise UnlockFailed(
            "These words were replaced since, or are too few by now; somebody put their way in back.",
            "Take the newest sheet, or the passphrase.",
        )
    if not passphrase:
        raise Refused("What leads into this vault was changed: by words, it takes a new passphrase.")
