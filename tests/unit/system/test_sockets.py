"""Who is at the other end of a socket, and a name that always fits."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from coachvault.system.sockets import peer_pid, peer_uid, short_name


def test_the_other_end_is_known_by_its_user_and_process() -> None:
    one, other = socket.socketpair()
    with one, other:
        assert peer_uid(one) == os.geteuid()
        assert peer_pid(one) == os.getpid()


def test_a_socket_that_tells_nobody_is_an_error(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as alone:
        alone.close()
        with pytest.raises(OSError, match="descriptor"):
            peer_uid(alone)


def test_a_short_path_is_its_own_name() -> None:
    with short_name(Path("/tmp/agent.sock")) as name:
        assert name == "/tmp/agent.sock"


def test_a_path_that_does_not_fit_is_named_from_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 60) / ("y" * 60)
    deep.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    with short_name(deep / "agent.sock") as name, socket.socket(socket.AF_UNIX) as bound:
        assert name == "agent.sock"
        bound.bind(name)
    assert (deep / "agent.sock").is_socket()
    assert Path.cwd() == tmp_path


def test_the_present_folder_is_found_again_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError), short_name(tmp_path / ("x" * 120) / "agent.sock"):
        pass
    assert Path.cwd() == tmp_path
