"""The script of docs/how-to/open-an-archive-without-coachvault.md, run as it stands there, with words only."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from coachvault.crypto.words import word_list
from coachvault.practice.custodian import CustodianRole
from coachvault.services import archiving, backups, custodians, destroying
from coachvault.services.scope import Order
from coachvault.services.ways_in import rotate_keys
from tests.fakes import PASSPHRASE, TESTING, WORDS, Practice, filled_practice
from tests.independent.vaults import full_practice

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "open-an-archive-without-coachvault.md"
KEPT = Path(__file__).parents[1] / "vectors"
NOTES = ["heron/1", "heron/2", "heron/3", "linden/1", "linden/2", "own/1", "wren/1"]


@dataclass(frozen=True)
class Left:
    """An archive, and everybody's words."""

    practice: Practice
    archive: Path
    executor: str
    readers: tuple[str, ...]


def script(folder: Path) -> Path:
    found = re.search(r"^```python\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert found is not None
    path = folder / "open_archive.py"
    path.write_text(found[1])
    (folder / "english.txt").write_text("\n".join(word_list()))
    return path


def opened(folder: Path, vault: Path, *words: str) -> Any:
    """Runs the script; returns what it prints, or its complaint."""
    sheets = []
    for number, each in enumerate(words):
        sheets.append(folder / f"words-{number}.txt")
        sheets[-1].write_text(each + "\n")
    arguments = [script(folder), vault, folder / "english.txt", *sheets]
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode in (0, 1)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    folder = tmp_path_factory.mktemp("left")
    practice = filled_practice(folder / "practice")
    words = {
        code: " ".join(custodians.add(practice.open(), code, role, {}).words)
        for code, role in (("maple", CustodianRole.EXECUTOR), *((f"r{n}", CustodianRole.READER) for n in (1, 2, 3)))
    }
    custodians.set_quorum(practice.open(), 2)
    archiving.archive(practice.open(), folder / "final.vault")
    return Left(practice, folder / "final.vault", words["maple"], tuple(words[f"r{n}"] for n in (1, 2, 3)))


def test_the_recovery_words_open_everything(left: Left, tmp_path: Path) -> None:
    found = opened(tmp_path, left.archive, WORDS)
    assert found["opened_as"] == "recovery"
    assert sorted(note["id"] for note in found["notes"]) == NOTES
    assert {note["body"] for note in found["notes"] if note["id"] == "heron/2"} == {
        "Session 2: the weekly meeting, told again."
    }
    assert {client["name"] for client in found["clients"]} == {"Ada Marsh", "Bea Cole", "Cy Doran"}
    assert {each["status"] for each in found["engagements"]} == {"ended"}


def test_an_executors_words_open_no_note(left: Left, tmp_path: Path) -> None:
    found = opened(tmp_path, left.archive, left.executor)
    assert (found["opened_as"], found["notes"]) == ("executor", [])
    assert len(found["clients"]) == 3
    assert found["register"]


def test_any_two_readers_open_and_one_does_not(left: Left, tmp_path: Path) -> None:
    for two in combinations(left.readers, 2):
        found = opened(tmp_path, left.archive, *two)
        assert found["opened_as"] == "readers"
        assert sorted(note["id"] for note in found["notes"]) == NOTES
    for one in left.readers:
        assert "open nothing alone" in opened(tmp_path, left.archive, one)


def test_words_that_are_wrong_are_told(left: Left, tmp_path: Path) -> None:
    words = WORDS.split()
    assert "24 words" in opened(tmp_path, left.archive, " ".join(words[:-1]))
    assert "checksum" in opened(tmp_path, left.archive, " ".join([words[1], words[0], *words[2:]]))
    assert "do not open" in opened(tmp_path, left.archive, " ".join(["abandon"] * 23 + ["art"]))


def test_a_vault_that_went_on_is_read_as_well(tmp_path: Path) -> None:
    practice = full_practice(tmp_path)
    found = opened(tmp_path, practice.path, WORDS)
    assert [each["subject"] for each in found["certificates"]] == ["E5", "ibis", "R4"]
    assert not [note for note in found["notes"] if note["id"].startswith("ibis")]
    rotate_keys(practice.open(), PASSPHRASE, TESTING)
    assert len(opened(tmp_path, practice.path, WORDS)["notes"]) == len(found["notes"])


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE record SET box = zeroblob(length(box)) WHERE revision = 2",
        "DELETE FROM record WHERE revision = 2",
        "UPDATE ledger SET box = zeroblob(length(box)) WHERE seq = 2",
        "UPDATE slot SET box = zeroblob(512) WHERE substr(box, 1, 1) = x'01'",
        "UPDATE header SET value = zeroblob(16) WHERE name = 'copy_id'",
        "UPDATE compartment SET wrapped_key = zeroblob(153)",
        "DELETE FROM header",
    ],
)
def test_what_was_changed_is_not_shown(harm: str, left: Left, tmp_path: Path) -> None:
    copy = Practice.at(tmp_path / "copy")
    copy.path.parent.mkdir(parents=True)
    shutil.copy(left.archive, copy.path)
    assert sorted(note["id"] for note in opened(tmp_path, copy.path, WORDS)["notes"]) == NOTES
    copy.tamper(harm)
    assert isinstance(opened(tmp_path, copy.path, WORDS), str)


def test_frozen_archives_open_with_words_only(tmp_path: Path) -> None:
    for path in sorted(KEPT.glob("archive-*.db")):
        words = json.loads(path.with_suffix(".json").read_text())
        for way, sheets in words["words"].items():
            found = opened(tmp_path, path, *sheets)
            assert found["opened_as"] == way
            assert len(found["notes"]) == (0 if way == "executor" else words["notes"])
            assert [each["subject"] for each in found["certificates"]] == words["certificates"]
    assert list(KEPT.glob("archive-*.db"))


def test_no_vault_and_no_file_are_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"no vault")
    for path in (tmp_path / "other", tmp_path / "nothing"):
        told = opened(tmp_path, path, WORDS)
        assert told.count("\n") == 1


def make_archive(folder: Path) -> None:
    """Makes a new archive to be frozen: `python -m tests.independent.test_script FOLDER`."""
    practice = filled_practice(folder / "practice")
    words = {
        code: " ".join(custodians.add(practice.open(), code, role, {}).words)
        for code, role in (("maple", CustodianRole.EXECUTOR), *((f"r{n}", CustodianRole.READER) for n in (1, 2, 3)))
    }
    custodians.set_quorum(practice.open(), 2)
    backups.create(practice.open(), folder / "copy.vault")
    destroying.destroy(practice.open(), Order("E3", reason="so that there is a certificate"))
    archiving.archive(practice.open(), folder / "archive.vault")
    kept = {
        "words": {"recovery": [WORDS], "executor": [words["maple"]], "readers": [words["r1"], words["r3"]]},
        "notes": 5,
        "certificates": ["E3"],
    }
    (folder / "archive.json").write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    make_archive(Path(sys.argv[1]))
