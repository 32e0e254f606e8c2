"""How a command reaches the agent: whatever answers in its place, the vault is locked and nothing else happens."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from coachvault import __version__
from coachvault.agent import LOCK, SOCKET, client, protocol
from coachvault.agent.client import Agent
from coachvault.agent.protocol import LENGTH_BYTES, Done, HeldList, Keep, Lend, Lent, Nothing, OpenWindow, Reply
from coachvault.errors import BadInput, StorageFailed
from coachvault.system.sockets import short_name

VAULT, COPY = b"v" * 16, b"c" * 16
SECRET = b"s" * 64
LIMITS = (900, 28_800)
Answers = Callable[[bytes], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The agent's folder, in a place that is too long for a socket's name."""
    folder = tmp_path / ("deep" * 30) / "agent"
    folder.mkdir(parents=True, mode=0o700)
    return folder


@pytest.fixture
def answers(folder: Path) -> Iterator[tuple[Callable[[bytes], None], list[bytes]]]:
    """Something that listens in the agent's place; it answers with the bytes it is told, and notes what it hears."""
    heard: list[bytes] = []
    listening = socket.socket(socket.AF_UNIX)
    with short_name(folder / SOCKET) as name:
        listening.bind(name)
    listening.listen(8)

    def listen(answer: bytes) -> None:
        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection, suppress(OSError):
                        connection.settimeout(5)
                        heard.append(connection.recv(2**17))
                        connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()

    yield listen, heard
    with suppress(OSError):
        listening.shutdown(socket.SHUT_RDWR)
    listening.close()


def of_version(version: str, reply: Reply) -> bytes:
    body = msgspec.msgpack.encode([version, msgspec.Raw(msgspec.msgpack.encode(reply))])
    return len(body).to_bytes(LENGTH_BYTES, "little") + body


def cannot_start(patch: pytest.MonkeyPatch) -> list[Path]:
    """Takes the place of starting an agent, and notes for which folder one was to start."""
    started: list[Path] = []
    patch.setattr(Agent, "_start", lambda agent: started.append(agent._folder))
    return started


def test_where_no_agent_ever_ran_nothing_is_lent_told_or_locked_and_nothing_is_made(tmp_path: Path) -> None:
    agent = Agent(tmp_path / "state" / "agent")
    assert agent.lend((VAULT, COPY, 1)) is None
    assert agent.held() == HeldList([])
    assert not agent.open_window((VAULT, COPY, 1), ("w", b"k"), 60)
    assert not agent.lock()
    assert list(tmp_path.iterdir()) == []


def test_the_answer_counts_however_long_the_name_of_the_folder_is(
    folder: Path, answers: tuple[Answers, list[bytes]]
) -> None:
    listen, heard = answers
    listen(of_version(__version__, Lent(SECRET, {"w": b"k"})))
    before = Path.cwd()
    assert Agent(folder).lend((VAULT, COPY, 7)) == Lent(SECRET, {"w": b"k"})
    assert [protocol.decode_request(each[LENGTH_BYTES:]) for each in heard] == [Lend(VAULT, COPY, 7)]
    assert Path.cwd() == before


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(of_version("0", Lent(SECRET, {})), id="other version"),
        pytest.param(of_version(__version__, Nothing()), id="nothing"),
        pytest.param(of_version(__version__, Done()), id="another answer"),
        pytest.param(of_version(__version__, HeldList([])), id="told"),
        pytest.param(b"", id="silence"),
        pytest.param(b"\x05\0\0", id="half a length"),
        pytest.param(b"\x05\0\0\0abc", id="half a message"),
        pytest.param(b"\0\0\0\0", id="an empty message"),
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", id="another protocol"),
        pytest.param((2**30).to_bytes(4, "little") + b"x", id="a gigabyte"),
        pytest.param(of_version(__version__, Lent(SECRET, {}))[:-1], id="one byte short"),
    ],
)
def test_an_answer_that_is_none_means_locked(folder: Path, answers: tuple[Answers, list[bytes]], answer: bytes) -> None:
    listen, _ = answers
    listen(answer)
    agent = Agent(folder)
    assert agent.lend((VAULT, COPY, 1)) is None
    assert agent.held() == HeldList([])
    if answer != of_version(__version__, Done()):
        assert not agent.open_window((VAULT, COPY, 1), ("w", b"k"), 60)


def test_something_that_listens_and_never_answers_means_locked(
    folder: Path, answers: tuple[Answers, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers
    monkeypatch.setattr(client, "_ANSWER_SECONDS", 0.1)
    assert Agent(folder).lend((VAULT, COPY, 1)) is None


def test_what_another_user_answers_is_not_heard_and_another_user_is_told_nothing(
    folder: Path, answers: tuple[Answers, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    listen, heard = answers
    listen(of_version(__version__, Lent(SECRET, {})))
    monkeypatch.setattr(client, "peer_uid", lambda _connection: os.geteuid() + 1)
    started = cannot_start(monkeypatch)
    assert Agent(folder).lend((VAULT, COPY, 1)) is None
    with pytest.raises(StorageFailed):
        Agent(folder).keep((VAULT, COPY, 1), (0, 0), SECRET, LIMITS)
    assert started == [folder]
    assert b"".join(heard) == b""


def test_what_stands_in_the_place_of_the_socket_means_locked(folder: Path) -> None:
    place = folder / SOCKET
    makes: list[Callable[[], None]] = [
        place.touch,
        place.mkdir,
        lambda: os.mkfifo(place),
        lambda: place.symlink_to("nowhere"),
        lambda: place.symlink_to(SOCKET),
    ]
    for make in makes:
        make()
        assert Agent(folder).lend((VAULT, COPY, 1)) is None
        assert Agent(folder).held() == HeldList([])
        place.rmdir() if place.is_dir() else place.unlink()


def test_a_secret_is_kept_by_the_agent_that_runs_without_starting_another(
    folder: Path, answers: tuple[Answers, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    listen, heard = answers
    listen(of_version(__version__, Done()))
    started = cannot_start(monkeypatch)
    Agent(folder).keep((VAULT, COPY, 3), (0, 0), SECRET, LIMITS)
    assert Agent(folder).open_window((VAULT, COPY, 3), ("w", b"k"), 60)
    asked = [protocol.decode_request(each[LENGTH_BYTES:]) for each in heard]
    assert asked == [Keep(VAULT, COPY, 3, (0, 0), SECRET, *LIMITS), OpenWindow(VAULT, COPY, 3, "w", b"k", 60)]
    assert started == []


def test_no_agent_is_started_in_a_folder_that_others_can_change(folder: Path) -> None:
    for mode in (0o720, 0o702):
        folder.chmod(mode)
        with pytest.raises(BadInput, match="Other users"):
            Agent(folder).keep((VAULT, COPY, 1), (0, 0), SECRET, LIMITS)
    folder.chmod(0o700)
    assert list(folder.iterdir()) == []


def test_no_agent_is_started_through_a_link(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    with pytest.raises(BadInput, match="symbolic link"):
        Agent(link).keep((VAULT, COPY, 1), (0, 0), SECRET, LIMITS)
    assert list(folder.iterdir()) == []


def test_an_agent_that_cannot_be_started_is_an_error_that_says_what_follows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(StorageFailed, match="does not start"):
        Agent(folder).keep((VAULT, COPY, 1), (0, 0), SECRET, LIMITS)


def test_a_lock_that_nobody_holds_is_no_agent_whatever_it_says(folder: Path) -> None:
    (folder / LOCK).write_text(f"{os.getpid()}\n")
    assert not Agent(folder).lock()
