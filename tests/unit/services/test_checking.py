"""A full check opens what is sealed and the backups, and names what is affected."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError
from coachvault.services import backups
from coachvault.services.checking import Findings, check, check_in_full
from coachvault.services.opening import Credentials
from coachvault.services.register import list_entries
from tests.fakes import PASSPHRASE, Practice, filled_practice, row_of


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "practice")


def looked(practice: Practice, *, full: bool = True) -> Findings:
    look = check_in_full if full else check
    return look(practice.setting, Credentials(lambda: PASSPHRASE), lambda *_: None)


def test_in_full_nothing_is_only_compared_and_nothing_is_recorded(practice: Practice) -> None:
    before = len(list_entries(practice.open()))
    quick, full = looked(practice, full=False), looked(practice)
    assert quick.faults == full.faults == []
    assert (quick.compared, full.compared) == (3, 0)
    assert full.opened == quick.opened + 3
    assert len(list_entries(practice.open())) == before


def test_progress_goes_up_to_the_number_of_rows(practice: Practice) -> None:
    told: list[tuple[int, int]] = []
    check(practice.setting, Credentials(lambda: PASSPHRASE), lambda *each: told.append(each))
    total = int(practice.rows("SELECT count(*) FROM record")[0][0])
    assert told == [(number, total) for number in range(1, total + 1)]


@pytest.mark.parametrize(("note", "name"), [("heron/2", "heron/2, wording"), ("own/1", "own/1, wording 1")])
def test_what_is_damaged_is_named_as_the_coach_knows_it(practice: Practice, note: str, name: str) -> None:
    compartment_id, record_id = row_of(practice.open(), note)
    practice.tamper(
        "UPDATE record SET box = zeroblob(600) WHERE compartment_id = ? AND record_id = ?", compartment_id, record_id
    )
    assert any(f"A row was changed. ({name}" in fault for fault in looked(practice, full=False).faults)


def test_what_is_missing_is_named(practice: Practice) -> None:
    practice.tamper("DELETE FROM record WHERE record_id = ?", row_of(practice.open(), "heron/3")[1])
    assert any("A row is missing. (heron/3, wording 1)" in fault for fault in looked(practice).faults)


def test_sealed_damage_is_named_by_its_engagement(practice: Practice) -> None:
    with practice.open().vault.read(practice.open().unseal()) as snapshot:
        sealed = next(each for each in snapshot.compartment_ids() if snapshot.is_sealed(each))
    practice.tamper("DELETE FROM record WHERE compartment_id = ?", sealed)
    faults = looked(practice, full=False).faults
    assert sum("E3 with linden, sealed" in fault for fault in faults) == 3
    assert any("(linden/2, wording 1)" in fault for fault in looked(practice).faults)


def test_a_damaged_backup_is_found_and_one_that_is_away_is_none(practice: Practice, tmp_path: Path) -> None:
    copy = tmp_path / "copy.vault"
    backups.create(practice.open(), copy)
    assert looked(practice).faults == []
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(bytes(data))
    assert any(fault.startswith("B1: ") for fault in looked(practice).faults)
    assert looked(practice, full=False).faults == []
    copy.unlink()
    assert looked(practice).faults == []


def test_without_the_passphrase_nothing_sealed_is_opened(practice: Practice) -> None:
    def nobody() -> str:
        raise CoachVaultError("nobody is here")

    with pytest.raises(CoachVaultError, match="nobody"):
        check_in_full(practice.setting, Credentials(nobody), lambda *_: None)
