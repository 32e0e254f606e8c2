"""A head names every row of its compartment, and opens at its own place alone."""

from __future__ import annotations

import pytest

from coachvault.errors import IntegrityError, NotFound
from coachvault.vault.codec import CompartmentId, RecordId, VaultId
from coachvault.vault.heads import Head, HeadItem, Row, number_of, open_head, revision_after, seal_head, tag_of
from coachvault.vault.keys import CompartmentKey

KEY = CompartmentKey(bytes(range(32)))
VAULT = VaultId(b"v" * 16)
PLACE = CompartmentId(b"c" * 16)
FIRST = HeadItem(RecordId(b"1" * 16), "note", (Row(1, 1, b"t" * 16), Row(2, 1, b"u" * 16)), {"number": 1})
SECOND = HeadItem(RecordId(b"2" * 16), "terms", (Row(1, 1, b"x" * 16),), {})
HEAD = Head((FIRST, SECOND))


def test_a_head_comes_back_as_it_was() -> None:
    head = HEAD.without(SECOND.record_id)
    assert open_head(seal_head(head, KEY, VAULT, PLACE, 3), KEY, VAULT, PLACE, 3) == head


@pytest.mark.parametrize(
    ("vault", "place", "generation"),
    [(VaultId(b"w" * 16), PLACE, 3), (VAULT, CompartmentId(b"d" * 16), 3), (VAULT, PLACE, 2)],
)
def test_a_head_opens_at_its_own_place_only(vault: VaultId, place: CompartmentId, generation: int) -> None:
    with pytest.raises(IntegrityError):
        open_head(seal_head(HEAD, KEY, VAULT, PLACE, 3), KEY, vault, place, generation)


def test_items_are_found_by_record_and_by_kind() -> None:
    assert HEAD.item(FIRST.record_id) == FIRST
    assert list(HEAD.of_kind("terms")) == [SECOND]
    assert FIRST.newest.revision == 2
    with pytest.raises(NotFound):
        HEAD.item(RecordId(b"3" * 16))


def test_a_new_wording_takes_the_place_of_the_one_before() -> None:
    again = HeadItem(FIRST.record_id, "note", (Row(3, 1, b"z" * 16),), {"number": 1})
    assert HEAD.with_item(again).items == (again, SECOND)


def test_an_erased_record_leaves_its_id_and_nothing_else() -> None:
    head = HEAD.without(FIRST.record_id)
    assert head.items == (SECOND,)
    assert head.erased == (FIRST.record_id,)


def test_a_row_is_known_by_the_end_of_its_box() -> None:
    assert tag_of(b"x" * 100 + b"t" * 16) == b"t" * 16


def test_a_record_that_is_hidden_is_not_shown_and_is_kept_when_the_head_is_written() -> None:
    shown, hidden, new = (HeadItem(RecordId(bytes([n]) * 16), "thing", (Row(1, 1, b""),), {}) for n in range(3))
    head = Head((shown, hidden)).hiding({hidden.record_id})
    assert (head.items, head.hidden, list(head.by_id)) == ((shown,), (hidden,), [shown.record_id])
    changed = head.with_item(new).without(shown.record_id)
    assert (changed.items, changed.hidden, changed.erased) == ((new,), (hidden,), (shown.record_id,))
    assert changed.whole() == Head((new, hidden), (shown.record_id,))
    assert Head((shown,)).whole() == Head((shown,))


def test_a_revision_names_its_writer_and_people_see_its_number() -> None:
    assert [revision_after(number, 7) for number in (0, 1, 41)] == [0x1_0007, 0x2_0007, 0x2A_0007]
    assert [number_of(revision) for revision in (1, 2, 65_535, 0x1_0000, 0x2A_0007)] == [1, 2, 65_535, 1, 42]
    row = Row(revision_after(2, 1), 4, b"t" * 16, (0x3_0000,))
    assert (row.number, row.sealed_anew(9, b"x" * 40)) == (3, Row(row.revision, 9, b"x" * 16, (0x3_0000,)))
