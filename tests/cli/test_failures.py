"""How commands fail: the exit codes, the error for scripts, and nothing changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.machine import CHEAP, PROGRAM, ROOT, Machine

pytestmark = pytest.mark.sampled(3)

COMMANDS = [
    *("", "client list", "client show heron", "sponsor list", "engagement list", "engagement end heron"),
    *("note add heron", "note list", "note show heron/1", "note edit heron/1", "note move heron/1 wren", "brief heron"),
    *("note erase heron/1 --confirm heron", "search weekly", "register list", "check"),
]
LARGEST = 8 * 1024 * 1024


@pytest.mark.parametrize("words", COMMANDS)
def test_without_a_vault_it_is_10(words: str, machine: Machine) -> None:
    assert machine.fails(*words.split(), typed="Text.") == (10, "no_vault")
    assert list(machine.files()) == []


def test_the_error_for_people_names_what_and_the_way_on(machine: Machine) -> None:
    answer = machine.run("note", "list")
    assert (answer.code, answer.out) == (10, "")
    assert answer.err.splitlines()[0].startswith("coachvault: error: There is no vault")
    assert answer.err.splitlines()[1].startswith("hint: `coachvault init`")


@pytest.mark.parametrize(
    ("words", "typed", "code", "name"),
    [
        ("nonsense", "", 2, "usage"),
        ("note", "", 2, "usage"),
        ("note show", "", 2, "usage"),
        ("note add --kind lunch heron", "x", 2, "usage"),
        ("note add", "x", 2, "usage"),
        ("client edit heron", "", 2, "usage"),
        ("note erase heron/1", "", 2, "usage"),
        ("brief", "", 2, "usage"),
        ("search", "", 2, "usage"),
        ("tour --keep .", "", 2, "usage"),
        ("client show nobody", "", 15, "not_found"),
        ("note add nobody", "x", 15, "not_found"),
        ("note show heron/99", "", 15, "not_found"),
        ("engagement end E9", "", 15, "not_found"),
        ("brief nobody", "", 15, "not_found"),
        ("search x --client nobody", "", 15, "not_found"),
        ("register list nobody", "", 15, "not_found"),
        ("init", "", 16, "vault_exists"),
        ("note show linden/1", "", 16, "refused"),
        ("note edit linden/1", "x", 16, "refused"),
        ("note move linden/1 heron", "", 16, "refused"),
        ("note move heron/1 linden", "", 16, "refused"),
        ("note erase linden/1 --confirm linden", "", 16, "refused"),
        ("engagement end linden", "", 16, "refused"),
        ("engagement start heron", "", 16, "refused"),
        ("engagement open E3", "", 16, "refused"),
        ("client add heron --from -", "", 16, "refused"),
        ("client add Ada! --from -", "", 17, "bad_input"),
        ("client add own --from -", "", 17, "bad_input"),
        ("client add jay --from -", "name = Ada", 17, "bad_input"),
        ("client add jay --from -", "nmae = 'Ada'", 17, "bad_input"),
        ("client add jay --from no-such-file", "", 17, "bad_input"),
        ("note show heron-1", "", 15, "not_found"),
        ("note edit heron", "x", 2, "usage"),
        ("note add heron --date 2026-13-01", "x", 17, "bad_input"),
        ("note add heron --duration soon", "x", 17, "bad_input"),
        ("note list --since whenever", "", 17, "bad_input"),
        ("engagement start wren --on 12", "", 17, "bad_input"),
    ],
)
def test_a_failure_has_its_code_and_changes_nothing(
    words: str, typed: str, code: int, name: str, practice: Machine
) -> None:
    before = practice.vault.read_bytes()
    assert practice.fails(*words.split(), typed=typed) == (code, name)
    assert practice.vault.read_bytes() == before


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \n\t\r\n", id="blank"),
        pytest.param("\u00a0\u3000\n".encode(), id="blank in other scripts"),
        pytest.param(b"a\0b", id="NUL"),
        pytest.param(b"caf\xe9", id="no UTF-8"),
        pytest.param(b"\xed\xa0\x80", id="half a character"),
        pytest.param(b"x" * (LARGEST + 1), id="larger than 8 MiB"),
    ],
)
def test_a_text_that_cannot_be_taken_is_17(body: bytes, practice: Machine) -> None:
    before = practice.vault.read_bytes()
    assert practice.fails("note", "add", "heron", typed=body) == (17, "bad_input")
    assert practice.fails("note", "edit", "heron/1", typed=body) == (17, "bad_input")
    assert practice.vault.read_bytes() == before


def test_a_text_of_8_mib_is_taken(practice: Machine) -> None:
    assert practice.run("note", "add", "heron", typed=b"x" * LARGEST).code == 0
    shown = practice.run("--json", "note", "show", "heron/4").data["note"]
    assert shown["body"] == "x" * LARGEST


def test_an_init_over_a_vault_changes_nothing(practice: Machine) -> None:
    before = {path: path.read_bytes() for path in practice.files() if path.is_file()}
    answer = practice.founds()
    assert (answer.code, answer.error["code"]) == (16, "vault_exists")
    assert {path: path.read_bytes() for path in practice.files() if path.is_file()} == before


@pytest.mark.parametrize("typed", ['name = "Ada', 'nmae = "Ada"', 'role = "Ada Lovelace"', "recovery_tested = true"])
def test_an_init_with_a_wrong_form_makes_nothing_and_does_not_repeat_it(typed: str, machine: Machine) -> None:
    answer = machine.founds("--practice-from", "-", typed=typed)
    assert (answer.code, answer.error["code"]) == (17, "bad_input")
    assert "Ada" not in answer.err
    assert list(machine.files()) == []


# The file ------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "name"),
    [
        pytest.param("PRAGMA user_version=3", 14, "version", id="a later format"),
        pytest.param("PRAGMA application_id=1", 14, "format", id="another database"),
        pytest.param("CREATE TABLE planted (x)", 13, "integrity", id="a planted table"),
        pytest.param("UPDATE header SET value = zeroblob(32) WHERE name = 'mac'", 13, "integrity", id="a header"),
    ],
)
def test_a_changed_file_is_told_by_every_command(change: str, code: int, name: str, practice: Machine) -> None:
    tamper(practice.vault, change)
    for words in ("client list", "note add heron", "note show heron/1", "check"):
        assert practice.fails(*words.split(), typed="Text.") == (code, name), words


def test_a_hole_in_the_ledger_is_found_by_check(practice: Machine) -> None:
    tamper(practice.vault, "DELETE FROM ledger WHERE seq = 1")
    assert practice.fails("check") == (13, "integrity")


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_vault_is_told(content: bytes, practice: Machine) -> None:
    practice.vault.write_bytes(content)
    assert practice.run("--json", "client", "list").code in (13, 14)
    assert practice.run("--json", "check").code in (13, 14)
    assert practice.vault.read_bytes() == content


def test_a_damaged_row_is_found_by_check_and_by_whoever_reads_it(practice: Machine) -> None:
    practice.data("client", "list")
    tamper(practice.vault, "UPDATE record SET box = randomblob(length(box))")
    answer = practice.run("--json", "check")
    assert (answer.code, answer.error["code"]) == (13, "integrity")
    assert practice.fails("note", "show", "heron/1") == (13, "integrity")
    assert practice.fails("search", "weekly") == (13, "integrity")
    told = practice.run("check")
    assert told.out == ""
    assert told.err.count("coachvault: warning: ") >= 3
    assert told.err.splitlines()[-2].startswith("coachvault: error: ")


def test_the_file_of_yesterday_is_noticed_by_every_command(practice: Machine) -> None:
    yesterday = practice.vault.read_bytes()
    practice.data("note", "add", "heron", typed="Today.")
    practice.vault.write_bytes(yesterday)
    for words in COMMANDS:
        assert practice.fails(*words.split(), typed="Text.") == (13, "rolled_back"), words
    assert practice.vault.read_bytes() == yesterday


def test_another_vault_in_the_place_is_noticed_by_every_command(practice: Machine, tmp_path: Path) -> None:
    practice.data("client", "list")
    (tmp_path / "other").mkdir()
    other = Machine.new(tmp_path / "other")
    assert other.founds().code == 0
    shutil.copy2(other.vault, practice.vault)
    for words in COMMANDS:
        assert practice.fails(*words.split(), typed="Text.") == (13, "rolled_back"), words


def test_a_vault_that_is_a_link_is_not_followed(practice: Machine) -> None:
    practice.vault.symlink_to(practice.vault.rename(practice.home / "elsewhere.vault"))
    assert practice.fails("client", "list")[0] == 13


@pytest.fixture
def held(practice: Machine) -> Iterator[Machine]:
    """A practice whose vault another program holds."""
    practice.data("client", "list")
    hold = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE'); print(1); input()"
    with subprocess.Popen(
        [sys.executable, "-uc", hold, str(practice.vault)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"1\n"
        yield practice
        holder.communicate(b"\n")


def test_a_vault_that_another_program_holds_is_busy_and_nothing_is_written(held: Machine) -> None:
    answer = held.run("--json", "note", "add", "heron", typed="what was said")
    assert (answer.code, answer.error["code"]) == (11, "busy")
    assert "nothing was written" in answer.error["message"]
    assert "what was said" not in answer.err


@pytest.mark.thorough
def test_notes_that_are_added_at_the_same_time_are_all_kept(practice: Machine) -> None:
    with ThreadPoolExecutor(max_workers=6) as pool:
        answers = list(pool.map(lambda text: practice.data("note", "add", "heron", typed=text), "abcdef"))
    assert sorted(answer["note"]["id"] for answer in answers) == [f"heron/{number}" for number in range(4, 10)]
    assert practice.data("check")["faults"] == []
    bodies = {practice.data("note", "show", f"heron/{number}")["note"]["body"] for number in range(4, 10)}
    assert bodies == set("abcdef")


# The disk ------------------------------------------------------------

FILL = r"""
set -eu
mount -t tmpfs -o size=1m,mode=700 tmpfs "$1"
shift
export COACHVAULT_VAULT=$PWD/small/practice.vault
coachvault() { "$PYTHON" -W error -m coachvault "$@"; }
"$PYTHON" -W error -m tests.cli.entry --json init >/dev/null
coachvault client add heron --from - <"$FORM" >/dev/null
kept=0
while code=0; coachvault --json note add heron <"$LONG_NOTE" >answer 2>errors || code=$?; [ "$code" = 0 ]; do
    kept=$((kept + 1))
