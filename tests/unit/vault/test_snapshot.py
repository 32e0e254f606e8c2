"""What is read is what was last written at exactly that place, or there is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import IntegrityError, Locked, NotFound
from coachvault.vault.codec import CompartmentId, RecordId
from coachvault.vault.keys import Part
from coachvault.vault.snapshot import MOVED_AWAY, record_place
from tests.fakes import NOON
from tests.unit.vault.practices import KIND, Bare


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path)


def test_every_revision_is_read_and_the_newest_unless_another_is_asked_for(bare: Bare) -> None:
    place, record = bare.with_thing("one")
    with bare.change() as change:
        change.revise(place, record, "two", {})
    with bare.vault.read() as snapshot:
        assert snapshot.read(place, record, str) == "two"
        assert [snapshot.read(place, record, str, number << 16) for number in (1, 2)] == ["one", "two"]
        with pytest.raises(NotFound, match="revision"):
            snapshot.read(place, record, str, 2)
        with pytest.raises(NotFound, match="record"):
            snapshot.read(place, RecordId(bytes(16)), str)
        with pytest.raises(NotFound, match="part of the vault"):
            snapshot.head(CompartmentId(bytes(16)))


def test_a_scan_yields_the_newest_of_every_record(bare: Bare) -> None:
    (one, first), (two, second) = bare.with_thing("one"), bare.with_thing("two")
    with bare.change() as change:
        change.revise(one, first, "one more", {})
    with bare.vault.read() as snapshot:
        found = {each.item.record_id: each.data for each in snapshot.scan({one, two})}
        assert found == {first: b'"one more"', second: b'"two"'}
        assert [each.compartment_id for each in snapshot.scan({two})] == [two]
        assert list(snapshot.scan(set())) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM record WHERE record_id = ?",
        "UPDATE record SET box = zeroblob(length(box)) WHERE record_id = ?",
        "UPDATE record SET generation = 2 WHERE record_id = ?",
        "UPDATE record SET revision = 2 WHERE record_id = ?",
    ],
)
def test_a_row_that_is_not_the_one_that_was_written_is_refused(bare: Bare, statement: str) -> None:
    place, record = bare.with_thing()
    bare.practice.tamper(statement, record)
    with bare.vault.read() as snapshot:
        with pytest.raises(IntegrityError):
            snapshot.read(place, record, str)
        with pytest.raises(IntegrityError):
            list(snapshot.scan({place}))


def test_a_planted_record_is_refused_by_a_scan(bare: Bare) -> None:
    place, record = bare.with_thing()
    bare.practice.tamper("UPDATE record SET record_id = zeroblob(16) WHERE record_id = ?", record)
    with bare.vault.read() as snapshot, pytest.raises(IntegrityError, match="nobody wrote"):
        list(snapshot.scan({place}))


def test_what_is_sealed_takes_the_sealing_key(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.seal_compartment(place)
    with bare.vault.read() as snapshot:
        assert (snapshot.is_sealed(place), snapshot.is_readable(place)) == (True, False)
        with pytest.raises(Locked):
            snapshot.read(place, record, str)
    with bare.vault.read(bare.opened.unseal()) as snapshot:
        assert (snapshot.is_sealed(place), snapshot.is_readable(place)) == (True, True)
        assert snapshot.read(place, record, str) == "one"


def test_every_part_is_there_and_the_roster_and_the_schedule_are_of_the_duty(bare: Bare) -> None:
    with bare.vault.read() as snapshot:
        assert {snapshot.part(part) for part in Part} <= set(snapshot.compartment_ids())
        of_duty = {part for part in Part if snapshot.is_of_duty(snapshot.part(part))}
        assert {Part.ROSTER, Part.SCHEDULE} <= of_duty
        assert Part.PRACTICE not in of_duty
        snapshot.parts.pop(Part.ROSTER)
        with pytest.raises(IntegrityError, match="parts that every vault has"):
            snapshot.part(Part.ROSTER)


def test_the_newest_entry_says_what_was_done_and_when(bare: Bare) -> None:
    with bare.vault.read() as snapshot:
        assert (snapshot.newest_kind, snapshot.newest_at, snapshot.is_moved_away) == ("init", NOON, False)
        seq = snapshot.last.seq if snapshot.last else -1
    for kind in ("note add", MOVED_AWAY):
        with bare.vault.change(kind, NOON):
            pass
    with bare.vault.read() as snapshot:
        assert list(snapshot.kinds_after(seq)) == ["note add", MOVED_AWAY]
        assert list(snapshot.kinds_after(seq + 2)) == []
        assert snapshot.is_moved_away


def test_a_place_differs_in_every_field(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.insert(place, "other", "x", {})
        head, vault_id = change.head(place), change.vault_id
    thing, other = head.item(record), next(head.of_kind("other"))
    places = [
        record_place(vault_id, place, thing, 1, 1),
        record_place(vault_id, place, thing, 2, 1),
        record_place(vault_id, place, thing, 1, 2),
        record_place(vault_id, place, other, 1, 1),
        record_place(vault_id, CompartmentId(bytes(16)), thing, 1, 1),
    ]
    assert len(set(places)) == len(places)
    assert thing.kind == KIND
