"""A vault: made, unlocked, read, changed.

What lives here: the life of one vault file from the outside; the steps themselves are in `slots`, `snapshot` and
`change`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import msgspec

from coachvault.crypto.aead import random_bytes
from coachvault.crypto.kdf import KdfProfile, Passphrase
from coachvault.crypto.sealing import KeyPair, key_pair_from_seed, random_key_pair
from coachvault.errors import (
    BadInput,
    CoachVaultError,
    IntegrityError,
    NotConfirmed,
    StorageFailed,
    VaultBusy,
    VaultExists,
)
from coachvault.practice.opening import Course, Standing, refusal_of
from coachvault.system.files import private_folder, publish_new, require_guarded_folder
from coachvault.vault import slots as ways_in
from coachvault.vault.change import Change, add_empty_compartment
from coachvault.vault.codec import ID_BYTES, CompartmentId, CopyId, RecordId, SlotId, VaultId
from coachvault.vault.header import Header, HeaderRole, encode_header, key_id_of, seal_directory
from coachvault.vault.keys import (
    DayKeys,
    Keyring,
    Part,
    RootKey,
    random_root_key,
    random_sealing_pair,
    unwrap_sealing_key,
    wrap_sealing_key,
)
from coachvault.vault.known import NOTHING_SEEN, CopySeen, Known, KnownState, Remembered, SealedNow
from coachvault.vault.pins import Pins
from coachvault.vault.sighting import Sight, course_of, sight
from coachvault.vault.snapshot import KEYRING_KIND, MOVED_AWAY, KeptBack, Snapshot, Windows
from coachvault.vault.store import NOT_SAVED, LedgerRow, Store
from coachvault.vault.taken import Taking

FIRST_EPOCH = 1


class LockedVault(msgspec.Struct):
    """A vault file whose header was read and compared with what this computer knows; no key is at hand yet.

    It stays as it was inspected, but for the id of the copy, which the first write here may have drawn anew.

    Args:
        path: Where the file is.
        anchors: What this computer knows.
        header: The vault's header, not yet authenticated.
        slots: The ways in.
        sight: How the file stands to what this computer knows.
        newest_seq: The number of its ledger's newest entry, not yet authenticated.
        newest_link: The link of that entry, 32 bytes, not yet authenticated.
        waiting: How many notes wait in the inbox.
    """

    path: Path
    anchors: Known
    header: Header
    slots: list[tuple[bytes, bytes]]
    sight: Sight = Sight()
    newest_seq: int = 0
    newest_link: bytes = b""
    waiting: int = 0

    @classmethod
    def at(cls, path: Path, state_folder: Path | None, *, is_kept: bool = True) -> LockedVault:
        """Inspects a vault file and compares it with what this computer knows; whether it may be opened is not judged.

        Args:
            path: The file.
            state_folder: Where this computer remembers; None for one that knows nothing.
            is_kept: Whether it remembers what it sees from now on.

        Raises:
            NoVault: Nothing is there.
            FormatError: It is no vault of this format.
            BadInput: Other users may write in the vault's folder, or in what this computer knows.
        """
        return cls._at(path, Known(state_folder, is_kept=is_kept))

    def beside(self, path: Path) -> LockedVault:
        """Inspects another file of the practice, and compares it with what the same computer knows; raises as `at`.

        Args:
            path: The file.
        """
        return self._at(path, self.anchors)

    @classmethod
    def _at(cls, path: Path, known: Known) -> LockedVault:
        known.require_guarded()
        store = Store.open(path)
        try:
            with store.transaction(write=False):
                header, slots, newest = Header.of(store), store.slots(), _newest(store)
                seen = sight(path, store, header, newest, known)
                return cls(path, known, header, slots, seen, newest.seq, newest.link, store.waiting())
        finally:
            store.close()

    @property
    def is_current(self) -> bool:
        """Whether the newest entry, and the place, are the ones that were seen, so that nothing is to remember."""
        return self.sight.is_current

    @property
    def is_told(self) -> bool:
        """Whether it is known here what was taken away in it, up to its newest entry."""
        return self.sight.told_up_to >= self.newest_seq

    def becomes(self, copy_id: CopyId) -> None:
        """Follows a write that made the vault a copy of its own.

        Args:
            copy_id: The id that it has now.
        """
        self.header = msgspec.structs.replace(self.header, copy_id=copy_id)

    def is_known(self) -> bool:
        """Returns whether this computer has seen this copy of the vault before."""
        return self.sight.seen is not None

    def unlock(self, passphrase: Passphrase) -> RootKey:
        """Returns the root key.

        Raises:
            UnlockFailed: A wrong passphrase or a damaged slot.
        """
        slot = ways_in.passphrase_slot(self.slots)
        return slot.open(passphrase, self.header.vault_id, self.header.epoch)

    def unlock_with_words(self, entropy: bytes) -> RootKey:
        """Returns the root key for the 32 bytes behind the recovery words.

        Raises:
            UnlockFailed: They belong to another vault.
        """
        pair = key_pair_from_seed(entropy)
        return ways_in.open_recovery_slots(self.slots, pair, self.header.vault_id, self.header.epoch)

    @property
    def has_executors(self) -> bool:
        """Whether there is a way in for an executor."""
        return any(True for _ in ways_in.boxes_of(ways_in.SlotKind.EXECUTOR, self.slots))

    def unlock_as_executor(self, entropy: bytes) -> DayKeys:
        """Returns the duty keys for the 32 bytes behind an executor's words.

        Raises:
            UnlockFailed: They are no executor's of this vault.
        """
        pair = key_pair_from_seed(entropy)
        return ways_in.open_executor_slots(self.slots, pair, self.header.vault_id, self.header.epoch)

    def unlock_with_quorum(self, entropies: Sequence[bytes]) -> RootKey:
        """Returns the root key for what is behind the words of several readers.

        Raises:
            UnlockFailed: They are no quorum of this vault.
        """
        pairs = [key_pair_from_seed(entropy) for entropy in dict.fromkeys(entropies)]
        return ways_in.open_readers_slots(self.slots, pairs, self.header.vault_id, self.header.epoch)

    def sealing_pair(self, root: RootKey) -> KeyPair:
        """Returns the key pair that opens what is sealed."""
        return unwrap_sealing_key(root, self.header.vault_id, self.header.epoch, self.header.sealing)


Withholding = Callable[[frozenset[str], frozenset[str]], frozenset[str]]
"""From all that is sealed, and what of it this very copy sealed, to what is withheld; see `opening.withheld`."""


class Vault(msgspec.Struct, frozen=True):
    """An unlocked vault: day keys, and a file to use them on.

    Args:
        locked: The file.
        day: Its day keys.
        windows: Keys of sealed compartments that are open for a while.
        require_may: Raises Refused where the person who opened it may not make a change, given by its kind.
        despite_header: Whether it is read, and never written, where only its header or a way in was changed.
        sign: Says of a snapshot of it who opened it, where it was not the coach; it stands with what is recorded.
        withhold: Says what of all that is known to be sealed is withheld; None to show also what is gone, as for
            cleaning a copy.
        advance: Called with the day keys as soon as a change with a step was read back: whoever holds earlier ones is
            to hold these instead.
        require_open: Raises where the file, now that it can be read, may not be opened for what it was opened.
        name_other: Names, in the list of copies, the copy that it was until the first write here, and returns as what;
            None where it keeps its id whoever writes it, as a copy that is cleaned does.
        became: Called with the header as it was and as it is, and with what the other copy is listed as, once such a
            write was read back.
        today: Says what day it is, for what counts from its day on; None where that does not matter.
    """

    locked: LockedVault
    day: DayKeys
    windows: Windows = {}
    require_may: Callable[[str], None] = lambda _: None
    despite_header: bool = False
    withhold: Withholding | None = None
    sign: Callable[[Snapshot], str] = lambda _: ""
    advance: Callable[[DayKeys], None] = lambda _: None
    require_open: Callable[[Snapshot], None] = lambda _: None
    name_other: Callable[[Change, CopyId, datetime], str] | None = None
    became: Callable[[Header, Header, str], None] = lambda _before, _after, _listed_as: None
    today: Callable[[], date] | None = None

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.locked.path

    def with_file(self, locked: LockedVault) -> Vault:
        """Returns another copy of this vault, opened with the same day keys by the person who opened this one.

        Args:
            locked: The copy.
        """
        return Vault(locked, self.day, {}, self.require_may, self.despite_header)

    def with_keys_of_now(self) -> Vault:
        """Returns the vault with the day keys of its present step, and hands them to whoever holds earlier ones."""
        with self.read() as snapshot:
            self.advance(snapshot.day)
            return msgspec.structs.replace(self, day=snapshot.day)

    def held_at(self, snapshot: Snapshot) -> HeldVault:
        """Returns the vault as it is in a snapshot, for reading alone; see `HeldVault`.

        Args:
            snapshot: A snapshot of this vault that was taken with these day keys.
        """
        held = snapshot.by_day_keys(self.windows)
        return HeldVault(
            self.locked, held.day, self.windows, self.require_may, self.despite_header, self.withhold, snapshot=held
        )

    @contextmanager
    def read(self, sealing: KeyPair | None = None) -> Iterator[Snapshot]:
        """Reads the vault as it is at one moment.

        Args:
            sealing: Given only to open what is sealed.

        Raises:
            IntegrityError: It is not what was last written here.
        """
        store = Store.open(self.path)
        try:
            with store.transaction(write=False):
                yield self._verified(
                    Snapshot.load(store, self.day, sealing, self.windows, despite_header=self.despite_header)
                )
        finally:
            store.close()

    @contextmanager
    def change(self, kind: str, at: datetime, *, why: str = "", sealing: KeyPair | None = None) -> Iterator[Change]:
        """Changes the vault: the whole block with its ledger entry is saved and read back, or nothing is.

        Args:
            kind: What is done, for the ledger.
            at: When.
            why: The reason, where a rule asks for one.
            sealing: Given only to open what is sealed.

        Raises:
            Refused: The vault was moved away or is open read-only, or the person who opened it may not do that.
            VaultBusy: Another program is writing.
            StorageFailed: The disk did not take it.
            NotConfirmed: It was written, but could not be read back or remembered.
            IntegrityError: What was there, or what was read back, is not what was written.
        """
        self.require_may(kind)
        self.locked.anchors.require_usable(self.locked.header.vault_id)
        store = Store.open(self.path)
        try:
            with store.transaction(write=True):
                change = Change.load(store, self.day, sealing, self.windows)
                change.header.require_writable()
                known = self._verify(change)
                change.by = self.sign(change)
                _require_not_moved(change)
                self._become_own(change, known, at)
                yield change
                entry = change.finish(kind, at, why)
                self._announce(change, entry)
        finally:
            store.close()
        self.keep(change, entry)

    def _become_own(self, change: Change, known: KnownState | None, at: datetime) -> None:
        """Makes the vault a copy of its own where this computer never wrote to it, and did not make it."""
        is_new = known is None or known.is_new(change.header.copy_id)
        if self.name_other is not None and is_new and change.role is HeaderRole.VAULT:
            name_other = self.name_other
            change.become_own(lambda change, copy_id: name_other(change, copy_id, at))

    def _announce(self, change: Change, entry: LedgerRow) -> None:
        """Remembers the id that the vault is about to have: whatever stops us next, it is found as itself."""
        if change.was is not None:
            ids = (change.vault_id, change.header.copy_id)
            self.locked.anchors.announce(self.path, ids, change.ledger_keys(), entry)

    def keep(self, change: Change, entry: LedgerRow) -> None:
        """Reads a committed change back through a fresh connection, then advances the anchor.

        Raises:
            NotConfirmed: It could not be read back, or the machine could not remember the new state.
            IntegrityError: The disk did not give back what was written.
        """
        if change.was is not None:
            self.locked.becomes(change.header.copy_id)
        fresh = self._read_back(change, entry)
        try:
            problem = self._remember_kept(change, entry)  # first: it is gone, however writing it anew ends
            if change.takes_away:
                self._write_anew(fresh, change, entry)
        finally:
            fresh.close()
        if problem:
            message = "It was written and read back, but this machine could not remember the vault's newest state"
            raise NotConfirmed(f"{message}: {problem}", *_ONCE)

    def _remember_kept(self, change: Change, entry: LedgerRow) -> str:
        """Remembers a change that was read back, and what it took away; returns why that failed, or nothing."""
        if change.was is not None:
            self.became(change.was, change.header, change.listed_as)
        if change.took_step:
            self.advance(change.day)
        try:
            if change.was is not None:
                Pins(self.locked.anchors.state_folder).move(change.was, change.header)
            if change.new_capture_key:
                Pins(self.locked.anchors.state_folder).renew(change.header, change.new_capture_key)
            self._advance(change, entry)
        except (BadInput, StorageFailed) as error:
            return error.message
        return ""

    def _write_anew(self, fresh: Store, change: Change, entry: LedgerRow) -> None:
        """Leaves nothing of what was removed in the room between the rows, and reads the change back once more."""
        try:
            fresh.write_anew()
        except (VaultBusy, StorageFailed) as error:
            message = (
                "It is gone from the vault, but the file could not be written anew, so that traces may be left in it"
            )
            raise NotConfirmed(f"{message}: {error.message}", "The next erasing takes them away, too.") from None
        fresh.close()
        try:
            self._verify_kept(change, entry).close()
        except CoachVaultError:
            raise IntegrityError(*NOT_SAVED) from None

    def write_anew(self) -> None:
        """Writes the file anew, so that nothing that was removed is left between its rows.

        Raises:
            VaultBusy: Another program holds the vault.
            StorageFailed: The disk did not take it.
        """
        store = Store.open(self.path)
        try:
            store.write_anew()
        finally:
            store.close()

    def _read_back(self, change: Change, entry: LedgerRow) -> Store:
        """Returns the fresh connection over which a committed change was read back; it is to be closed."""
        try:
            return self._verify_kept(change, entry)
        except VaultBusy:
            self._advance(change, entry)  # it was committed: an older copy put in its place is to be noticed
            raise NotConfirmed(
                "It was written, but another program then held the vault, so that it could not be read back.", *_ONCE
            ) from None
        except CoachVaultError:
            raise IntegrityError(*NOT_SAVED) from None

    def _verify_kept(self, change: Change, entry: LedgerRow) -> Store:
        fresh = Store.open(self.path)
        try:
            change.verify_kept(fresh, entry)
        except BaseException:
            fresh.close()
            raise
        return fresh

    def remember(self) -> None:
        """Verifies the vault as it is and remembers it as the newest state that this computer has seen.

        Nothing is done where that is remembered already, or where the vault is open read-only.

        Raises:
            IntegrityError: It is not what was last written here.
        """
        if self.locked.is_current or not self.locked.anchors.are_kept:
            return
        with self.read() as snapshot:
            self.remember_seen(snapshot)

    def remember_seen(self, snapshot: Snapshot, taking: Taking | None = None) -> None:
        """Remembers the vault as it is in a snapshot of it, where its header is whole.

        Args:
            snapshot: The snapshot.
            taking: What is known of it to be gone or held besides.
        """
        if snapshot.last is not None and snapshot.is_header_whole:
            self._advance(snapshot, snapshot.last, taking)

    def _advance(self, snapshot: Snapshot, entry: LedgerRow, taking: Taking | None = None) -> None:
        header = snapshot.header
        seen = CopySeen(
            header.copy_id,
            snapshot.role.name.lower(),
            seq=entry.seq,
            link=entry.link,
            header=header.mac,
            is_moved=snapshot.kind_of(entry) == MOVED_AWAY,
            is_new=not isinstance(snapshot, Change),
        )
        is_own = isinstance(snapshot, Change) and self._went_on_by(snapshot)
        if isinstance(snapshot, Change) and taking is None:
            taking, before = snapshot.taking, snapshot.last.seq if snapshot.last else NOTHING_SEEN
            taking.since = before if snapshot.day.may_read else None
            taking.was = snapshot.was.copy_id if snapshot.was else None
        taking = taking or Taking()
        taking.reaches(key_id_of(snapshot.day), header.step, header.duty_step)
        self.locked.anchors.advance(
            self.path,
            (header.vault_id, header.copy_id),
            snapshot.ledger_keys(),
            seen,
            taking,
            None if is_own else lambda: _found(snapshot),
        )

    def _went_on_by(self, change: Change) -> bool:
        """Tells whether a change was made to the very state that this computer had remembered."""
        seen = self.locked.sight.seen
        return seen is not None and change.last is not None and seen.seq == change.last.seq

    def _verified(self, snapshot: Snapshot) -> Snapshot:
        self._verify(snapshot)
        return snapshot

    def _verify(self, snapshot: Snapshot) -> KnownState | None:
        """Makes sure that a snapshot is of this vault as this computer knows it, and returns what is known."""
        self._follow(snapshot)
        snapshot.today = self.today() if self.today else None
        ids = (snapshot.vault_id, snapshot.header.copy_id)
        if (
            ids != (self.locked.header.vault_id, self.locked.header.copy_id)
            or snapshot.header.epoch != self.locked.header.epoch
        ):
            raise IntegrityError("The vault was replaced while it was in use; nothing was written.")
        known, keys = self.locked.anchors, snapshot.ledger_keys()
        state = known.authentic(ids[0], keys)
        self.require_open(snapshot)
        if state is not None and known.are_kept and snapshot.last is not None:
            course = course_of(snapshot.store, snapshot.last, state.copy(ids[1]))
            if course in _REFUSED:
                raise refusal_of(_REFUSED[course])
        if state is not None and self.withhold is not None:
            remembered = known.remembered(ids[0], keys)
            withheld = self.withhold(remembered.sealed, remembered.sealed_by(ids[1]))
            snapshot.kept_back = _KeptBack(remembered, withheld)
        return state

    def _follow(self, snapshot: Snapshot) -> None:
        """Follows a write by another process of this computer that made the vault a copy of its own meanwhile."""
        locked, header = self.locked, snapshot.header
        if header.copy_id == locked.header.copy_id or header.vault_id != locked.header.vault_id:
            return
        known = locked.anchors.authentic(header.vault_id, snapshot.ledger_keys())
        is_it = known is not None and known.copy(locked.header.copy_id) is None and not known.is_new(header.copy_id)
        then = snapshot.store.ledger_at(locked.newest_seq)
        if is_it and then is not None and then.link == locked.newest_link:
            locked.becomes(header.copy_id)


class _KeptBack(KeptBack):
    """What this computer knows to be gone, and what is withheld, as a snapshot obeys it."""

    def __init__(self, remembered: Remembered, withheld: frozenset[str]) -> None:
        self._remembered, self._withheld = remembered, withheld

    def is_gone(self, compartment_id: CompartmentId) -> bool:
        return self._remembered.is_gone(compartment_id)

    def is_withheld(self, compartment_id: CompartmentId) -> bool:
        return bool(self._withheld) and self._remembered.hashed(compartment_id).hex() in self._withheld

    def is_withdrawn(self, compartment_id: CompartmentId) -> bool:
        return self._remembered.is_withdrawn(compartment_id)

    def erased_in(self, compartment_id: CompartmentId, record_ids: Iterable[RecordId]) -> set[RecordId]:
        return self._remembered.erased_in(compartment_id, record_ids)


_REFUSED = {Course.OLDER: Standing.OLDER, Course.FORKED: Standing.FORKED}


def _found(snapshot: Snapshot) -> SealedNow:
    """Returns what a vault itself says of what is sealed; an executor cannot know."""
    if not snapshot.day.may_read:
        return SealedNow()
    whole = snapshot.whole()
    every = frozenset(whole.compartment_ids())
    sealed = frozenset(each for each in every if whole.is_sealed(each))
    return SealedNow(sealed, every - sealed)


class HeldVault(Vault, frozen=True, kw_only=True):
    """A vault as it is in one snapshot: all that is read comes from it, and the file is not opened again.

    It lives as long as the snapshot, and cannot change anything: a write inside a read would wait for itself.

    Args:
        snapshot: The snapshot; it opens nothing that is sealed.
    """

    snapshot: Snapshot

    @contextmanager
    def read(self, sealing: KeyPair | None = None) -> Iterator[Snapshot]:
        """Reads the vault as it is in the snapshot; what is sealed is read from the file itself.

        Args:
            sealing: Given only to open what is sealed.

        Raises:
            RuntimeError: The snapshot has ended, or is of another file or by other keys: a fault of this program.
        """
        store = self.snapshot.store
        if not store.is_open or store.path != self.path or self.snapshot.day is not self.day:
            raise RuntimeError(_NOT_HELD)
        if sealing is None:
            yield self.snapshot
            return
        with super().read(sealing) as snapshot:
            yield snapshot

    def change(self, kind: str, at: datetime, *, why: str = "", sealing: KeyPair | None = None) -> NoReturn:
        """Refuses to change a vault that is being read.

        Raises:
            RuntimeError: Always: a fault of this program.
        """
        raise RuntimeError(_NOT_CHANGED)

    def write_anew(self) -> NoReturn:
        """Refuses likewise.

        Raises:
            RuntimeError: Always: a fault of this program.
        """
        raise RuntimeError(_NOT_CHANGED)


_NOT_HELD = "A snapshot was used after its end, or for another file or by other keys."
_NOT_CHANGED = "A vault was to be changed while it is read."
_ONCE = ("Do not write it a second time; `coachvault check` says whether all is whole.",)


class Foundation(msgspec.Struct, frozen=True):
    """What a new vault is made from.

    Args:
        passphrase: The first way in.
        recovery_entropy: The 32 bytes behind the recovery words, the second way in.
        profile: The cost of one guess at the passphrase.
        at: When it is made.
    """

    passphrase: Passphrase
    recovery_entropy: bytes
    profile: KdfProfile
    at: datetime


def create_vault(
    path: Path, state_folder: Path, foundation: Foundation, fill: Callable[[Change], None]
) -> tuple[Vault, RootKey]:
    """Makes a vault next to its place and moves it there when it is whole; nothing is left behind otherwise.

    Args:
        path: Where it will be.
        state_folder: Where this machine remembers what it has seen.
        foundation: What it is made from.
        fill: Writes the first records.

    Raises:
        VaultExists: Something already exists there.
        BadInput: Others may write in its folder.
        StorageFailed: The disk did not take it.
    """
    if path.exists() or path.is_symlink():
        raise VaultExists(
            "A vault already exists here; nothing was changed.", "`--vault PATH` makes one at another place."
        )
    if not path.parent.exists():
        private_folder(path.parent)
    require_guarded_folder(path.parent)
    unfinished = path.with_name(f".unfinished-{random_bytes(6).hex()}")
    root = random_root_key()
    try:
        change, entry = _write_foundation(unfinished, root, foundation, fill)
        known = Known(state_folder)
        known.require_usable(change.vault_id)
        known.announce(path, (change.vault_id, change.header.copy_id), change.ledger_keys(), entry)
        _publish(unfinished, path)
    finally:
        for left in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            with suppress(OSError):
                left.unlink()
    vault = Vault(LockedVault(path, known, change.header, []), change.day)
    vault.keep(change, entry)
    return vault, root


def _write_foundation(
    path: Path, root: RootKey, foundation: Foundation, fill: Callable[[Change], None]
) -> tuple[Change, LedgerRow]:
    day, sealing, inbox = DayKeys.from_root(root), random_sealing_pair(), random_key_pair()
    recovery = key_pair_from_seed(foundation.recovery_entropy)
    vault_id = VaultId(random_bytes(ID_BYTES))
    parts = {part: CompartmentId(random_bytes(ID_BYTES)) for part in Part}
    header = Header(
        vault_id=vault_id,
        copy_id=CopyId(random_bytes(ID_BYTES)),
        epoch=FIRST_EPOCH,
        inbox_public=inbox.public,
        sealing=wrap_sealing_key(root, vault_id, FIRST_EPOCH, sealing),
        directory=seal_directory(day, vault_id, parts),
        mac=b"",
        key_id=key_id_of(day),
    )
    passphrase_slot = ways_in.new_passphrase_slot(
        root, foundation.passphrase, foundation.profile, vault_id, FIRST_EPOCH
    )
    slots = [
        (passphrase_slot.slot_id, passphrase_slot.encode()),
        (SlotId(random_bytes(ID_BYTES)), ways_in.encode_recovery_slot(root, recovery.public, vault_id, FIRST_EPOCH)),
    ]
    values = encode_header(header, day, slots)
    keyring = Keyring(sealing.public, recovery.public, inbox.private, random_bytes(32))
    store = Store.create(path)
    try:
        with store.transaction(write=True):
            for name, value in values.items():
                store.put_header(name, value)
            for slot in slots:
                store.put_slot(*slot)
            change = Change(store, day, Header.parse(values), None, parts=parts)
            for compartment_id in parts.values():
                add_empty_compartment(change, compartment_id)
            change.insert(parts[Part.PRACTICE], KEYRING_KIND, keyring, {})
            fill(change)
            return change, change.finish("init", foundation.at, "")
    finally:
        store.close()


def _publish(unfinished: Path, path: Path) -> None:
    try:
        publish_new(unfinished, path)
    except BadInput:  # something took the place meanwhile
        raise VaultExists("A vault already exists here; nothing was changed.") from None


def _require_not_moved(snapshot: Snapshot) -> None:
    if snapshot.is_moved_away:
        raise refusal_of(Standing.MOVED_AWAY)


def _newest(store: Store) -> LedgerRow:
    newest = store.last_ledger()
    if newest is None:
        raise IntegrityError("The vault's ledger is gone.")
    return newest
