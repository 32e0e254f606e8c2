"""The script of the how-to, run as a stranger would: the file, the word list and some words, and no CoachVault."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mnemonic import Mnemonic

from coachvault.services.custody import custodians
from tests.cli.machine import CHEAP, ROOT, Machine
from tests.fakes import PASSPHRASE, WORDS
from tests.independent import reader

pytestmark = pytest.mark.sampled(3)

PAGE = (ROOT / "docs" / "how-to" / "open-an-archive-without-coachvault.md").read_text()
STORED, STORED_2 = (ROOT / "tests" / "vectors" / f"format-{version}.db" for version in (1, 2))
WORD_LIST = Mnemonic("english").wordlist
NOTES = {
    "heron/1": "First session.\nShe spoke first.",
    "heron/2": "Caf\u00e9 \u2603\r\n\ttabs \n",
    "wren/1": "She goes on.",
    "own/1": "I talk too much.",
}
(SCRIPT,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@dataclass(frozen=True)
class Output:
    """What the script came to."""

    code: int
    out: bytes
    err: str

    @property
    def found(self) -> dict[str, Any]:
        assert self.code == 0, self.err
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def notes(self) -> dict[str, str]:
        return {note["id"]: note["body"] for note in self.found["notes"]}

    @property
    def reason(self) -> str:
        """The one line on stderr of a run that failed."""
        assert (self.code, self.out) == (1, b"")
        (line,) = self.err.splitlines()
        return line


class Stranger:
    """Somebody with the script, the word list and a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.script, self.word_list = folder / "open_archive.py", folder / "english.txt"
        self.script.write_text(SCRIPT)
        self.word_list.write_text("".join(f"{word}\n" for word in WORD_LIST))

    def opens(self, vault: Path, *sheets: str) -> Output:
        files = [self.folder / f"words-{number}.txt" for number in range(len(sheets))]
        for file, words in zip(files, sheets, strict=True):
            file.write_text(f"{words}\n")
        command: list[str | Path] = [sys.executable, "-I", "-W", "error", self.script, vault, self.word_list, *files]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, timeout=60, check=False)
        return Output(done.returncode, done.stdout, done.stderr.decode())


