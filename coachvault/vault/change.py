"""Writing: the only way in which anything in a vault is changed.

BEGIN IMMEDIATE, verify what is there, write rows, append to the ledger, COMMIT, read everything back on a fresh
connection, advance the anchor. "Saved" may be said only after all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Self

import msgspec

from coachvault.crypto.aead import random_bytes, random_key, seal
from coachvault.crypto.hashing import Label, digest
from coachvault.crypto.sealing import KeyPair, random_key_pair
from coachvault.errors import IntegrityError, Refused
from coachvault.vault import ledger
from coachvault.vault.codec import ID_BYTES, CompartmentId, CopyId, RecordId, encode
from coachvault.vault.header import MOST_STEPS, Header, HeaderRole, encode_header, key_id_of
from coachvault.vault.heads import Head, HeadItem, Listing, Row, number_of, revision_after, seal_head, tag_of
from coachvault.vault.inbox import items, reseal
from coachvault.vault.keys import (
    DUTY_PARTS,
    DayKeys,
    KeyPlace,
    Part,
    WrappedKey,
    random_compartment_key,
    rewrap,
    rewrap_duty,
    wrap_duty,
    wrap_open,
    wrap_sealed,
)
from coachvault.vault.padding import pad
from coachvault.vault.schema import EARLIEST_VERSION, FORMAT_VERSION
from coachvault.vault.slots import SlotKind, boxes_of
from coachvault.vault.snapshot import KEYRING_KIND, NOTHING_KEPT_BACK, Snapshot, Windows, record_place
from coachvault.vault.store import NOT_SAVED, CompartmentRow, LedgerRow, RecordRow, Store
from coachvault.vault.taken import WORDING, Taking


@dataclass
class Change(Snapshot):
    """A snapshot that can be written to; nothing is kept unless the whole block succeeds."""

    _dirty: set[CompartmentId] = field(default_factory=set)
    _written: dict[tuple[bytes, bytes, int], RecordRow] = field(default_factory=dict)
    _erased: list[ledger.Erased] = field(default_factory=list)
    takes_away: bool = False
    """Whether something is promised to be gone, so that the file is written anew once this is kept."""
    by: str = ""
    """Who makes it, where it is not the coach."""
    taking: Taking = field(default_factory=Taking)
    """What it removes, to be remembered outside the vault once this is saved."""
    seen: list[ledger.Seen] = field(default_factory=list)
    """What was known of other copies from which something was taken."""
    took_step: bool = False
    """Whether a key took a step, so that what is held elsewhere is to go forward once this is kept."""
    was: Header | None = None
    """The header as it was, where this makes the vault a copy of its own; None otherwise."""
    listed_as: str = ""
    """As what the list of copies then names the one that it was, `B3`."""
    new_capture_key: bytes = b""
    """The capture key that the inbox has once this is kept, where the wrapping key took a step; nothing otherwise."""
    _renewed: set[CompartmentId] = field(default_factory=set)
    _begun: tuple[object, ...] = ()
    _owes: bool = False
    _wants_step: bool = False
    _wants_duty_step: bool = False
    _past: int = 0
    _duty_past: int = 0

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
        """Reads and verifies as `Snapshot.load` does; a vault of version 1 becomes one of version 2 with what follows.

        Raises:
            UnsupportedVersion: A newer program wrote it: there may be kinds of records that this one does not know.
        """
        found = super().load(store, day, sealing, windows, digests, despite_header=despite_header)
        if found.header.version == EARLIEST_VERSION:
            found._migrate()
        return found

    def _migrate(self) -> None:
        """Makes a vault of version 1 one of version 2 (vault-format 14)."""
        role = self.role
        self.store.migrate()
        self._keep_header(
            msgspec.structs.replace(self.header, version=FORMAT_VERSION, role=role, key_id=key_id_of(self.day))
        )
        for row in self._all_rows():
            self.store.put_digest(row.compartment_id, row.generation, self.digests.of(row)[1])
        if self.day.may_read:
            self.open_for_duty()

    def insert(self, compartment_id: CompartmentId, kind: str, value: object, listing: Listing) -> RecordId:
        """Adds a record and returns its random id.

        Args:
            compartment_id: Where it belongs.
            kind: What it is; bound to its box.
            value: The record, encoded as JSON.
            listing: What lists show of it, kept in the compartment's head.
        """
        record_id = random_record_id()
        self._write(compartment_id, HeadItem(record_id, kind, (), listing), value)
        return record_id

    def adopt(self, compartment_id: CompartmentId, item: HeadItem, value: object) -> None:
        """Adds a record that has an id already: from another copy of the vault, or from its inbox."""
        self._write(compartment_id, HeadItem(item.record_id, item.kind, (), item.listing), value)

    def revise(self, compartment_id: CompartmentId, record_id: RecordId, value: object, listing: Listing) -> int:
        """Adds a revision to a record, keeps the earlier ones, and returns the new revision's number."""
        item = self.head(compartment_id).item(record_id)
        return self._write(compartment_id, HeadItem(record_id, item.kind, item.rows, listing), value)

    def replace(self, compartment_id: CompartmentId, record_id: RecordId, value: object, listing: Listing) -> None:
        """Adds a revision and erases the earlier ones; for states whose history the ledger already shows."""
        self.revise(compartment_id, record_id, value, listing)
        self._keep_newest(compartment_id, record_id)

    def erase_earlier(self, compartment_id: CompartmentId, record_id: RecordId) -> int:
        """Erases all but the newest revision and returns how many there were; what stays gets a new key."""
        self.renew_key(compartment_id)
        for row in self._earlier(compartment_id, record_id):
            self.taking.erases_of(compartment_id, WORDING, record_id, row.revision)
        return self._keep_newest(compartment_id, record_id)

    def _keep_newest(self, compartment_id: CompartmentId, record_id: RecordId) -> int:
        item, earlier = self.head(compartment_id).item(record_id), self._earlier(compartment_id, record_id)
        for row in earlier:
            self._delete(compartment_id, record_id, row.revision)
        self._put_whole(compartment_id, HeadItem(record_id, item.kind, item.rows[-1:], item.listing))
        return len(earlier)

    def _earlier(self, compartment_id: CompartmentId, record_id: RecordId) -> list[Row]:
        """Returns all rows of a record but the newest, also those that are not shown."""
        head = self.head(compartment_id)
        newest = head.item(record_id).newest
        return [row for row in head.whole().item(record_id).rows if row.revision != newest.revision]

    def erase(self, compartment_id: CompartmentId, record_id: RecordId) -> None:
        """Erases a record with all its revisions; its id remains, and nothing else. What stays gets a new key."""
        self.renew_key(compartment_id)
        self.taking.erases(compartment_id, record_id)
        self.remove(compartment_id, record_id)

    def remove(self, compartment_id: CompartmentId, record_id: RecordId) -> None:
        """Removes a record that holds nobody's words, as housekeeping does: its id remains, and keys stay."""
        for row in self.head(compartment_id).whole().item(record_id).rows:
            self._delete(compartment_id, record_id, row.revision)
        self._heads[compartment_id] = self.head(compartment_id).without(record_id)
        self._dirty.add(compartment_id)

    def take(self, compartment_id: CompartmentId, item: HeadItem, values: Mapping[int, bytes]) -> None:
        """Makes a record what it is in another copy of the vault, with the revisions that it has there.

        Args:
            compartment_id: Where it belongs.
            item: What the other copy's head says of it.
            values: Its JSON there, by revision; one for each of the item's rows.
        """
        known = self.head(compartment_id).whole().by_id.get(item.record_id)
        for row in known.rows if known else ():
            if row.revision in values:
                self.store.delete_record(compartment_id, item.record_id, row.revision)
            else:
                self._delete(compartment_id, item.record_id, row.revision)
        rows = tuple(self._add_row(compartment_id, item, row, values[row.revision]) for row in item.rows)
        self._put_whole(compartment_id, HeadItem(item.record_id, item.kind, rows, item.listing))

    def _add_row(self, compartment_id: CompartmentId, item: HeadItem, row: Row, value: bytes) -> Row:
        generation = self.generation(compartment_id)
        place = record_place(self.vault_id, compartment_id, item, generation, row.revision)
        box = seal(self.key(compartment_id, generation), pad(value), place)
        added = RecordRow(compartment_id, item.record_id, row.revision, generation, box)
        self.store.add_record(added)
        self._written[added[:3]] = added
        return row.sealed_anew(generation, box)

    def remember_gone(self, compartment_id: CompartmentId, record_id: RecordId) -> None:
        """Keeps the id of what is gone, and was never a record here, among the ids of what was erased."""
        head = self.head(compartment_id)
        if record_id not in head.erased and record_id not in head.by_id:
            self._heads[compartment_id] = head.without(record_id)
            self._dirty.add(compartment_id)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Runs a block of which nothing is kept where it fails: neither its rows nor what this knows of them."""
        before = {name: _apart(value) for name, value in vars(self).items()}
        with self.store.savepoint():
            try:
                yield
            except BaseException:
                vars(self).update(before)
                raise

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was changed so far."""
        return not (self._changed() if not self._begun else self._changed() != self._begun)

    def _changed(self) -> tuple[object, ...]:
        """Returns what was changed so far; nothing where nothing was."""
        heads = tuple(self._heads[each] for each in sorted(self._dirty) if each in self._heads)
        found = (heads, tuple(self._written), tuple(self._erased), tuple(sorted(self._renewed)), self.takes_away)
        return found if any(found) else ()

    def add_compartment(self, compartment_id: CompartmentId) -> None:
        """Adds an empty, open compartment that another copy of the vault has, with a key of its own."""
        add_empty_compartment(self, compartment_id)
        self._dirty.add(compartment_id)

    def erase_item(self, item_id: bytes) -> None:
        """Throws away what waits in the inbox: it is gone, and not filed."""
        self.takes_away = True
        self._take_away(is_of_duty=False)
        self.store.delete_inbox(item_id)

    def take_step(self, past: int = 0, duty_past: int = 0) -> None:
        """Has the wrapping key take a step once this is finished, as all does that takes something away.

        Args:
            past: From which step at least; a copy that is brought back goes past the highest that is known.
            duty_past: The highest that is known of the duty key, which takes a step where it is not so far yet.
        """
        self.go_past(past, duty_past)
        self._take_away(is_of_duty=False)
        if duty_past > self.header.duty_step:
            self._take_away(is_of_duty=True)

    def go_past(self, step: int, duty_step: int) -> None:
        """Has the steps that this takes, where it takes any, begin at those of another copy, if they are higher."""
        self._past, self._duty_past = max(self._past, step), max(self._duty_past, duty_step)

    def renew_key(self, compartment_id: CompartmentId) -> None:
        """Gives a compartment a new key, under which all that stays is sealed anew; the older keys are dropped.

        So what the file holds from then on gives no key to what was erased, wherever its bytes may still be.

        Raises:
            Locked: The compartment is sealed, and this change was begun without the sealing key.
        """
        self.takes_away = True
        self._take_away(is_of_duty=self.is_of_duty(compartment_id))
        if compartment_id in self._renewed:
            return
        is_sealed, newest = self.is_sealed(compartment_id), self.generation(compartment_id) + 1
        self.head(compartment_id)
        self._keys[compartment_id, newest] = random_compartment_key()
        wrapped = self._wrapped(compartment_id, newest, is_sealed=is_sealed)
        row = CompartmentRow(compartment_id, newest, wrapped, b"")
        self.store.add_compartment(row)
        self._update(row)
        self._renewed.add(compartment_id)
        self._dirty.add(compartment_id)

    def _take_away(self, *, is_of_duty: bool) -> None:
        if is_of_duty:
            self._wants_duty_step = True
        elif self.day.may_read:
            self._wants_step = True
        else:
            self._owes = True

    def new_compartment(self) -> CompartmentId:
        """Adds an empty, open compartment with a key of its own and returns its random id."""
        compartment_id = CompartmentId(random_bytes(ID_BYTES))
        add_empty_compartment(self, compartment_id)
        return compartment_id

    def destroy_compartment(self, compartment_id: CompartmentId) -> int:
        """Deletes a compartment's wrapped keys of every generation and all its rows; no key is needed for that.

        Returns:
            How many rows of records were deleted.

        Raises:
            NotFound: There is no such compartment.
        """
        self.takes_away = True
        self.taking.destroys(compartment_id)
        self._generations(compartment_id)
        if not (self.day.may_read and self.is_sealed(compartment_id)):
            self._take_away(is_of_duty=False)
        rows = [(row.record_id, row.revision) for row in self.store.records(compartment_id)]
        for record_id, revision in rows:
            self._delete(compartment_id, RecordId(record_id), revision)
        self.store.delete_compartment(compartment_id)
        del self._rows[compartment_id]
        self._heads.pop(compartment_id, None)
        self._dirty.discard(compartment_id)
        self._renewed.discard(compartment_id)
        for place in [place for place in self._keys if place[0] == compartment_id]:
            del self._keys[place]
        return len(rows)

    def carry_out(self, compartment_id: CompartmentId) -> None:
        """Destroys or seals a compartment that is known to be gone or sealed, although it is not so in this file yet.

        Args:
            compartment_id: The compartment; nothing is done where there is nothing to do.
        """
        known, self.kept_back = self.kept_back, NOTHING_KEPT_BACK
        try:
            if compartment_id not in self._rows:
                return
            if known.is_gone(compartment_id):
                self.destroy_compartment(compartment_id)
            elif known.is_withheld(compartment_id) and not self._is_opened_again(compartment_id):
                self.seal_compartment(compartment_id)
        finally:
            self.kept_back = known

    def _is_opened_again(self, compartment_id: CompartmentId) -> bool:
        """Returns whether a compartment needs no sealing: it is sealed, or this very change reopened it."""
        return compartment_id in self.taking.reopened or self.is_sealed(compartment_id)

    def seal_compartment(self, compartment_id: CompartmentId) -> None:
        """Seals a compartment: from now on day keys do not open it."""
        self.takes_away = True
        self._take_away(is_of_duty=False)
        self.taking.seals(compartment_id)
        for generation, row in self._generations(compartment_id).items():
            self._rewrap(row, self._wrapped(compartment_id, generation, is_sealed=True))

    def reopen_compartment(self, compartment_id: CompartmentId) -> None:
        """Opens a sealed compartment for day keys again.

        Raises:
            Locked: This change was begun without the sealing key.
        """
        self.taking.reopens(compartment_id)
        for generation, row in self._generations(compartment_id).items():
            self._rewrap(row, self._wrapped(compartment_id, generation, is_sealed=False))

    def open_for_duty(self) -> None:
        """Wraps the keys of the duty's parts so that executors open them, too, in a vault from before there were any.

        Raises:
            Refused: An executor opened the vault.
        """
        for compartment_id in [self.part(part) for part in DUTY_PARTS]:
            for generation, row in list(self._generations(compartment_id).items()):
                self._rewrap(row, self._wrapped(compartment_id, generation, is_sealed=False))

    def replace_slots(self, kind: SlotKind, *slot: tuple[bytes, bytes]) -> None:
        """Puts a new way in in place of all of its kind, and authenticates header and slots anew.

        Args:
            kind: Which ways in end.
            slot: The new slots, each an id and a box.
        """
        self.takes_away = True
        for slot_id, _ in list(boxes_of(kind, self.store.slots())):
            self.store.delete_slot(slot_id)
        for each in slot:
            self.store.put_slot(*each)
        self._keep_header(self.header)

    def take_keys(self, day: DayKeys, sealing: KeyPair, header: Header) -> None:
        """Puts every compartment under other day keys and another sealing key, and gives each a new generation.

        Args:
            day: The new day keys.
            sealing: The new sealing key.
            header: The new header, of another epoch; the slots that it authenticates are already in place.

        Raises:
            Locked: This change was begun without the sealing key.
        """
        self.takes_away = True
        self.kept_back = NOTHING_KEPT_BACK
        states = {compartment_id: self.is_sealed(compartment_id) for compartment_id in self.compartment_ids()}
        for compartment_id in states:  # what the old keys open is opened before they go
            self.head(compartment_id)
            for generation in self._generations(compartment_id):
                self.key(compartment_id, generation)
        self.day, self.sealing = day, sealing
        self._wants_step = self._wants_duty_step = False  # the new keys begin at 0
        self._keep_header(header)
        for compartment_id, is_sealed in states.items():
            newest = self.generation(compartment_id) + 1
            self._keys[compartment_id, newest] = random_compartment_key()
            row = CompartmentRow(compartment_id, newest, b"", b"")
            self.store.add_compartment(row)
            self._rows[compartment_id][newest] = row
            for generation, row in list(self._generations(compartment_id).items()):
                wrapped = self._wrapped(compartment_id, generation, is_sealed=is_sealed)
                self._update(row._replace(wrapped_key=wrapped, head=b""))
            self._dirty.add(compartment_id)

    def take_copy_id(self, role: HeaderRole, copy_id: CopyId) -> None:
        """Makes the vault a copy of its own: another copy id, so that it is never mistaken for the one it came from.

        Args:
            role: What the copy is for.
            copy_id: Its id, drawn at random.
        """
        self._keep_header(msgspec.structs.replace(self.header, copy_id=copy_id, role=role))

    def become_own(self, name_other: Callable[[Change, CopyId], str]) -> None:
        """Makes the vault a copy of its own, which goes on from what it was (vault-format 9.5).

        Args:
            name_other: Names the copy that it was in the list, and returns as what: it may be elsewhere, too.
        """
        self.was = self.header
        self.seen.append(ledger.Seen(self.was.copy_id, *((self.last.seq, self.last.link) if self.last else (0, b""))))
        self.take_copy_id(HeaderRole.VAULT, CopyId(random_bytes(ID_BYTES)))
        self.listed_as = name_other(self, self.was.copy_id)
        self._begun = self._changed()

    def take_role(self, role: HeaderRole) -> None:
        """Says what this copy is for from now on."""
        self._keep_header(msgspec.structs.replace(self.header, role=role))

    def take_slots(self, slots: Sequence[tuple[bytes, bytes]], inbox_public: bytes = b"") -> None:
        """Puts other ways in in place of all that are there.

        Args:
            slots: The ways in.
            inbox_public: What notes are sealed to from now on while the vault is locked; empty leaves it.
        """
        self.takes_away = True
        for slot_id, _ in self.store.slots():
            self.store.delete_slot(slot_id)
        for slot in slots:
            self.store.put_slot(*slot)
        public, key_id = inbox_public or self.header.inbox_public, key_id_of(self.day)
        self._keep_header(msgspec.structs.replace(self.header, inbox_public=public, key_id=key_id))
        self.is_header_whole = True

    def forget_former(self) -> None:
        """Drops the root keys before the present one, which were damaged: copies from before are cleaned by hand."""
        self._keep_header(msgspec.structs.replace(self.header, former=b""))

    def finish(self, kind: str, at: datetime, why: str) -> LedgerRow:
        """Writes the heads that changed and the ledger's entry; the last step before COMMIT."""
        self.kept_back = NOTHING_KEPT_BACK  # what is written is all that is there
        for compartment_id in sorted(self._renewed):
            self._seal_anew(compartment_id)
        self._take_steps()
        for compartment_id in self._dirty:
            self._write_head(compartment_id)
        entry = ledger.Entry(
            kind=kind,
            at=at,
            why=why,
            wrote=tuple(
                ledger.Wrote(row.compartment_id, row.record_id, row.revision, digest(Label.ROW, row.box))
                for row in self._written.values()
            ),
            erased=tuple(self._erased),
            seen=tuple(self.seen),
            heads=ledger.digest_of_heads(self.header.mac, self._all_rows(), self.digests),
        )
        row = ledger.seal_entry(entry, self.part_key(Part.LEDGER), self.vault_id, self.last)
        self.store.add_ledger(row)
        return row

    def verify_kept(self, fresh: Store, entry: LedgerRow) -> None:
        """Reads everything back through a fresh connection and opens it.

        Raises:
            IntegrityError: What the disk gives back is not what was written.
        """
        with fresh.transaction(write=False):
            if fresh.ledger_at(entry.seq) != entry:
                raise IntegrityError(*NOT_SAVED)
            if (
                fresh.last_ledger() == entry
            ):  # otherwise another program has changed it since, and read its own change back
                self._verify_rows(fresh, Snapshot.load(fresh, self.day, self.sealing, digests=self.digests))

    def _verify_rows(self, fresh: Store, kept: Snapshot) -> None:
        gone = {(erased.compartment_id, erased.record_id, erased.revision) for erased in self._erased}
        for compartment, rows in groupby(sorted(self._written.values()), lambda row: row.compartment_id):
            written, compartment_id = list(rows), CompartmentId(compartment)
            found = {row[:3]: row for row in _found(fresh, compartment_id, written)}
            left = [row for row in written if row[:3] not in gone]
            if any(found.get(row[:3]) != (None if row[:3] in gone else row) for row in written):
                raise IntegrityError(*NOT_SAVED)
            if left and not (kept.is_sealed(compartment_id) and kept.sealing is None):
                for row in left:
                    kept.open_row(row)

    def _seal_anew(self, compartment_id: CompartmentId) -> None:
        """Seals all rows that are left under the newest key, and drops the older ones (vault-format 4.10)."""
        newest, known = self.generation(compartment_id), self.head(compartment_id).whole()
        self._heads[compartment_id] = known
        key, sealed = self.key(compartment_id, newest), dict[tuple[bytes, int], Row]()
        for found in list(self.store.records(compartment_id)):
            item, old = self.named(found)
            plain = pad(self._open(compartment_id, item, old, found))
            place = record_place(self.vault_id, compartment_id, item, newest, old.revision)
            row = found._replace(generation=newest, box=seal(key, plain, place))
            self.store.update_record(row)
            self._written[row[:3]] = row
            sealed[row.record_id, row.revision] = old.sealed_anew(newest, row.box)
        items = []
        for item in known.items:
            if any((item.record_id, row.revision) not in sealed for row in item.rows):
                raise IntegrityError("A record is missing from the vault.", "`coachvault check` says which.")
            rows = tuple(sealed[item.record_id, row.revision] for row in item.rows)
            items.append(HeadItem(item.record_id, item.kind, rows, item.listing))
        self._heads[compartment_id] = Head(tuple(items), known.erased)
        for generation in [each for each in self._generations(compartment_id) if each != newest]:
            self.store.delete_generation(compartment_id, generation)
            del self._rows[compartment_id][generation]
            self._keys.pop((compartment_id, generation), None)
        self.store.empty_search(compartment_id)

    def _take_steps(self) -> None:
        """Takes the steps that this change has to take, one of each chain at most (vault-format 4.9)."""
        header = self.header
        wants_step = self.day.may_read and (self._wants_step or header.is_owed)
        if not (wants_step or self._wants_duty_step or self._owes):
            return
        step = max(header.step, self._past) + 1 if wants_step else header.step
        duty_step = max(header.duty_step, self._duty_past) + 1 if self._wants_duty_step else header.duty_step
        after = self.day.at(step, duty_step)
        if max(after.step, after.duty_step) > MOST_STEPS:
            raise Refused("The keys took as many steps as they can; nothing was changed.", "`coachvault keys rotate`")
        owed = (header.is_owed or self._owes) and not wants_step
        inbox_public = self._renew_inbox() if wants_step else header.inbox_public
        self._rewrap_all(after, wants_step=wants_step)
        self.day, self.took_step = after, True
        self._keep_header(
            msgspec.structs.replace(
                header, step=after.step, duty_step=after.duty_step, is_owed=owed, inbox_public=inbox_public
            )
        )

    def _renew_inbox(self) -> bytes:
        """Gives `practice` a new key and the inbox a new pair, of which it returns the public half, and a capture key.

        What waits is sealed anew.
        """
        practice, ring = self.part(Part.PRACTICE), self.keyring()
        pair, capture_key = random_key_pair(), random_key()
        for item in items(self.store.inbox()):
            if item.is_authentic(ring.capture_key, self.vault_id):
                self.store.delete_inbox(item.item_id)
                renewed = reseal(item, ring, (pair.public, capture_key), self.vault_id)
                self.store.put_inbox(item.item_id, renewed.encode())
        renewed_ring = msgspec.structs.replace(ring, inbox_private=pair.private, capture_key=capture_key)
        self.renew_key(practice)
        self.replace(practice, next(self.head(practice).of_kind(KEYRING_KIND)).record_id, renewed_ring, {})
        self._seal_anew(practice)
        self.new_capture_key = capture_key
        return pair.public

    def _rewrap_all(self, after: DayKeys, *, wants_step: bool) -> None:
        for row in self._all_rows():
            compartment_id = CompartmentId(row.compartment_id)
            place = self._place(compartment_id, row.generation)
            if self.is_of_duty(compartment_id):
                if self._wants_duty_step:
                    self._update(row._replace(wrapped_key=rewrap_duty(self.day, after, place, row.wrapped_key)))
            elif wants_step:
                self._update(row._replace(wrapped_key=rewrap(self.day, after, place, row.wrapped_key)))

    def _keep_header(self, header: Header) -> None:
        values = encode_header(header, self.day, self.store.slots())
        for name, value in values.items():
            self.store.put_header(name, value)
        self.header = Header.parse(values)

    def _wrapped(self, compartment_id: CompartmentId, generation: int, *, is_sealed: bool) -> WrappedKey:
        key, place = self.key(compartment_id, generation), self._place(compartment_id, generation)
        if self.is_of_duty(compartment_id):
            return wrap_duty(self.day, place, key)
        if is_sealed:
            sealing_public = self.sealing.public if self.sealing else self.keyring().sealing_public
            return wrap_sealed(self.day, place, key, sealing_public)
        return wrap_open(self.day, place, key)

    def _write(self, compartment_id: CompartmentId, item: HeadItem, value: object) -> int:
        generation = self.generation(compartment_id)
        revision = revision_after(item.newest.number if item.rows else 0, self.header.writer)
        place = record_place(self.vault_id, compartment_id, item, generation, revision)
        box = seal(self.key(compartment_id, generation), pad(encode(value)), place)
        row = RecordRow(compartment_id, item.record_id, revision, generation, box)
        self.store.add_record(row)
        self._written[row[:3]] = row
        rows = (*item.rows, Row(revision, generation, tag_of(box)))
        self._put(compartment_id, HeadItem(item.record_id, item.kind, rows, item.listing))
        return number_of(revision)

    def _all_rows(self) -> list[CompartmentRow]:
        """Returns the compartments as they were just written; reading back compares them with the disk."""
        return [generations[number] for _, generations in sorted(self._rows.items()) for number in sorted(generations)]

    def _put(self, compartment_id: CompartmentId, item: HeadItem) -> None:
        self._heads[compartment_id] = self.head(compartment_id).with_item(item)
        self._dirty.add(compartment_id)

    def _put_whole(self, compartment_id: CompartmentId, item: HeadItem) -> None:
        self._heads[compartment_id] = self.head(compartment_id).with_whole(item)
        self._dirty.add(compartment_id)

    def _delete(self, compartment_id: CompartmentId, record_id: RecordId, revision: int) -> None:
        self.store.delete_record(compartment_id, record_id, revision)
        self._erased.append(ledger.Erased(compartment_id, record_id, revision))

    def _rewrap(self, row: CompartmentRow, wrapped: bytes) -> None:
        compartment_id = CompartmentId(row.compartment_id)
        self.head(compartment_id)
        self._update(row._replace(wrapped_key=wrapped))

    def _write_head(self, compartment_id: CompartmentId) -> None:
        generation = self.generation(compartment_id)
        key = self.key(compartment_id, generation)
        box = seal_head(self.head(compartment_id), key, self.vault_id, compartment_id, generation)
        self._update(self._generations(compartment_id)[generation]._replace(head=box))

    def _update(self, row: CompartmentRow) -> None:
        self.store.update_compartment(row)
        self.store.put_digest(row.compartment_id, row.generation, self.digests.of(row)[1])
        self._rows[CompartmentId(row.compartment_id)][row.generation] = row


