"""Heads: the sealed table of contents of each compartment (vault-format 7).

A head names every row of its compartment, so that a row that is missing, extra, older or changed is found by the
command that reads it. It also carries what lists show, so that listing opens one box.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

import msgspec

from coachvault.crypto.aead import TAG_BYTES, seal, unseal
from coachvault.errors import NotFound
from coachvault.vault.codec import CompartmentId, RecordId, VaultId, associated_data, decode, encode
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.padding import pad, unpad

Listing = dict[str, Any]
Place = tuple[RecordId, int]
"""A row of a compartment: its record, and its revision."""


WRITERS = 1 << 16


def number_of(revision: int) -> int:
    """Returns the number that people see of a revision: 1 for the first, whichever version of the format wrote it."""
    return revision if revision < WRITERS else revision >> 16


def revision_after(number: int, writer: int) -> int:
    """Returns the revision that follows a number, as a writer writes it (vault-format 7.3).

    Args:
        number: The number of the one before; 0 for none.
        writer: The number of this computer among those that write the vault.
    """
    return (number + 1) << 16 | writer


def revisions_before(revision: int) -> Iterator[int]:
    """Yields every revision that there can have been before one by the same writer, whichever version wrote it."""
    for number in range(1, number_of(revision)):
        yield number
        yield revision_after(number - 1, revision % WRITERS if revision >= WRITERS else 0)


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One revision of a record, distinguished from any other by the last 16 bytes of its box.

    Args:
        revision: Its number, and who wrote it.
        generation: Of its compartment's key.
        tag: The last bytes of its box.
        replaces: Revisions of other writers that it took the place of.
    """

    revision: int
    generation: int
    tag: bytes
    replaces: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        """The number that people see."""
        return number_of(self.revision)

    def sealed_anew(self, generation: int, box: bytes) -> Row:
        """Returns the same revision in another box, under another generation of the key."""
        return Row(self.revision, generation, tag_of(box), self.replaces)


class HeadItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One record: its kind, its rows from oldest to newest, and what lists show of it."""

    record_id: RecordId
    kind: str
    rows: tuple[Row, ...]
    listing: Listing

    @property
    def newest(self) -> Row:
        """The newest revision."""
        return self.rows[-1]

    def without(self, rows: Collection[Place]) -> HeadItem:
        """Returns the record without some of its wordings; the same where it has none of them.

        Args:
            rows: Wordings, each by its record and its revision.
        """
        left = tuple(row for row in self.rows if (self.record_id, row.revision) not in rows)
        return self if left == self.rows else HeadItem(self.record_id, self.kind, left, self.listing)


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The contents of one compartment.

    Args:
        items: Every record that is there.
        erased: Ids of records that were erased; nothing else is known of them.
    """

    items: tuple[HeadItem, ...] = ()
    erased: tuple[RecordId, ...] = ()

    @property
    def hidden(self) -> tuple[HeadItem, ...]:
        """The records that are there and not shown."""
        return ()

    def whole(self) -> Head:
        """Returns the head as it is kept."""
        return self

    def hiding(self, gone: Collection[RecordId], rows: Collection[Place] = ()) -> Head:
        """Returns a head that keeps some records and some wordings, and does not show them.

        A record of which the newest wording is not shown is not shown either: the listing is of that wording.

        Args:
            gone: Records that are known to have been erased.
            rows: Wordings that are known to have been erased, each by its record and its revision.
        """
        gone = {*gone, *(item.record_id for item in self.items if (item.record_id, item.newest.revision) in rows)}
        kept = tuple(item for item in self.items if item.record_id in gone)
        shown = [(item, item.without(rows)) for item in self.items if item.record_id not in gone]
        partly = tuple(item for item, left in shown if left != item)
        return _ShownHead(tuple(left for _, left in shown), self.erased, kept, partly)

    def hides(self, record_id: RecordId, revision: int) -> bool:
        """Returns whether a row is there and not shown.

        Args:
            record_id: Its record.
            revision: Its revision.
        """
        return False

    @cached_property
    def by_id(self) -> dict[RecordId, HeadItem]:
        """The items by the id of their record."""
        return {item.record_id: item for item in self.items}

    def item(self, record_id: RecordId) -> HeadItem:
        """Returns one item.

        Raises:
            NotFound: The compartment holds no such record.
        """
        try:
            return self.by_id[record_id]
        except KeyError:
            raise NotFound("There is no such record.") from None

    def of_kind(self, kind: str) -> Iterator[HeadItem]:
        """Yields the items of one kind, in the order in which they came."""
        return (item for item in self.items if item.kind == kind)

    def with_item(self, item: HeadItem) -> Head:
        """Returns a head in which `item` represents its record, new or in place of what was there."""
        return self._with(tuple({**self.by_id, item.record_id: item}.values()), self.erased)

    def with_whole(self, item: HeadItem) -> Head:
        """Returns a head in which `item` is all that there is of its record: wordings that were not shown are gone."""
        return self.with_item(item)

    def without(self, record_id: RecordId) -> Head:
        """Returns a head without a record, which remembers that it was erased."""
        left = tuple(item for item in self.items if item.record_id != record_id)
        return self._with(left, (*self.erased, record_id))

    def _with(self, items: tuple[HeadItem, ...], erased: tuple[RecordId, ...]) -> Head:
        return Head(items, erased)


