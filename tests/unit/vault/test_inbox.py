"""What is written while the vault is locked is sealed and authenticated, and stays in its order."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.crypto.sealing import random_key_pair
from coachvault.errors import IntegrityError, Locked, Refused
from coachvault.vault import inbox
from coachvault.vault.codec import VaultId
from coachvault.vault.header import Header
from coachvault.vault.inbox import InboxItem, ItemId, append, items, require_open, reseal
from coachvault.vault.keys import Keyring
from coachvault.vault.pins import Pin, Pins
from tests.unit.vault.practices import Bare


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path)


@pytest.fixture
def pins(bare: Bare) -> Pins:
    """What this machine has pinned after the vault was unlocked on it."""
    found = Pins(bare.practice.setting.state_folder)
    with bare.vault.read() as snapshot:
        found.keep(snapshot.header, Pin(snapshot.header.inbox_public, snapshot.keyring().capture_key))
    return found


def waiting(bare: Bare) -> tuple[list[InboxItem], Keyring, VaultId]:
    with bare.vault.read() as snapshot:
        return items(snapshot.store.inbox()), snapshot.keyring(), snapshot.vault_id


def test_what_is_written_waits_in_its_order(bare: Bare, pins: Pins) -> None:
    assert [append(bare.practice.path, pins, text) for text in (b"one", b"two", b"three")] == [1, 2, 3]
    found, keyring, vault_id = waiting(bare)
    assert [each.open(keyring) for each in found] == [b"one", b"two", b"three"]
    assert [each.counter for each in found] == [1, 2, 3]
    assert all(each.is_authentic(keyring.capture_key, vault_id) for each in found)


def test_an_item_is_authentic_as_it_stands_and_in_its_vault(bare: Bare, pins: Pins) -> None:
    append(bare.practice.path, pins, b"one")
    (item,), keyring, vault_id = waiting(bare)
    key = keyring.capture_key
    others = ({"item_id": ItemId(bytes(16))}, {"counter": 2}, {"code": bytes(32)}, {"sealed": item.sealed + b"x"})
    assert not any(msgspec.structs.replace(item, **fields).is_authentic(key, vault_id) for fields in others)
    assert not item.is_authentic(key, VaultId(bytes(16)))
    assert not item.is_authentic(bytes(32), vault_id)


@pytest.mark.parametrize("box", [b"", b"x", bytes(40), bytes(200)])
def test_any_bytes_are_an_item_that_nobody_wrote(bare: Bare, pins: Pins, box: bytes) -> None:
    _, keyring, vault_id = waiting(bare)
    item = InboxItem.parse(bytes(16), box)
    assert not item.is_authentic(keyring.capture_key, vault_id)
    with pytest.raises(IntegrityError):
        item.open(keyring)


def test_a_row_comes_back_as_it_was() -> None:
    item = InboxItem(ItemId(b"i" * 16), 300, b"c" * 32, b"sealed")
    assert InboxItem.parse(item.item_id, item.encode()) == item


def test_a_machine_that_never_unlocked_it_writes_nothing(bare: Bare, tmp_path: Path) -> None:
    fresh = Pins(tmp_path / "elsewhere")
    for act in (lambda: append(bare.practice.path, fresh, b"one"), lambda: require_open(bare.practice.path, fresh)):
        with pytest.raises(Locked, match="never unlocked it"):
            act()


def test_nothing_is_sealed_to_another_key_than_the_pinned_one(bare: Bare, pins: Pins) -> None:
    bare.practice.tamper("UPDATE header SET value = zeroblob(32) WHERE name = 'inbox_public'")
    with pytest.raises(Locked, match="another key"):
        append(bare.practice.path, pins, b"one")
    assert bare.practice.rows("SELECT 1 FROM inbox") == []


def test_a_vault_that_was_closed_says_why(bare: Bare, pins: Pins) -> None:
    with bare.vault.read() as snapshot:
        pin = pins.read(snapshot.header)
        assert pin is not None
        pins.keep(snapshot.header, msgspec.structs.replace(pin, closed="It has ended."))
    with pytest.raises(Refused, match="It has ended"):
        append(bare.practice.path, pins, b"one")


def test_an_inbox_has_room_for_so_much(bare: Bare, pins: Pins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_ITEMS", 2)
    for text in (b"one", b"two"):
        require_open(bare.practice.path, pins)
        append(bare.practice.path, pins, text)
    for act in (lambda: append(bare.practice.path, pins, b"three"), lambda: require_open(bare.practice.path, pins)):
        with pytest.raises(Refused, match="full"):
            act()
    monkeypatch.undo()
    monkeypatch.setattr(inbox, "MOST_BYTES", 500)
    with pytest.raises(Refused, match="full"):
        append(bare.practice.path, pins, bytes(500))


def test_an_item_is_sealed_to_new_keys_under_its_number(bare: Bare, pins: Pins) -> None:
    append(bare.practice.path, pins, b"one")
    (item,), keyring, vault_id = waiting(bare)
    pair, capture_key = random_key_pair(), b"k" * 32
    again = reseal(item, keyring, (pair.public, capture_key), vault_id)
    assert (again.item_id, again.counter) == (item.item_id, item.counter)
    assert again.is_authentic(capture_key, vault_id)
    assert again.open(msgspec.structs.replace(keyring, inbox_private=pair.private)) == b"one"
    with pytest.raises(IntegrityError):
        again.open(keyring)


def test_the_pin_is_read_again_before_a_text_is_refused(
    bare: Bare, pins: Pins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that takes a step pins the new keys right after its commit, and not with it."""
    renewed: list[tuple[Header, bytes]] = []
    monkeypatch.setattr(Pins, "renew", lambda _self, header, key: renewed.append((header, key)))
    with bare.change() as change:
        change.take_step()
    monkeypatch.undo()
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        pins.renew(*renewed[0])

    monkeypatch.setattr("coachvault.vault.inbox.time.sleep", sleep)
    assert append(bare.practice.path, pins, b"while another command takes a step") == 1
    assert len(waits) == 1
    found, keyring, _ = waiting(bare)
    assert [each.open(keyring) for each in found] == [b"while another command takes a step"]


