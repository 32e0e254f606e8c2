"""Canaries: no secret stays in a file, an argument, a variable, a message or on the wire, whatever happens."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.canaries import (
    AGREED,
    BODY,
    FIRST,
    FORM,
    NAME,
    NOTE,
    PHRASE,
    REASON,
    TERMS,
    WIRED,
    Watch,
    Wire,
    plain_calls,
)
from tests.cli.machine import OBSERVED, Machine, disguises
from tests.cli.terminal import CTRL_C, CTRL_D, Terminal
from tests.fakes import PASSPHRASE
from tests.shards import thinned

pytestmark = pytest.mark.sampled(2)

STORY = [
    ("client add heron --from -", FORM),
    ("client add wren --from -", FORM),
    ("sponsor add otter --from -", f'name = "{NAME}"\norganisation = "{AGREED}"'),
    ("engagement start heron --sponsor otter --from -", TERMS),
    ("note add heron", BODY),
    ("note add heron", BODY + "Once more."),
    ("note add own --kind supervision", BODY),
    ("note edit heron/1", BODY + "Anew."),
    ("engagement start wren", ""),
    ("engagement sponsor wren otter", ""),
    ("note list", ""),
    ("note show heron/1", ""),
    ("note history heron/1", ""),
    ("note move heron/2 wren", ""),
    ("note erase heron/1 --earlier --confirm heron", ""),
    ("note erase wren/1 --confirm wren", ""),
    ("client edit heron --from -", f'phone = "{NAME}"'),
    ("client show heron", ""),
    ("client list", ""),
    ("sponsor edit otter --from -", f'address = "{NAME}"'),
    ("sponsor show otter", ""),
    ("sponsor list", ""),
    ("engagement show heron", ""),
    ("engagement list", ""),
    ("brief heron", ""),
    ("search -", NOTE),
    ("release draft heron --from -", f'text = "{AGREED} and {NAME}"\npurpose = "{REASON}"'),
    ("release show R1", ""),
    ("release list", ""),
    ("release request R1 --by email", ""),
    ("release request R1 --by paper", ""),
    ("release request R1 --by page --out ~/R1.html", ""),
    ("release words --from -", 'health = ["zumba"]'),
    ("release wish heron", ""),
    ("release edit R1 --from -", f'text = "{NOTE} and {NAME}"'),
    ("", ""),
    ("engagement end heron", ""),
    ("note show heron/1 --reason -", REASON),
    ("engagement open E1 --reason -", REASON),
    ("register list", ""),
    ("register show 1", ""),
    ("hours list", ""),
    ("engagement reopen E1 --reason -", REASON),
    ("check", ""),
    ("locked: note add heron", BODY),
    ("locked: note add jay", BODY),
    ("locked: status", ""),
    ("note waiting", ""),
    ("note file w2 heron", ""),
    ("locked: note add jay", BODY),
    ("note file w3 --discard --confirm w3", ""),
    ("backup create copies", ""),
    ("note erase heron/1 --confirm heron", ""),
    ("backup clean", ""),
    ("backup verify", ""),
    ("backup list", ""),
    ("measure add heron --from -", f'values.morale = 3\nwords.morale = "{NOTE}"'),
    ("measure add heron --on 2026-11-01 --from -", "values.morale = 3"),
    ("measure edit heron --on 2026-11-01 --from -", f'words.morale = "{NOTE}"'),
    ("measure show heron", ""),
    ("action add heron", NOTE),
    ("action add heron", AGREED),
    ("action list heron", ""),
    ("action done heron/a1", ""),
    ("action drop heron/a2", ""),
    ("practice set date_order dmy", ""),
    ("engagement agreement heron --from -", f'objectives = ["{AGREED}"]\nreports = ["progress report"]'),
    ("access request heron", ""),
    ("access heron --correct", BODY),
    ("disclose heron --now", ""),
    (
        "disclose D1 --spoken --confirm heron --from -",
        f'danger = "{REASON} {REASON}"\nevidence = "{REASON} {REASON}"\nadvice = "{AGREED} {AGREED}"\n'
        f'recipient = "{AGREED}"\nrecipient_kind = "emergency"\ntext = "{NAME} {NOTE}"',
    ),
    ("retention policy set -", f'[retention.notes]\nkeep = "1 day"\nbecause = "{AGREED}"'),
    ("retention policy show", ""),
    ("retention due", ""),
    ("retention hold add E1 --reason -", REASON),
    ("retention hold list", ""),
    ("retention hold lift E1 --reason -", REASON),
    ("engagement next heron 2030-01-01", ""),
    ("custodian add maple --role executor --from -", FORM),
    ("custodian add aspen --role reader", ""),
    ("custodian list", ""),
    ("practice handbook --from -", f'helper = "{NAME}"\nmessage = "{AGREED}"'),
    ("executor", ""),
    ("practice show", ""),
    ("practice calendar dates.ics", ""),
    ("practice archive final.vault", ""),
    ("practice verify final.vault", ""),
    ("engagement end heron", ""),
    ("retention extend E1 --until 2050-01-01 --reason -", REASON),
    ("retention destroy E1 --reason - --confirm heron", REASON),
    ("retention certificate E1", ""),
    ("client erase wren --confirm wren", ""),
    ("custodian remove aspen", ""),
    ("keys rotate", ""),
    ("check --full", ""),
    ("recovery renew", ""),
    ("backup create away.vault --move", ""),
    ("restore away.vault --accept", ""),
    ("gone: backup forget B1", ""),
    ("practice retire --confirm retire", ""),
    ("lock", ""),
]
FAILING = [
    ("engagement sponsor heron otter", ""),
    ("note add nobody", BODY),
    ("note add heron --date never", BODY),
    ("note add heron", f"{NOTE}\0"),
    ("note edit heron/99", BODY),
    (f"client add {FIRST}! --from -", FORM),
    ("client add heron --from -", FORM),
    ("client add jay --from -", f'name = "{NAME}'),
    ("client add jay --from -", f'name = ["{NAME}"]'),
    ("engagement start wren --from -", f'objectives = "{AGREED}"'),
    ("note show heron/1 --kind -", REASON),
    (f"note add heron {NOTE}", ""),
    (f"note add --kind {NOTE} heron", ""),
    (f"brief {FIRST}", ""),
    (f"note {NOTE}", ""),
    (f"{NOTE}", ""),
    ("release draft heron --from -", f'text = "{NOTE}\t"'),
    ("release draft heron --from -", f'{NOTE} = "x"'),
    ("release draft heron", f"{NOTE}\t"),
    ("release import R1 -", f"{NOTE}"),
    (f"release show {NAME}", ""),
    (f"release {FIRST}", ""),
    (f"note list --{FIRST}", ""),
]


def test_the_watch_sees_every_disguise() -> None:
    watch = Watch([NOTE])
    for form in disguises(NOTE):
        assert watch.sees(b"..." + form + b"...")
    assert not watch.sees(b"nothing")


@pytest.mark.needs_program("strace")
def test_the_wire_sees_who_talks_and_what_is_started(tmp_path: Path) -> None:
    wire = Wire(tmp_path / "calls")
    talking = f"import socket, os; socket.socket(); os.execv('/bin/true', ['true', '{NOTE}'])"
    subprocess.run([*wire.under, sys.executable, "-c", talking], check=True)
    calls = wire.calls()
    assert any(call.startswith(b"socket(AF_INET") for call in calls)
    assert Watch([NOTE]).sees(calls[-1])


@pytest.mark.parametrize("is_wired", WIRED)
def test_no_command_leaves_a_secret_anywhere_or_talks_to_anybody(
    watched: tuple[Machine, Watch], tmp_path: Path, is_wired: bool
) -> None:
    machine, watch = watched
    wire = Wire(tmp_path / "calls")
    for step, typed in STORY:
        words = step.removeprefix("locked: ").removeprefix("gone: ")
        environment = machine.without_passphrase() if step.startswith("locked: ") else machine.environment
        for copy in machine.home.rglob("backup-*.vault") if step.startswith("gone: ") else ():
            copy.unlink()
        under = wire.under if is_wired else ()
        answer = machine.run(*words.split(), typed=typed, environment=environment, under=under)
        assert answer.code == 0, (words, answer.err)
        if is_wired:
            [started] = wire.calls()
            assert started.startswith(b"execve("), "it starts no program, and talks to nobody"
            assert not watch.sees(started), words
        if not words.startswith("note erase"):  # shows what it erases, as talk
            assert not watch.sees(answer.stderr), words
        assert watch.sees_in_files(machine.files()) == [], words


@pytest.mark.parametrize("is_alone", thinned([False, True]))
def test_no_command_that_fails_repeats_what_was_typed(watched: tuple[Machine, Watch], is_alone: bool) -> None:
    machine, watch = watched
    machine.alone = is_alone
    for words, typed in STORY[:6]:
        assert machine.run(*words.split(), typed=typed).code == 0
    for words, typed in FAILING:
        answer = machine.run(*words.split(), "--debug", typed=typed)
        assert answer.code in (2, 15, 16, 17), (words, answer.err)
        assert answer.stdout == b""
        assert not watch.sees(answer.stderr), (words, answer.err)
        assert b"Traceback" not in answer.stderr
    assert watch.sees_in_files(machine.files()) == []


@pytest.mark.parametrize(
    ("place", "words", "typed"),
    thinned(
        [
            ("coachvault.services.notes.journal:add_note", "note add heron", BODY),
            ("coachvault.vault.change:Change.adopt", "note add heron", BODY),
            ("coachvault.vault.change:encode", "note add heron", BODY),
            ("coachvault.vault.change:seal", "note edit heron/1", BODY),
            ("coachvault.vault.store:Store.add_record", "client add jay --from -", FORM),
            ("coachvault.vault.store:Store.open", "note list", ""),
            ("coachvault.services.people.directory:parse_client_form", "client add jay --from -", FORM),
            ("coachvault.services.core.open_vault:encode_passphrase", "client list", ""),
            ("coachvault.services.notes.search:search_notes", "search -", NOTE),
            ("coachvault.render.as_text.notes:note", "note show heron/1", ""),
            ("coachvault.cli.terminal.output:envelope", "--json note show heron/1", ""),
            ("coachvault.practice.note:parse_body", "note add heron", BODY),
            ("coachvault.cli.terminal.passphrase:read_private", "client list", ""),
            ("coachvault.services.keys.create_vault:found_practice", "--vault elsewhere.vault init", ""),
        ],
        kept=3,
    ),
)
def test_an_unforeseen_failure_says_no_secret(place: str, words: str, typed: str, practice: Machine) -> None:
    secret = "KanariGelb"
    watch = Watch([secret, PASSPHRASE, "weekly meeting", *NAME.split()])
    before = practice.vault.read_bytes()
    for_scripts = () if "as_text" in place else (("--json", "--debug"),)  # no text is made for them
    for options in ((), ("--debug",), *for_scripts):
        entry = ("-W", "error", "-m", "tests.cli.failing", place, secret)
        answer = practice.run(*options, *words.split(), typed=typed, entry=entry)
        assert answer.code == 1
        assert b"Unforeseen" in answer.stderr
        assert not watch.sees(answer.stdout + answer.stderr)
        assert b"Traceback" not in answer.stderr
        assert (b"failing.py:" in answer.stderr) == ("--debug" in options)
        assert practice.vault.read_bytes() == before
        assert watch.sees_in_files(practice.files()) == []


@pytest.mark.needs_terminal
@pytest.mark.parametrize("keys", [(CTRL_D,), (CTRL_C, CTRL_C)], ids=["saved", "thrown away"])
def test_what_is_typed_at_a_prompt_stays_in_no_file(
    keys: tuple[str, ...], practice: Machine, terminal: Callable[..., Terminal]
) -> None:
    session = terminal(practice, "note", "add", "heron")
    session.unlocks()
    session.shows("Ctrl-D saves")
    session.types(f"She said {NOTE}.", *keys)
    assert session.ends() == (0 if CTRL_D in keys else 130)
    assert Watch([NOTE, PASSPHRASE]).sees_in_files(practice.files()) == []
    assert PASSPHRASE not in session.raw


# Under strace ------------------------------------------------------------

CALLS = "execve,execveat,open,openat,creat,write,pwrite64,writev,pwritev,sendto,sendmsg,connect,socket,rename,symlink"


def trace(machine: Machine, words: str, typed: str, log: Path) -> list[bytes]:
    """Runs a command under strace and returns its system calls, with the strings that they carry as plain bytes."""
    command = ["strace", "-f", "-v", "-xx", "-s", "100000", "-e", f"trace={CALLS}", "-o", str(log), sys.executable]
    run = subprocess.run(
        [*command, *OBSERVED, *words.split()],
        input=typed.encode(),
        env=machine.environment,
        cwd=machine.home,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return plain_calls(log)


@pytest.mark.needs_program("strace")
def test_no_system_call_carries_a_secret_and_none_goes_to_the_network(
    watched: tuple[Machine, Watch], tmp_path: Path
) -> None:
    machine, watch = watched
    for words, typed in STORY[:4]:
        assert machine.run(*words.split(), typed=typed).code == 0
    traced = [
        ("note add heron", BODY),
        ("note edit heron/1", BODY + "Anew."),
        ("search -", NOTE),
        ("client edit heron --from -", FORM),
        ("engagement end heron", ""),
        ("note show heron/1 --reason -", REASON),
    ]
    for words, typed in traced:
        calls = trace(machine, words, typed, tmp_path / "log")
        assert any(call.startswith(b"pwrite64(") for call in calls) or words == "search -"
        answer = [call for call in calls if call.startswith(b"write(1,")]
        assert any(map(watch.sees, answer)) == words.startswith(("search", "note show")), "the watch sees what is said"
        for call in calls:
            assert call in answer or not watch.sees(call), (words, call[:200])
        assert_stays_at_home(calls, machine)


@pytest.mark.needs_program("strace")
def test_a_new_vault_writes_no_secret(machine: Machine, tmp_path: Path) -> None:
    machine.private("passphrase", PHRASE)
    typed = f'name = "{NAME}"'
    calls = trace(machine, "--json init --practice-from -", typed, tmp_path / "log")
    answer = next(call for call in calls if call.startswith(b"write(1,"))
    words = re.findall(r"[a-z]+", answer.decode().partition("recovery_words")[2])[:24]
    watch = Watch([PHRASE, *NAME.split(), *(" ".join(words[at : at + 2]) for at in range(23))])
    for call in calls:
        assert call is answer or not watch.sees(call), call[:200]
    assert_stays_at_home(calls, machine)


@pytest.mark.needs_program("strace")
def test_a_passphrase_command_gets_no_secret(practice: Machine, tmp_path: Path) -> None:
    machine = practice
    machine.environment = machine.without_passphrase() | {
        "COACHVAULT_PASSPHRASE_COMMAND": f"cat '{machine.passphrase_file}'"
    }
    calls = trace(machine, "note add heron", BODY, tmp_path / "log")
    started = [call for call in calls if call.startswith(b"execve(")]
    assert sum(b'"/bin/sh"' in call for call in started) == 1
    assert not any(Watch([NOTE, PASSPHRASE]).sees(call) for call in started)


def assert_stays_at_home(calls: list[bytes], machine: Machine) -> None:
    """No other program, no network, and no file outside the home and the folder for temporary files is written."""
    assert sum(call.startswith(b"execve(") for call in calls) == 1
    assert not [call for call in calls if re.match(rb"(socket|connect|sendto|sendmsg)\(", call)]
    writing = [call for call in calls if call.startswith((b"open", b"creat")) and re.search(rb"O_WRONLY|O_RDWR", call)]
    assert writing or not [call for call in calls if call.startswith(b"pwrite64(")]
    for call in writing:
        path = re.findall(rb'"([^"]*)"', call)[0].decode()
        assert path.startswith((str(machine.home), str(machine.temporary), "/dev/")), path
