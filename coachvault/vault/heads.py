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

    def hiding(self, gone: Collection[RecordId]) -> Head:
        """Returns a head that keeps some records and does not show them.

        Args:
            gone: What is known to have been erased.
        """
        shown = tuple(item for item in self.items if item.record_id not in gone)
        kept = tuple(item for item in self.items if item.record_id in gone)
        return _ShownHead(shown, self.erased, (*self.hidden, *kept))

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

    def without(self, record_id: RecordId) -> Head:
        """Returns a head without a record, which remembers that it was erased."""
        left = tuple(item for item in self.items if item.record_id != record_id)
        return self._with(left, (*self.erased, record_id))

    def _with(self, items: tuple[HeadItem, ...], erased: tuple[RecordId, ...]) -> Head:
        return Head(items, erased)


class _ShownHead(Head, frozen=True):
    """A head of which some records are not shown; what is written keeps them."""

    kept: tuple[HeadItem, ...] = ()

    @property
    def hidden(self) -> tuple[HeadItem, ...]:
        return self.kept

    def whole(self) -> Head:
        return Head((*self.items, *self.kept), self.erased)

    def _with(self, items: tuple[HeadItem, ...], erased: tuple[RecordId, ...]) -> Head:
        return _ShownHead(items, erased, self.kept)


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
