"""The agent's process where the machine is different: another uid, no sockets, a sleep, another program."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from coachvault.agent import LOCK, SOCKET, protocol
from coachvault.agent.protocol import (
    ALREADY_RUNS,
    NO_SOCKETS,
    READY,
    Advance,
    Done,
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
from coachvault.system.sockets import short_name
from tests.memory import found_in

VAULT, COPY = b"v" * 16, b"c" * 16
KEEP = Keep(VAULT, COPY, 1, (0, 0), b"s" * 64, 900, 28_800)
ROOT = Path(__file__).parents[3]
RUN = "import sys; from pathlib import Path; from coachvault.agent import protocol, server as agent\n{}\n"
RUN += "sys.exit(agent.run(Path(sys.argv[1])))"
Starts = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which no agent ever ran."""
    return tmp_path / "state" / "agent"


@pytest.fixture
def starts(folder: Path) -> Iterator[Starts]:
    """Starts agents in which a line of Python has changed something, and ends them with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(change: str = "") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", RUN.format(change), str(folder)]
        started.append(
            subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


NAMING = threading.Lock()


def listens(process: subprocess.Popen[bytes]) -> bool:
    assert process.stdout is not None
    return process.stdout.readline() == READY


def sends(folder: Path, data: bytes) -> bytes:
    """Sends bytes to the agent and returns all that it answers until it closes."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        with NAMING, short_name(folder / SOCKET) as name:  # it may take the process into another folder
            connection.connect(name)
        answer = b""
        with suppress(ConnectionError):
            connection.sendall(data)
            while part := connection.recv(2**16):
                answer += part
        return answer


def asks(folder: Path, request: Request) -> Reply | None:
    answer = sends(folder, protocol.encode(request))
    return protocol.decode_reply(answer[protocol.LENGTH_BYTES :]) if answer else None


def ends(process: subprocess.Popen[bytes]) -> int:
    return process.wait(timeout=10)


def test_another_user_gets_no_answer_and_changes_nothing(folder: Path, starts: Starts) -> None:
    users = folder.parent / "uid"
    agent = starts(
        "mine = agent.os.geteuid()\n"
        "agent.peer_uid = lambda _connection: mine + Path(sys.argv[1]).with_name('uid').exists()"
    )
    assert listens(agent)
    assert asks(folder, KEEP) == Done()
    users.touch()
    for request in (Lend(VAULT, COPY, 1), ListHeld(), Lock(), Keep(VAULT, COPY, 1, (0, 0), b"x", 1, 1)):
        assert sends(folder, protocol.encode(request)) == b""
    users.unlink()
    assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(b"s" * 64, {})


def test_who_cannot_be_known_gets_no_answer(folder: Path, starts: Starts) -> None:
    agent = starts("def unknown(_connection): raise OSError\nagent.peer_uid = unknown")
    assert listens(agent)
    assert sends(folder, protocol.encode(ListHeld())) == b""


