"""A check goes on to the end and names everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.vault.check import Findings, check_structure, check_vault
from coachvault.vault.heads import number_of
from coachvault.vault.store import Store
from tests.unit.vault.practices import Bare


@pytest.fixture
def bare(tmp_path: Path) -> Bare:
    return Bare(tmp_path)


def looked(bare: Bare, steps: list[tuple[int, int]] | None = None) -> Findings:
    seen: list[tuple[int, int]] = [] if steps is None else steps
    with bare.vault.read() as snapshot:
        return check_vault(snapshot, lambda done, total: seen.append((done, total)))


def test_a_whole_vault_has_no_faults_and_every_row_is_counted(bare: Bare) -> None:
    bare.with_thing()
    steps: list[tuple[int, int]] = []
    found = looked(bare, steps)
    assert (found.faults, found.of_header, found.compared, found.waiting) == ([], [], 0, 0)
    assert found.entries == 2
    assert steps == [(number, found.opened) for number in range(1, found.opened + 1)]


def test_what_is_sealed_is_compared(bare: Bare) -> None:
    place, record = bare.with_thing()
    with bare.change() as change:
        change.seal_compartment(place)
    assert (looked(bare).compared, looked(bare).faults) == (1, [])
    bare.practice.tamper("UPDATE record SET box = zeroblob(length(box)) WHERE record_id = ?", record)
    assert len(looked(bare).faults) == 1


def test_every_fault_is_named_with_its_place(bare: Bare) -> None:
    (_, changed), (place, gone) = bare.with_thing(), bare.with_thing()
    bare.practice.tamper("UPDATE record SET box = zeroblob(length(box)) WHERE record_id = ?", changed)
    bare.practice.tamper("DELETE FROM record WHERE record_id = ?", gone)
    bare.practice.tamper("INSERT INTO record VALUES (?, zeroblob(16), 1, 1, zeroblob(200))", place)
    faults = looked(bare).faults
    assert len(faults) == 3
    for words, record in (("was changed", changed), ("is missing", gone), ("nobody wrote", bytes(16))):
        assert any(words in fault and f"record {record.hex()[:8]}, revision 1" in fault for fault in faults)


def test_rows_are_named_by_whoever_knows_them(bare: Bare) -> None:
    _, record = bare.with_thing()
    bare.practice.tamper("DELETE FROM record WHERE record_id = ?", record)
    with bare.vault.read() as snapshot:
        found = check_vault(snapshot, lambda *_: None, lambda row: f"row {number_of(row[2])} of mine")
    assert found.faults == ["A row is missing. (row 1 of mine)"]


def test_the_structure_is_looked_at_without_a_key(bare: Bare) -> None:
    def faults() -> list[str]:
        store = Store.open(bare.practice.path)
        try:
            with store.transaction(write=False):
                return check_structure(store)
        finally:
            store.close()

    bare.with_thing()
    assert faults() == []
    bare.practice.tamper("UPDATE ledger SET link = zeroblob(32) WHERE seq = 0")
    assert faults() == ["The ledger is broken at entry 0: it was changed, removed or put in."]
    with bare.practice.path.open("ab") as file:
        file.write(bytes(16384))
    assert "The file has 16,384 bytes that are no part of the vault." in faults()