@dataclass(frozen=True)
class Office:
    """A practice with custodians, and the sheets that were given out."""

    machine: Machine
    sheets: dict[str, str]

    @property
    def vault(self) -> Path:
        return self.machine.vault

    def readers(self, *codes: str) -> list[str]:
        return [self.sheets[code] for code in codes]

    def data(self, *words: str, typed: str = "") -> dict[str, Any]:
        return self.machine.run("--json", "--no-input", *words, typed=typed, entry=CHEAP, cwd=ROOT).data


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    folder = tmp_path / "stranger"
    folder.mkdir()
    return Stranger(folder)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An ended engagement of heron, an active one of wren, a note of the coach's own, an executor and three readers."""
    office = Office(Machine.new(tmp_path_factory.mktemp("office")), {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(custodians, "PAGE_ITERATIONS", 1000)  # the page of an executor is no part of an archive
        office.sheets["recovery"] = " ".join(office.data("init")["recovery_words"])
        for code, name in (("heron", "Ada"), ("wren", "Bea")):
            office.data("client", "add", code, "--from", "-", typed=f'name = "{name}"')
            office.data("engagement", "start", code)
        for note_id, body in NOTES.items():
            office.data("note", "add", note_id.partition("/")[0], typed=body)
        office.data("engagement", "end", "heron")
        for code, role in (("maple", "executor"), ("r1", "reader"), ("r2", "reader"), ("r3", "reader")):
            answer = office.data("custodian", "add", code, "--role", role)
            office.sheets[code] = " ".join(answer["custodian"]["words"])
        office.data("custodian", "quorum", "2")
    return office


@pytest.fixture
def another(office: Office, tmp_path: Path) -> Office:
    """The same practice on a machine of its own, to change it."""
    folder = tmp_path / "another"
    folder.mkdir()
    machine = Machine.new(folder)
    shutil.copytree(office.machine.home, machine.home, dirs_exist_ok=True)
    shutil.rmtree(machine.state)
    return Office(machine, office.sheets)


def change(vault: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(vault, isolation_level=None)
    try:
        assert connection.execute(statement, values).rowcount != 0
    finally:
        connection.close()


def test_the_script_needs_nothing_but_pynacl() -> None:
    nodes = list(ast.walk(ast.parse(SCRIPT)))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} - set(sys.stdlib_module_names) == {"nacl"}


def test_the_page_names_the_word_list() -> None:
    text = "".join(f"{word}\n" for word in WORD_LIST)
    assert hashlib.sha256(text.encode()).hexdigest() in PAGE


def test_recovery_words_read_every_note(office: Office, stranger: Stranger) -> None:
    output = stranger.opens(office.vault, office.sheets["recovery"])
    assert output.notes == NOTES
    assert output.err == ""
    assert output.found["opened_as"] == "recovery"
    assert {client["code"]: client["name"] for client in output.found["clients"]} == {"heron": "Ada", "wren": "Bea"}
    assert [(each["number"], each["client"], each["status"]) for each in output.found["engagements"]] == [
        (1, "heron", "ended"),
        (2, "wren", "active"),
    ]
    assert all(note["held_on"] and note["kind"] for note in output.found["notes"])


def test_an_executor_reads_no_note(another: Office, stranger: Stranger) -> None:
    another.data("note", "show", "heron/1", "--reason", "the client asked")
    whole = stranger.opens(another.vault, another.sheets["recovery"]).found
    found = stranger.opens(another.vault, another.sheets["maple"]).found
    assert found == whole | {"opened_as": "executor", "notes": []}
    assert found["register"]


@pytest.mark.parametrize("codes", [("r1", "r2"), ("r3", "r1"), ("r2", "r3"), ("r3", "r2", "r1")], ids="-".join)
def test_readers_read_the_notes_together(codes: tuple[str, ...], office: Office, stranger: Stranger) -> None:
    output = stranger.opens(office.vault, *office.readers(*codes))
    assert output.found["opened_as"] == "readers"
    assert output.notes == NOTES


@pytest.mark.parametrize("codes", [("r1",), ("r1", "r1"), ("r1", "maple"), ("r1", "recovery")], ids="-".join)
def test_who_opens_nothing(codes: tuple[str, ...], office: Office, stranger: Stranger) -> None:
    assert "do not open this vault" in stranger.opens(office.vault, *office.readers(*codes)).reason


def test_a_quorum_of_three(another: Office, stranger: Stranger) -> None:
    another.data("custodian", "quorum", "3")
    assert stranger.opens(another.vault, *another.readers("r2", "r3", "r1")).notes == NOTES
    assert "do not open" in stranger.opens(another.vault, *another.readers("r2", "r3")).reason


def test_after_a_rotation_and_in_a_copy(another: Office, stranger: Stranger) -> None:
    another.data("keys", "rotate")
    another.data("note", "add", "wren", typed="After the rotation.")
    copy = another.machine.home / "copy.vault"
    another.data("backup", "create", str(copy))
    for vault in (another.vault, copy):
        for codes in (["recovery"], ["r1", "r3"]):
            assert stranger.opens(vault, *another.readers(*codes)).notes == NOTES | {"wren/2": "After the rotation."}
        assert stranger.opens(vault, another.sheets["maple"]).found["opened_as"] == "executor"


def test_the_stored_vault(stranger: Stranger) -> None:
    output = stranger.opens(STORED, WORDS)
    assert output.notes == {
        "own/1": "I talk too much.",
        "heron/1": "Session 1: the weekly meeting.\nShe spoke first.",
        "heron/2": "Session 2: the weekly meeting, told again.",
        "heron/3": "Session 3: the weekly meeting.\nShe spoke first.",
        "heron/5": "Meant for heron, told again.",
        "wren/1": "First call; wants to change roles.",
        "wren/3": "After the rotation.",
        "linden/1": "Sealed session 1.",
        "linden/2": "Sealed session 2.",
        "linden/3": "A second engagement.",
    }
    assert output.err == "2 notes wait in the inbox and are not shown (11)\n"


def test_nothing_is_written(office: Office, stranger: Stranger) -> None:
    vault = stranger.folder / "practice.vault"
    shutil.copyfile(office.vault, vault)
    vault.chmod(0o400)
    stranger.opens(vault, office.sheets["recovery"])
    before = sorted(stranger.folder.iterdir())
    assert stranger.opens(vault, office.sheets["recovery"]).notes == NOTES
    assert sorted(stranger.folder.iterdir()) == before
    assert vault.read_bytes() == office.vault.read_bytes()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda words: ["abandon" if words[0] != "abandon" else "zoo", *words[1:]], "checksum|do not open"),
        (lambda words: [words[0], "heronn", *words[2:]], r"not in the word list: \[2\]"),
        (lambda words: words[:-1], "24 words are needed, and 23 are there"),
        (lambda words: [*words, words[0]], "24 words are needed, and 25 are there"),
        (lambda _: WORDS.split(), "do not open this vault"),
    ],
    ids=["another word", "no word", "a word less", "a word more", "words of another vault"],
)
def test_wrong_words(harm: Callable[[list[str]], list[str]], told: str, office: Office, stranger: Stranger) -> None:
    words = harm(office.sheets["recovery"].split())
    assert re.search(told, stranger.opens(office.vault, " ".join(words)).reason)