SEE = """
import ctypes, json, os, resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
os.umask(0)
def look(serving):
    serving.close()
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
    print(json.dumps([status["Umask"].strip(), resource.getrlimit(resource.RLIMIT_CORE), dumpable]), flush=True)
agent.asyncio.run = look
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc and prctl are Linux")
def test_it_is_private_leaves_no_core_and_may_not_be_dumped_before_it_answers(starts: Starts) -> None:
    said, complaint = starts(SEE).communicate()
    assert said == b'["0077", [0, 0], 0]\n', complaint


def test_it_ends_where_nothing_is_given_to_it(folder: Path, starts: Starts) -> None:
    agent = starts("agent._FIRST_SECONDS = 0.2")
    assert listens(agent)
    assert ends(agent) == 0
    assert [path.name for path in folder.iterdir()] == [LOCK]


def test_it_ends_after_the_machine_slept_even_if_nobody_asks(folder: Path, starts: Starts) -> None:
    agent = starts(
        "agent._LOOK_SECONDS = 0.05\n"
        "passed = agent.seconds_passed\n"
        "agent.seconds_passed = lambda: passed() + 60 * Path(sys.argv[1]).with_name('slept').exists()"
    )
    assert listens(agent)
    assert asks(folder, KEEP) == Done()
    assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(b"s" * 64, {})
    (folder.parent / "slept").touch()
    assert ends(agent) == 0
    assert not (folder / SOCKET).exists()


def test_whoever_asks_first_after_a_sleep_is_lent_nothing(folder: Path, starts: Starts) -> None:
    agent = starts(
        "passed = agent.seconds_passed\n"
        "agent.seconds_passed = lambda: passed() + 60 * Path(sys.argv[1]).with_name('slept').exists()"
    )
    assert listens(agent)
    assert asks(folder, KEEP) == Done()
    (folder.parent / "slept").touch()
    assert asks(folder, Lend(VAULT, COPY, 1)) == Nothing()


def test_an_agent_of_an_older_program_answers_nothing_and_ends(folder: Path, starts: Starts) -> None:
    agent = starts("protocol.__version__ = '0.0.1'")
    assert listens(agent)
    assert sends(folder, protocol.encode(Lend(VAULT, COPY, 1))) == b""
    assert ends(agent) == 0


@pytest.mark.parametrize(("idle", "total"), [(1, 60), (60, 1)])
def test_its_process_ends_at_its_last_limit(folder: Path, starts: Starts, idle: int, total: int) -> None:
    agent = starts()
    assert listens(agent)
    begun = time.monotonic()
    assert asks(folder, Keep(VAULT, COPY, 1, (0, 0), b"s", idle, total)) == Done()
    assert asks(folder, Keep(b"o" * 16, COPY, 1, (0, 0), b"s", 0, 0)) == Done()
    assert ends(agent) == 0
    assert time.monotonic() - begun >= 1


def test_a_second_agent_is_refused_and_the_first_goes_on(folder: Path, starts: Starts) -> None:
    first = starts()
    assert listens(first)
    assert asks(folder, KEEP) == Done()
    second = starts()
    assert not listens(second)
    assert ends(second) == ALREADY_RUNS
    assert (folder / LOCK).read_text() == f"{first.pid}\n"
    assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(b"s" * 64, {})


def test_an_agent_takes_the_place_of_one_that_was_killed(folder: Path, starts: Starts) -> None:
    killed = starts()
    assert listens(killed)
    killed.kill()
    killed.wait()
    assert (folder / SOCKET).is_socket()
    anew = starts()
    assert listens(anew)
    assert asks(folder, KEEP) == Done()
    assert (folder / LOCK).read_text() == f"{anew.pid}\n"


def test_a_disk_that_takes_no_sockets_is_no_place_for_it(folder: Path, starts: Starts) -> None:
    agent = starts(
        "class Refusing(agent.socket.socket):\n"
        "    def bind(self, address): raise PermissionError\n"
        "agent.socket.socket = Refusing"
    )
    assert not listens(agent)
    assert ends(agent) == NO_SOCKETS


@pytest.mark.parametrize("plant", ["link", "file", "own folder open to others"])
def test_it_does_not_run_where_another_could_have_planted_something(folder: Path, starts: Starts, plant: str) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir(parents=True)
    if plant == "link":
        folder.symlink_to(elsewhere)
    elif plant == "file":
        folder.touch()
    else:
        folder.mkdir()
        folder.chmod(0o777)
    agent = starts()
    assert not listens(agent)
    assert ends(agent) == 1
    assert list(elsewhere.iterdir()) == []
    assert plant != "own folder open to others" or list(folder.iterdir()) == []


def test_a_lock_that_is_a_link_is_not_written_through(folder: Path, starts: Starts) -> None:
    folder.mkdir(parents=True, mode=0o700)
    precious = folder.parent / "precious"
    precious.write_text("kept")
    (folder / LOCK).symlink_to(precious)
    agent = starts()
    assert not listens(agent)
    assert ends(agent) == 1
    assert precious.read_text() == "kept"


def test_what_a_link_in_the_place_of_the_socket_leads_to_is_left_alone(folder: Path, starts: Starts) -> None:
    folder.mkdir(parents=True, mode=0o700)
    precious = folder.parent / "precious"
    precious.write_text("kept")
    (folder / SOCKET).symlink_to(precious)
    assert listens(starts())
    assert not (folder / SOCKET).is_symlink()
    assert precious.read_text() == "kept"
    assert isinstance(asks(folder, ListHeld()), HeldList)


def waits_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_anew(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process was executed anew: it then has the descriptors of what it was among its words."""
    with suppress(OSError):
        return Path(f"/proc/{process.pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")[-1].isdigit()
    return False


