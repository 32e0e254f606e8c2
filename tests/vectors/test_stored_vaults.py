"""Vaults that stay readable for ever, and a frozen kit of damages, each with the error that it must meet.

`format-1.db` and `format-2.db` are never written again. They were made with the passphrase and the recovery words of
`tests.fakes`: the practice of `tests.independent.vaults`, keys rotated once, one note after that; in `format-2.db`
(`make_format_2.py`) something was erased after that, too. `damage-1.json` and `damage-2.json` hold one damage a line:
what is done to a copy of the file, and by what it is found: looking at the file, unlocking it, reading it, or `check`.
`archive-1.db` is an archive with custodians, `archive-1.json` their words.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachvault import errors
from coachvault.errors import CoachVaultError, Refused
from coachvault.services.copies.check import check_in_full
from coachvault.services.copies.restore import RestoreOrder, WaysIn, restore
from coachvault.services.core.open_vault import Credentials, open_vault
from coachvault.services.custody import duty
from coachvault.services.notes import inbox
from coachvault.services.notes.journal import read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import read_sealed_engagement
from coachvault.services.people.directory import list_sponsors
from coachvault.services.records import certificates
from coachvault.services.records.register import list_entries
from coachvault.services.releases.proposals import list_releases
from coachvault.services.retirement import archive
from coachvault.vault.vault import LockedVault
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice

pytestmark = pytest.mark.sampled(4)

FOLDER = Path(__file__).parent
VERSIONS = (1, 2)
DAMAGES = {version: json.loads((FOLDER / f"damage-{version}.json").read_text()) for version in VERSIONS}
EACH = [
    pytest.param(damage, version, id=f"{version}-{damage['name']}")
    for version in VERSIONS
    for damage in DAMAGES[version]
]
BY_PASSPHRASE, BY_WORDS = Credentials(lambda: PASSPHRASE), Credentials(str, [WORDS])


def stored_vault(folder: Path, version: int) -> Practice:
    practice = Practice.at(folder)
    practice.path.parent.mkdir(parents=True, mode=0o700)
    shutil.copyfile(FOLDER / f"format-{version}.db", practice.path)
    practice.path.chmod(0o600)
    return practice


@pytest.fixture(params=VERSIONS)
def stored(tmp_path: Path, request: pytest.FixtureRequest) -> Practice:
    return stored_vault(tmp_path, request.param)


@pytest.mark.parametrize("credentials", [BY_PASSPHRASE, BY_WORDS], ids=["passphrase", "words"])
def test_a_stored_vault_is_read(stored: Practice, credentials: Credentials) -> None:
    opened = open_vault(stored.setting, credentials)
    listed = list_notes(opened, None, Filter())
    bodies = {str(line.id): read_history(opened, str(line.id))[-1].note.body for line in listed.notes}
    assert bodies == {
        "heron/1": "Session 1: the weekly meeting.\nShe spoke first.",
        "heron/2": "Session 2: the weekly meeting, told again.",
        "heron/3": "Session 3: the weekly meeting.\nShe spoke first.",
        "heron/5": "Meant for heron, told again.",
        "wren/1": "First call; wants to change roles.",
        "wren/3": "After the rotation.",
        "own/1": "I talk too much.",
    }
    assert listed.sealed == 3
    assert {each.language for each in list_sponsors(opened)} == {"en"}, "kept before sponsors had a language"
    is_first = opened.vault.locked.header.version == 1
    assert [view.note.body for view in read_history(opened, "heron/5")] == [
        *(["Meant for heron."] if is_first else []),
        "Meant for heron, told again.",
    ]
    assert {line.place.id: line.status.value for line in list_releases(opened)} == {
        "R1": "exported",
        "R2": "withdrawn",
        "R3": "draft",
        **({} if is_first else {"R4": "destroyed"}),
    }
    assert len(list_entries(opened)) == (15 if is_first else 36)
    sealed = read_sealed_engagement(opened, "E4", "the client asked")[2]
    assert [view.note.body for view in sealed] == ["A second engagement."]
    assert read_history(opened, "heron/6")[0].note.body == "Waits to be filed."
    assert [each.client for each in inbox.list_waiting(opened)] == ["jay"]
    assert check_in_full(stored.setting, credentials, lambda *_: None).faults == []


def test_the_stored_vault_is_whole(stored: Practice) -> None:
    assert stored.faults() == []


def damaged(practice: Practice, damage: dict[str, Any], record_id: bytes | None = None) -> None:
    if "bytes" in damage:
        offset, value = damage["bytes"]
        data = bytearray(practice.path.read_bytes())
        data[offset : offset + len(value) // 2] = bytes.fromhex(value)
        practice.path.write_bytes(bytes(data))
    before = practice.path.read_bytes()
    connection = sqlite3.connect(practice.path, isolation_level=None)
    try:
        for statement in damage.get("sql", []):
            connection.execute(statement)
        if record_id is not None:
            assert connection.execute(damage["each_record"], [record_id]).rowcount > 0
    finally:
        connection.close()
    assert "bytes" in damage or practice.path.read_bytes() != before


def met(practice: Practice, by: str) -> str:
    """Returns the name of the error that the first of these steps meets, up to the one that is named."""
    setting = practice.setting
    steps: dict[str, Callable[[], object]] = {
        "look": lambda: LockedVault.at(setting.vault_path, setting.state_folder),
        "unlock": lambda: open_vault(setting, BY_PASSPHRASE),
        "read": lambda: list_notes(open_vault(setting, BY_PASSPHRASE), None, Filter()),
    }
    for name, step in steps.items():
        try:
            step()
        except CoachVaultError as error:
            return f"{type(error).__name__} by {name}"
        if name == by:
            break
    return "fault by check" if check_in_full(setting, BY_WORDS, lambda *_: None).faults else "nothing"


@pytest.mark.parametrize(("damage", "version"), EACH)
def test_each_damage_meets_its_error(damage: dict[str, Any], version: int, tmp_path: Path) -> None:
    stored = stored_vault(tmp_path, version)
    records = stored.rows("SELECT DISTINCT record_id FROM record ORDER BY record_id") if "each_record" in damage else []
    whole = stored.path.read_bytes()
    chosen: list[bytes | None] = [row[0] for row in records[::4]]
    for record_id in chosen or [None]:
        stored.path.write_bytes(whole)
        damaged(stored, damage, record_id)
        found = met(stored, damage["by"])
        if damage["error"] == "fault":
            assert found != "nothing"
        else:
            assert issubclass(getattr(errors, found.split()[0]), getattr(errors, damage["error"])), found


@pytest.mark.parametrize(("damage", "version"), EACH)
def test_a_restore_of_the_file_itself_mends_what_leads_into_it_and_nothing_else(
    damage: dict[str, Any], version: int, tmp_path: Path
) -> None:
    stored = stored_vault(tmp_path, version)
    record = stored.rows("SELECT max(record_id) FROM record")[0][0] if "each_record" in damage else None
    damaged(stored, damage, record)
    before = stored.path.read_bytes()
    wanted = RestoreOrder(stored.path, accept=True, new_passphrase=None, cost=TESTING)
    if "mended" in damage:
        assert restore(stored.setting, wanted, BY_PASSPHRASE).ways_in is WaysIn.ANEW
        assert check_in_full(stored.setting, BY_WORDS, lambda *_: None).of_header == []
        assert len(list_notes(open_vault(stored.setting, BY_PASSPHRASE), None, Filter()).notes) == 7
    else:
        with pytest.raises(CoachVaultError):
            restore(stored.setting, wanted, BY_PASSPHRASE)
        assert stored.path.read_bytes() == before


@pytest.mark.parametrize("version", VERSIONS)
def test_the_names_of_the_kit_are_unique_and_its_errors_known(version: int) -> None:
    assert len({damage["name"] for damage in DAMAGES[version]}) == len(DAMAGES[version])
    assert {damage["error"] for damage in DAMAGES[version]} - {"fault"} <= set(dir(errors))


@pytest.mark.parametrize("way", ["recovery", "executor", "readers"])
def test_the_archive_of_format_1_opens_for_each_as_far_as_they_may(way: str, tmp_path: Path) -> None:
    practice = Practice.at(tmp_path)
    practice.path.parent.mkdir(parents=True, mode=0o700)
    shutil.copyfile(FOLDER / "archive-1.db", practice.path)
    practice.path.chmod(0o600)
    words = json.loads((FOLDER / "archive-1.json").read_text())["words"][way]
    opened = open_vault(practice.setting, Credentials(str, words))
    assert [each.client.code for each in duty.duty(opened).reach] == ["heron", "wren"]
    assert [each.subject for each in certificates.list_certificates(opened)] == ["E3"]
    if way == "executor":
        with pytest.raises(Refused):
            read_sealed_engagement(opened, "E1", "to see")
    else:
        assert len(read_sealed_engagement(opened, "E1", "a court asks")[2]) == 3


@pytest.mark.parametrize("name", ["format-1", "format-2", "archive-1"])
def test_structure_and_chain_are_verified_without_a_key(name: str, tmp_path: Path) -> None:
    place = tmp_path / "stored.vault"
    shutil.copyfile(FOLDER / f"{name}.db", place)
    verified = archive.verify(place)
    connection = sqlite3.connect(place)
    assert connection.execute("SELECT count(*) FROM ledger").fetchone() == (verified.entries,)
    connection.close()
    assert len(verified.words) == 6
