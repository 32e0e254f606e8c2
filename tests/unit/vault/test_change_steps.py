"""Taking away is a step of the keys: they go forward to what is written after, and never back to what was before."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from coachvault.crypto.aead import unseal
from coachvault.errors import IntegrityError, Locked, Refused
from coachvault.vault import header as headers
from coachvault.vault.change import Change
from coachvault.vault.check import check_vault
from coachvault.vault.codec import CompartmentId, RecordId, encode
from coachvault.vault.heads import HeadItem, Row
from coachvault.vault.inbox import append, items
from coachvault.vault.keys import CompartmentKey, DayKeys, Part
from coachvault.vault.pins import Pin, Pins
from coachvault.vault.snapshot import Snapshot, record_place
from coachvault.vault.store import RecordRow, Store
from coachvault.vault.vault import LockedVault, Vault
from tests.fakes import NOON
from tests.unit.vault.practices import KIND, Bare


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path / "here")


def steps(bare: Bare) -> tuple[int, int, bool]:
    header = LockedVault.at(bare.practice.path, None).header
    return header.step, header.duty_step, header.is_owed


def with_duty_keys(bare: Bare) -> Vault:
    """The vault as an executor opens it."""
    locked, day = LockedVault.at(bare.practice.path, bare.practice.setting.state_folder), bare.vault.day
    return Vault(locked, DayKeys.for_duty(day.header, day.duty))


def kept(bare: Bare, name: str) -> Path:
    """Copies the file as it is, as a disk image would."""
    place = bare.practice.path.with_name(name)
    shutil.copyfile(bare.practice.path, place)
    place.chmod(0o600)
    return place


def opened(path: Path, day: DayKeys) -> Snapshot:
    store = Store.open(path)
    try:
        with store.transaction(write=False):
            return Snapshot.load(store, day)
    finally:
        store.close()


def day_now(bare: Bare) -> DayKeys:
    with bare.vault.read() as snapshot:
        return snapshot.day


def faults(bare: Bare) -> list[str]:
    with bare.vault.read(bare.opened.unseal()) as snapshot:
        return check_vault(snapshot, lambda *_: None).faults


def test_what_takes_no_step(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.revise(place, record, "two", {})
        change.replace(place, record, "three", {})
        change.remove(place, record)
        change.insert(place, KIND, "more", {})
    assert steps(bare) == (0, 0, False)


TAKE_AWAY: dict[str, Callable[[Change, CompartmentId, RecordId], object]] = {
    "erase": Change.erase,
    "erase_earlier": Change.erase_earlier,
    "seal": lambda change, place, _: change.seal_compartment(place),
    "destroy": lambda change, place, _: change.destroy_compartment(place),
    "renew": lambda change, place, _: change.renew_key(place),
}


@pytest.mark.parametrize("name", TAKE_AWAY)
def test_what_takes_away_takes_one_step(bare: Bare, name: str) -> None:
    places = [bare.with_thing(), bare.with_thing()]
    with bare.change() as change:
        for place, record in places:
            TAKE_AWAY[name](change, place, record)
    assert steps(bare) == (1, 0, False)
    assert faults(bare) == []


@pytest.mark.parametrize("name", TAKE_AWAY)
def test_keys_from_after_do_not_open_a_file_from_before(bare: Bare, name: str) -> None:
    place, record = bare.with_thing()
    before, old = kept(bare, "before.vault"), day_now(bare)
    with bare.change() as change:
        TAKE_AWAY[name](change, place, record)
    with pytest.raises(Locked, match="from before"):
        opened(before, day_now(bare))
    assert opened(before, old).header.step == 0
    assert opened(bare.practice.path, old).header.step == 1, "forward leads every older key"


@pytest.mark.parametrize("name", ["erase", "erase_earlier"])
def test_the_file_of_today_does_not_give_the_key_of_yesterday(bare: Bare, name: str) -> None:
    place, record = bare.with_thing("gone")
    with bare.change() as change:
        change.revise(place, record, "gone as well" if name == "erase" else "stays", {})
        other = change.insert(place, KIND, "other", {})
    with closing(sqlite3.connect(bare.practice.path)) as file:
        rows = list(map(RecordRow._make, file.execute("SELECT * FROM record WHERE compartment_id = ?", (place,))))
    with bare.change() as change:
        TAKE_AWAY[name](change, place, record)
    with bare.vault.read(bare.opened.unseal()) as snapshot:
        keys = snapshot.keys(place)
        assert snapshot.read(place, other, str) == "other"
    assert [opens(snapshot, key, row) for key in keys for row in rows] == [False] * len(rows)
    assert len(keys) == 1


def opens(snapshot: Snapshot, key: CompartmentKey, row: RecordRow) -> bool:
    item = HeadItem(RecordId(row.record_id), KIND, (Row(row.revision, row.generation, b""),), {})
    at = record_place(snapshot.vault_id, CompartmentId(row.compartment_id), item, row.generation, row.revision)
    try:
        unseal(key, row.box, at)
    except IntegrityError:
        return False
    return True


def test_what_stays_keeps_its_revisions_and_stands_in_the_ledger(bare: Bare) -> None:
    place, record = bare.with_thing("one")
    with bare.change() as change:
        change.revise(place, record, "two", {"number": 2})
        gone = change.insert(place, KIND, "gone", {})
    with bare.change() as change:
        change.erase(place, gone)
    with bare.vault.read() as snapshot:
        item = snapshot.head(place).item(record)
        assert [(row.revision, row.generation) for row in item.rows] == [(1 << 16, 2), (2 << 16, 2)]
        assert [snapshot.read(place, record, str, row.revision) for row in item.rows] == ["one", "two"]
        assert item.listing == {"number": 2}
        assert snapshot.generation(place) == 2
    assert faults(bare) == []
    assert bare.practice.rows("SELECT count(*) FROM digest") == bare.practice.rows("SELECT count(*) FROM compartment")


def test_a_sealed_part_stays_sealed_under_its_new_key(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        gone = change.insert(place, KIND, "gone", {})
        change.seal_compartment(place)
    with bare.change() as change, pytest.raises(Locked):
        change.erase(place, gone)
    with bare.change(sealing=True) as change:
        change.erase(place, gone)
    with bare.vault.read() as snapshot, pytest.raises(Locked):
        snapshot.head(place)
    with bare.vault.read(bare.opened.unseal()) as snapshot:
        assert snapshot.read(place, record, str) == "one"


def test_what_the_duty_holds_steps_the_duty_alone(bare: Bare) -> None:
    with bare.change() as change:
        roster = change.part(Part.ROSTER)
        gone = change.insert(roster, KIND, "a telephone number", {})
    before, old = kept(bare, "before.vault"), day_now(bare)
    with bare.change() as change:
        change.erase(roster, gone)
    assert steps(bare) == (0, 1, False)
    for later in (day_now(bare), DayKeys.for_duty(old.header, day_now(bare).duty)):
        with pytest.raises(Locked):
            opened(before, msgspec.structs.replace(later, duty_step=1))
    assert opened(bare.practice.path, DayKeys.for_duty(old.header, old.duty)).day.duty_step == 1
    assert faults(bare) == []


def test_an_executor_owes_the_step_and_the_next_change_takes_it(bare: Bare) -> None:
    place, _ = bare.with_thing()
    with with_duty_keys(bare).change("retention destroy", NOON) as change:
        change.destroy_compartment(place)
    assert steps(bare) == (0, 0, True)
    with with_duty_keys(bare).change("retention destroy", NOON) as change:
        change.insert(change.part(Part.REGISTER), KIND, "more", {})
    assert steps(bare) == (0, 0, True)
    bare.with_thing()
    assert steps(bare) == (1, 0, False)


def test_an_executor_erases_contacts_with_a_step_of_the_duty(bare: Bare) -> None:
    with bare.change() as change:
        gone = change.insert(change.part(Part.ROSTER), KIND, "a telephone number", {})
    with with_duty_keys(bare).change("retention destroy", NOON) as change:
        change.erase(change.part(Part.ROSTER), gone)
    assert steps(bare) == (0, 1, False)
    assert faults(bare) == []


def test_destroying_what_is_sealed_takes_no_step(bare: Bare) -> None:
    place, _ = bare.with_thing()
    with bare.change() as change:
        change.seal_compartment(place)
    with bare.change() as change:
        change.destroy_compartment(place)
    assert steps(bare) == (1, 0, False)


def pinned(bare: Bare) -> tuple[Pins, Pin]:
    pins = Pins(bare.practice.setting.state_folder)
    with bare.vault.read() as snapshot:
        pins.keep(snapshot.header, Pin(snapshot.header.inbox_public, snapshot.keyring().capture_key))
        pin = pins.read(snapshot.header)
    assert pin is not None
    return pins, pin


def test_what_waits_is_sealed_anew_and_the_new_keys_are_pinned(bare: Bare) -> None:
    pins, before = pinned(bare)
    append(bare.practice.path, pins, b"while locked")
    (old,) = bare.practice.rows("SELECT * FROM inbox")
    with bare.vault.read() as snapshot:
        old_ring = snapshot.keyring()
    with bare.change() as change:
        change.take_step()
    with bare.vault.read() as snapshot:
        ring, (item,) = snapshot.keyring(), items(snapshot.store.inbox())
        assert item.is_authentic(ring.capture_key, snapshot.vault_id)
        assert (item.open(ring), item.item_id, item.counter) == (b"while locked", old[0], 1)
        assert not item.is_authentic(old_ring.capture_key, snapshot.vault_id)
        with pytest.raises(IntegrityError):
            item.open(old_ring)
        after = pins.read(snapshot.header)
        assert after == msgspec.structs.replace(
            before, counter=1, inbox_public=snapshot.header.inbox_public, capture_key=ring.capture_key
        )
    assert append(bare.practice.path, pins, b"another") == 2
    assert faults(bare) == []


def test_what_nobody_here_wrote_is_left_as_it_is(bare: Bare) -> None:
    pinned(bare)
    bare.practice.tamper("INSERT INTO inbox VALUES (zeroblob(16), zeroblob(200))")
    with bare.change() as change:
        change.take_step()
    assert bare.practice.rows("SELECT box FROM inbox") == [(bytes(200),)]


def test_throwing_away_what_waits_takes_a_step(bare: Bare) -> None:
    pins, _ = pinned(bare)
    append(bare.practice.path, pins, b"while locked")
    with bare.change() as change:
        change.erase_item(change.store.inbox()[0][0])
    assert steps(bare) == (1, 0, False)
    assert bare.practice.rows("SELECT * FROM inbox") == []


def test_who_holds_older_keys_is_given_the_newer_ones_once_they_are_kept(bare: Bare) -> None:
    place, record = bare.with_thing()
    given: list[DayKeys] = []

    def advance(day: DayKeys) -> None:
        assert opened(bare.practice.path, day).header.step == day.step
        given.append(day)

    vault = msgspec.structs.replace(bare.vault, advance=advance)
    with vault.change("note add", NOON) as change:
        change.revise(place, record, "two", {})
    assert given == []
    with vault.change("note erase", NOON) as change:
        change.erase(place, record)
    assert given == [bare.vault.day.at(1, 0)]


def test_a_change_that_fails_takes_none(bare: Bare) -> None:
    place, record = bare.with_thing()
    before = bare.practice.path.read_bytes()

    def fails() -> None:
        with bare.change() as change:
            change.erase(place, record)
            raise Refused("No.")

    with pytest.raises(Refused):
        fails()
    assert bare.practice.path.read_bytes() == before


def test_a_copy_that_is_brought_back_goes_past_the_highest_step(bare: Bare) -> None:
    with bare.change() as change:
        change.take_step(past=41)
    assert steps(bare) == (42, 0, False)
    assert faults(bare) == []


def test_steps_end_somewhere(bare: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachvault.vault.change.MOST_STEPS", 1)
    with bare.change() as change:
        change.take_step()
    with pytest.raises(Refused, match="as many steps"), bare.change() as change:
        change.take_step()
    assert headers.MOST_STEPS == 131_072


def test_a_changed_number_of_steps_is_known_before_it_is_used(bare: Bare) -> None:
    for value in (b"\x05\0\0\0", b"\xff\xff\xff\xff"):
        bare.practice.tamper("UPDATE header SET value = ? WHERE name = 'step'", value)
        with pytest.raises(IntegrityError):
            day_now(bare)


def test_the_search_index_goes_with_what_is_erased(bare: Bare) -> None:
    place, record = bare.with_thing()
    bare.practice.tamper("INSERT INTO search VALUES (?, 1, 1, x'00')", place)
    with bare.change() as change:
        change.erase(place, record)
    assert bare.practice.rows("SELECT * FROM search") == []


def test_rows_that_are_sealed_anew_are_read_back(bare: Bare, monkeypatch: pytest.MonkeyPatch) -> None:
    place, _ = bare.with_thing()
    with bare.change() as change:
        gone = change.insert(place, KIND, "gone", {})
    written = Store.update_record
    monkeypatch.setattr(Store, "update_record", lambda store, row: written(store, row._replace(box=encode("lost"))))
    with pytest.raises(IntegrityError, match="NOT saved"), bare.change() as change:
        change.erase(place, gone)
