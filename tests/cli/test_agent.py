"""Unlocked for a while: one passphrase, a process that holds the day keys, and the ways in which it ends."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coachvault import __version__
from coachvault.agent import LOCK, SOCKET, protocol
from coachvault.agent.protocol import (
    LENGTH_BYTES,
    Done,
    Held,
    HeldList,
    Keep,
    Lend,
    Lent,
    ListHeld,
    Lock,
    Nothing,
    OpenWindow,
    Reply,
    Request,
)
from coachvault.crypto.kdf import encode_passphrase
from coachvault.errors import Locked
from coachvault.system.sockets import short_name
from coachvault.vault.keys import DayKeys
from coachvault.vault.snapshot import Snapshot
from coachvault.vault.store import Store
from coachvault.vault.vault import LockedVault
from tests.cli.machine import PROGRAM, Answer, Machine
from tests.cli.terminal import ENTER, Terminal
from tests.fakes import PASSPHRASE, WORDS
from tests.shards import thinned

pytestmark = pytest.mark.sampled(2)

LOCKED, REFUSED, USAGE, INTEGRITY = 12, 16, 2, 13
LIMITS_SAID = "15 minutes, and for 8 hours at most"
OTHER_VERSION = "import sys, coachvault; coachvault.__version__ = '99.0'; from coachvault.__main__ import run; run()"
HURRIED = (
    "from coachvault.agent import client; client._ANSWER_SECONDS, client._END_SECONDS = 0.2, 1.0\n"
    "from coachvault.__main__ import run; run()"
)
needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux")
Run = Callable[..., Terminal]


class Desk:
    """A machine on which a vault may stay unlocked, and its agent."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.environment = {name: value for name, value in machine.environment.items() if name != "COACHVAULT_AGENT"}
        self.silent = {name: value for name, value in self.environment.items() if "PASSPHRASE" not in name}

    @property
    def folder(self) -> Path:
        return self.machine.state / "agent"

    @property
    def pid(self) -> int:
        return int((self.folder / LOCK).read_text())

    def run(self, *words: str, environment: Mapping[str, str] | None = None, **more: Any) -> Answer:
        """Runs a command with the passphrase's file at hand."""
        return self.machine.run(*words, environment=environment or self.environment, **more)

    def without(self, *words: str, **more: Any) -> Answer:
        """Runs a command without any way to the passphrase."""
        return self.run("--json", *words, environment=self.silent, **more)

    def opens(self) -> bool:
        """Whether a command gets in without the passphrase; no other answer than that it is locked."""
        answer = self.without("client", "list")
        assert answer.code in (0, LOCKED), answer.err
        return answer.code == 0

    def unlocks(self, *words: str) -> None:
        assert self.run("unlock", *words).code == 0
        assert self.is_running()

    def is_running(self) -> bool:
        """Whether a process holds the lock."""
        try:
            lock = os.open(self.folder / LOCK, os.O_RDONLY | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(lock)
        return False

    def connects(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(10)
        try:
            with short_name(self.folder / SOCKET) as name:
                connection.connect(name)
        except OSError:
            connection.close()
            raise
        return connection

    def sends(self, data: bytes) -> bytes:
        """Sends bytes to the agent and returns all that it answers until it closes."""
        with self.connects() as connection:
            with suppress(ConnectionError):
                connection.sendall(data)
            return received(connection)

    def asks(self, request: Request) -> Reply | None:
        answer = self.sends(protocol.encode(request))
        return protocol.decode_reply(answer[LENGTH_BYTES:]) if answer else None

    def tells(self) -> Held:
        """What the agent holds, which is one vault."""
        told = self.asks(ListHeld())
        assert isinstance(told, HeldList)
        (held,) = told.held
        return held

    def is_gone(self) -> bool:
        """Whether the process ends within a moment, and with it all that answered."""
        deadline = time.monotonic() + 10
        while self.is_running():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        with pytest.raises(OSError, match=r".+"):
            self.connects()
        return True

    def ends(self) -> None:
        """Ends an agent that still runs."""
        with suppress(OSError, ValueError):
            while self.is_running():
                os.kill(self.pid, signal.SIGKILL)
                time.sleep(0.01)


def received(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    answer = b""
    with suppress(ConnectionError):
        while part := connection.recv(2**16):
            answer += part
    return answer


def entries(machine: Machine) -> list[dict[str, str]]:
    """The register."""
    found: list[dict[str, str]] = machine.data("register", "list")["entries"]
    return found


@pytest.fixture
def desk(practice: Machine) -> Iterator[Desk]:
    """A machine with a practice, whose agent ends with the test."""
    desk = Desk(practice)
    yield desk
    desk.ends()


# From one command to the next


@pytest.mark.parametrize("way", thinned(["file", "descriptor", "command", "words"], kept=2))
def test_after_unlock_nothing_needs_the_passphrase_until_lock(desk: Desk, way: str) -> None:
    machine, environment = desk.machine, desk.silent
    options: tuple[str, ...] = ()
    descriptors: tuple[int, ...] = ()
    with machine.passphrase_file.open("rb") as file:
        if way == "file":
            options = ("--passphrase-file", str(machine.passphrase_file))
        elif way == "descriptor":
            options, descriptors = ("--passphrase-fd", str(file.fileno())), (file.fileno(),)
        elif way == "command":
            environment |= {"COACHVAULT_PASSPHRASE_COMMAND": f"cat '{machine.passphrase_file}'"}
        else:
            options = ("--words-file", str(machine.words_file()))
        words = ("--json", *options, "unlock", "--for", "10m")
        told = desk.run(*words, environment=environment, descriptors=descriptors)
    shown = told.data["unlocked"]
    memory_locked = shown.pop("memory_locked")
    assert shown == {"idle_seconds": 600, "total_seconds": 600, "open_engagements": 0}
    machine.passphrase_file.unlink()
    assert desk.without("note", "add", "heron", typed="A note by nobody's passphrase.").code == 0
    assert desk.without("note", "show", "heron/4").data["note"]["body"] == "A note by nobody's passphrase."
    held = desk.without("status").data["status"]["unlocked"]
    assert 540 < held["idle_seconds"] <= 600
    assert 540 < held["total_seconds"] <= 600
    assert held["memory_locked"] is memory_locked
    assert desk.without("lock").data == {"locked": True, "was_unlocked": True, "backup": None}
    assert not desk.opens()


def test_the_process_is_gone_once_lock_returns(desk: Desk) -> None:
    desk.unlocks()
    pid = desk.pid
    assert desk.opens()
    assert desk.run("lock").out == "Locked.\n"
    assert not desk.is_running()
    assert state_of(pid) in ("gone", "Z"), "what nobody waits for yet is no process any more"
    assert sorted(path.name for path in desk.folder.iterdir()) == [LOCK]
    assert desk.run("lock").out == "It was locked already.\n"


def test_unlock_says_its_limits(desk: Desk) -> None:
    assert (
        desk.run("unlock").out == "Unlocked: 15 minutes without use, 8 h 00 min at most. `coachvault lock` locks it.\n"
    )
    assert desk.tells().idle_left in range(890, 901)
    assert desk.tells().total_left in range(28_790, 28_801)
    assert desk.run("unlock", "--for", "10m").out == "Unlocked for 10 minutes. `coachvault lock` locks it.\n"
    assert desk.tells().idle_left in range(590, 601)
    assert desk.tells().total_left in range(590, 601)


def test_unlocking_for_no_time_or_for_more_than_a_day_is_refused(desk: Desk) -> None:
    for length in ("0m", "1441m", "25h"):
        assert desk.run("unlock", "--for", length).code == USAGE
    assert not desk.folder.exists()


def test_a_wrong_passphrase_starts_no_agent(desk: Desk) -> None:
    wrong = desk.machine.private("wrong", "not the passphrase")
    assert desk.run("--passphrase-file", str(wrong), "unlock").code == LOCKED
    assert not desk.folder.exists()


def test_unlock_asks_for_the_passphrase_even_if_the_vault_is_unlocked(desk: Desk) -> None:
    desk.unlocks()
    assert desk.without("unlock", "--for", "8h").code == LOCKED
    assert desk.tells().total_left <= 28_800
    assert desk.tells().idle_left <= 900


def test_a_passphrase_that_was_not_typed_keeps_nothing_unlocked(desk: Desk) -> None:
    assert desk.run("client", "list").code == 0
    assert desk.run("--words-file", str(desk.machine.words_file()), "client", "list").code == 0
    assert not desk.folder.exists()


def test_recovery_words_open_the_vault_whatever_is_held(desk: Desk) -> None:
    desk.unlocks()
    wrong = desk.machine.private("wrong words", WORDS.replace(WORDS.split()[0], "zoo", 1))
    assert desk.without("--words-file", str(wrong), "client", "list").code != 0
    assert desk.without("--words-file", str(desk.machine.words_file()), "client", "list").code == 0


def test_what_is_held_after_an_erasing_opens_no_copy_from_before(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "before.vault"
    copy.parent.mkdir(mode=0o700)
    desk.unlocks()
    assert desk.without("backup", "create", str(copy)).code == 0
    before, pid = DayKeys.parse(lent(desk).secret), desk.pid
    assert desk.without("--vault", str(copy), "note", "show", "heron/2").code == LOCKED, "a copy by its own way in"
    assert desk.without("note", "erase", "heron/2", "--confirm", "heron").code == 0
    after = DayKeys.parse(lent(desk).secret)
    assert (after.step, desk.pid) == (before.step + 1, pid)
    assert after == before.at(after.step, after.duty_step)
    for day, opens in ((before, True), (after, False)):
        store = Store.open(copy)
        try:
            with store.transaction(write=False), ExitStack() as stack:
                if not opens:
                    stack.enter_context(pytest.raises(Locked))
                assert Snapshot.load(store, day).header.step == before.step
        finally:
            store.close()
    assert len(desk.without("note", "list", "heron").data["notes"]) == 2, "and the vault goes on"


def test_switched_off_nothing_is_kept_and_nothing_that_is_held_is_used(desk: Desk) -> None:
    off = {"COACHVAULT_AGENT": "off"}
    assert desk.run("unlock", environment=desk.environment | off).code == USAGE
    assert not desk.folder.exists()
    desk.unlocks()
    assert desk.run("client", "list", environment=desk.silent | off).code == LOCKED
    assert desk.run("lock", environment=desk.silent | off).code == 0
    assert not desk.is_running()


def test_commands_count_as_use_and_looking_does_not(desk: Desk) -> None:
    desk.unlocks()
    held = desk.tells()
    assert desk.asks(Keep(held.vault, held.copy, held.epoch, (9, 9), lent(desk).secret, 60, 600)) == Done()
    time.sleep(1.1)
    held = desk.tells()
    assert held.total_left - held.idle_left == 540, "it was not used since"
    assert desk.opens()
    held = desk.tells()
    assert held.total_left - held.idle_left < 540


# In a terminal


@pytest.mark.needs_terminal
def test_the_first_command_says_the_limits_and_asks_and_the_second_does_neither(desk: Desk, terminal: Run) -> None:
    first = terminal(desk.machine, "client", "list", environment={"COACHVAULT_AGENT": ""})
    first.waits_for("Passphrase: ")
    said = " ".join(first.screen.split())
    assert LIMITS_SAID in said
    assert "`coachvault lock` locks it" in said
    assert "COACHVAULT_AGENT=off" in said
    assert not desk.is_running()
    first.types(PASSPHRASE + ENTER)
    assert first.ends() == 0
    second = terminal(desk.machine, "client", "list", environment={"COACHVAULT_AGENT": ""})
    assert second.ends() == 0
    assert "heron" in second.screen
    assert "Passphrase" not in second.raw
    assert LIMITS_SAID not in " ".join(second.screen.split())
    assert desk.tells().idle_left in range(880, 901)
    assert desk.tells().total_left in range(28_780, 28_801)
    assert desk.opens(), "it outlives the terminals"


@pytest.mark.thorough
@pytest.mark.needs_terminal
def test_a_terminal_that_is_closed_leaves_the_vault_unlocked(desk: Desk, terminal: Run) -> None:
    session = terminal(desk.machine, "note", "add", "heron", environment={"COACHVAULT_AGENT": ""})
    session.unlocks()
    session.shows("Ctrl-D saves")
    session.closes()
    assert desk.opens()


@pytest.mark.needs_terminal
def test_a_wrong_passphrase_may_be_typed_twice_and_keeps_nothing_unlocked(desk: Desk, terminal: Run) -> None:
    session = terminal(desk.machine, "client", "list", environment={"COACHVAULT_AGENT": ""})
    for _ in range(3):
        session.answers_in_secret("Passphrase: ", "not the passphrase")
    assert session.ends() == LOCKED
    assert session.raw.count("That is not the passphrase.") == 2
    assert " ".join(session.screen.split()).count(LIMITS_SAID) == 1
    assert not desk.folder.exists()


@pytest.mark.needs_terminal
def test_the_third_passphrase_may_be_the_right_one(desk: Desk, terminal: Run) -> None:
    session = terminal(desk.machine, "client", "list", environment={"COACHVAULT_AGENT": ""})
    for _ in range(2):
        session.answers_in_secret("Passphrase: ", "not the passphrase")
    session.unlocks()
    assert session.ends() == 0
    assert desk.opens()


@pytest.mark.needs_terminal
def test_switched_off_each_command_asks_and_says_nothing_of_staying_unlocked(desk: Desk, terminal: Run) -> None:
    for _ in range(2):
        session = terminal(desk.machine, "client", "list", environment={"COACHVAULT_AGENT": "off"})
        session.unlocks()
        assert session.ends() == 0
        assert "unlocked" not in session.screen
    assert not desk.folder.exists()


# What is sealed


def test_what_is_sealed_takes_the_passphrase_and_a_reason_though_the_vault_is_unlocked(desk: Desk) -> None:
    before = entries(desk.machine)
    desk.unlocks()
    assert desk.opens()
    for words in (
        ("note", "show", "linden/1", "--reason", "to prepare the talk"),
        ("engagement", "open", "E3", "--reason", "to prepare the talk"),
        ("engagement", "open", "E3", "--for", "30m", "--reason", "to prepare the talk"),
        ("engagement", "reopen", "E3", "--reason", "ended too early"),
    ):
        assert desk.without(*words).code == LOCKED
    assert desk.run("note", "show", "linden/1").code == REFUSED
    assert desk.without("note", "history", "linden/1").code == REFUSED
    assert desk.without("search", "Sealed").data["matches"] == []
    assert desk.without("note", "list", "linden").data == {"notes": [], "sealed": 2}
    assert entries(desk.machine) == before
    assert desk.run("note", "show", "linden/1", "--reason", "to prepare the talk").code == 0
    assert len(entries(desk.machine)) == len(before) + 1


def test_inside_a_window_one_reason_is_enough_and_one_entry_is_written(desk: Desk) -> None:
    desk.unlocks("--for", "8h")
    before = entries(desk.machine)
    opened = desk.run("--json", "engagement", "open", "E3", "--for", "30m", "--reason", "to prepare the talk")
    assert opened.data["open_seconds"] == 1800
    for number in (1, 2, 1):
        note = desk.without("note", "show", f"linden/{number}").data["note"]
        assert note["body"] == f"Sealed session {number}."
    assert desk.without("search", "Sealed").data == {"matches": [], "total": 0, "sealed_skipped": 2}
    assert len(desk.without("engagement", "open", "E3").data["notes"]) == 2
    assert desk.without("measure", "show", "E3").data["ratings"] == []
    assert desk.without("engagement", "agreement", "E3").data["agreement"]["objectives"] == []
    (entry,) = [each for each in entries(desk.machine) if each not in before]
    assert (entry["event"], entry["subject"], entry["why"]) == ("sealed notes opened", "E3", "to prepare the talk")
    assert "30 minutes" in entry["what"]
    assert desk.without("status").data["status"]["unlocked"]["open_engagements"] == 1
    (left,) = desk.tells().windows.values()
    assert left in range(1780, 1801)


@pytest.mark.thorough
def test_a_window_opens_one_engagement_for_reading_and_no_other(desk: Desk) -> None:
    assert desk.run("engagement", "end", "heron").code == 0
    desk.unlocks()
    assert desk.run("engagement", "open", "E3", "--for", "30m", "--reason", "to prepare the talk").code == 0
    assert desk.without("note", "show", "linden/1").code == 0
    assert desk.without("note", "show", "heron/1", "--reason", "to prepare the talk").code == LOCKED
    assert desk.without("note", "list", "heron").data == {"notes": [], "sealed": 3}
    assert desk.without("note", "edit", "linden/1", typed="Told otherwise.").code == REFUSED
    assert desk.without("note", "erase", "linden/1", "--confirm", "linden").code == REFUSED
    assert desk.without("note", "move", "linden/1", "wren").code == REFUSED
    assert desk.without("note", "show", "linden/1").data["note"]["body"] == "Sealed session 1."


@pytest.mark.thorough
def test_a_window_ends_with_lock_and_with_the_next_unlock(desk: Desk) -> None:
    for end in ("lock", "unlock"):
        desk.unlocks()
        assert desk.run("engagement", "open", "E3", "--for", "1m", "--reason", "to prepare the talk").code == 0
        assert desk.without("note", "show", "linden/1").code == 0
        assert desk.run(end).code == 0
        assert desk.run("note", "show", "linden/1").code == REFUSED
        assert desk.without("note", "show", "linden/1", "--reason", "once more").code == LOCKED


def test_no_window_opens_where_the_vault_is_not_kept_unlocked_and_nothing_is_recorded(desk: Desk) -> None:
    before = entries(desk.machine)
    answer = desk.run("--json", "engagement", "open", "E3", "--for", "30m", "--reason", "to prepare the talk")
    assert (answer.code, answer.error["code"]) == (LOCKED, "locked")
    assert entries(desk.machine) == before


@pytest.mark.parametrize("length", ["0m", "481m"])
def test_a_window_of_no_time_or_of_more_than_eight_hours_is_refused(desk: Desk, length: str) -> None:
    desk.unlocks()
    before = entries(desk.machine)
    answer = desk.run("engagement", "open", "E3", "--for", length, "--reason", "to prepare the talk")
    assert answer.code == USAGE
    assert entries(desk.machine) == before
    assert desk.tells().windows == {}


# What it is told, and what can be seen of it


def lent(desk: Desk) -> Lent:
    """What the agent lends for the one vault that it holds."""
    held = desk.tells()
    answer = desk.asks(Lend(held.vault, held.copy, held.epoch))
    assert isinstance(answer, Lent)
    return answer


class Ear:
    """Stands in the agent's place, notes every byte that it is sent, and answers as an agent does."""

    def __init__(self, desk: Desk) -> None:
        self.heard: list[bytes] = []
        desk.folder.mkdir(parents=True, mode=0o700)
        self._listening = socket.socket(socket.AF_UNIX)
        with short_name(desk.folder / SOCKET) as name:
            self._listening.bind(name)
        self._listening.listen(8)
        self._kept: Keep | None = None
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def asked(self) -> list[Request]:
        return [protocol.decode_request(each[LENGTH_BYTES:]) for each in self.heard]

    def closes(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                with connection:
                    self.heard.append(connection.recv(2**17))
                    connection.sendall(protocol.encode(self._answer(self.asked[-1])))

    def _answer(self, asked: Request) -> Reply:
        if isinstance(asked, Keep):
            self._kept = asked
        elif isinstance(asked, Lend):
            return Nothing()
        elif isinstance(asked, ListHeld):
            kept = self._kept
            return HeldList([Held(kept.vault, kept.copy, kept.epoch, 900, 900, {})] if kept else [])
        return Done()


def test_the_agent_is_given_the_day_keys_and_one_compartments_key_and_nothing_that_leads_further(desk: Desk) -> None:
    vault = LockedVault.at(desk.machine.vault, None)
    root = vault.unlock(encode_passphrase(PASSPHRASE))
    pair = vault.sealing_pair(root)
    ear = Ear(desk)
    try:
        assert desk.run("unlock", "--for", "10m").code == 0
        assert desk.run("engagement", "open", "E3", "--for", "30m", "--reason", "to prepare the talk").code == 0
    finally:
        ear.closes()
    kept = [each for each in ear.asked if isinstance(each, Keep)]
    header, steps = vault.header, (vault.header.step, vault.header.duty_step)
    day = DayKeys.from_root(root).at(*steps).encode()
    assert kept == [Keep(header.vault_id, header.copy_id, header.epoch, steps, day, 600, 600)]
    (window,) = [each for each in ear.asked if isinstance(each, OpenWindow)]
    assert (window.vault, window.epoch, window.seconds) == (vault.header.vault_id, vault.header.epoch, 900)
    assert len(window.secret) == 32
    heard = b"".join(ear.heard)
    for secret in (PASSPHRASE.encode(), root, pair.private, WORDS.encode(), bytes(range(32)), b"to prepare the talk"):
        assert secret not in heard
    assert {type(each) for each in ear.asked} <= {Keep, Lend, ListHeld, OpenWindow}


def seen(pid: int, name: str) -> bytes:
    """Reads a file in the agent's folder of /proc; nothing where only root may."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except PermissionError:
        assert os.geteuid() != 0
        return b""


def state_of(pid: int) -> str:
    """The letter of a process, or that it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "gone"


@needs_proc
def test_nothing_of_whoever_started_it_is_left_in_the_agent(desk: Desk) -> None:
    told = {"COACHVAULT_PASSPHRASE_FILE": "", "COACHVAULT_VAULT": str(desk.machine.vault), "COACHVAULT_X": "told"}
    command = {"COACHVAULT_PASSPHRASE_COMMAND": f"echo '{PASSPHRASE}'"}
    with (desk.machine.home / "inherited").open("w+b") as inherited:
        environment = desk.environment | told | command
        assert desk.run("unlock", environment=environment, descriptors=(inherited.fileno(),)).code == 0
        secret = lent(desk).secret
        pid = desk.pid
    for name in ("cmdline", "environ", "comm"):
        for each in (PASSPHRASE.encode(), secret, secret.hex().encode(), b"COACHVAULT_"):
            assert each not in seen(pid, name)
    status = seen(pid, "status").decode()
    assert "Umask:\t0077" in status
    assert os.getsid(pid) == os.getpgid(pid) == pid
    if os.geteuid() == 0:
        folder = Path(f"/proc/{pid}")
        assert (folder / "cwd").readlink() == Path("/")
        assert re.search(r"Max core file size +0 +0 ", seen(pid, "limits").decode())
        open_files = [str(each.readlink()) for each in (folder / "fd").iterdir()]
        kinds = sorted({re.sub(r"\[\d+\]", "", each) for each in open_files})
        assert kinds == sorted({"/dev/null", "anon_inode:[eventpoll]", "socket:", str(desk.folder / LOCK)})
        streams = [(folder / "fd" / str(number)).readlink() for number in range(3)]
        assert streams == [Path(os.devnull)] * 3


@pytest.mark.unprivileged
@needs_proc
def test_another_process_of_the_same_user_may_not_look_into_the_agent(desk: Desk) -> None:
    desk.unlocks()
    assert Path(f"/proc/{desk.pid}/mem").stat().st_uid == 0
    for name in ("mem", "environ", "maps"):
        with pytest.raises(PermissionError):
            Path(f"/proc/{desk.pid}/{name}").read_bytes()
    with pytest.raises(PermissionError):
        list(Path(f"/proc/{desk.pid}/fd").iterdir())


def test_folder_socket_and_lock_are_this_users_alone_even_under_a_loose_umask(desk: Desk) -> None:
    previous = os.umask(0)
    try:
        desk.unlocks()
    finally:
        os.umask(previous)
    modes = {path.name: stat.S_IMODE(path.lstat().st_mode) for path in (desk.folder, *desk.folder.iterdir())}
    assert modes == {"agent": 0o700, SOCKET: 0o700, LOCK: 0o600}


# Who asks, and how


AS_ANOTHER = """
import os, socket, sys
os.setgroups([])
os.setresgid(65534, 65534, 65534)
os.setresuid(65534, 65534, 65534)
with socket.socket(socket.AF_UNIX) as connection:
    connection.settimeout(10)
    try:
        connection.connect("agent.socket")
    except PermissionError:
        sys.exit("may not")
    try:
        connection.sendall(sys.stdin.buffer.read())
        answer = connection.recv(100)
    except ConnectionError:
        answer = b""
    sys.exit(f"reached and was told {answer!r}")
"""

if os.geteuid() == 0:  # only root can be somebody else

    def test_another_user_may_not_reach_the_agent_and_is_told_nothing_where_the_folder_is_open(desk: Desk) -> None:
        desk.unlocks()
        request = protocol.encode(Lend(desk.tells().vault, desk.tells().copy, desk.tells().epoch))

        def another() -> str:
            command = [sys.executable, "-I", "-S", "-c", AS_ANOTHER]
            done = subprocess.run(command, input=request, cwd=desk.folder, capture_output=True, check=False)
            return done.stderr.decode().strip()

        assert another() == "may not"
        desk.folder.chmod(0o755)
        assert another() == "may not"
        (desk.folder / SOCKET).chmod(0o777)
        assert another() == "reached and was told b''"
        assert len(lent(desk).secret) == 104


def test_another_epoch_of_the_same_vault_is_lent_nothing(desk: Desk) -> None:
    desk.unlocks()
    held = desk.tells()
    assert desk.asks(Lend(held.vault, held.copy, held.epoch + 1)) == Nothing()
    assert desk.asks(Lend(bytes(16), held.copy, held.epoch)) == Nothing()
    assert desk.asks(Lend(held.vault, bytes(16), held.epoch)) == Nothing(), "another copy"
    assert desk.asks(OpenWindow(held.vault, held.copy, held.epoch + 1, "w", b"k", 60)) == Nothing()
    assert lent(desk).windows == {}
    assert len(lent(desk).secret) == 104


def test_another_version_of_the_program_is_lent_nothing_and_the_agent_ends(desk: Desk) -> None:
    desk.unlocks()
    answer = desk.without("client", "list", entry=("-W", "error", "-c", OTHER_VERSION))
    assert answer.code == LOCKED
    assert desk.is_gone()


def test_two_hundred_ask_at_once_beside_those_that_say_nothing(desk: Desk) -> None:
    desk.unlocks()
    request = protocol.encode(Lend(desk.tells().vault, desk.tells().copy, desk.tells().epoch))
    expected = protocol.encode(lent(desk))
    with ExitStack() as stack:
        silent = [stack.enter_context(desk.connects()) for _ in range(50)]
        clients = [stack.enter_context(desk.connects()) for _ in range(200)]
        for client in clients:
            client.sendall(request[:7])
        for client in reversed(clients):
            client.sendall(request[7:])
        assert [received(client) for client in clients] == [expected] * 200
        assert len(silent) == 50
        assert desk.opens()


VERSION = msgspec.msgpack.encode(__version__)
GARBAGE = {
    "nothing": b"",
    "a line": b"GET / HTTP/1.1\r\n\r\n",
    "zeros": b"\0" * 2**17,
    "ones": b"\xff" * 2**17,
    "an empty message": b"\0\0\0\0",
    "a gigabyte": (2**30).to_bytes(4, "little") + b"x" * 2**20,
    "no message": (3).to_bytes(4, "little") + b"\xc1\xc1\xc1",
    "no request": (len(VERSION) + 2).to_bytes(4, "little") + b"\x92" + VERSION + b"\xc0",
    "a reply": protocol.encode(Done()),
    "a secret without end": protocol.encode(Keep(b"v" * 16, b"c" * 16, 1, (0, 0), b"s" * 4097, 1, 1)),
}


@pytest.mark.thorough
@pytest.mark.parametrize("garbage", thinned(GARBAGE.values(), kept=3), ids=GARBAGE)
def test_garbage_gets_no_answer_and_changes_nothing(desk: Desk, garbage: bytes) -> None:
    desk.unlocks()
    before = lent(desk)
    with desk.connects() as connection:
        with suppress(ConnectionError):
            connection.sendall(garbage)
            connection.shutdown(socket.SHUT_WR)
        assert received(connection) == b""
    assert lent(desk) == before


def test_a_request_that_breaks_off_at_any_byte_changes_nothing(desk: Desk) -> None:
    desk.unlocks()
    for request in (
        protocol.encode(Lock()),
        protocol.encode(Keep(desk.tells().vault, desk.tells().copy, 1, (9, 9), b"other", 1, 1)),
    ):
        for size in range(len(request)):
            with desk.connects() as connection:
                connection.sendall(request[:size])
    assert len(lent(desk).secret) == 104


# How it ends


@pytest.mark.thorough
@pytest.mark.parametrize("end", thinned([signal.SIGTERM, "lock", signal.SIGHUP, signal.SIGINT], kept=2))
def test_it_ends_on_request_and_on_signals_and_takes_its_socket_with_it(desk: Desk, end: signal.Signals | str) -> None:
    desk.unlocks()
    if isinstance(end, str):
        assert desk.asks(Lock()) == Done()
    else:
        os.kill(desk.pid, end)
    assert desk.is_gone()
    assert not (desk.folder / SOCKET).exists()
    assert not desk.opens()


@pytest.mark.thorough
def test_one_that_was_killed_leaves_a_locked_vault_that_unlocks_again(desk: Desk) -> None:
    desk.unlocks()
    killed = desk.pid
    os.kill(killed, signal.SIGKILL)
    assert desk.is_gone()
    assert (desk.folder / SOCKET).is_socket()
    assert not desk.opens()
    assert desk.without("lock").data == {"locked": True, "was_unlocked": False, "backup": None}
    desk.unlocks()
    assert desk.pid != killed
    assert desk.opens()


def test_lock_ends_even_one_that_is_stopped(desk: Desk) -> None:
    desk.unlocks()
    pid = desk.pid
    os.kill(pid, signal.SIGSTOP)
    answer = desk.run("--json", "lock", entry=("-W", "error", "-c", HURRIED))
    assert answer.data == {"locked": True, "was_unlocked": True, "backup": None}
    assert desk.is_gone()
    assert state_of(pid) in ("gone", "Z")


@pytest.mark.thorough
def test_one_that_is_stopped_lends_nothing_and_keeps_nobody_waiting_for_long(desk: Desk) -> None:
    desk.unlocks()
    os.kill(desk.pid, signal.SIGSTOP)
    hurried = ("-W", "error", "-c", HURRIED)
    assert desk.without("client", "list", entry=hurried).code == LOCKED
    assert desk.run("client", "list", entry=hurried).code == 0
    os.kill(desk.pid, signal.SIGCONT)
    assert desk.opens()


# Odd machines


@pytest.mark.thorough
def test_unlocking_twice_at_the_same_time_makes_one_agent(desk: Desk) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, *PROGRAM, "unlock"],
            env=desk.environment,
            cwd=desk.machine.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    assert desk.opens()
    assert desk.run("lock").code == 0
    assert not desk.is_running()


@pytest.mark.thorough
def test_locking_while_it_is_unlocked_ends_in_one_or_the_other(desk: Desk) -> None:
    unlocking = subprocess.Popen(
        [sys.executable, *PROGRAM, "unlock"],
        env=desk.environment,
        cwd=desk.machine.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while unlocking.poll() is None:
        assert desk.run("lock").code == 0
    _, said = unlocking.communicate()
    assert unlocking.returncode == 0, said
    assert desk.run("lock").code == 0
    assert not desk.is_running()
    assert not desk.opens()


@pytest.mark.parametrize("streams", thinned(["<&- >&- 2>&-", "<&-", ">&-", "2>&-"]))
def test_streams_that_the_caller_closed_do_not_matter(desk: Desk, streams: str) -> None:
    script = f'exec "$0" "$@" {streams}'
    command = ["sh", "-c", script, sys.executable, *PROGRAM, "unlock"]
    subprocess.run(command, env=desk.environment, cwd=desk.machine.home, capture_output=True, timeout=60, check=False)
    assert desk.opens()
    assert len(lent(desk).secret) == 104


def test_a_folder_that_is_gone_is_a_place_to_unlock_from(desk: Desk) -> None:
    gone = desk.machine.home / "gone"
    script = 'mkdir "$1" && cd "$1" && rmdir "$1" && shift && exec "$@"'
    command = ["sh", "-c", script, "sh", str(gone), sys.executable, *PROGRAM]
    for words in (("unlock",), ("client", "list")):
        environment = desk.environment if words == ("unlock",) else desk.silent
        done = subprocess.run([*command, *words], env=environment, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
    assert desk.opens()


@pytest.mark.thorough
@pytest.mark.parametrize("name", thinned(["long" * 60, "Zoë's home, with\nlines", "-rf"]))
def test_homes_with_odd_and_long_names_have_agents_as_well(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    desk = Desk(Machine.practising(tmp_path / name))
    try:
        desk.unlocks()
        assert desk.opens()
        assert desk.run("lock").code == 0
        assert not desk.is_running()
    finally:
        desk.ends()


def test_a_copy_by_hand_stays_unlocked_when_its_first_write_gives_it_another_id(desk: Desk, tmp_path: Path) -> None:
    folder = desk.machine.vault.parent
    (tmp_path / "other").mkdir()
    other = Machine.practising(tmp_path / "other")
    shutil.rmtree(desk.machine.state / "known")
    shutil.copy2(other.vault, folder / desk.machine.vault.name)
    desk.unlocks()
    added = desk.without("note", "add", "heron", typed="The first here.")
    assert added.code == 0, added.err
    assert "first change" in added.err
    assert desk.opens()
    assert desk.run("lock").code == 0
    waits = desk.without("note", "add", "heron", typed="While it is locked.")
    assert waits.code == 0, waits.err
    assert not desk.opens()


@pytest.mark.thorough
def test_another_vault_in_the_place_of_one_that_is_unlocked_is_not_opened(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Machine.new(tmp_path / "other")
    assert other.founds("--practice-from", "-").code == 0
    desk.unlocks()
    assert desk.opens()
    shutil.copy2(other.vault, desk.machine.vault)
    assert desk.without("client", "list").error["code"] == "rolled_back"
    shutil.rmtree(desk.machine.state / "known")
    assert desk.without("client", "list").error["code"] == "locked"
    assert desk.run("client", "list").code == 0
    assert not desk.opens()


@pytest.mark.thorough
def test_an_older_copy_is_noticed_and_a_restored_one_takes_the_passphrase_though_the_vault_is_unlocked(
    desk: Desk,
) -> None:
    older = desk.machine.vault.read_bytes()
    desk.unlocks()
    assert desk.without("note", "add", "heron", typed="Newer.").code == 0
    newer = desk.machine.private("newer.vault", desk.machine.vault.read_bytes())
    desk.machine.vault.write_bytes(older)
    assert desk.without("client", "list").error["code"] == "rolled_back"
    assert desk.run("restore", str(newer), "--accept").code == 0
    assert desk.without("note", "show", "heron/4").error["code"] == "locked", "it is another copy than the one held"
    shown = desk.run("note", "show", "heron/4")
    assert (shown.code, "Newer." in shown.out) == (0, True)
    assert desk.run("lock").code == 0
    assert not desk.opens()


@pytest.mark.thorough
def test_a_new_passphrase_takes_the_old_one_though_the_vault_is_unlocked(desk: Desk) -> None:
    desk.unlocks()
    new = desk.machine.private("new", "quiet lantern over the harbour")
    words = ("passphrase", "change", "--new-passphrase-file", str(new))
    assert desk.without(*words).code == LOCKED
    assert desk.run("client", "list").code == 0
    assert json.loads(desk.run("--json", *words).out)["data"] == {"changed": True}
    assert desk.run("lock").code == 0
    assert desk.run("client", "list").code == LOCKED
    assert desk.run("--passphrase-file", str(new), "client", "list").code == 0


def new_keys(desk: Desk, words: str) -> Callable[[], int]:
    """Returns a command that draws every key anew, and the code of its end."""
    if words == "custodian remove maple":
        assert desk.run("custodian", "add", "maple", "--role", "executor").code == 0
    return lambda: desk.run(*words.split()).code


@pytest.mark.parametrize("words", thinned(["keys rotate", "custodian remove maple"]))
def test_new_keys_end_the_agent_and_the_old_ones_write_nothing(desk: Desk, words: str) -> None:
    renew = new_keys(desk, words)
    desk.unlocks()
    pid, old, stale = desk.pid, desk.tells(), lent(desk).secret[:-8] + bytes(8)  # of step 0, as the new keys are
    assert renew() == 0
    assert desk.is_gone()
    assert state_of(pid) in ("gone", "Z")
    assert not desk.opens()
    desk.unlocks()
    new = desk.tells()
    assert (new.vault, new.epoch) == (old.vault, old.epoch + 1)
    for epoch in (old.epoch, new.epoch):  # as an agent would that had missed it
        desk.asks(Keep(old.vault, old.copy, epoch, (9, 9), stale, 600, 600))
    before = desk.machine.vault.read_bytes()
    for command in ("note add heron", "note list", "engagement end heron"):
        assert desk.without(*command.split(), typed="by dead keys").code == INTEGRITY
    assert desk.machine.vault.read_bytes() == before
    assert desk.run("lock").code == 0
    desk.unlocks()
    assert len(desk.without("note", "list", "heron").data["notes"]) == 3
    assert desk.machine.data("check")["faults"] == []


@pytest.mark.thorough
def test_locking_makes_the_backup_that_was_asked_for_and_locks_without_it(desk: Desk) -> None:
    folder = desk.machine.home / "copies"
    folder.mkdir(mode=0o700)
    assert desk.run("backup", "auto", str(folder)).code == 0
    desk.unlocks()
    assert desk.run("--json", "lock").data == {"locked": True, "was_unlocked": True, "backup": "B1"}
    assert len(list(folder.iterdir())) == 1
    desk.unlocks()
    assert desk.run("--json", "lock").data["backup"] is None
    assert desk.without("note", "add", "heron", typed="locked: no key, no backup").code == 0
    assert desk.run("--json", "lock").data == {"locked": True, "was_unlocked": False, "backup": None}
    desk.unlocks()
    folder.rename(folder.with_name("away"))
    answer = desk.run("--json", "lock")
    assert answer.data == {"locked": True, "was_unlocked": True, "backup": None}
    assert "none was made" in answer.err
    assert not desk.is_running()
