"""The ledger is a chain: nothing in it can be changed, removed, put in or moved without breaking it."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import msgspec
import pytest

from coachvault.crypto.aead import seal
from coachvault.crypto.words import word_list
from coachvault.errors import FormatError, IntegrityError
from coachvault.vault import ledger
from coachvault.vault.codec import VaultId, encode
from coachvault.vault.keys import CompartmentKey
from coachvault.vault.ledger import (
    Entry,
    Erased,
    RowDigests,
    Seen,
    Wrote,
    digest_of_heads,
    head_words,
    link_of,
    open_entry,
    open_entry_of_any_time,
    seal_entry,
    verify_chain,
)
from coachvault.vault.padding import pad
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
    seen=(Seen(b"o" * 16, 7, b"l" * 32),),
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


def fields(*raw: bytes) -> bytes:
    """Joins fields as vault-format 3.4 says."""
    return b"".join(len(each).to_bytes(4, "little") + each for each in raw)


def written_elsewhere(message: bytes, seq: int) -> LedgerRow:
    """Seals an entry as vault-format 8.2 says, without the ledger's own code."""
    return LedgerRow(seq, seal(KEY, pad(message), fields(b"ledger", VAULT, seq.to_bytes(8, "little"))), b"")


def test_an_entry_is_written_as_the_format_says() -> None:
    given = {"c": b"c" * 16, "d": b"d" * 32, "h": b"h" * 32, "l": b"l" * 32}
    text = {name: b64encode(raw).decode() for name, raw in given.items()}
    records = {name: b64encode(name.encode() * 16).decode() for name in "ors"}
    assert msgspec.json.decode(encode(ENTRY)) == {
        "kind": "note add",
        "at": "2026-11-23T12:00:00Z",
        "heads": text["h"],
        "why": "asked by the insurer",
        "wrote": [[text["c"], records["r"], 1, text["d"]]],
        "erased": [[text["c"], records["s"], 2]],
        "seen": [[records["o"], 7, text["l"]]],
    }


def test_an_entry_of_another_program_opens_with_what_it_leaves_out() -> None:
    message = b'{"kind":"rotation","at":"2026-11-23T12:00:00Z","heads":"%s"}' % b64encode(b"h" * 32)
    entry = open_entry(written_elsewhere(message, 300), KEY, VAULT)
    assert entry == Entry("rotation", NOON, b"h" * 32, why="", wrote=(), erased=())
    assert entry.why == ""


def test_an_entry_with_more_than_the_format_says_is_refused() -> None:
    message = b'{"kind":"rotation","at":"2026-11-23T12:00:00Z","heads":"","more":1}'
    with pytest.raises(FormatError):
        open_entry(written_elsewhere(message, 0), KEY, VAULT)


@pytest.mark.parametrize("value", [ENTRY, *ENTRY.wrote, *ENTRY.erased], ids=lambda value: type(value).__name__)
def test_what_happened_is_not_changed_any_more(value: msgspec.Struct) -> None:
    name = value.__struct_fields__[0]
    with pytest.raises(AttributeError):
        setattr(value, name, getattr(value, name))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_an_entry_opens_whichever_of_the_keys_it_was_made_with(count: int) -> None:
    keys = [CompartmentKey(bytes([number]) * 32) for number in range(count)]
    for key in keys:
        assert open_entry_of_any_time(seal_entry(ENTRY, key, VAULT, None), keys, VAULT) == ENTRY


def test_an_entry_that_no_key_opens_is_refused() -> None:
    with pytest.raises(IntegrityError):
        open_entry_of_any_time(chain(1)[0], [CompartmentKey(bytes(32)), CompartmentKey(b"k" * 32)], VAULT)


def test_an_entry_opens_at_its_own_number_in_its_own_vault_only() -> None:
    row = chain(2)[1]
    with pytest.raises(IntegrityError):
        open_entry(row._replace(seq=0), KEY, VAULT)
    with pytest.raises(IntegrityError):
        open_entry(row, KEY, VaultId(b"w" * 16))


