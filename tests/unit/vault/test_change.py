"""The whole of a change is kept and stands in the ledger, or nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import IntegrityError, Locked, NotFound
from coachvault.vault.change import random_record_id
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.copying import random_copy_id
from coachvault.vault.header import HeaderRole
from coachvault.vault.heads import HeadItem
from coachvault.vault.ledger import open_entry_of_any_time
from coachvault.vault.store import Store
from tests.unit.vault.practices import KIND, Bare


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path)


def rows(bare: Bare, record: bytes) -> int:
    (count,) = bare.practice.rows("SELECT count(*) FROM record WHERE record_id = ?", record)[0]
    return int(count)


def test_a_change_that_fails_leaves_the_file_as_it_was(bare: Bare) -> None:
    bare.with_thing()
    before = bare.practice.path.read_bytes()

    def fails() -> None:
        with bare.change() as change:
            change.insert(change.new_compartment(), KIND, "two", {})
            change.head(CompartmentId(bytes(16)))

    with pytest.raises(NotFound):
        fails()
    assert bare.practice.path.read_bytes() == before


def test_the_ledger_names_what_was_written_and_erased(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        assert change.revise(place, record, "two", {"number": 2}) == 2
        assert change.erase_earlier(place, record) == 1
    with bare.vault.read() as snapshot:
        assert snapshot.last is not None
        entry = open_entry_of_any_time(snapshot.last, snapshot.ledger_keys(), snapshot.vault_id)
        written = [each for each in entry.wrote if each.compartment_id == place]
        assert [(each.record_id, each.revision) for each in written] == [(record, 2 << 16)]
        assert [(each.record_id, each.revision) for each in entry.erased if each.compartment_id == place] == [
            (record, 1 << 16)
        ]
        assert snapshot.head(place).item(record).listing == {"number": 2}


def test_revising_keeps_what_was_and_replacing_does_not(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.revise(place, record, "two", {})
    assert rows(bare, record) == 2
    with bare.change() as change:
        change.replace(place, record, "three", {})
    assert rows(bare, record) == 1
    with bare.vault.read() as snapshot:
        assert snapshot.read(place, record, str) == "three"


def test_erasing_leaves_the_id_alone_and_is_remembered_outside(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.erase(place, record)
        assert change.takes_away
    assert rows(bare, record) == 0
    with bare.vault.read() as snapshot:
        assert (snapshot.head(place).items, snapshot.head(place).erased) == ((), (record,))
    with bare.vault.read() as snapshot:
        known = bare.vault.locked.anchors.remembered(snapshot.vault_id, snapshot.ledger_keys())
    assert known.erased_in(place, [record, RecordId(bytes(16))]) == {record}


def test_a_record_that_has_an_id_keeps_it(bare: Bare) -> None:
    place, _ = bare.with_thing()
    record = random_record_id()
    with bare.change() as change:
        change.adopt(place, HeadItem(record, KIND, (), {"number": 7}), "adopted")
    with bare.vault.read() as snapshot:
        assert snapshot.read(place, record, str) == "adopted"


def test_destroying_takes_keys_and_rows_and_says_how_many(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.revise(place, record, "two", {})
    with bare.change() as change:
        assert change.destroy_compartment(place) == 2
    assert rows(bare, record) == 0
    assert bare.practice.rows("SELECT 1 FROM compartment WHERE compartment_id = ?", place) == []
    with bare.change() as change, pytest.raises(NotFound):
        change.destroy_compartment(place)


def test_sealing_and_reopening(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.seal_compartment(place)
    with bare.change() as change, pytest.raises(Locked):
        change.reopen_compartment(place)
    with bare.change(sealing=True) as change:
        change.reopen_compartment(place)
    with bare.vault.read() as snapshot:
        assert snapshot.read(place, record, str) == "one"


def test_a_copy_has_another_id_and_the_same_vault(bare: Bare) -> None:
    with bare.change() as change:
        before = change.header
        change.take_copy_id(HeaderRole.BACKUP, random_copy_id())
        assert change.header.vault_id == before.vault_id
        assert change.header.copy_id != before.copy_id
        change.header.verify(change.day, change.store.slots())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET box = zeroblob(length(box)) WHERE record_id = ?",
        "DELETE FROM record WHERE record_id = ?",
    ],
)
def test_what_the_disk_does_not_give_back_is_not_saved(
    bare: Bare, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = Store.close

    def close(store: Store) -> None:
        closed(store)
        if written and bare.practice.rows("SELECT 1 FROM record WHERE record_id = ?", written[0]):
            bare.practice.tamper(statement, written[0])

    written: list[bytes] = []
    monkeypatch.setattr(Store, "close", close)
    with pytest.raises(IntegrityError, match="NOT saved"), bare.change() as change:
        written.append(change.insert(change.new_compartment(), KIND, "lost", {}))


def test_ids_are_drawn() -> None:
    drawn = {random_record_id() for _ in range(100)}
    assert {len(each) for each in drawn} == {16}
    assert len(drawn) == 100