def _found(store: Store, compartment_id: CompartmentId, rows: Sequence[RecordRow]) -> Iterable[RecordRow]:
    """Returns rows as they are in a file: a few one by one, and many in one pass over their compartment."""
    if len(rows) > _MANY_ROWS:
        return store.records(compartment_id)
    return filter(None, (store.record(*row[:3]) for row in rows))


_MANY_ROWS = 20


def random_record_id() -> RecordId:
    """Draws the id of a new record; 16 bytes."""
    return RecordId(random_bytes(ID_BYTES))


def _apart(value: object) -> object:
    """Returns what a change knows so that it stays as it is while the change goes on; rows and keys never change."""
    if isinstance(value, dict):
        return {key: _apart(each) for key, each in value.items()}
    if isinstance(value, list | set):
        return value.copy()
    return deepcopy(value) if isinstance(value, Taking) else value


def add_empty_compartment(snapshot: Snapshot, compartment_id: CompartmentId) -> None:
    """Adds an empty, open compartment of generation 1 under the given id."""
    key, generation = random_compartment_key(), 1
    place = KeyPlace(snapshot.vault_id, snapshot.header.epoch, compartment_id, generation)
    wrap = wrap_duty if snapshot.is_of_duty(compartment_id) else wrap_open
    wrapped = wrap(snapshot.day, place, key)
    head = seal_head(Head(), key, snapshot.vault_id, compartment_id, generation)
    row = CompartmentRow(compartment_id, generation, wrapped, head)
    snapshot.store.add_compartment(row)
    snapshot.store.put_digest(compartment_id, generation, snapshot.digests.of(row)[1])
    snapshot._rows[compartment_id] = {generation: row}