def test_a_whole_chain_is_verified_without_a_key() -> None:
    assert verify_chain(chain(5)) == 5
    assert verify_chain([]) == 0


def test_a_long_chain_is_verified_to_its_end() -> None:
    rows = chain(300)
    assert verify_chain(rows) == 300
    with pytest.raises(IntegrityError, match="broken at entry 298:"):
        verify_chain([*rows[:298], *rows[299:]])


ROWS = chain(5)


@pytest.mark.parametrize(
    ("broken", "at"),
    [
        (ROWS[1:], 0),
        (ROWS[:2] + ROWS[3:], 2),
        ([*ROWS[:2], ROWS[3], ROWS[2], *ROWS[4:]], 2),
        ([*ROWS[:2], ROWS[2]._replace(box=ROWS[2].box[:-1] + bytes([ROWS[2].box[-1] ^ 1])), *ROWS[3:]], 2),
        ([*ROWS[:2], ROWS[2]._replace(link=bytes(32)), *ROWS[3:]], 2),
        ([*ROWS[:2], ROWS[2]._replace(link=b"\xff" * 32), *ROWS[3:]], 2),
        ([*ROWS[:2], ROWS[2], ROWS[2], *ROWS[3:]], 3),
        ([ROWS[0]._replace(seq=1), *ROWS[1:]], 0),
        ([*ROWS[:4], ROWS[4]._replace(seq=9)], 4),
        ([*ROWS[:4], ROWS[4]._replace(seq=3)], 4),
        (chain(1) + ROWS[1:], 1),
    ],
)
def test_a_broken_chain_is_told_by_the_number_of_its_entry(broken: list[LedgerRow], at: int) -> None:
    with pytest.raises(IntegrityError, match=f"broken at entry {at}:"):
        verify_chain(broken)


def test_a_link_covers_number_link_before_and_box() -> None:
    links = {link_of(1, b"a" * 32, b"box"), link_of(2, b"a" * 32, b"box"), link_of(1, b"b" * 32, b"box")}
    assert len(links | {link_of(1, b"a" * 32, b"xob")}) == 4


def test_a_link_is_that_of_the_format() -> None:
    message = (258).to_bytes(8, "little") + b"a" * 32 + b"box"
    assert link_of(258, b"a" * 32, b"box") == hashlib.blake2b(message, digest_size=32, person=b"cv1/link").digest()


def test_the_digest_of_heads_is_that_of_the_format() -> None:
    parts = [b"heads", b"m" * 32]
    for row in COMPARTMENTS:
        boxes = [hashlib.blake2b(box, digest_size=32, person=b"cv1/row") for box in (row.wrapped_key, row.head)]
        parts += [row.compartment_id, row.generation.to_bytes(8, "little"), *(box.digest() for box in boxes)]
    expected = hashlib.blake2b(fields(*parts), digest_size=32, person=b"cv1/heads").digest()
    assert digest_of_heads(b"m" * 32, COMPARTMENTS, RowDigests()) == expected


def test_what_equals_a_known_row_is_not_digested_again(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = RowDigests()
    known = [digests.of(row) for row in COMPARTMENTS]
    monkeypatch.setattr(ledger, "digest", lambda *_: pytest.fail("digested again"))
    assert [digests.of(row._replace()) for row in COMPARTMENTS] == known


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


@pytest.mark.parametrize("seq", [0, 7, 300, 2**40])
def test_the_words_of_the_newest_entry_are_those_of_its_number_and_link(seq: int) -> None:
    raw = hashlib.sha256(b"CoachVault/v1 head of the ledger\0" + seq.to_bytes(8, "little") + b"l" * 32).digest()
    indices = [int.from_bytes(raw) >> (256 - 11 * place) & 2047 for place in range(1, 7)]
    assert head_words(seq, b"l" * 32) == tuple(word_list()[index] for index in indices)


def test_another_number_or_link_has_other_words() -> None:
    words = {head_words(1, b"a" * 32), head_words(2, b"a" * 32), head_words(1, b"b" * 32), head_words(256, b"a" * 32)}
    assert len(words) == 4
