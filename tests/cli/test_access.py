"""A client's copy through the real command: what is looked at before it is written, and what scripts are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.machine import Machine
from tests.cli.terminal import Terminal

Run = Callable[..., Terminal]
BOSS = "Her boss Peter Gold shouts at her; Rosalind Vance from HR knows it."


def test_scripts_are_told_whom_it_names_and_can_leave_things_out(practice: Machine) -> None:
    practice.data("note", "add", "heron", typed=BOSS)
    practice.data("note", "add", "wren", typed="She met Ada Marsh.")
    made = practice.data("access", "heron", "--out", "copy.txt")["copy"]
    assert {(each["id"], each["kind"]) for each in made["warnings"]} == {("heron/4", "person"), ("heron/4", "sponsor")}
    assert any("Peter Gold" in each["excerpt"] for each in made["warnings"])
    assert (made["named_in"], made["left_out"]) == (["wren/2"], [])
    words = ("access", "heron", "--out", "again.txt", "--leave-out", "heron/4")
    assert practice.fails(*words) == (16, "refused"), "without a reason"
    assert practice.data(*words, "--reason", "it is about others")["copy"]["left_out"] == ["heron/4"]
    assert "Peter Gold" not in (practice.home / "again.txt").read_text()


def test_people_are_told_on_the_screen(practice: Machine) -> None:
    practice.data("note", "add", "heron", typed=BOSS)
    answer = practice.run("access", "heron", "--out", "copy.txt")
    assert "heron/4  person: Perhaps the name of somebody else." in answer.out
    assert "heron/4  sponsor: A name of the sponsor: otter." in answer.out
    assert "Gold" not in answer.out


def test_another_ending_is_refused_and_nothing_written(practice: Machine) -> None:
    assert practice.fails("access", "heron", "--out", "copy.pdf") == (17, "bad_input")
    assert not (practice.home / "copy.pdf").exists()


def test_what_was_asked_for_long_ago_is_overdue(practice: Machine) -> None:
    practice.data("access", "request", "heron", "--on", "2026-01-05")
    assert "OVERDUE since 2026-02-05" in practice.run("status").out
    practice.data("access", "heron", "--out", "copy.html")
    assert "OVERDUE" not in practice.run("status").out
    assert practice.data()["day"]["readable_files"] == []


@pytest.mark.needs_terminal
def test_each_thing_is_decided_on_before_it_is_written(practice: Machine, terminal: Run) -> None:
    practice.data("note", "add", "heron", typed=BOSS)
    practice.data("note", "add", "heron", typed="She compares herself with Bea Cole.")
    practice.data("note", "add", "heron", typed="At lunch she met Rosalind Vance.")
    session = terminal(practice, "access", "heron")
    session.unlocks()
    session.answers("File to write", "copy.pdf")
    session.answers("encrypted page", "")
    session.waits_for("Peter Gold")
    session.answers("heron/4: what now?", "all")
    session.waits_for("Bea Cole")
    session.answers("heron/5: what now? [leave]", "")
    session.answers("Why is it left out, or kept?", "it is about somebody else")
    session.waits_for("left out: heron/5")
    session.answers("Type heron to go on: ", "heron")
    assert session.ends() == 0
    assert "Left out: heron/5" in session.screen
    assert (practice.home / "heron.html").exists()


@pytest.mark.needs_terminal
def test_nothing_is_written_without_the_code(practice: Machine, terminal: Run) -> None:
    practice.data("note", "add", "heron", typed=BOSS)
    session = terminal(practice, "access", "heron", "--out", "copy.txt")
    session.unlocks()
    session.answers("heron/4: what now? [keep]", "")
    session.answers("Type heron to go on: ", "wren")
    assert session.ends() == 2
    assert not (practice.home / "copy.txt").exists()