done
echo "failed $code after $kept: $(tail -n 1 errors)"
wc -c <answer
coachvault note list --json
coachvault check --json
coachvault note show --json heron/1
ls -A small
"""


def namespace() -> list[str]:
    """Returns the command that runs another where it may mount what nobody else sees."""
    for command in (["unshare", "-m"], ["unshare", "-rm"], ["sudo", "-nE", "unshare", "-m"]):
        if shutil.which(command[0]):
            can = [*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
            if subprocess.run(can, capture_output=True, check=False).returncode == 0:
                return command
    pytest.skip("no private mounts here: neither as root nor in a namespace of one's own")


def test_a_full_disk_is_told_and_loses_nothing_that_was_saved(machine: Machine) -> None:
    environment = machine.environment | {
        "PYTHON": sys.executable,
        "FORM": str(machine.private("form", "")),
        "LONG_NOTE": str(machine.private("note", "what was said " * 6000)),
    }
    (machine.home / "small").mkdir(mode=0o700)
    command = [*namespace(), "bash", "-c", FILL, "bash", str(machine.home / "small")]
    run = subprocess.run(
        command, cwd=machine.home, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    failed, answered, listed, checked, shown, *left = run.stdout.splitlines()
    assert failed.startswith("failed 1 after ")
    assert '"storage"' in failed
    assert "full" in failed
    assert "what was said" not in failed
    assert answered == "0"
    kept = int(failed.split()[3].rstrip(":"))
    assert kept > 1
    assert listed.count('"id": "heron/') == kept
    assert '"faults": []' in checked
    assert "what was said " * 6000 in shown
    assert left == ["practice.vault"]


def test_a_full_disk_makes_no_half_vault(machine: Machine) -> None:
    script = 'mount -t tmpfs -o size=32k,mode=700 tmpfs "$1"; shift; "$@"; code=$?; ls -A small; exit $code'
    (machine.home / "small").mkdir(mode=0o700)
    init = [sys.executable, *CHEAP, "--json", "--vault", "small/practice.vault", "init"]
    command = [*namespace(), "bash", "-c", script, "bash", str(machine.home / "small"), *init]
    run = subprocess.run(
        command, cwd=machine.home, env=machine.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert '"storage"' in run.stderr.splitlines()[-1]


def test_words_that_nobody_can_see_make_no_vault(machine: Machine) -> None:
    line = f'"{sys.executable}" {" ".join(CHEAP)} init --no-input > /dev/full'
    run = subprocess.run(["bash", "-c", line], env=machine.environment, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 1
    assert b"no vault was made" in run.stderr
    assert not machine.vault.exists()
    assert machine.founds().code == 0


def test_a_state_folder_that_cannot_be_used_makes_no_vault(machine: Machine) -> None:
    known = machine.state / "known"
    known.mkdir(parents=True)
    known.chmod(0o770)
    assert machine.run("--json", "init", entry=CHEAP).error["code"] == "bad_input"
    assert not machine.vault.exists()
    known.chmod(0o700)
    assert machine.founds().code == 0


def test_a_place_whose_name_is_no_text(machine: Machine) -> None:
    odd = os.fsdecode(os.fsencode(machine.home) + b"/\xff.vault")
    assert machine.run("--json", "--vault", odd, "init", entry=CHEAP).code == 0
    assert machine.run("--json", "--vault", odd, "client", "list").data == {"clients": []}


# The reader ------------------------------------------------------------


@pytest.mark.parametrize("words", ["note show heron/4", "note list", "client list --json", "check", "search said"])
def test_a_reader_who_leaves_is_no_error(words: str, practice: Machine) -> None:
    practice.run("note", "add", "heron", typed="what was said " * 20_000)
    line = f'"{sys.executable}" {" ".join(PROGRAM)} {words} | true; exit "${{PIPESTATUS[0]}}"'
    run = subprocess.run(["bash", "-c", line], env=practice.environment, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0
    assert b"rror" not in run.stderr


def tamper(vault: Path, statement: str) -> None:
    with closing(sqlite3.connect(vault, isolation_level=None)) as connection:
        connection.execute(statement)
