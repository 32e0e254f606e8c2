"""The ledger: an append-only chain of sealed entries, one for every write (vault-format 8).

Each entry names the rows that were written or erased and covers header and heads as they were afterwards. The chain
itself is unkeyed, so that anyone can verify its structure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

import msgspec

from coachvault.crypto.aead import seal, unseal
from coachvault.crypto.hashing import DIGEST_BYTES, Label, digest
from coachvault.crypto.words import fingerprint_words
from coachvault.errors import IntegrityError
from coachvault.vault.codec import VaultId, associated_data, decode, encode
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.padding import pad, unpad
from coachvault.vault.store import CompartmentRow, LedgerRow

FIRST_LINK = bytes(DIGEST_BYTES)
HEAD = b"CoachVault/v1 head of the ledger\0"


class Wrote(msgspec.Struct, frozen=True, array_like=True):
    """One row that was written, with the digest of its box."""

    compartment_id: bytes
    record_id: bytes
    revision: int
    digest: bytes


class Erased(msgspec.Struct, frozen=True, array_like=True):
    """One row that was erased."""

    compartment_id: bytes
    record_id: bytes
    revision: int


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """The newest entry that the writer knew of another copy's ledger."""

    copy_id: bytes
    seq: int
    link: bytes


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One write.

    Args:
        kind: What was done, as "note add".
        at: When, by this machine's clock.
        why: The reason, where a rule asks for one.
        wrote: Rows that were added.
        erased: Rows that were deleted.
        heads: Digest over header and all heads as they are after this write.
        seen: What was known of other copies; only where something was taken from them.
    """

    kind: str
    at: datetime
    heads: bytes
    why: str = ""
    wrote: tuple[Wrote, ...] = ()
    erased: tuple[Erased, ...] = ()
    seen: tuple[Seen, ...] = ()


def seal_entry(entry: Entry, key: CompartmentKey, vault_id: VaultId, last: LedgerRow | None) -> LedgerRow:
    """Seals an entry and links it to the one before."""
    seq = 0 if last is None else last.seq + 1
    box = seal(key, pad(encode(entry)), _place(vault_id, seq))
    return LedgerRow(seq, box, link_of(seq, FIRST_LINK if last is None else last.link, box))


def open_entry(row: LedgerRow, key: CompartmentKey, vault_id: VaultId) -> Entry:
    """Opens an entry.

    Raises:
        IntegrityError: It was changed or moved.
    """
    return decode(unpad(unseal(key, row.box, _place(vault_id, row.seq))), Entry)


def open_entry_of_any_time(row: LedgerRow, keys: Sequence[CompartmentKey], vault_id: VaultId) -> Entry:
    """Opens an entry under the first of the keys that opens it (vault-format 8.6).

    Raises:
        IntegrityError: None does: it was changed or moved.
    """
    for key in keys[:-1]:
        with suppress(IntegrityError):
            return open_entry(row, key, vault_id)
    return open_entry(row, keys[-1], vault_id)


def link_of(seq: int, previous: bytes, box: bytes) -> bytes:
    """Returns the 32-byte link of an entry to all before it."""
    return digest(Label.LINK, seq.to_bytes(8, "little") + previous + box)


def verify_chain(rows: Iterable[LedgerRow]) -> int:
    """Verifies numbers and links from the first entry on, without any key, and returns how many there are.

    Raises:
        IntegrityError: An entry is missing, extra, moved or changed; its number is named.
    """
    count, link = 0, FIRST_LINK
    for row in rows:
        link = link_of(count, link, row.box)
        if row.seq != count or row.link != link:
            raise IntegrityError(f"The ledger is broken at entry {count}: it was changed, removed or put in.")
        count += 1
    return count


class RowDigests:
    """The digests of wrapped keys and heads; what equals a row that is known is not digested again."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, int], tuple[CompartmentRow, bytes, bytes]] = {}

    def of(self, row: CompartmentRow) -> tuple[bytes, bytes]:
        """Returns the digest of a row's wrapped key, and that of its head."""
        place = (row.compartment_id, row.generation)
        known = self._known.get(place)
        if known is None or known[0] != row:
            known = (row, digest(Label.ROW, row.wrapped_key), digest(Label.ROW, row.head))
            self._known[place] = known
        return known[1], known[2]


def digest_of_heads(header_mac: bytes, compartments: Sequence[CompartmentRow], digests: RowDigests) -> bytes:
    """Returns one digest over the header and every compartment's wrapped key and head.

    Args:
        header_mac: The header's authentication code.
        compartments: Every row, in order.
        digests: Digests of rows that were met before.
    """
    fields: list[bytes | int] = [header_mac]
    for row in compartments:
        fields += [row.compartment_id, row.generation, *digests.of(row)]
    return digest(Label.HEADS, associated_data("heads", *fields))


def _place(vault_id: VaultId, seq: int) -> bytes:
    return associated_data("ledger", vault_id, seq)


def head_words(seq: int, link: bytes) -> tuple[str, ...]:
    """Returns the six words for a ledger's newest entry, by which its state can be compared on paper.

    Args:
        seq: The entry's number.
        link: Its link, 32 bytes.
    """
    return tuple(fingerprint_words(hashlib.sha256(HEAD + seq.to_bytes(8, "little") + link).digest()))
