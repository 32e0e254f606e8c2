"""Files that were written, for scripts."""

from __future__ import annotations

from pathlib import Path

from tests.unit.render.as_json.conftest import Ask

MODULE = "coachvault.render.as_json.files"


def test_a_file_is_named_by_its_whole_path(ask: Ask) -> None:
    assert ask(MODULE, "practice", "calendar", "days.ics") == {"path": str(Path("days.ics").absolute())}


def test_everything_says_what_it_holds(ask: Ask) -> None:
    left = ask(MODULE, "export", "away", "--reason", "moving on", "--confirm", "export")
    assert (left["path"], left["waiting"]) == (str(Path("away").absolute()), 0)
    assert {Path("away", name).is_file() for name in left["files"]} == {True}
    assert len(left["sha256"]) == 64
