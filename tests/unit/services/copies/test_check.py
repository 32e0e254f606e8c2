"""A full check opens what is sealed and the backups, and names what is affected."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError, IntegrityError
from coachvault.practice import kinds
from coachvault.services.copies import backups
from coachvault.services.copies.check import Findings, check, check_in_full
from coachvault.services.core.open_vault import Credentials
from coachvault.services.keys.credentials import rotate_keys
from coachvault.services.records.register import list_entries
from coachvault.vault.keys import Part
from tests.fakes import PASSPHRASE, TESTING, Practice, filled_practice, row_of


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
    assert (looked(practice).faults, looked(practice).looked_at) == ([], ["B1"])
    data = bytearray(copy.read_bytes())
    ((box,),) = practice.rows("SELECT box FROM record WHERE record_id = ?", row_of(practice.open(), "heron/1")[1])
    data[data.index(box[:100])] ^= 1
    copy.write_bytes(bytes(data))
    assert any(fault.startswith("B1: ") for fault in looked(practice).of_backups)
    assert looked(practice).faults == looked(practice, full=False).of_backups == []
    copy.unlink()
    assert looked(practice).of_backups == []
    assert looked(practice).passed_over == ["B1 is not where it was written."]


def test_a_backup_from_before_a_rotation_of_keys_is_looked_at_by_the_keys_of_then(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    rotate_keys(practice.open(), PASSPHRASE, TESTING)
    found = looked(practice)
    assert (found.passed_over, found.of_backups) == ([], [])
    monkeypatch.setattr("coachvault.services.core.open_vault.former_keys", lambda *_: [])
    [told] = looked(practice).passed_over
    assert "B1 is from before the keys were rotated" in told


def test_a_damaged_record_of_a_backup_hides_nothing_else(practice: Practice, tmp_path: Path) -> None:
    backups.create(practice.open(), tmp_path / "copy.vault")
    with practice.open().vault.read() as snapshot:
        [item] = snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.BACKUP)
    practice.tamper("UPDATE record SET box = zeroblob(600) WHERE record_id = ?", item.record_id)
    practice.tamper("DELETE FROM record WHERE record_id = ?", row_of(practice.open(), "heron/3")[1])
    faults = looked(practice).faults
    assert any(fault.startswith("A row was changed. (schedule") for fault in faults)
    assert any("(heron/3, wording 1)" in fault for fault in faults)


def test_a_damaged_record_of_one_backup_keeps_no_other_from_being_looked_at(practice: Practice, tmp_path: Path) -> None:
    for name in ("one.vault", "two.vault", "three.vault"):
        backups.create(practice.open(), tmp_path / name)
    with practice.open().vault.read() as snapshot:
        items = snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.BACKUP)
    [second] = [item for item in items if item.listing["number"] == 2]
    practice.tamper("UPDATE record SET box = zeroblob(600) WHERE record_id = ?", second.record_id)
    (tmp_path / "one.vault").write_bytes(b"no vault at all")
    told = {fault.partition(":")[0]: fault for fault in looked(practice).of_backups}
    assert set(told) == {"B1", "B2"}
    assert "not a CoachVault vault" in told["B1"]


def test_damage_before_all_notes_says_what_to_do(practice: Practice) -> None:
    practice.tamper("UPDATE header SET value = zeroblob(length(value)) WHERE name = 'directory'")
    with pytest.raises(IntegrityError) as caught:
        looked(practice)
    assert "no note could be checked" in caught.value.hint
    assert "restore" in caught.value.hint


def test_without_the_passphrase_nothing_sealed_is_opened(practice: Practice) -> None:
    def nobody() -> str:
        raise CoachVaultError("nobody is here")

    with pytest.raises(CoachVaultError, match="nobody"):
        check_in_full(practice.setting, Credentials(nobody), lambda *_: None)
