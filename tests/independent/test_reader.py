"""A second program, written from the specification alone, reads what the product writes, and refuses the same harm."""

from __future__ import annotations

import ast
import json
import shutil
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coachvault.crypto.words import parse_words
from coachvault.practice.engagement import EngagementStatus
from coachvault.services.engagements.lifecycle import list_engagements
from coachvault.services.keys import credentials
from coachvault.services.notes.journal import NoteDraft, add_note, read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import read_sealed_engagement
from tests.cli.machine import Machine
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, empty_practice, filled_practice
from tests.independent import reader
from tests.independent.reader import Deviation, Vault, WrongKey, read
from tests.independent.vaults import full_practice
from tests.vectors.test_stored_vaults import EACH, VERSIONS, damaged

pytestmark = pytest.mark.sampled(3)

VECTORS = Path(__file__).parents[1] / "vectors"
STORED = {version: VECTORS / f"format-{version}.db" for version in VERSIONS}
ENTROPY = parse_words(WORDS)
MAKERS = {"empty": empty_practice, "filled": filled_practice, "of every kind": full_practice}


def bodies(vault: Vault) -> dict[str, list[str]]:
    return {note_id: [each["body"] for each in vault.history(note_id)] for note_id in vault.notes()}


def bodies_by_the_product(practice: Practice) -> dict[str, list[str]]:
    opened = practice.open()
    found = {
        str(line.id): [view.note.body for view in read_history(opened, str(line.id))]
        for line in list_notes(opened, None, Filter()).notes
    }
    for engagement in list_engagements(opened):
        if engagement.status is EngagementStatus.ENDED and not engagement.destroyed:
            views = read_sealed_engagement(opened, engagement.id, "to compare")[2]
            found |= {str(view.id): [view.note.body] for view in views}
    return found


def test_the_reader_knows_nothing_of_the_product() -> None:
    tree = ast.parse(Path(reader.__file__).read_text())
    imported = {
        (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not imported & {"coachvault", "tests"}
    assert "nacl" in imported


@pytest.mark.parametrize("way", [{"passphrase": PASSPHRASE}, {"entropy": ENTROPY}], ids=lambda way: next(iter(way)))
@pytest.mark.parametrize("name", MAKERS)
def test_both_programs_read_the_same(name: str, way: dict[str, Any], tmp_path: Path) -> None:
    practice = MAKERS[name](tmp_path)
    vault = read(practice.path, **way)
    assert len(vault.ledger) == len(practice.rows("SELECT seq FROM ledger"))
    if name != "empty":
        assert bodies(vault) == bodies_by_the_product(practice)


@pytest.mark.thorough
def test_a_rotated_vault_and_one_that_went_on(tmp_path: Path) -> None:
    practice = full_practice(tmp_path)
    before = bodies(read(practice.path, entropy=ENTROPY))
    for _ in range(2):
        credentials.rotate_keys(practice.open(), PASSPHRASE, TESTING)
    add_note(practice.open(), "wren", NoteDraft("After two rotations."))
    vault = read(practice.path, passphrase=PASSPHRASE)
    assert vault.epoch == 3
    assert bodies(vault) == before | {"wren/3": ["After two rotations."]}
    assert [item["body"] for item in vault.inbox] == ["For somebody who is not there yet.", "Waits to be filed."]


def test_a_vault_that_became_a_copy_of_its_own_names_what_it_was(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path / "here")
    before = read(practice.path, entropy=ENTROPY)
    there = practice.on_another_machine(tmp_path / "there")
    add_note(there.open(), "heron", NoteDraft("The first there."))
    after = read(practice.path, entropy=ENTROPY)
    [[was, seq, _]] = after.ledger[-1]["seen"]
    assert (b64decode(was), seq) == (before.copy_id, len(before.ledger) - 1)
    assert after.copy_id != before.copy_id
    [line] = [record.value for record in after.records if record.kind == "backup"]
    assert (line["copy_id"], line["path"], line["role"]) == (was, "", "vault")


def test_what_the_command_line_writes_is_read_and_a_backup_too(tmp_path: Path) -> None:
    practice = Machine.practising(tmp_path)
    practice.data("note", "add", "heron", "--tag", "voice", "--duration", "45m", typed="Caf\u00e9 \u2603\r\n\ttabs \n")
    practice.data("client", "add", "jay", "--from", "-", typed='name = "Eve Frost"\nemail = "eve@example.org"')
    practice.data("backup", "create", str(practice.home / "copy.vault"))
    practice.run("note", "add", "jay", typed="while locked", environment=practice.without_passphrase())
    for path in (practice.vault, practice.home / "copy.vault"):
        note = read(path, passphrase=PASSPHRASE).notes()["heron/4"]
        assert (note["body"], note["tags"], note["minutes"]) == ("Caf\u00e9 \u2603\r\n\ttabs \n", ["voice"], 45)
    (waiting,) = read(practice.vault, entropy=ENTROPY).inbox
    assert (waiting["client"], waiting["body"]) == ("jay", "while locked")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("way", [{"passphrase": "another"}, {"entropy": bytes(32)}], ids=lambda way: next(iter(way)))
def test_a_way_in_that_does_not_fit(way: dict[str, Any], version: int) -> None:
    with pytest.raises(WrongKey):
        read(STORED[version], **way)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_stored_vault_is_read(version: int) -> None:
    vault = read(STORED[version], passphrase=PASSPHRASE)
    assert (vault.version, vault.role, vault.step) == ((1, 0, 0) if version == 1 else (2, 1, 2))
    assert bodies(vault)["heron/5"] == [
        *(["Meant for heron."] if version == 1 else []),
        "Meant for heron, told again.",
    ]
    assert sorted(vault.notes()) == [
        *("heron/1", "heron/2", "heron/3", "heron/5", "linden/1", "linden/2", "linden/3", "own/1", "wren/1", "wren/3")
    ]
    assert {record.kind for record in vault.records} >= {"release", "evidence", "original", "export", "withdrawal"}
    assert json.dumps([record.value for record in vault.records])


@pytest.mark.parametrize(("damage", "version"), EACH)
def test_each_damage_of_the_frozen_kit_is_refused(damage: dict[str, Any], version: int, tmp_path: Path) -> None:
    practice = Practice.at(tmp_path)
    practice.path.parent.mkdir(parents=True)
    shutil.copyfile(STORED[version], practice.path)
    records = practice.rows("SELECT max(record_id) FROM record")[0] if "each_record" in damage else [None]
    damaged(practice, damage, records[0])
    ways: list[Callable[[], Vault]] = [
        lambda: read(practice.path, passphrase=PASSPHRASE),
        lambda: read(practice.path, entropy=ENTROPY),
    ]
    refused = []
    for way in ways:
        try:
            way()
        except (Deviation, WrongKey) as error:
            refused.append(str(error))
    assert len(refused) == 2 or "passphrase slot" in damage["name"], refused
    assert refused
