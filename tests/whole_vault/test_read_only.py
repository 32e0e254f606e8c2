"""A vault that is only read: as it stands, whatever this machine has seen of it, and without leaving anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from coachvault.errors import Diverged, NotFound, Refused, RolledBack
from coachvault.services.copies.check import check_in_full
from coachvault.services.core.open_vault import Credentials, how_it_differs
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.sealed import show_note
from tests.fakes import WORDS, Practice, filled_practice
from tests.faults.operations import OPERATIONS

pytestmark = pytest.mark.sampled(3)


def reading(practice: Practice) -> Practice:
    return replace(practice, setting=msgspec.structs.replace(practice.setting, only_reads=True))


def everything_under(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path)


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_command_changes_anything(name: str, practice: Practice, tmp_path: Path) -> None:
    practice.open()
    OPERATIONS[name].prepare(practice)
    before = everything_under(tmp_path)
    with pytest.raises(Refused, match="read-only"):
        OPERATIONS[name].act(reading(practice))
    assert everything_under(tmp_path) == before


def test_an_older_copy_is_read_as_it_stands(practice: Practice) -> None:
    practice.open()
    yesterday = practice.path.read_bytes()
    erase_note(practice.open(), "heron/2")
    practice.path.write_bytes(yesterday)
    with pytest.raises(RolledBack):
        practice.open()
    assert show_note(reading(practice).open(), "heron/1").note.body
    with pytest.raises(NotFound):  # what is gone is shown by no copy
        show_note(reading(practice).open(), "heron/2")
    assert "older" in how_it_differs(reading(practice).open())
    with pytest.raises(RolledBack):  # it was not accepted by being read
        practice.open()


def test_two_copies_that_went_different_ways_are_both_read(practice: Practice, tmp_path: Path) -> None:
    practice.open()
    conflict = practice.path.with_name("practice (conflict).vault")
    conflict.write_bytes(practice.path.read_bytes())
    conflict.chmod(0o600)
    here = replace(practice, setting=msgspec.structs.replace(practice.setting, vault_path=conflict))
    there = here.on_another_machine(tmp_path / "there")
    add_note(practice.open(), "heron", NoteDraft("Written here."))
    for body in ("Written there.", "Once more there."):
        add_note(there.open(), "heron", NoteDraft(body))
    with pytest.raises(Diverged) as caught:
        here.open()
    assert "--read-only" in caught.value.hint
    assert show_note(reading(here).open(), "heron").note.body == "Once more there."
    assert "another way" in how_it_differs(reading(here).open())
    assert how_it_differs(reading(practice).open()) == ""
    assert show_note(reading(practice).open(), "heron").note.body == "Written here."
    assert show_note(practice.open(), "heron").note.body == "Written here."


def test_what_is_sealed_stays_so_since_reading_it_is_recorded(practice: Practice) -> None:
    with pytest.raises(Refused, match="read-only"):
        show_note(reading(practice).open(), "linden/1", "the client asked")


def test_a_machine_that_reads_remembers_nothing(practice: Practice, tmp_path: Path) -> None:
    elsewhere = reading(practice.on_another_machine(tmp_path / "elsewhere"))
    for _ in range(2):
        opened = elsewhere.open()
        assert not opened.first_seen
        assert show_note(opened, "heron").note.body
    assert not (tmp_path / "elsewhere").exists()


def test_a_check_looks_at_the_vault_and_its_backups(practice: Practice, tmp_path: Path) -> None:
    OPERATIONS["backup create"].act(practice)
    before = everything_under(tmp_path)
    found = check_in_full(reading(practice).setting, Credentials(str, [WORDS]), lambda *_: None)
    assert (found.faults, found.of_backups, found.passed_over) == ([], [], [])
    assert everything_under(tmp_path) == before
