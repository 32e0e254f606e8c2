"""Rotation draws every key anew, and what was written stays readable."""

from __future__ import annotations

from math import comb
from pathlib import Path

import pytest

from coachvault.crypto.kdf import encode_passphrase
from coachvault.crypto.sealing import random_key_pair
from coachvault.crypto.words import parse_words
from coachvault.errors import IntegrityError, Locked, UnlockFailed
from coachvault.vault.keys import DayKeys, Keyholder, Keyring, RootKey
from coachvault.vault.rotation import custodian_slots, expected_ways_in, former_keys, rotate
from coachvault.vault.slots import SlotKind, boxes_of
from coachvault.vault.vault import LockedVault, Vault
from tests.fakes import NOON, PASSPHRASE, TESTING, WORDS
from tests.unit.vault.practices import Bare

ROOT = RootKey(bytes(range(32)))


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path)


def ring(executors: int, readers: int, quorum: int) -> Keyring:
    count = executors + readers
    holders = [Keyholder(f"c{number}", number >= executors, random_key_pair().public) for number in range(count)]
    return Keyring(bytes(32), random_key_pair().public, bytes(32), bytes(32), tuple(holders), quorum)


def test_every_key_is_another_and_everything_is_readable(bare: Bare) -> None:
    place, record = bare.with_thing()
    old_header, old_root = bare.vault.locked.header, bare.opened.root()
    with bare.vault.read() as snapshot:
        old = snapshot.keyring()
    with bare.change(sealing=True) as change:
        rotate(change, bare.opened.root(), encode_passphrase("another pass phrase"), TESTING)
    locked = LockedVault.at(bare.practice.path, bare.practice.setting.state_folder)
    with pytest.raises(UnlockFailed):
        locked.unlock(encode_passphrase(PASSPHRASE))
    root = locked.unlock(encode_passphrase("another pass phrase"))
    assert root == locked.unlock_with_words(parse_words(WORDS)) != old_root
    assert locked.header.epoch == old_header.epoch + 1
    with Vault(locked, DayKeys.from_root(root)).read() as snapshot:
        new = snapshot.keyring()
        assert snapshot.read(place, record, str) == "one"
        assert snapshot.generation(place) == 2
    assert new.recovery_public == old.recovery_public
    for name in ("sealing_public", "inbox_private", "capture_key"):
        assert getattr(new, name) != getattr(old, name)


def test_it_takes_the_sealing_key(bare: Bare) -> None:
    place, _ = bare.with_thing()
    with bare.change() as change:
        change.seal_compartment(place)
    before = bare.practice.path.read_bytes()
    with pytest.raises(Locked), bare.change() as change:
        rotate(change, bare.opened.root(), encode_passphrase("another pass phrase"), TESTING)
    assert bare.practice.path.read_bytes() == before


@pytest.mark.parametrize(
    ("executors", "readers", "quorum"), [(0, 0, 0), (2, 0, 0), (1, 1, 0), (0, 2, 2), (1, 3, 2), (0, 1, 2)]
)
def test_the_ways_in_are_as_many_as_the_ring_says(bare: Bare, executors: int, readers: int, quorum: int) -> None:
    known = ring(executors, readers, quorum)
    slots = custodian_slots(known, ROOT, bare.vault.locked.header.vault_id, 1)
    expected = expected_ways_in(known)
    assert expected[SlotKind.EXECUTOR] == executors
    assert expected[SlotKind.READERS] == (comb(readers, quorum) if quorum else 0)
    for kind in (SlotKind.EXECUTOR, SlotKind.READERS):
        assert len(list(boxes_of(kind, slots))) == expected[kind]
    assert len({slot_id for slot_id, _ in slots}) == len(slots)


def test_the_keys_begin_at_step_0_and_the_former_ones_are_kept(bare: Bare) -> None:
    bare.with_thing()
    roots, headers = [], []
    for _ in range(3):
        opened = bare.practice.open()
        with opened.vault.change("note erase", NOON) as change:
            change.take_step()
        roots.append(opened.root())
        headers.append(bare.practice.open().vault.locked.header)
        sealing = opened.unseal()
        with opened.vault.change("keys rotate", NOON, sealing=sealing) as change:
            rotate(change, opened.root(), encode_passphrase(PASSPHRASE), TESTING)
    now = bare.practice.open()
    header = now.vault.locked.header
    assert [each.step for each in headers] == [1, 1, 1]
    assert (header.step, header.duty_step, header.is_owed) == (0, 0, False)
    kept = former_keys(header, now.root())
    assert [(each.epoch, each.key_id, each.root) for each in kept] == [
        (each.epoch, each.key_id, root) for each, root in zip(headers, roots, strict=True)
    ]
    assert len({each.key_id for each in headers} | {header.key_id}) == 4
    assert kept[0].root.hex() not in repr(kept[0])
    with pytest.raises(IntegrityError):
        former_keys(header, roots[0])
    assert former_keys(headers[0], roots[0]) == []


def test_what_was_erased_in_the_same_change_leaves_no_key(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change(sealing=True) as change:
        change.erase(place, record)
        rotate(change, bare.opened.root(), encode_passphrase(PASSPHRASE), TESTING)
    with bare.practice.open().vault.read() as snapshot:
        assert len(snapshot.keys(place)) == 1
        assert snapshot.header.step == 0
    assert bare.practice.faults() == []
