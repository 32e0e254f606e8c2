"""What this machine has pinned of a vault: for one copy, never backwards, and never read where it is damaged."""

from __future__ import annotations

import stat
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import IntegrityError
from coachvault.vault.codec import CopyId
from coachvault.vault.header import Header
from coachvault.vault.pins import Pin, Pins
from tests.unit.vault.practices import Bare

PIN = Pin(b"p" * 32, b"c" * 32, counter=5)


@pytest.fixture
def header(tmp_path: Path) -> Header:
    found = Bare(tmp_path / "vault").vault.locked.header
    return msgspec.structs.replace(found, inbox_public=PIN.inbox_public)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_what_is_pinned_is_of_one_copy(header: Header, state: Path) -> None:
    Pins(state).keep(header, PIN)
    assert Pins(state).read(header) == PIN
    assert Pins(state).read(msgspec.structs.replace(header, copy_id=CopyId(bytes(16)))) is None


def test_what_is_pinned_follows_a_copy_to_its_other_id(header: Header, state: Path) -> None:
    after = msgspec.structs.replace(header, copy_id=CopyId(bytes(16)))
    Pins(state).move(header, after)
    assert Pins(state).read(after) is None
    Pins(state).keep(header, PIN)
    Pins(state).move(header, after)
    assert (Pins(state).read(header), Pins(state).read(after)) == (None, PIN)


def test_the_number_never_goes_backwards_under_the_same_key(header: Header, state: Path) -> None:
    Pins(state).keep(header, PIN)
    for counter, known in ((3, 5), (7, 7)):
        Pins(state).keep(header, msgspec.structs.replace(PIN, counter=counter))
        assert Pins(state).read(header) == msgspec.structs.replace(PIN, counter=known)
    Pins(state).keep(header, msgspec.structs.replace(PIN, capture_key=b"d" * 32, counter=0))
    assert Pins(state).read(header) == msgspec.structs.replace(PIN, capture_key=b"d" * 32, counter=0)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"inbox_public":"","capture_key":"","counter":-1}', "x" * 5_000])
def test_a_damaged_file_is_not_passed_over(header: Header, state: Path, text: str) -> None:
    Pins(state).keep(header, PIN)
    (file,) = (state / "inbox").glob("*.json")
    file.write_text(text)
    with pytest.raises(IntegrityError, match="damaged"):
        Pins(state).read(header)


@pytest.mark.parametrize(
    ("pin", "waiting", "settled"),
    [
        (msgspec.structs.replace(PIN, filed=5), 0, True),
        (msgspec.structs.replace(PIN, filed=5), 1, False),
        (PIN, 0, False),
        (msgspec.structs.replace(PIN, filed=5, waits=True), 0, False),
        (msgspec.structs.replace(PIN, filed=5, inbox_public=bytes(32)), 0, False),
        (None, 0, False),
    ],
)
def test_an_inbox_is_settled_once_all_is_filed(
    header: Header, state: Path, pin: Pin | None, waiting: int, settled: bool
) -> None:
    if pin:
        Pins(state).keep(header, pin)
    assert Pins(state).is_settled(header, waiting) is settled


def test_a_pin_is_private_and_shows_no_key(header: Header, state: Path) -> None:
    Pins(state).keep(header, PIN)
    (file,) = (state / "inbox").glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert repr(PIN) == "Pin(...)"


def test_a_step_gives_the_pin_new_keys_and_leaves_the_rest(header: Header, state: Path) -> None:
    Pins(state).renew(header, b"d" * 32)
    assert Pins(state).read(header) is None, "a machine that never unlocked it pins nothing"
    Pins(state).keep(header, msgspec.structs.replace(PIN, filed=4, waits=True))
    Pins(state).renew(msgspec.structs.replace(header, inbox_public=b"q" * 32), b"d" * 32)
    assert Pins(state).read(header) == Pin(b"q" * 32, b"d" * 32, counter=5, filed=4, waits=True)


def test_a_note_is_counted_under_whatever_keys_are_pinned_by_then(header: Header, state: Path) -> None:
    Pins(state).count(header, 9)
    assert Pins(state).read(header) is None
    Pins(state).keep(header, PIN)
    for counter, known in ((9, 9), (2, 9)):
        Pins(state).count(header, counter)
        assert Pins(state).read(header) == msgspec.structs.replace(PIN, counter=known)
