"""What this computer knows of a practice, kept outside the vault: one file for each vault, in the state folder.

Its newest state in every copy that was seen here, so that an older one in its place is noticed; and what was erased,
destroyed, sealed, withdrawn or held, so that no copy from before shows it again. Source: vault-format 9 and 12.4.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec

from coachvault.crypto.aead import seal, unseal
from coachvault.crypto.hashing import Label, authenticate, derive_key, digest, is_authentic
from coachvault.errors import BadInput, FormatError, IntegrityError, Refused
from coachvault.practice.opening import DAMAGED, ONLY_READ
from coachvault.system.files import atomic_write, locked, move_over, private_folder, read_private, require_own_folder
from coachvault.vault import known_before
from coachvault.vault.codec import CompartmentId, CopyId, RecordId, VaultId, associated_data, decode, encode
from coachvault.vault.header import MOST_STEPS
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.store import LedgerRow
from coachvault.vault.taken import Taking

FOLDER = "known"
MOST_COPIES = 1_000
_MAX_BYTES = 16 * 1024 * 1024
_HASH_BYTES = 16
NOTHING_SEEN = -1
"""The number of the newest entry of a copy that is about to be put at a place."""

Ids = tuple[VaultId, CopyId]
Erased = Mapping[CompartmentId, Iterable[RecordId]]


class CopySeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The newest state of one copy that this computer has seen.

    Args:
        copy_id: The copy; 16 bytes, in the clear as in the copy itself.
        role: What it is for, as the format calls it; empty where that was not known.
        place: The first 32 hexadecimal digits of the digest of its path; empty where it stands nowhere any more.
        path: Where it stands, in a box under the key of what is known; for a vault and an archive alone.
        seq: The number of its newest entry; -1 for one that is about to be put there.
        link: That entry's link; 32 bytes.
        header: The code of its header; 32 bytes.
        is_moved: Whether that entry says that it goes on elsewhere.
        told_up_to: Up to which entry it is known here what was taken away: keys that show it all were there.
        coming: The number of its newest entry where it is about to be put there; `link` is that entry's.
        is_new: Whether it was met here and nothing more: the first write here makes it a copy of its own.
        is_followed: Whether another copy was found in its place that goes on from it, and the list is not told yet.
    """

    copy_id: bytes
    role: str = ""
    place: str = ""
    path: bytes = b""
    seq: Annotated[int, msgspec.Meta(ge=-1, le=2**62)] = NOTHING_SEEN
    link: bytes = b""
    header: bytes = b""
    is_moved: bool = False
    told_up_to: Annotated[int, msgspec.Meta(ge=-1, le=2**62)] = NOTHING_SEEN
    coming: Annotated[int, msgspec.Meta(ge=-1, le=2**62)] = NOTHING_SEEN
    is_new: bool = False
    is_followed: bool = False

    @property
    def is_home(self) -> bool:
        """Whether it is a copy that this computer works on."""
        return bool(self.path) and self.seq > NOTHING_SEEN


class StepsSeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The highest steps that were seen of the keys of one rotation, in any copy; what they took away opens by none.

    Args:
        key_id: By which the keys are known, in the clear as in the copies themselves; 16 bytes.
        step: The step of the wrapping key.
        duty_step: The step of the duty key.
    """

    key_id: bytes
    step: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)] = 0
    duty_step: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)] = 0


class KnownState(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is known of one vault; ids of compartments and records are hashes under a key of the vault.

    Args:
        copies: The copies that were seen, the one that was seen first before the others.
        gone: Compartments that were destroyed.
        erased: Records that were erased, by compartment in hexadecimal.
        sealed: Compartments that are sealed, in hexadecimal, each with the copy that was last seen to seal it.
        withdrawn: Compartments of releases that were withdrawn.
        held: Compartments on which a hold is.
        steps: How far the keys of each rotation went, by `key_id`.
        code: Authenticates all of it; 32 bytes.
    """

    copies: tuple[CopySeen, ...] = ()
    gone: tuple[bytes, ...] = ()
    erased: dict[str, tuple[bytes, ...]] = {}
    sealed: dict[str, bytes] = {}
    withdrawn: tuple[bytes, ...] = ()
    held: tuple[bytes, ...] = ()
    steps: tuple[StepsSeen, ...] = ()
    code: bytes = b""

    def copy(self, copy_id: CopyId) -> CopySeen | None:
        """Returns what was seen of a copy, or None."""
        return next((each for each in self.copies if each.copy_id == copy_id), None)

    def steps_of(self, key_id: bytes) -> StepsSeen:
        """Returns how far keys went, in any copy that was seen; no step where nothing was."""
        return next((each for each in self.steps if each.key_id == key_id), StepsSeen(key_id))

    @property
    def homes(self) -> tuple[CopySeen, ...]:
        """The copies that this computer works on: the vault, or more than one; an archive only where there is none."""
        found = tuple(each for each in self.copies if each.is_home)
        return tuple(each for each in found if each.role == "vault") or found

    def others_at(self, place: str, copy_id: CopyId) -> list[CopySeen]:
        """Returns the other copies that were last seen at a place."""
        return [each for each in self.copies if each.place == place and each.copy_id != copy_id]

    def homes_at(self, place: str, copy_id: CopyId) -> list[CopySeen]:
        """Returns the other copies at a place that this computer works on."""
        return [each for each in self.others_at(place, copy_id) if each.is_home]

    def is_new(self, copy_id: CopyId) -> bool:
        """Returns whether this computer never wrote to a copy, and did not make it."""
        seen = self.copy(copy_id)
        return seen is None or seen.is_new

    @property
    def followed(self) -> frozenset[bytes]:
        """The copies in whose place another one was found that goes on from them, and of which no list is told yet."""
        return frozenset(each.copy_id for each in self.copies if each.is_followed)

    def become(self, before: CopyId, after: CopyId) -> KnownState:
        """Returns this once a copy has another id: what it sealed, it can reopen under that one."""
        left = tuple(each for each in self.copies if each.copy_id != before)
        return self.with_heir(before, after, left)

    def with_heir(self, before: bytes, after: bytes, copies: tuple[CopySeen, ...]) -> KnownState:
        """Returns this with what a copy was last seen to seal told of another one, and with these copies."""
        sealed = {name: after if by == before else by for name, by in self.sealed.items()}
        return msgspec.structs.replace(self, copies=copies, sealed=sealed)

    def with_found(self, seen: CopySeen) -> KnownState:
        """Returns this with a copy that was found as it is: what was at its place went on as it, or was put aside."""
        result, is_announced = self, self.copy(CopyId(seen.copy_id)) is not None
        for each in self.homes_at(seen.place, CopyId(seen.copy_id)):
            left = [other for other in result.copies if other != each]
            if not each.is_new and is_announced:  # by a restore, which put it aside
                continue
            if not each.is_new:
                left.append(msgspec.structs.replace(_aside(each), is_followed=True))
            result = result.with_heir(each.copy_id, seen.copy_id, tuple(left))
        return result.with_copy(seen)

    def with_copy(self, seen: CopySeen) -> KnownState:
        """Returns this with a copy as it was just seen: whatever else was at its place was kept aside, or is gone."""
        left = [_aside(each) if each.place == seen.place else each for each in self.copies]
        left = [each for each in left if each.copy_id != seen.copy_id]
        spare = [each for each in left if not each.is_home][: max(0, len(left) + 1 - MOST_COPIES)]
        return msgspec.structs.replace(self, copies=(*(each for each in left if each not in spare), seen))