def test_a_checksum_that_does_not_fit(office: Office, stranger: Stranger) -> None:
    first, *others = office.sheets["recovery"].split()
    reasons = [
        stranger.opens(office.vault, " ".join([word, *others])).reason
        for word in ("abandon", "legal", "zoo")
        if word != first
    ]
    assert any("a word is wrong (checksum)" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("offset", "refused"), [(0, 3), (30, 3), (60, 3), (-1, 5)], ids=["nonce", "commitment", "text", "tag"]
)
def test_one_flipped_bit_is_found(offset: int, refused: int, another: Office, stranger: Stranger) -> None:
    """Two engagements hold three notes and two records of terms; of what is not a note, only the tag is looked at."""
    engagements = stranger.opens(another.vault, another.sheets["recovery"]).found["engagements"]
    connection = sqlite3.connect(another.vault)
    rows = [
        row
        for each in engagements
        for row in connection.execute(
            "SELECT box, record_id FROM record WHERE compartment_id = ?", [b64decode(each["compartment_id"])]
        )
    ]
    connection.close()
    reasons = []
    for box, record_id in rows:
        harmed, changed = stranger.folder / "harmed.vault", bytearray(box)
        changed[offset] ^= 1
        shutil.copyfile(another.vault, harmed)
        change(harmed, "UPDATE record SET box = ? WHERE record_id = ?", bytes(changed), record_id)
        output = stranger.opens(harmed, another.sheets["recovery"])
        if output.code == 0:
            assert output.notes == NOTES
        else:
            reasons.append(output.reason)
    assert len(reasons) == refused
    assert all(re.search("changed or damaged|a record is missing", reason) for reason in reasons)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE header SET value = randomblob(16) WHERE name = 'copy_id'", "the header was changed"),
        (
            "DELETE FROM slot WHERE slot_id = (SELECT max(slot_id) FROM slot WHERE hex(box) LIKE '04%')",
            "the header was",
        ),
        ("DELETE FROM header WHERE name = 'directory'", "changed or damaged"),
        ("UPDATE ledger SET link = zeroblob(32) WHERE seq = 3", "entry 3 of the ledger"),
        ("DELETE FROM ledger WHERE seq = 2", "entry 2 of the ledger"),
        ("DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)", "newest entry of the ledger"),
        ("DELETE FROM ledger", "changed or damaged"),
        ("UPDATE compartment SET head = randomblob(length(head))", "the digests are not those of the heads"),
        ("DELETE FROM compartment WHERE compartment_id = (SELECT max(compartment_id) FROM compartment)", "not opened"),
        ("UPDATE record SET box = zeroblob(584)", "a record is missing"),
        ("DELETE FROM record", "a record is missing"),
        ("UPDATE record SET generation = 2", "a record is missing"),
        ("PRAGMA user_version = 3", "no vault of format 1 or 2"),
        ("PRAGMA application_id = 2", "no vault of format 1 or 2"),
    ],
)
@pytest.mark.parametrize("code", ["recovery", "maple"])
def test_other_harm_is_found(code: str, statement: str, told: str, another: Office, stranger: Stranger) -> None:
    change(another.vault, statement)
    assert re.search(told, stranger.opens(another.vault, another.sheets[code]).reason)


def test_an_unfinished_change_is_refused(another: Office, stranger: Stranger) -> None:
    another.vault.with_name(f"{another.vault.name}-journal").write_bytes(b"half a change")
    assert "a change was broken off" in stranger.opens(another.vault, another.sheets["recovery"]).reason


def test_what_is_no_vault(stranger: Stranger) -> None:
    assert "No such file" in stranger.opens(stranger.folder / "nowhere.vault", WORDS).reason
    assert "is no vault" in stranger.opens(stranger.script, WORDS).reason
    assert stranger.opens(STORED).reason.startswith("usage: ")
    stranger.word_list.write_text("abandon\n")
    assert "must hold 2048 words" in stranger.opens(STORED, WORDS).reason


def test_the_script_reads_what_a_newer_program_wrote_as_far_as_it_knows_it(stranger: Stranger) -> None:
    newer = ROOT / "tests" / "vectors" / "minor-1.db"
    known = {note_id: note["body"] for note_id, note in reader.read(newer, passphrase=PASSPHRASE).notes().items()}
    assert stranger.opens(newer, WORDS).notes == known
