"""An older, diverged or exchanged vault in the place of the one that was used is noticed before work goes on."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault.errors import Diverged, IntegrityError, RolledBack
from coachvault.services.core.open_vault import Credentials, OpenVault, open_vault
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from tests.fakes import PASSPHRASE, WORDS, filled_practice

COMMANDS: list[Callable[[OpenVault], Any]] = [
    lambda opened: list_notes(opened, None, Filter()),
    lambda opened: show_note(opened, "heron/1"),
    lambda opened: add_note(opened, "heron", NoteDraft("More.")),
    lambda opened: erase_note(opened, "heron/1"),
    lambda opened: show_note(opened, "linden/1", "asked"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_yesterdays_file_is_noticed_by_every_command(tmp_path: Path, command: Callable[[OpenVault], Any]) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    yesterday = practice.path.read_bytes()
    add_note(opened, "heron", NoteDraft("Today."))
    practice.path.write_bytes(yesterday)
    with pytest.raises(RolledBack) as caught:
        command(opened)
    assert "newer file" in caught.value.hint
    assert practice.path.read_bytes() == yesterday


def test_yesterdays_file_is_noticed_before_the_passphrase_is_asked(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    yesterday = practice.path.read_bytes()
    add_note(practice.open(), "heron", NoteDraft("Today."))
    practice.path.write_bytes(yesterday)
    with pytest.raises(RolledBack):
        practice.open_with("a wrong one")
    with pytest.raises(RolledBack):
        practice.faults()


def test_yesterdays_file_stays_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    yesterday = practice.path.read_bytes()
    add_note(practice.open(), "heron", NoteDraft("Today."))
    today = practice.path.read_bytes()
    for _ in range(3):
        practice.path.write_bytes(yesterday)
        with pytest.raises(RolledBack):
            practice.open()
    practice.path.write_bytes(today)
    assert show_note(practice.open(), "heron").note.body == "Today."


def test_a_reading_is_not_undone_by_putting_the_file_back(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    before = practice.path.read_bytes()
    show_note(practice.open(), "linden/1", "asked")
    practice.path.write_bytes(before)
    with pytest.raises(RolledBack):
        practice.open()


def test_a_vault_that_went_on_elsewhere_is_taken_and_one_that_diverged_is_not(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    practice.open()
    start = practice.path.read_bytes()
    elsewhere = practice.on_another_machine(tmp_path / "elsewhere")
    add_note(elsewhere.open(), "heron", NoteDraft("Elsewhere."))
    assert show_note(practice.open(), "heron").note.body == "Elsewhere."

    practice.path.write_bytes(start)
    third = practice.on_another_machine(tmp_path / "third").open()
    for body in ("Another way.", "Further on."):
        add_note(third, "heron", NoteDraft(body))
    with pytest.raises(Diverged):
        practice.open()
    with pytest.raises(Diverged):
        practice.faults()


def test_another_vault_at_the_place_is_noticed(tmp_path: Path) -> None:
    practice, other = filled_practice(tmp_path / "a"), filled_practice(tmp_path / "b")
    practice.open()
    other.tamper("UPDATE header SET value = x'0102030405060708090a0b0c0d0e0f10' WHERE name = 'copy_id'")
    practice.path.write_bytes(other.path.read_bytes())
    with pytest.raises(RolledBack, match="another copy"):
        practice.open_with(PASSPHRASE)


@pytest.mark.parametrize("roundabout", [False, True])
def test_a_place_that_was_only_read_is_known(tmp_path: Path, roundabout: bool) -> None:
    practice, other = filled_practice(tmp_path / "a"), filled_practice(tmp_path / "b")
    practice.open()
    copy = tmp_path / "c" / "copy.vault"
    copy.parent.mkdir(mode=0o700)
    practice.path.rename(copy)
    setting = msgspec.structs.replace(practice.setting, vault_path=copy)
    open_vault(setting, Credentials(str, [WORDS]))
    other.tamper("UPDATE header SET value = x'0102030405060708090a0b0c0d0e0f10' WHERE name = 'copy_id'")
    copy.write_bytes(other.path.read_bytes())
    if roundabout:
        setting = msgspec.structs.replace(setting, vault_path=copy.parent / ".." / "c" / copy.name)
    with pytest.raises(RolledBack, match="another copy"):
        open_vault(setting, Credentials(str, [WORDS]))


def test_an_exchange_under_an_open_session_is_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    opened = practice.open()
    practice.tamper("UPDATE header SET value = x'0102030405060708090a0b0c0d0e0f10' WHERE name = 'copy_id'")
    for command in COMMANDS:
        with pytest.raises(IntegrityError):
            command(opened)


def test_a_moved_vault_opens_at_its_new_place(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path / "a")
    add_note(practice.open(), "heron", NoteDraft("Today."))
    moved = filled_practice(tmp_path / "b").on_another_machine(practice.setting.state_folder)
    practice.path.rename(moved.path)
    assert show_note(moved.open(), "heron").note.body == "Today."


def test_a_forged_memory_is_noticed(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    practice.open()
    [known] = (practice.setting.state_folder / "known").glob("*.json")
    yesterday, forged = practice.path.read_bytes(), known.read_text()
    add_note(practice.open(), "heron", NoteDraft("Today."))
    practice.path.write_bytes(yesterday)
    known.write_text(json.dumps(json.loads(forged) | {"code": b64encode(bytes(32)).decode()}))
    with pytest.raises(IntegrityError, match="state folder, is damaged or was changed"):
        show_note(practice.open(), "heron")