class _ShownHead(Head, frozen=True):
    """A head of which some records and wordings are not shown; what is written keeps them.

    Args:
        kept: Records that are not shown.
        partly: Records that are shown without some of their wordings, each as it is kept.
    """

    kept: tuple[HeadItem, ...] = ()
    partly: tuple[HeadItem, ...] = ()

    @property
    def hidden(self) -> tuple[HeadItem, ...]:
        return self.kept

    def hides(self, record_id: RecordId, revision: int) -> bool:
        return any(
            item.record_id == record_id and any(row.revision == revision for row in item.rows)
            for item in (*self.kept, *self.partly)
        )

    def whole(self) -> Head:
        before = {item.record_id: item for item in self.partly}
        items = (_joined(before[item.record_id], item) if item.record_id in before else item for item in self.items)
        return Head((*items, *self.kept), self.erased)

    def with_whole(self, item: HeadItem) -> Head:
        return self._forgetting(item.record_id).with_item(item)

    def without(self, record_id: RecordId) -> Head:
        return super(_ShownHead, self._forgetting(record_id)).without(record_id)

    def _forgetting(self, record_id: RecordId) -> _ShownHead:
        partly = tuple(item for item in self.partly if item.record_id != record_id)
        return _ShownHead(self.items, self.erased, self.kept, partly)

    def _with(self, items: tuple[HeadItem, ...], erased: tuple[RecordId, ...]) -> Head:
        return _ShownHead(items, erased, self.kept, self.partly)


def _joined(before: HeadItem, shown: HeadItem) -> HeadItem:
    """Returns a record as it is written: with the wordings that were not shown, at their places."""
    now = {row.revision: row for row in shown.rows}
    rows = {row.revision: now.get(row.revision, row) for row in before.rows}
    return HeadItem(shown.record_id, shown.kind, tuple((rows | now).values()), shown.listing)


def tag_of(box: bytes) -> bytes:
    """Returns the 16 bytes by which a head knows a box."""
    return box[-TAG_BYTES:]


def seal_head(
    head: Head, key: CompartmentKey, vault_id: VaultId, compartment_id: CompartmentId, generation: int
) -> bytes:
    """Seals a head under the newest key of its compartment."""
    return seal(key, pad(encode(head.whole())), _place(vault_id, compartment_id, generation))


def open_head(
    box: bytes, key: CompartmentKey, vault_id: VaultId, compartment_id: CompartmentId, generation: int
) -> Head:
    """Opens a head.

    Raises:
        IntegrityError: It was changed or belongs elsewhere.
    """
    return decode(unpad(unseal(key, box, _place(vault_id, compartment_id, generation))), Head)


def _place(vault_id: VaultId, compartment_id: CompartmentId, generation: int) -> bytes:
    return associated_data("head", vault_id, compartment_id, generation)
