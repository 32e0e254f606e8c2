"""The header is parsed strictly and authenticated together with every way in."""

from __future__ import annotations

import msgspec
import pytest

from coachvault.errors import IntegrityError
from coachvault.vault.codec import CompartmentId, CopyId, VaultId
from coachvault.vault.header import Header, encode_header, key_id_of, seal_directory
from coachvault.vault.keys import DayKeys, Part, RootKey

DAY = DayKeys.from_root(RootKey(bytes(range(32))))
VAULT = VaultId(b"v" * 16)
PARTS = {part: CompartmentId(bytes([number]) * 16) for number, part in enumerate(Part)}
SLOTS = [(b"a" * 16, b"1" * 512), (b"b" * 16, b"2" * 512)]
HEADER = Header(VAULT, CopyId(b"c" * 16), 1, b"i" * 32, b"s" * 104, seal_directory(DAY, VAULT, PARTS), b"")
VALUES = encode_header(HEADER, DAY, SLOTS)


def test_a_header_comes_back_and_is_authentic() -> None:
    found = Header.parse(VALUES)
    found.verify(DAY, SLOTS)
    assert (found.vault_id, found.copy_id, found.epoch) == (VAULT, HEADER.copy_id, 1)
    assert found.parts(DAY) == PARTS


def test_the_order_of_the_slots_is_not_a_change() -> None:
    Header.parse(VALUES).verify(DAY, SLOTS[::-1])


@pytest.mark.parametrize("name", VALUES)
def test_a_header_with_any_value_changed_is_not_authentic(name: str) -> None:
    for position in range(len(VALUES[name])):
        value = bytearray(VALUES[name])
        value[position] ^= 1
        with pytest.raises(IntegrityError):
            Header.parse({**VALUES, name: bytes(value)}).verify(DAY, SLOTS)


@pytest.mark.parametrize(
    "slots",
    [
        [],
        SLOTS[:1],
        [*SLOTS, (b"c" * 16, b"3" * 512)],
        [(b"a" * 16, b"2" * 512), (b"b" * 16, b"1" * 512)],
        [(b"a" * 16, b"1" * 511 + b"2"), SLOTS[1]],
        [(b"a" * 16 + b"1", b"1" * 511), SLOTS[1]],
    ],
)
def test_a_way_in_that_was_added_removed_or_changed_is_noticed(slots: list[tuple[bytes, bytes]]) -> None:
    with pytest.raises(IntegrityError):
        Header.parse(VALUES).verify(DAY, slots)


def test_other_keys_find_the_header_not_authentic() -> None:
    with pytest.raises(IntegrityError):
        Header.parse(VALUES).verify(DayKeys.from_root(RootKey(bytes(32))), SLOTS)


@pytest.mark.parametrize("name", VALUES)
def test_a_missing_value_is_refused(name: str) -> None:
    with pytest.raises(IntegrityError):
        Header.parse({key: value for key, value in VALUES.items() if key != name})


@pytest.mark.parametrize("name", ["vault_id", "copy_id", "epoch", "inbox_public", "mac"])
def test_a_value_of_another_size_is_refused(name: str) -> None:
    for value in (b"", VALUES[name][:-1], VALUES[name] + b"\0"):
        with pytest.raises(IntegrityError):
            Header.parse({**VALUES, name: value})


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(IntegrityError):
        Header.parse({**VALUES, "more": b""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("role", b"\0"),
        ("role", b"\6"),
        ("owed", b"\2"),
        ("step", (131_073).to_bytes(4, "little")),
        ("duty_step", b"\xff" * 4),
    ],
)
def test_a_value_out_of_its_bounds_is_refused(name: str, value: bytes) -> None:
    with pytest.raises(IntegrityError):
        Header.parse({**VALUES, name: value})


FIRST = ("vault_id", "copy_id", "epoch", "inbox_public", "sealing", "directory", "mac")


def test_a_header_of_version_1_is_read_and_has_a_code_of_its_own() -> None:
    found = Header.parse({name: VALUES[name] for name in FIRST})
    assert (found.version, found.role, found.step, found.former) == (1, None, 0, b"")
    assert not found.is_authentic(DAY, SLOTS), "the code of version 2 is over other fields"
    own = msgspec.structs.replace(found, mac=found.code(DAY, SLOTS))
    own.verify(DAY, SLOTS)


def test_the_keys_of_a_rotation_are_known_by_an_id_that_gives_none() -> None:
    assert key_id_of(DAY) == key_id_of(DAY.at(5, 3)) == key_id_of(DayKeys.for_duty(DAY.header, DAY.duty))
    assert len(key_id_of(DAY)) == 16
    assert key_id_of(DAY) != key_id_of(DayKeys.from_root(RootKey(bytes(32))))