EARLY, LATE, WINDOW = (bytes([number]) + os.urandom(31) for number in range(3))
FORWARD = Advance(VAULT, COPY, 1, (1, 0), LATE)

if sys.platform == "linux":

    def test_a_step_executes_it_anew_and_loses_nothing_but_what_was(folder: Path, starts: Starts) -> None:
        agent = starts()
        assert listens(agent)
        assert asks(folder, Keep(VAULT, COPY, 1, (0, 0), EARLY, 900, 28_800)) == Done()
        assert asks(folder, OpenWindow(VAULT, COPY, 1, "e-1", WINDOW, 600)) == Done()
        assert asks(folder, FORWARD) == Done()
        assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(LATE, {"e-1": WINDOW}), "whoever asks meanwhile waits"
        waits_for(lambda: is_anew(agent))
        told = asks(folder, ListHeld())
        assert isinstance(told, HeldList)
        assert 28_780 < told.held[0].total_left <= 28_800
        assert 580 < told.held[0].windows["e-1"] <= 600
        assert asks(folder, Advance(VAULT, COPY, 1, (0, 0), EARLY)) == Nothing()
        assert (folder / LOCK).read_text() == f"{agent.pid}\n"
        assert ends(starts()) == ALREADY_RUNS
        assert asks(folder, Lock()) == Done()
        assert ends(agent) == 0
        assert not (folder / SOCKET).exists()

    def test_a_window_that_closes_executes_it_anew(folder: Path, starts: Starts) -> None:
        agent = starts()
        assert listens(agent)
        assert asks(folder, KEEP) == Done()
        assert asks(folder, OpenWindow(VAULT, COPY, 1, "e-1", WINDOW, 1)) == Done()
        waits_for(lambda: is_anew(agent))
        assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(b"s" * 64, {})

    def test_many_who_ask_while_it_begins_anew_are_all_answered(folder: Path, starts: Starts) -> None:
        agent = starts()
        assert listens(agent)
        assert asks(folder, KEEP) == Done()
        with ThreadPoolExecutor(8) as pool:
            forward = [Advance(VAULT, COPY, 1, (step, 0), b"%d" % step) for step in range(1, 8)]
            asked = [pool.submit(asks, folder, each) for step in forward for each in (step, Lend(VAULT, COPY, 1))]
            assert all(type(each.result()) in (Done, Nothing, Lent) for each in asked)
        assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(b"7", {})

    def test_somebody_who_hangs_does_not_keep_it_from_beginning_anew(folder: Path, starts: Starts) -> None:
        agent = starts("agent._CLIENT_SECONDS = 60")
        assert listens(agent)
        assert asks(folder, KEEP) == Done()
        with socket.socket(socket.AF_UNIX) as hanging:
            with short_name(folder / SOCKET) as name:
                hanging.connect(name)
            assert asks(folder, FORWARD) == Done()
            assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(LATE, {})
            waits_for(lambda: is_anew(agent))

    def test_one_that_cannot_be_executed_anew_ends(folder: Path, starts: Starts) -> None:
        agent = starts("agent.sys.executable = '/nowhere'")
        assert listens(agent)
        assert asks(folder, KEEP) == Done()
        assert asks(folder, FORWARD) == Done()
        assert ends(agent) == 0
        assert not (folder / SOCKET).exists()

    if os.geteuid() == 0:  # nobody else can look into it

        def test_its_memory_holds_the_newest_alone(folder: Path, starts: Starts) -> None:
            agent = starts()
            assert listens(agent)
            assert asks(folder, Keep(VAULT, COPY, 1, (0, 0), EARLY, 900, 28_800)) == Done()
            assert asks(folder, OpenWindow(VAULT, COPY, 1, "e-1", WINDOW, 600)) == Done()
            assert {EARLY, WINDOW} <= found_in(agent.pid, EARLY, LATE, WINDOW)
            assert asks(folder, FORWARD) == Done()
            waits_for(lambda: is_anew(agent))
            assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(LATE, {"e-1": WINDOW})
            assert found_in(agent.pid, EARLY, LATE, WINDOW) == {LATE, WINDOW}
            assert asks(folder, OpenWindow(VAULT, COPY, 1, "e-1", b"", 0)) == Done()
            waits_for(lambda: WINDOW not in found_in(agent.pid, WINDOW))
            assert asks(folder, Lend(VAULT, COPY, 1)) == Lent(LATE, {})
            assert LATE in found_in(agent.pid, LATE)
