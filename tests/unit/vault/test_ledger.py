"""The ledger is a chain: nothing in it can be changed, removed, put in or moved without breaking it."""

from __future__ import annotations

import pytest

from coachvault.errors import IntegrityError
from coachvault.vault.codec import VaultId
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.ledger import (
    Entry,
    Erased,
    RowDigests,
    Wrote,
    digest_of_heads,
    link_of,
    open_entry,
    seal_entry,
    verify_chain,
)
from coachvault.vault.store import CompartmentRow, LedgerRow
from tests.fakes import NOON

KEY = CompartmentKey(bytes(range(32)))
VAULT = VaultId(b"v" * 16)
ENTRY = Entry(
    "note add",
    NOON,
    b"h" * 32,
    why="asked by the insurer",
    wrote=(Wrote(b"c" * 16, b"r" * 16, 1, b"d" * 32),),
    erased=(Erased(b"c" * 16, b"s" * 16, 2),),
)
COMPARTMENTS = [CompartmentRow(b"a" * 16, 1, b"key", b"head"), CompartmentRow(b"b" * 16, 2, b"yek", b"daeh")]


def chain(length: int) -> list[LedgerRow]:
    rows: list[LedgerRow] = []
    for _ in range(length):
        rows.append(seal_entry(ENTRY, KEY, VAULT, rows[-1] if rows else None))
    return rows


def test_an_entry_comes_back_as_it_was() -> None:
    for row in chain(3):
        assert open_entry(row, KEY, VAULT) == ENTRY


def test_an_entry_opens_at_its_own_number_in_its_own_vault_only() -> None:
    row = chain(2)[1]
    with pytest.raises(IntegrityError):
        open_entry(row._replace(seq=0), KEY, VAULT)
    with pytest.raises(IntegrityError):
        open_entry(row, KEY, VaultId(b"w" * 16))


def test_a_whole_chain_is_verified_without_a_key() -> None:
    assert verify_chain(chain(5)) == 5
    assert verify_chain([]) == 0


ROWS = chain(5)


@pytest.mark.parametrize(
    ("broken", "at"),
    [
        (ROWS[1:], 0),
        (ROWS[:2] + ROWS[3:], 2),
        ([*ROWS[:2], ROWS[3], ROWS[2], *ROWS[4:]], 2),
        ([*ROWS[:2], ROWS[2]._replace(box=ROWS[2].box[:-1] + bytes([ROWS[2].box[-1] ^ 1])), *ROWS[3:]], 2),
        ([*ROWS[:2], ROWS[2]._replace(link=bytes(32)), *ROWS[3:]], 2),
        ([*ROWS[:2], ROWS[2], ROWS[2], *ROWS[3:]], 3),
        ([ROWS[0]._replace(seq=1), *ROWS[1:]], 0),
        ([*ROWS[:4], ROWS[4]._replace(seq=9)], 4),
        (chain(1) + ROWS[1:], 1),
    ],
)
def test_a_broken_chain_is_told_by_the_number_of_its_entry(broken: list[LedgerRow], at: int) -> None:
    with pytest.raises(IntegrityError, match=f"broken at entry {at}:"):
        verify_chain(broken)


def test_a_link_covers_number_link_before_and_box() -> None:
    links = {link_of(1, b"a" * 32, b"box"), link_of(2, b"a" * 32, b"box"), link_of(1, b"b" * 32, b"box")}
    assert len(links | {link_of(1, b"a" * 32, b"xob")}) == 4


@pytest.mark.parametrize(
    "changed",
    [
        COMPARTMENTS[:1],
        COMPARTMENTS[::-1],
        [COMPARTMENTS[0]._replace(head=b"daeh"), COMPARTMENTS[1]],
        [COMPARTMENTS[0]._replace(wrapped_key=b"yek"), COMPARTMENTS[1]],
        [COMPARTMENTS[0]._replace(generation=2), COMPARTMENTS[1]],
        [COMPARTMENTS[0]._replace(compartment_id=b"c" * 16), COMPARTMENTS[1]],
    ],
)
def test_the_digest_of_heads_covers_every_compartment(changed: list[CompartmentRow]) -> None:
    digests = RowDigests()
    before = digest_of_heads(b"m" * 32, COMPARTMENTS, digests)
    assert digest_of_heads(b"m" * 32, changed, digests) != before
    assert digest_of_heads(b"m" * 32, changed, digests) == digest_of_heads(b"m" * 32, changed, RowDigests())
    assert digest_of_heads(b"m" * 32, COMPARTMENTS, digests) == before


def test_the_digest_of_heads_covers_the_header() -> None:
    digests = RowDigests()
    assert digest_of_heads(b"m" * 32, COMPARTMENTS, digests) != digest_of_heads(b"n" * 32, COMPARTMENTS, digests)
