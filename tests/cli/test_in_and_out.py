"""Bringing notes in, counting the hours, and leaving: through the real command, from files as programs write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.machine import Machine

JRNL = "[2026-01-05 02:00:00 PM] First. @heron\nMore.\n\n[2026-02-05 09:30:00 AM] Second. @wren\n"


def test_notes_come_in_count_as_hours_and_leave(practice: Machine) -> None:
    (practice.home / "journal.txt").write_text(JRNL)
    came = practice.data("import", "jrnl", "journal.txt", "--client", "her", "--tag", "@heron")
    assert (came["client"], [note["id"] for note in came["notes"]]) == ("heron", ["heron/4"])
    assert (came["known"], came["other_tags"], came["day_of_file"], came["not_compared"]) == (0, 1, 0, 0)
    assert practice.data("note", "show", "heron/4")["note"]["body"] == "First. @heron\nMore."
    again = practice.run("import", "jrnl", "journal.txt", "--client", "heron", "--tag", "heron")
    assert "Written: 0 notes. Already there: 1. Without the tag: 1." in again.out

    practice.data("engagement", "agreement", "heron", "--from", "-", typed="in_coaching_log = true")
    practice.data("engagement", "agreement", "heron", "--signed-on", "2026-11-01", "--confirm", "heron")
    written = practice.data("hours", "export", "--out", "log.csv")
    assert written.keys() == {"path", "sha256", "engagements", "left_off", "totals"}
    assert (written["engagements"], written["left_off"]) == (["E1"], ["E3"])
    assert written["totals"] == {"clients": 1, "paid_minutes": 240, "pro_bono_minutes": 0}
    assert "Ada Marsh" in (practice.home / "log.csv").read_text()

    left = practice.data("export", "all", "--reason", "moving on", "--confirm", "export")
    whole = json.loads((practice.home / "all" / "everything.json").read_text())
    assert sum(record["kind"] == "note" for record in whole["E1"]) == 4
    assert left["notes"] == 8
    assert str(practice.home / "all" / "heron.md") in practice.data("status")["status"]["readable_files"]


def test_a_folder_of_markdown_comes_in_but_for_what_is_hidden_or_a_link(practice: Machine) -> None:
    folder = practice.home / "notes"
    for name in ("2026-01-05 one.md", "2026-01-06_two.MD", "sub/2026-01-07.md", ".trash/2026-01-08.md", "no.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Told in {name}.")
    (folder / "2026-01-09.md").symlink_to("/etc/hostname")
    (folder / "undated.md").write_text("Told some day.")
    came = practice.data("import", "markdown", "notes", "--client", "own")
    assert [note["date"] for note in came["notes"]][:3] == ["2026-01-05", "2026-01-06", "2026-01-07"]
    assert (len(came["notes"]), came["day_of_file"]) == (4, 1)


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("import jrnl nowhere.txt --client heron", 17, "bad_input"),
        ("import jrnl . --client heron", 17, "bad_input"),
        ("import markdown . --client heron", 17, "bad_input"),
        ("import markdown a.md --client heron --tag x", 2, "usage"),
        ("import jrnl j.txt", 2, "usage"),
        ("import jrnl j.txt --client nobody", 15, "not_found"),
        ("import jrnl j.txt --client linden", 16, "refused"),
        ("import diary j.txt --client heron", 2, "usage"),
        ("hours export --out log.csv", 16, "refused"),
        ("register show 99", 15, "not_found"),
        ("register export --out register.csv", 16, "refused"),
        ("register export --out register.txt --reason asked", 17, "bad_input"),
        ("export all --reason asked", 2, "usage"),
        ("export all --confirm export", 16, "refused"),
        ("export no/all --reason asked --confirm export", 17, "bad_input"),
    ],
)
def test_a_likely_mistake_changes_nothing_and_says_what_to_do(
    words: str, code: int, error: str, practice: Machine
) -> None:
    (practice.home / "j.txt").write_text(JRNL)
    practice.data("note", "list")
    before, there = practice.vault.read_bytes(), sorted(map(str, Path(practice.home).rglob("*")))
    assert practice.fails(*words.split()) == (code, error)
    assert practice.vault.read_bytes() == before
    assert sorted(map(str, Path(practice.home).rglob("*"))) == there