def test_a_pin_that_stays_another_is_refused(bare: Bare, pins: Pins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pins, "renew", lambda *_: None)
    monkeypatch.setattr("coachvault.vault.inbox.time.sleep", lambda _: None)
    with bare.change() as change:
        change.take_step()
    with pytest.raises(Locked, match="another key"):
        append(bare.practice.path, pins, b"text")


def test_a_note_that_was_sealed_anew_before_it_was_read_back_is_kept(
    bare: Bare, pins: Pins, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_back = inbox._require_kept

    def after_a_step(*given: object) -> None:
        with bare.change() as change:
            change.take_step()
        read_back(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "_require_kept", after_a_step)
    assert append(bare.practice.path, pins, b"one") == 1
    monkeypatch.undo()
    assert append(bare.practice.path, pins, b"two") == 2
    found, keyring, _ = waiting(bare)
    assert [(each.counter, each.open(keyring)) for each in found] == [(1, b"one"), (2, b"two")]


@pytest.mark.parametrize("is_filed", [False, True])
def test_a_row_that_is_gone_was_filed_or_was_not_kept(
    is_filed: bool, bare: Bare, pins: Pins, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_back = inbox._require_kept

    def after_it_went(path: Path, item: InboxItem, *given: object) -> None:
        if is_filed:
            with bare.change() as change:
                change.store.delete_inbox(item.item_id)
        else:
            bare.practice.tamper("DELETE FROM inbox")
        read_back(path, item, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "_require_kept", after_it_went)
    if is_filed:
        assert append(bare.practice.path, pins, b"one") == 1
    else:
        with pytest.raises(IntegrityError):
            append(bare.practice.path, pins, b"one")
