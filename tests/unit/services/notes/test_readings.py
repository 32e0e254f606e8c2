"""A reading in another copy waits in the vault's inbox as what it is, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.errors import Locked
from coachvault.practice.register import Event, RegisterEntry
from coachvault.services.copies import backups
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.notes import inbox, readings
from coachvault.vault.codec import encode
from coachvault.vault.inbox import append
from coachvault.vault.pins import Pins
from tests.fakes import NOON, WORDS, Practice, filled_practice

ENTRY = RegisterEntry(Event.READ, NOON, "linden", "linden/1", "the client asked")


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


def copy_of(practice: Practice) -> OpenVault:
    made = backups.create(practice.open(), practice.path.parent / "copy.vault")
    setting = msgspec.structs.replace(practice.setting, vault_path=Path(made.path))
    return open_vault(setting, Credentials(str, [WORDS]))


def test_an_entry_is_read_back_as_it_was_written() -> None:
    assert readings.parse_reading(encode(readings.ReadingReport(ENTRY))) == ENTRY


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"no JSON",
        encode({"client": "heron", "body": "A note.", "held_on": "2026-11-23"}),
        encode(readings.ReadingReport(msgspec.structs.replace(ENTRY, event=Event.DESTROYED))),
        encode(readings.ReadingReport(msgspec.structs.replace(ENTRY, event=Event.WITHDRAWN))),
    ],
)
def test_nothing_else_is_taken_for_a_reading(data: bytes) -> None:
    assert readings.parse_reading(data) is None


def test_it_goes_to_the_vault_and_says_in_which_copy(practice: Practice) -> None:
    inbox.settle(practice.open())
    opened = copy_of(practice)
    with opened.vault.read() as snapshot:
        assert readings.home_of(opened, snapshot) == practice.path
        assert readings.report(opened, snapshot, ENTRY)
    (waiting,) = inbox.list_waiting(practice.open())
    assert (waiting.client, waiting.why) == ("linden", "")


def test_a_vault_that_was_never_unlocked_here_takes_none(practice: Practice) -> None:
    opened = copy_of(practice)
    with opened.vault.read() as snapshot, pytest.raises(Locked, match="never unlocked"):
        readings.report(opened, snapshot, ENTRY)


def test_another_vault_at_the_known_place_gets_nothing(practice: Practice, tmp_path: Path) -> None:
    inbox.settle(practice.open())
    opened = copy_of(practice)
    other = filled_practice(tmp_path / "other")
    other.tamper("UPDATE header SET value = zeroblob(16) WHERE name = 'vault_id'")
    practice.path.write_bytes(other.path.read_bytes())
    with opened.vault.read() as snapshot:
        assert readings.home_of(opened, snapshot) is None
        assert not readings.report(opened, snapshot, ENTRY)


def test_what_neither_is_waits_and_is_said(practice: Practice) -> None:
    inbox.settle(practice.open())
    append(practice.path, Pins(practice.setting.state_folder), encode({"something": "new"}))
    (waiting,) = inbox.settle(practice.open()).waiting
    assert "cannot be read" in waiting.why


def test_a_copy_is_called_what_it_is(practice: Practice) -> None:
    opened = copy_of(practice)
    assert readings.about_copy(opened) == [
        "This is a backup: it is read, and nothing is written into it. It is B1, of 2026-11-23."
    ]
    practice.path.unlink()
    assert readings.about_copy(opened)[1:] == [readings.NOT_RECORDED]


@pytest.mark.parametrize("what", ["vault", "pin"])
def test_a_vault_that_is_damaged_keeps_nobody_out_of_a_copy(practice: Practice, what: str) -> None:
    inbox.settle(practice.open())
    opened = copy_of(practice)
    pins = (practice.setting.state_folder / "inbox").glob("*.json")
    damaged = practice.path if what == "vault" else next(pins)
    damaged.write_bytes(b"damaged")
    assert readings.about_copy(opened)[1:] == [readings.NOT_RECORDED]
    with opened.vault.read() as snapshot:
        assert not readings.report(opened, snapshot, ENTRY)


def test_nothing_is_said_of_the_vault_itself(practice: Practice) -> None:
    assert readings.about_copy(practice.open()) == []
