"""What was taken away is remembered outside the vault, and only reopening and lifting take it off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import IntegrityError
from coachvault.vault.codec import CompartmentId, RecordId, VaultId
from coachvault.vault.taken import Taken, Taking, read, remember

VAULT = VaultId(b"v" * 16)
ONE, TWO = CompartmentId(b"1" * 16), CompartmentId(b"2" * 16)
RECORD = RecordId(b"r" * 16)
FIRST, LATER = date(2026, 11, 23), date(2027, 1, 1)


def taking(*acts: str, place: CompartmentId = ONE) -> Taking:
    found = Taking()
    for act in acts:
        getattr(found, act)(place)
    return found


def test_nothing_is_remembered_of_what_takes_nothing_away(tmp_path: Path) -> None:
    remember(tmp_path, VAULT, Taking(), FIRST)
    assert read(tmp_path, VAULT).is_nothing()
    assert list(tmp_path.iterdir()) == []


def test_it_adds_up_and_the_first_day_stays(tmp_path: Path) -> None:
    for acts, day in (
        (("destroys", "withdraws", "seals", "holds"), FIRST),
        (("destroys", "withdraws", "seals", "holds"), LATER),
    ):
        remember(tmp_path, VAULT, taking(*acts), day)
    remember(tmp_path, VAULT, taking("destroys", place=TWO), LATER)
    found = read(tmp_path, VAULT)
    assert found.destroyed == {ONE.hex(): FIRST, TWO.hex(): LATER}
    assert found.withdrawn == found.sealed == found.held == {ONE.hex(): FIRST}
    assert read(tmp_path, VaultId(bytes(16))).is_nothing()


def test_erased_records_are_known_by_their_compartment(tmp_path: Path) -> None:
    erasing = Taking()
    erasing.erases(ONE, RECORD)
    remember(tmp_path, VAULT, erasing, FIRST)
    remember(tmp_path, VAULT, erasing, LATER)
    found = read(tmp_path, VAULT)
    assert found.erased == (f"{ONE.hex()}/{RECORD.hex()}",)
    assert (found.erased_in(ONE), found.erased_in(TWO)) == ({RECORD}, set())


@pytest.mark.parametrize(
    ("acts", "sealed", "held"),
    [
        (("reopens",), {}, {ONE.hex(): FIRST}),
        (("lifts",), {ONE.hex(): FIRST}, {}),
        (("reopens", "seals"), {ONE.hex(): FIRST}, {ONE.hex(): FIRST}),
        (("seals", "reopens"), {}, {ONE.hex(): FIRST}),
    ],
)
def test_reopening_and_lifting_take_it_off(
    acts: tuple[str, ...], sealed: dict[str, date], held: dict[str, date]
) -> None:
    known = Taken(sealed={ONE.hex(): FIRST}, held={ONE.hex(): FIRST})
    found = taking(*acts).added_to(known, LATER)
    assert (found.sealed, found.held) == (sealed, held)


@pytest.mark.parametrize("text", ["", "[]", '{"more":1}', '{"destroyed":{"a":"yesterday"}}'])
def test_a_damaged_file_is_not_passed_over(tmp_path: Path, text: str) -> None:
    remember(tmp_path, VAULT, taking("destroys"), FIRST)
    (file,) = (tmp_path / "taken").glob("*.json")
    file.write_text(text)
    with pytest.raises(IntegrityError, match="damaged"):
        read(tmp_path, VAULT)
    with pytest.raises(IntegrityError, match="damaged"):
        remember(tmp_path, VAULT, taking("destroys", place=TWO), LATER)
