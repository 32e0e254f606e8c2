"""Reading: a vault as it is at one moment, every box verified on the way out.

What lives here: opening heads and records within one transaction. A row is returned only if its head names it, its
head is the one that the ledger's last entry covers, and its box opens at exactly this place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Self, TypeVar

from coachvault.crypto.aead import unseal
from coachvault.crypto.sealing import KeyPair
from coachvault.errors import IntegrityError, Locked, NotFound
from coachvault.vault import ledger
from coachvault.vault.codec import CompartmentId, CopyId, RecordId, VaultId, associated_data, decode, decode_known
from coachvault.vault.header import Header, HeaderRole
from coachvault.vault.heads import Head, HeadItem, Row, open_head, tag_of
from coachvault.vault.keys import (
    DUTY_PARTS,
    SEALED,
    CompartmentKey,
    DayKeys,
    KeyPlace,
    Keyring,
    Part,
    is_sealed,
    unwrap,
    unwrap_duty,
)
from coachvault.vault.padding import unpad
from coachvault.vault.schema import EARLIEST_VERSION
from coachvault.vault.store import CompartmentRow, LedgerRow, RecordRow, Store
from coachvault.vault.taken import WORDING, mark_of

_T = TypeVar("_T")
KEYRING_KIND = "keyring"
MOVED_AWAY = "moved away"
"""The kind of the entry that closes a vault: it goes on as a copy elsewhere (vault-format 8.7)."""
Windows = Mapping[tuple[CompartmentId, int], CompartmentKey]
"""Keys of sealed compartments that are open for a while, by compartment and generation."""


class KeptBack:
    """What a snapshot does not show, although it is in the file; this one shows all.

    What is written, and what is checked, is all that is there in any case.
    """

    def is_gone(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment is known to have been destroyed."""
        return False

    def is_withheld(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment is known to be sealed."""
        return False

    def is_withdrawn(self, compartment_id: CompartmentId) -> bool:
        """Returns whether what is in a compartment is known to have been withdrawn."""
        return False

    def erased_in(self, compartment_id: CompartmentId, record_ids: Iterable[RecordId]) -> set[RecordId]:
        """Returns those of a compartment's records, and of marks of parts of them, that are known to be erased."""
        return set()

    def is_gone_of(self, compartment_id: CompartmentId, what: str, record_id: RecordId, revision: int = 0) -> bool:
        """Returns whether a part of a record is known to be gone, while the record stays; see `taken.mark_of`."""
        return bool(self.erased_in(compartment_id, [mark_of(what, record_id, revision)]))


NOTHING_KEPT_BACK = KeptBack()


class Found(NamedTuple):
    """The newest revision of a record: where it is, what its head says of it, and its bytes."""

    compartment_id: CompartmentId
    item: HeadItem
    data: bytes


@dataclass
class Snapshot:
    """A vault at one moment, inside a transaction of its store."""

    store: Store
    day: DayKeys
    header: Header
    last: LedgerRow | None
    sealing: KeyPair | None = None
    _rows: dict[CompartmentId, dict[int, CompartmentRow]] = field(default_factory=dict)
    _keys: dict[tuple[CompartmentId, int], CompartmentKey] = field(default_factory=dict)
    _heads: dict[CompartmentId, Head] = field(default_factory=dict)
    parts: dict[Part, CompartmentId] = field(default_factory=dict)
    digests: ledger.RowDigests = field(default_factory=ledger.RowDigests)
    is_header_whole: bool = True
    """Whether header and ways in are those that were written; only what asks for it gets a snapshot where not."""
    kept_back: KeptBack = NOTHING_KEPT_BACK
    """What is not shown, although it is in the file."""
    today: date | None = None
    """The day on which it is read, where that is known."""

    @classmethod
    def load(
        cls,
        store: Store,
        day: DayKeys,
        sealing: KeyPair | None = None,
        windows: Windows | None = None,
        digests: ledger.RowDigests | None = None,
        *,
        despite_header: bool = False,
    ) -> Self:
        """Reads and verifies header, slots, wrapped keys and heads against the ledger's last entry.

        Args:
            store: The file, in a transaction.
            day: Its day keys.
            sealing: Given only to open what is sealed.
            windows: Keys of sealed compartments that are open for a while.
            digests: Those of rows that were just written, so that equal ones need none again.
            despite_header: Whether to go on where only the header or a way in was changed (vault-format 5.5): to say
                what is affected, or to write the ways in anew.

        Raises:
            IntegrityError: They are not those that were last written.
            Locked: The keys took steps since this copy was made.
        """
        header, last = Header.of(store), store.last_ledger()
        slots = store.slots()
        is_whole = header.is_authentic(day, slots)
        if not (is_whole or despite_header):
            header.verify(day, slots)
        if last is None:
            raise IntegrityError("The vault's ledger is gone.")
        if not is_whole and day.is_past(header.step, header.duty_step):
            header.verify(day, slots)
        day = day.at(header.step, header.duty_step)
        known = ledger.RowDigests() if digests is None else digests
        found = cls(store, day, header, last, sealing, parts=header.parts(day), digests=known, is_header_whole=is_whole)
        found._keys.update(windows or {})
        compartments = store.compartments()
        for row in compartments:
            found._rows.setdefault(CompartmentId(row.compartment_id), {})[row.generation] = row
        if header.version != EARLIEST_VERSION and store.digests() != _digests_of_heads(compartments, known):
            raise IntegrityError(*_NOT_LAST_WRITTEN)
        entry = ledger.open_entry(last, found.part_key(Part.LEDGER), header.vault_id)
        codes = {header.mac, header.mac if is_whole else header.code(day, slots)}
        if entry.heads not in {ledger.digest_of_heads(code, compartments, known) for code in codes}:
            raise IntegrityError(*_NOT_LAST_WRITTEN)
        return found

    def by_day_keys(self, windows: Windows) -> Snapshot:
        """Returns the same moment without the key to what is sealed, as somebody sees it who has day keys alone.

        Args:
            windows: Keys of sealed compartments that are open for a while.
        """
        return self if self.sealing is None else self._as(dict(windows), self.kept_back)

    def whole(self) -> Snapshot:
        """Returns the same moment with all that is in the file, for checking it."""
        if self.kept_back is NOTHING_KEPT_BACK:
            return self
        return self._as(dict(self._keys), NOTHING_KEPT_BACK, self.sealing)

    def _as(
        self, keys: dict[tuple[CompartmentId, int], CompartmentKey], kept_back: KeptBack, sealing: KeyPair | None = None
    ) -> Snapshot:
        return Snapshot(
            self.store,
            self.day,
            self.header,
            self.last,
            sealing,
            self._rows,
            keys,
            parts=self.parts,
            digests=self.digests,
            is_header_whole=self.is_header_whole,
            kept_back=kept_back,
            today=self.today,
        )

    @property
    def vault_id(self) -> VaultId:
        """The vault's id."""
        return self.header.vault_id

    def part_key(self, part: Part) -> CompartmentKey:
        """Returns the newest key of one of the compartments that every vault has."""
        compartment_id = self.part(part)
        return self.key(compartment_id, self.generation(compartment_id))

    @property
    def is_moved_away(self) -> bool:
        """Whether the vault was closed because it goes on elsewhere."""
        return self.newest_kind == MOVED_AWAY

    @property
    def _newest(self) -> ledger.Entry:
        if self.last is None:
            raise IntegrityError("The vault's ledger is gone.")
        return ledger.open_entry(self.last, self.part_key(Part.LEDGER), self.vault_id)

    @property
    def newest_at(self) -> datetime | None:
        """When the newest entry of the ledger was written, by the clock of the machine that wrote it."""
        return None if self.last is None else self._newest.at

    @property
    def newest_kind(self) -> str:
        """What was done last, as the ledger calls it; nothing in a vault that is being made."""
        return "" if self.last is None else self._newest.kind

    def kind_of(self, entry: LedgerRow) -> str:
        """Returns what an entry of the ledger says was done."""
        return ledger.open_entry(entry, self.part_key(Part.LEDGER), self.vault_id).kind

    @property
    def role(self) -> HeaderRole:
        """What this copy is for; in a vault of version 1 what its contents and its newest entries show."""
        return self.header.role or self._role_shown()

    def _role_shown(self) -> HeaderRole:
        schedule = self.part(Part.SCHEDULE)
        known = self.head(schedule)
        for item in known.of_kind(_PRACTICE_STATE):
            if self.read(schedule, item.record_id, dict).get("is_archive"):
                return HeaderRole.ARCHIVE
        copies = [self.read(schedule, item.record_id, dict) for item in known.of_kind(_COPIES)]
        newest = next((kind for kind in self._kinds_before() if kind != _CLEANED), "")
        goes_on = any(each.get("is_origin") for each in copies)  # it was moved to where it is
        return HeaderRole.BACKUP if newest == _COPIED and not goes_on else HeaderRole.VAULT

    def _kinds_before(self) -> Iterator[str]:
        """Yields what was done, the newest first."""
        keys, seq = self.ledger_keys(), -1 if self.last is None else self.last.seq
        while seq >= 0 and (row := self.store.ledger_at(seq)) is not None:
            yield ledger.open_entry_of_any_time(row, keys, self.vault_id).kind
            seq -= 1

    def kinds_after(self, seq: int) -> Iterator[str]:
        """Yields what was done since an entry of the ledger."""
        return (entry.kind for entry in self.entries_after(seq))

    def entries_after(self, seq: int) -> Iterator[ledger.Entry]:
        """Yields the entries of the ledger after one of them; -1 for all."""
        keys = self.ledger_keys()
        while (row := self.store.ledger_at(seq := seq + 1)) is not None:
            yield ledger.open_entry_of_any_time(row, keys, self.vault_id)

    def moments(self) -> Iterator[datetime]:
        """Yields when each entry of the ledger was written, by the clock of the computer that wrote it."""
        keys = self.ledger_keys()
        return (ledger.open_entry_of_any_time(row, keys, self.vault_id).at for row in self.store.ledger())

    def seen_of_others(self) -> dict[CopyId, int]:
        """Returns the number of the newest entry of each other copy that this one's writers say to have known."""
        keys, told = self.ledger_keys(), dict[CopyId, int]()
        for row in self.store.ledger():
            for each in ledger.open_entry_of_any_time(row, keys, self.vault_id).seen:
                copy_id = CopyId(each.copy_id)
                told[copy_id] = max(told.get(copy_id, 0), each.seq)
        return told

    def ledger_keys(self) -> list[CompartmentKey]:
        """Returns the ledger's keys, the newest generation first: older entries are under older ones."""
        return self.keys(self.part(Part.LEDGER))

    def part(self, part: Part) -> CompartmentId:
        """Returns the id of one of the compartments that every vault has.

        Raises:
            IntegrityError: The directory does not name it, or it is not there.
        """
        compartment_id = self.parts.get(part)
        if compartment_id is None or compartment_id not in self._rows:
            raise IntegrityError("One of the parts that every vault has is missing: it was removed or changed.")
        return compartment_id

    def is_of_duty(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment is one of the parts that the coach's duty takes."""
        return any(self.parts.get(part) == compartment_id for part in DUTY_PARTS)

    def compartment_ids(self) -> list[CompartmentId]:
        """Returns the ids of all compartments, in the order of the file."""
        return [compartment_id for compartment_id in self._rows if not self.kept_back.is_gone(compartment_id)]

    def generation(self, compartment_id: CompartmentId) -> int:
        """Returns the newest generation of a compartment's key.

        Raises:
            NotFound: There is no such compartment; it may have been destroyed.
        """
        return max(self._generations(compartment_id))

    def generations(self, compartment_id: CompartmentId) -> list[int]:
        """Returns the generations of a compartment's key that are there, the newest first.

        Older ones may be gone: whatever takes something away drops them.

        Raises:
            NotFound: There is no such compartment; it may have been destroyed.
        """
        return sorted(self._generations(compartment_id), reverse=True)

    def is_sealed(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment is sealed; to an executor, everything that is none of the duty's parts."""
        if self.is_of_duty(compartment_id):
            return False
        if not self.day.may_read:
            return True
        generation = self.generation(compartment_id)
        if self.kept_back.is_withheld(compartment_id):
            return True
        wrapped = self._generations(compartment_id)[generation].wrapped_key
        return is_sealed(self.day, self._place(compartment_id, generation), wrapped)

    def is_readable(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment is open, or its key is at hand although it is sealed."""
        if not self.day.may_read:
            return self.is_of_duty(compartment_id)
        if self.sealing is not None or (compartment_id, self.generation(compartment_id)) in self._keys:
            return True
        return not self.is_sealed(compartment_id)

    def key(self, compartment_id: CompartmentId, generation: int) -> CompartmentKey:
        """Returns one generation of a compartment's key.

        Raises:
            Locked: The compartment is sealed, and this snapshot was taken without the sealing key.
            IntegrityError: The record names a generation that is not there.
        """
        known = self._keys.get((compartment_id, generation))
        if known is None:
            row = self._generations(compartment_id).get(generation)
            if row is None:
                raise IntegrityError("A record names a key that is not there.")
            place = self._place(compartment_id, generation)
            if self.sealing is None and self.kept_back.is_withheld(compartment_id):
                raise Locked(*SEALED)
            if self.is_of_duty(compartment_id):
                known = unwrap_duty(self.day, place, row.wrapped_key)
            else:
                known = unwrap(self.day, place, row.wrapped_key, self.sealing)
            self._keys[compartment_id, generation] = known
        return known

    def keys(self, compartment_id: CompartmentId) -> list[CompartmentKey]:
        """Returns every generation of a compartment's key that is there, the newest first; raises as `key` does."""
        return [self.key(compartment_id, each) for each in self.generations(compartment_id)]

    def head(self, compartment_id: CompartmentId) -> Head:
        """Returns what a compartment holds.

        Raises:
            Locked: The compartment is sealed, and this snapshot was taken without the sealing key.
        """
        known = self._heads.get(compartment_id)
        if known is None:
            generation = self.generation(compartment_id)
            box = self._generations(compartment_id)[generation].head
            known = open_head(box, self.key(compartment_id, generation), self.vault_id, compartment_id, generation)
            if self.kept_back is not NOTHING_KEPT_BACK:
                known = self._shown(compartment_id, known)
            self._heads[compartment_id] = known
        return known

    def _shown(self, compartment_id: CompartmentId, known: Head) -> Head:
        """Returns a head without the records and the wordings that are known to have been erased."""
        rows = ((item.record_id, row.revision) for item in known.items for row in item.rows)
        marks = ((mark_of(WORDING, *place), place) for place in rows)
        wordings: dict[RecordId, tuple[RecordId, int]] = {}

        def marked() -> Iterator[RecordId]:  # made only where anything is known to have been erased in there
            for mark, place in marks:
                wordings[mark] = place
                yield mark

        gone = self.kept_back.erased_in(compartment_id, chain(known.by_id, marked()))
        return known.hiding(gone, {wordings[each] for each in gone if each in wordings}) if gone else known

    def read(
        self, compartment_id: CompartmentId, record_id: RecordId, as_type: type[_T], revision: int | None = None
    ) -> _T:
        """Returns one record, its newest revision unless another is asked for; raises as `read_bytes` does."""
        return self.decoded(self.read_bytes(compartment_id, record_id, revision), as_type)

    def decoded(self, data: bytes, as_type: type[_T]) -> _T:
        """Returns the value in a record's bytes; of a newer program's record what this one knows.

        Raises:
            FormatError: The bytes are no such value.
        """
        return decode_known(data, as_type) if self.header.is_newer else decode(data, as_type)

    def read_bytes(self, compartment_id: CompartmentId, record_id: RecordId, revision: int | None = None) -> bytes:
        """Returns the bytes of one record, of its newest revision unless another is asked for.

        Raises:
            NotFound: There is no such record or revision.
            IntegrityError: The row is missing, older, changed, or from elsewhere.
        """
        item = self.head(compartment_id).item(record_id)
        wanted = item.newest.revision if revision is None else revision
        row = next((row for row in item.rows if row.revision == wanted), None)
        if row is None:
            raise NotFound("There is no such revision.")
        return self._open(compartment_id, item, row, self.store.record(compartment_id, record_id, wanted))

    def named(self, found: RecordRow) -> tuple[HeadItem, Row]:
        """Returns what the head of its compartment says of a row.

        Raises:
            IntegrityError: It does not name it.
        """
        item = self.head(CompartmentId(found.compartment_id)).by_id.get(RecordId(found.record_id))
        row = next((row for row in item.rows if row.revision == found.revision), None) if item else None
        if item is None or row is None:
            raise IntegrityError("There is a record or a wording that nobody wrote: it was put back or planted.")
        return item, row

    def open_row(self, found: RecordRow) -> bytes:
        """Returns the bytes of one row that was read from the file; raises as `read_bytes` does."""
        return self._open(CompartmentId(found.compartment_id), *self.named(found), found)

    def scan(self, compartment_ids: set[CompartmentId]) -> Iterator[Found]:
        """Yields the newest revision of every record in these compartments, in one pass over the file.

        Raises:
            IntegrityError: A row is missing, extra, older, changed, or from elsewhere.
        """
        heads = {compartment_id: self.head(compartment_id) for compartment_id in compartment_ids}
        expected = {(place, item.record_id): item for place, head in heads.items() for item in head.items}
        seen: set[tuple[CompartmentId, RecordId]] = set()
        single = next(iter(compartment_ids)) if len(compartment_ids) == 1 else None
        for row in self.store.records(single):
            place = (CompartmentId(row.compartment_id), RecordId(row.record_id))
            if place[0] not in compartment_ids or heads[place[0]].hides(place[1], row.revision):
                continue
            item = expected.get(place)
            if item is None:
                raise IntegrityError("There is a record that nobody wrote: it was put back or planted.")
            if row.revision != item.newest.revision:
                if row.revision not in {each.revision for each in item.rows}:
                    raise IntegrityError("There is a wording that nobody wrote: it was put back or planted.")
            else:
                yield Found(place[0], item, self._open(place[0], item, item.newest, row))
                seen.add(place)
        if len(seen) != len(expected):
            raise IntegrityError("The newest wording of a record is missing.", "`coachvault check` says which.")

    def keyring(self) -> Keyring:
        """Returns the keys that are kept as a record in the compartment `practice`."""
        practice = self.part(Part.PRACTICE)
        item = next(self.head(practice).of_kind(KEYRING_KIND), None)
        if item is None:
            raise IntegrityError("The vault's ring of keys is gone.")
        return self.read(practice, item.record_id, Keyring)

    def _open(self, compartment_id: CompartmentId, item: HeadItem, row: Row, found: RecordRow | None) -> bytes:
        if found is None:
            raise IntegrityError("A record is missing from the vault.", "`coachvault check` says which.")
        if tag_of(found.box) != row.tag or found.generation != row.generation:
            raise IntegrityError("A record is not the one that was written here: it was changed, swapped or put back.")
        key = self.key(compartment_id, row.generation)
        place = record_place(self.vault_id, compartment_id, item, row.generation, row.revision)
        return unpad(unseal(key, found.box, place))

    def _generations(self, compartment_id: CompartmentId) -> dict[int, CompartmentRow]:
        found = self._rows.get(compartment_id)
        if found is None or self.kept_back.is_gone(compartment_id):
            raise NotFound("There is no such part of the vault; it may have been destroyed.")
        return found

    def _place(self, compartment_id: CompartmentId, generation: int) -> KeyPlace:
        return KeyPlace(self.vault_id, self.header.epoch, compartment_id, generation)


_PRACTICE_STATE, _COPIES = "practice-state", "backup"
_COPIED, _CLEANED = "backup", "backup clean"
"""Kinds of records and of entries by which a copy of version 1 is known for what it is."""
_NOT_LAST_WRITTEN = (
    "A part of the vault is not the one that was last written: something was removed, put back or swapped.",
    "`coachvault check` says what is affected; a backup from before brings it back.",
)


def _digests_of_heads(rows: list[CompartmentRow], digests: ledger.RowDigests) -> dict[tuple[bytes, int], bytes]:
    return {(row.compartment_id, row.generation): digests.of(row)[1] for row in rows}


def record_place(
    vault_id: VaultId, compartment_id: CompartmentId, item: HeadItem, generation: int, revision: int
) -> bytes:
    """The bytes that tie a record's box to its place (vault-format 7.4)."""
    return _shared_place(vault_id, compartment_id, generation, item.kind) + associated_data(item.record_id, revision)


@lru_cache(maxsize=64)
def _shared_place(vault_id: VaultId, compartment_id: CompartmentId, generation: int, kind: str) -> bytes:
    """What the places of all records of one kind in a compartment begin with; fields are only joined."""
    return associated_data("record", vault_id, compartment_id, generation, kind)
