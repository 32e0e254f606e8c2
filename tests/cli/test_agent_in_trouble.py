"""The agent where something around it is wrong: its folder, its lock, its answers, the machine."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from coachvault.agent import LOCK, SOCKET
from coachvault.agent.protocol import Keep, OpenWindow
from tests.cli.terminal import Terminal
from tests.cli.test_agent import LIMITS_SAID, LOCKED, Desk, desk, entries, lent, state_of
from tests.shards import thinned

__all__ = ["desk"]


@pytest.mark.thorough
def test_a_window_ends_when_the_engagement_is_reopened_or_ended_again(desk: Desk) -> None:
    desk.unlocks()
    for words in (
        ("engagement", "open", "E3", "--for", "8h", "--reason", "to prepare the talk"),
        ("engagement", "reopen", "E3", "--reason", "ended too early"),
    ):
        assert desk.run(*words).code == 0
    assert desk.without("note", "add", "linden", typed="Written after it was reopened.").code == 0
    assert desk.without("engagement", "end", "E3").code == 0
    assert desk.without("note", "show", "linden/3").code != 0


def test_lock_ends_the_agent_whatever_became_of_its_folder(desk: Desk) -> None:
    desk.unlocks()
    desk.folder.chmod(0o770)
    try:
        assert desk.run("client", "list").code == 0, "locked, and nothing else: the passphrase is at hand"
        assert desk.run("lock").code == 0
        assert not desk.is_running()
    finally:
        desk.folder.chmod(0o700)


@pytest.mark.thorough
def test_lock_ends_a_stopped_agent_whose_lock_others_may_read(desk: Desk) -> None:
    desk.unlocks()
    (desk.folder / LOCK).chmod(0o644)
    os.kill(desk.pid, signal.SIGSTOP)
    assert desk.run("lock").code == 0
    assert not desk.is_running()


def test_lock_ends_an_agent_whose_lock_was_removed(desk: Desk) -> None:
    desk.unlocks()
    pid = desk.pid
    (desk.folder / LOCK).unlink()
    try:
        assert desk.run("lock").code == 0
        assert not desk.opens()
        assert state_of(pid) in ("gone", "Z")
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.thorough
def test_lock_kills_the_agent_and_no_other_process_whatever_the_lock_says(desk: Desk) -> None:
    desk.unlocks()
    pid = desk.pid
    with subprocess.Popen(["sleep", "60"]) as bystander:
        os.kill(pid, signal.SIGSTOP)
        (desk.folder / LOCK).write_text(f"{bystander.pid}\n")
        try:
            desk.run("lock")
            assert bystander.poll() is None
        finally:
            bystander.kill()
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def test_a_pipe_in_the_place_of_the_lock_makes_nobody_wait(desk: Desk) -> None:
    desk.folder.mkdir(parents=True, mode=0o700)
    os.mkfifo(desk.folder / LOCK)
    begun = time.monotonic()
    desk.machine.run("lock", environment=desk.environment)
    assert time.monotonic() - begun < 10


def test_the_first_time_that_a_vault_is_seen_is_said_by_unlock_too(desk: Desk) -> None:
    assert "for the first time" in desk.run("unlock").err


@pytest.mark.needs_terminal
def test_after_an_agent_ran_again_commands_in_a_terminal_start_it_again(
    desk: Desk, terminal: Callable[..., Terminal]
) -> None:
    desk.folder.mkdir(parents=True, mode=0o700)
    (desk.folder / SOCKET).mkdir()
    assert desk.run("unlock").code == 1
    (desk.folder / SOCKET).rmdir()
    desk.unlocks()
    assert desk.run("lock").code == 0
    session = terminal(desk.machine, "client", "list", environment={"COACHVAULT_AGENT": ""})
    session.waits_for("Passphrase: ")
    assert LIMITS_SAID in " ".join(session.screen.split())


@pytest.mark.thorough
def test_a_stopped_agent_is_no_reason_never_to_start_one_again(desk: Desk) -> None:
    desk.unlocks()
    os.kill(desk.pid, signal.SIGSTOP)
    assert desk.run("unlock").code == 0
    assert not (desk.folder / "unavailable").exists()
    assert desk.opens()


@pytest.mark.thorough
@pytest.mark.parametrize("times", thinned([2, 15]))
def test_looking_whether_an_agent_runs_does_not_keep_one_from_starting(desk: Desk, times: int) -> None:
    desk.folder.mkdir(parents=True, mode=0o700)
    (desk.folder / LOCK).touch(0o600)
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            desk.is_running()

    looking = [threading.Thread(target=look) for _ in range(2)]
    for each in looking:
        each.start()
    try:
        for _ in range(times):
            assert desk.run("unlock").code == 0
            assert desk.run("lock").code == 0
    finally:
        over.set()
        for each in looking:
            each.join()


@pytest.mark.unprivileged
def test_a_folder_that_cannot_be_looked_into_means_locked(desk: Desk) -> None:
    assert desk.run("client", "list").code == 0
    desk.folder.mkdir(mode=0)
    try:
        assert desk.without("client", "list").code == LOCKED
        assert desk.run("client", "list").code == 0
    finally:
        desk.folder.chmod(0o700)


@pytest.mark.unprivileged
@pytest.mark.needs_terminal
def test_a_state_folder_that_takes_nothing_fails_no_command(desk: Desk, terminal: Callable[..., Terminal]) -> None:
    assert desk.run("client", "list").code == 0
    desk.machine.state.chmod(0o500)
    try:
        session = terminal(desk.machine, "client", "list", environment={"COACHVAULT_AGENT": ""})
        session.unlocks()
        assert session.ends() == 0
        assert "heron" in session.screen
    finally:
        desk.machine.state.chmod(0o700)


@pytest.mark.unprivileged
def test_a_folder_that_cannot_be_listed_is_a_place_to_work_from(desk: Desk) -> None:
    desk.unlocks()
    here = desk.machine.home / "here"
    here.mkdir(mode=0o311)
    assert desk.without("client", "list", cwd=here, entry=("-P", "-m", "coachvault")).code == 0


@pytest.mark.thorough
def test_an_agent_for_another_epoch_is_none_and_nothing_is_recorded(desk: Desk) -> None:
    desk.unlocks()
    held = desk.tells()
    desk.asks(Keep(held.vault, held.copy, held.epoch + 1, (9, 9), lent(desk).secret, 600, 600))
    before = entries(desk.machine)
    assert desk.run("--json", "status").data["status"]["unlocked"] is None
    assert desk.run("engagement", "open", "E3", "--for", "1m", "--reason", "to prepare the talk").code == LOCKED
    assert entries(desk.machine) == before


def test_switched_off_no_window_is_opened(desk: Desk) -> None:
    desk.unlocks()
    off = desk.environment | {"COACHVAULT_AGENT": "off"}
    words = ("engagement", "open", "E3", "--for", "1m", "--reason", "to prepare the talk")
    assert desk.run(*words, environment=off).code != 0
    assert desk.tells().windows == {}


def test_what_is_sent_does_not_show_its_secrets() -> None:
    assert "s" * 8 not in repr(Keep(b"v" * 16, b"c" * 16, 1, (0, 0), b"s" * 64, 1, 1))
    assert "s" * 8 not in repr(OpenWindow(b"v" * 16, b"c" * 16, 1, "w", b"s" * 32, 1))