class Remembered:
    """What is known to be gone, sealed, withdrawn or held, to be asked by ids.

    Args:
        key: The key of what is known, derived from the vault's ledger.
        state: What is known.
    """

    def __init__(self, key: bytes, state: KnownState) -> None:
        self._key, self._state = key, state
        self._gone, self._withdrawn, self._held = set(state.gone), set(state.withdrawn), set(state.held)

    def is_gone(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment was destroyed."""
        return bool(self._gone) and self.hashed(compartment_id) in self._gone

    def is_sealed(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment was sealed, and not reopened."""
        return bool(self._state.sealed) and self.hashed(compartment_id).hex() in self._state.sealed

    def is_withdrawn(self, compartment_id: CompartmentId) -> bool:
        """Returns whether what is in a compartment was withdrawn."""
        return self.hashed(compartment_id) in self._withdrawn

    def is_held(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a hold is on a compartment."""
        return self.hashed(compartment_id) in self._held

    def erased_in(self, compartment_id: CompartmentId, record_ids: Iterable[RecordId]) -> set[RecordId]:
        """Returns those of a compartment's records that were erased."""
        known = self._state.erased.get(self.hashed(compartment_id).hex()) if self._state.erased else None
        if not known:
            return set()
        gone = set(known)
        return {each for each in record_ids if self.hashed(compartment_id, each) in gone}

    def steps_of(self, key_id: bytes) -> StepsSeen:
        """Returns how far keys went, in any copy that was seen; no step where nothing was."""
        return self._state.steps_of(key_id)

    def sealed_by(self, copy_id: CopyId) -> frozenset[str]:
        """Returns what a copy was last seen to seal, hashed and in hexadecimal."""
        return frozenset(name for name, by in self._state.sealed.items() if by == copy_id)

    @property
    def sealed(self) -> frozenset[str]:
        """All that is sealed, hashed and in hexadecimal."""
        return frozenset(self._state.sealed)

    def hashed(self, *ids: bytes) -> bytes:
        """Returns ids as they stand in what is known: 16 bytes that give them to nobody without the key."""
        return authenticate(self._key, Label.STATE_ID, associated_data(*ids))[:_HASH_BYTES]


class SealedNow(msgspec.Struct, frozen=True):
    """What a vault itself says, when it was changed elsewhere or is seen for the first time.

    Args:
        sealed: The compartments that are sealed in it.
        open: Those that are not.
    """

    sealed: frozenset[CompartmentId] = frozenset()
    open: frozenset[CompartmentId] = frozenset()


class Known:
    """What this computer knows, in the user's state folder.

    Args:
        state_folder: The folder; None means a computer that has seen nothing, and remembers nothing.
        is_kept: Whether it remembers what it sees from now on.
    """

    def __init__(self, state_folder: Path | None, *, is_kept: bool = True) -> None:
        self._state_folder = state_folder
        self.are_kept = is_kept and state_folder is not None

    @property
    def state_folder(self) -> Path:
        """Where this computer remembers what it has seen.

        Raises:
            Refused: The vault is open read-only.
        """
        if self._state_folder is None or not self.are_kept:
            raise Refused(*ONLY_READ)
        return self._state_folder

    def require_guarded(self) -> None:
        """Makes sure that no other user can make this computer forget what it has seen.

        Raises:
            BadInput: The state folder is another user's, or others may write in it.
            StorageFailed: It cannot be inspected.
        """
        if self._state_folder is not None:
            require_own_folder(self._state_folder, "CoachVault's state folder")

    def read(self, vault_id: VaultId) -> KnownState | None:
        """Returns what is known of a vault, not yet authenticated; None on a computer that has seen nothing of it.

        Raises:
            IntegrityError: It is damaged.
        """
        if self._state_folder is None:
            return None
        return _read(self._path(vault_id)) or _before(self._state_folder, vault_id)

    def is_place_of_another(self, path: Path, vault_id: VaultId) -> bool:
        """Returns whether another vault was last seen at a path.

        What is known of another vault and is damaged stops nothing here; a place that can still be found in it counts.
        """
        if self._state_folder is None:
            return False
        place = place_of(path)
        if known_before.is_place_of_another(self._state_folder, place, vault_id):
            return True
        others = [each for each in (self._state_folder / FOLDER).glob("*.json") if each.stem != vault_id.hex()]
        return any(_names_place(each, place) for each in others)

    def remembered(self, vault_id: VaultId, keys: Sequence[CompartmentKey]) -> Remembered:
        """Returns what is known to be gone, sealed, withdrawn or held; raises as `authentic` does.

        Args:
            vault_id: The vault.
            keys: Its ledger's keys, the newest generation first.
        """
        return Remembered(state_key(keys), self.authentic(vault_id, keys) or KnownState())

    def authentic(self, vault_id: VaultId, keys: Sequence[CompartmentKey]) -> KnownState | None:
        """Returns what is known of a vault, and made sure to have been written by someone who holds the ledger's key.

        Args:
            vault_id: The vault.
            keys: Its ledger's keys, the newest generation first.

        Raises:
            IntegrityError: It was not, or is damaged.
        """
        state = self.read(vault_id)
        if isinstance(state, _FromBefore):
            state.anchors.require_authentic(vault_id, keys)
            return _hashed(state, state_key(keys))
        if state is not None and not is_authentic(
            state_key(keys), Label.STATE_CODE, _message(vault_id, state), state.code
        ):
            raise IntegrityError(*DAMAGED)
        return state

    def vaults_besides(self, path: Path, vault_id: VaultId, keys: Sequence[CompartmentKey]) -> list[Path]:
        """Returns where other vaults of the same practice are, as far as this computer knows and their files are there.

        Args:
            path: The vault that is not meant.
            vault_id: Its id.
            keys: Its ledger's keys, the newest generation first.

        Raises:
            IntegrityError: What is known is damaged.
        """
        known = self.authentic(vault_id, keys)
        places = [path_of(each, vault_id, keys) for each in (known.homes if known else ())]
        return [each for each in places if each is not None and each.is_file() and not each.samefile(path)]

    def announce(self, path: Path, ids: Ids, keys: Sequence[CompartmentKey], newest: LedgerRow) -> None:
        """Remembers which copy is about to be put at a path, so that it is none of a stranger's if we stop in between.

        Args:
            path: Where it will be.
            ids: Vault and copy.
            keys: The ledger's keys, the newest generation first.
            newest: The newest entry of its ledger.

        Raises:
            BadInput: The folder is another user's, or others may write in it.
            StorageFailed: The disk did not take it.
            IntegrityError: What is known is damaged.
        """
        coming = CopySeen(ids[1], place=place_of(path), link=newest.link, coming=newest.seq)
        self._change(ids[0], keys, lambda known: msgspec.structs.replace(known, copies=(*known.copies, coming)))

    def tell_followed(self, vault_id: VaultId, keys: Sequence[CompartmentKey], told: frozenset[bytes]) -> None:
        """Remembers that the list of copies was told of copies in whose place others were found; raises as `announce`.

        Args:
            vault_id: The vault.
            keys: Its ledger's keys, the newest generation first.
            told: The ids of those copies.
        """

        def forgotten(known: KnownState) -> KnownState:
            copies = (
                msgspec.structs.replace(each, is_followed=each.is_followed and each.copy_id not in told)
                for each in known.copies
            )
            return msgspec.structs.replace(known, copies=tuple(copies))

        self._change(vault_id, keys, forgotten)

    def put_aside_if_damaged(self, vault_id: VaultId, keys: Sequence[CompartmentKey]) -> bool:
        """Puts what is known of a vault aside where it is damaged, as `VAULT_ID.damaged`, and returns whether it was.

        For a vault that is brought back: what it says itself is all that is known from then on.

        Args:
            vault_id: The vault.
            keys: Its ledger's keys, the newest generation first.

        Raises:
            StorageFailed: The disk did not take it.
        """
        try:
            self.authentic(vault_id, keys)
        except IntegrityError:
            move_over(self._path(vault_id), self._path(vault_id).with_suffix(".damaged"))
            return True
        return False

    def require_usable(self, vault_id: VaultId) -> None:
        """Makes sure, before anything is written, that a newer state can be remembered afterwards.

        Raises:
            BadInput: The folder is another user's, or others may write in it.
            StorageFailed: The folder or the lock file cannot be made.
        """
        self.require_guarded()
        path = self.state_folder / FOLDER / f"{vault_id.hex()}.json"
        private_folder(path.parent)
        with locked(path.with_suffix(".lock")):
            pass

    def advance(
        self,
        path: Path,
        ids: Ids,
        keys: Sequence[CompartmentKey],
        seen: CopySeen,
        taking: Taking | None = None,
        found: Callable[[], SealedNow] | None = None,
    ) -> None:
        """Remembers a newer state of a copy, and what a change took away; never goes backwards.

        Args:
            path: Where the copy is.
            ids: Vault and copy.
            keys: The ledger's keys, the newest generation first.
            seen: Its state; place and path are filled in here. `is_new` says that it was found, and not written here.
            taking: What was taken away, or given back.
            found: Tells what the file itself says, where it went on since it was last seen; None where `taking` tells.

        Raises:
            BadInput: The folder is another user's, or others may write in it.
            StorageFailed: The disk did not take it.
            IntegrityError: What is known is damaged.
        """
        place = place_of(path)
        stands = _sealed(path, ids, keys) if seen.role in _WORKED_ON else b""
        seen = msgspec.structs.replace(seen, place=place, path=stands)

        def advanced(known: KnownState) -> KnownState:
            was = taking.was if taking is not None else None
            before = known.copy(was or ids[1])
            known = known.become(was, ids[1]) if was else known
            result, told = known, before.told_up_to if before else NOTHING_SEEN
            if taking is not None and taking.since is not None and taking.since <= told:
                told = max(told, seen.seq)
            if before is None or before.seq <= seen.seq:
                is_new = seen.is_new and _is_new(known, seen, before)
                newest = msgspec.structs.replace(seen, told_up_to=told, is_new=is_new)
                result = known.with_found(newest) if seen.is_new else known.with_copy(newest)
            elif before.place != place:
                result = known.with_copy(msgspec.structs.replace(before, place=place, path=stands))
            hashing = Remembered(state_key(keys), known)
            is_news = before is None or not before.role or before.told_up_to < seen.seq
            if found is not None and is_news and any(each.copy_id == seen.copy_id for each in result.homes):
                result = _found(result, hashing, seen, found())
            return result if taking is None else _taken(result, hashing, seen, taking)

        self._change(ids[0], keys, advanced)

    def _change(
        self, vault_id: VaultId, keys: Sequence[CompartmentKey], change: Callable[[KnownState], KnownState]
    ) -> None:
        path = self.state_folder / FOLDER / f"{vault_id.hex()}.json"
        private_folder(path.parent)
        with locked(path.with_suffix(".lock")):
            known = self.authentic(vault_id, keys) or KnownState()
            changed = change(known)
            if changed == known and path.exists():
                return
            code = authenticate(state_key(keys), Label.STATE_CODE, _message(vault_id, changed))
            atomic_write(path, encode(msgspec.structs.replace(changed, code=code)))
        known_before.forget(self.state_folder, vault_id)

    def _path(self, vault_id: VaultId) -> Path:
        return (self._state_folder or Path()) / FOLDER / f"{vault_id.hex()}.json"


_OF_BEFORE = b""
"""Stands for the copy that sealed something, where an earlier program did not keep which it was."""
_VAULT = "vault"
_WORKED_ON = frozenset({_VAULT, "archive"})


def place_of(path: Path) -> str:
    """Returns how a path is known: the first 32 hexadecimal digits of its digest, with no part `.` or `..`."""
    place = os.path.abspath(path)  # noqa: PTH100 - links stay: what they lead to may change
    return digest(Label.ROW, os.fsencode(place)).hex()[:32]


def _is_new(known: KnownState, seen: CopySeen, before: CopySeen | None) -> bool:
    """Returns whether a copy that was found was never written here, and is none that went on from one that was."""
    if before is not None:
        return before.is_new
    stood = known.homes_at(seen.place, CopyId(seen.copy_id))
    return seen.role == _VAULT and all(each.is_new for each in stood)


def _aside(copy: CopySeen) -> CopySeen:
    role = "aside" if copy.role in ("", *_WORKED_ON) else copy.role
    return msgspec.structs.replace(copy, place="", path=b"", role=role, is_new=False)


def _taken(known: KnownState, hashing: Remembered, seen: CopySeen, taking: Taking) -> KnownState:
    """Returns what is known with what a change took away added, and what it gave back taken off."""
    sealed = {name: by for name, by in known.sealed.items() if name not in set(_names(hashing, taking.reopened))}
    for name in _names(hashing, taking.sealed):
        if name not in sealed or seen.role in _WORKED_ON:
            sealed[name] = seen.copy_id
    erased = dict(known.erased)
    for compartment_id, record_id in sorted(taking.erased):
        name, record = hashing.hashed(compartment_id).hex(), hashing.hashed(compartment_id, record_id)
        erased[name] = tuple(sorted({*erased.get(name, ()), record}))
    lifted = {hashing.hashed(each) for each in taking.lifted}
    return msgspec.structs.replace(
        known,
        gone=_with(known.gone, hashing, taking.destroyed),
        erased=erased,
        sealed=sealed,
        withdrawn=_with(known.withdrawn, hashing, taking.withdrawn),
        held=tuple(each for each in _with(known.held, hashing, taking.held) if each not in lifted),
        steps=_further(known.steps, taking.steps),
    )


def _further(known: tuple[StepsSeen, ...], reached: Mapping[bytes, tuple[int, int]]) -> tuple[StepsSeen, ...]:
    result = {each.key_id: each for each in known}
    for key_id, (step, duty_step) in reached.items():
        before = result.get(key_id, StepsSeen(key_id))
        result[key_id] = StepsSeen(key_id, max(before.step, step), max(before.duty_step, duty_step))
    return tuple(result[key_id] for key_id in sorted(result))


def _found(known: KnownState, hashing: Remembered, seen: CopySeen, found: SealedNow) -> KnownState:
    """Returns what is known with what a home that was changed elsewhere says itself of what is sealed."""
    own = (seen.copy_id, _OF_BEFORE)
    reopened = {name for name in _names(hashing, found.open) if known.sealed.get(name) in own}
    sealed = {name: by for name, by in known.sealed.items() if name not in reopened}
    return msgspec.structs.replace(known, sealed=sealed | dict.fromkeys(_names(hashing, found.sealed), seen.copy_id))


def _names(hashing: Remembered, ids: Iterable[CompartmentId]) -> list[str]:
    return [hashing.hashed(each).hex() for each in sorted(ids)]


def _with(known: tuple[bytes, ...], hashing: Remembered, added: Iterable[CompartmentId]) -> tuple[bytes, ...]:
    return tuple(sorted({*known, *map(hashing.hashed, added)}))


def path_of(copy: CopySeen, vault_id: VaultId, keys: Sequence[CompartmentKey]) -> Path | None:
    """Returns where a copy stood when it was last seen, where that is known.

    Args:
        copy: The copy.
        vault_id: The vault.
        keys: Its ledger's keys, the newest generation first.
    """
    if not copy.path:
        return None
    return Path(os.fsdecode(unseal(state_key(keys), copy.path, _path_place((vault_id, CopyId(copy.copy_id))))))


def _sealed(path: Path, ids: Ids, keys: Sequence[CompartmentKey]) -> bytes:
    return seal(state_key(keys), os.fsencode(path.absolute()), _path_place(ids))


def _path_place(ids: Ids) -> bytes:
    return associated_data("place", *ids)


def state_key(keys: Sequence[CompartmentKey]) -> bytes:
    """The key of what is known: from the ledger's oldest key, which is the same in every copy, for ever."""
    return derive_key(keys[-1], Label.STATE_KEY)


def _message(vault_id: VaultId, state: KnownState) -> bytes:
    return associated_data("known", vault_id, encode(msgspec.structs.replace(state, code=b"")))


def _names_place(path: Path, place: str) -> bool:
    """Returns whether a place stands in what is known of a vault, be it damaged or not."""
    try:
        state = _read(path)
    except IntegrityError:
        with suppress(OSError, BadInput):
            return place.encode() in read_private(path, _MAX_BYTES)
        return False
    return state is not None and any(each.place == place for each in state.copies)


def _read(path: Path) -> KnownState | None:
    try:
        return decode(read_private(path, _MAX_BYTES), KnownState)
    except FileNotFoundError:
        return None
    except (FormatError, BadInput):
        raise IntegrityError(*DAMAGED) from None


class _FromBefore(KnownState, frozen=True, kw_only=True):
    """What earlier programs kept in several files, as far as no key is needed to read it."""

    anchors: known_before.Before


def _before(state_folder: Path, vault_id: VaultId) -> _FromBefore | None:
    found = known_before.read(state_folder, vault_id)
    if found is None:
        return None
    copies = tuple(
        CopySeen(copy_id, place=found.places.get(copy_id, ""), seq=each.seq, link=each.link, header=each.header)
        for copy_id, each in found.anchors.items()
    )
    return _FromBefore(copies, anchors=found)


def _hashed(state: _FromBefore, key: bytes) -> KnownState:
    """Returns what earlier programs kept in the form in which it is kept from now on."""
    taking = state.anchors.taking()
    known = KnownState(state.copies)
    return _taken(known, Remembered(key, known), CopySeen(_OF_BEFORE), taking)
