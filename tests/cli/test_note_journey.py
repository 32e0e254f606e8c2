"""The way of a note that docs/architecture.md describes is the way that a note takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.page_tables import ROOT, Place, table
from tests.cli.machine import Machine
from tests.cli.terminal import CTRL_D, Terminal

pytestmark = pytest.mark.needs_terminal

WATCHED = """\
import os, sys
from coachvault.__main__ import main
calls = []
def watch(frame, event, _):
    if event == "call" and "/coachvault/" in frame.f_code.co_filename:
        calls.append(frame.f_code.co_filename + " " + frame.f_code.co_name)
sys.setprofile(watch)
code = main(sys.argv[1:])
sys.setprofile(None)
open(os.environ["CALLS"], "w").write("\\n".join(calls))
sys.exit(code)
"""


def called(path: Path) -> list[Place]:
    """Returns the functions of the package that were called, in order."""
    found = [line.rsplit(" ", 1) for line in path.read_text().splitlines()]
    return [Place(str(Path(file).relative_to(ROOT)), name) for file, name in found]


def out_of_order(expected: list[Place], calls: list[Place]) -> list[Place]:
    """Returns what was not called after all that is expected before it."""
    missing, at = [], 0
    for place in expected:
        if place in calls[at:]:
            at = calls.index(place, at) + 1
        else:
            missing.append(place)
    return missing


def test_a_note_travels_as_the_page_says(practice: Machine, terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    session = terminal(
        practice, "note", "add", "heron", entry=("-W", "error", "-c", WATCHED), environment={"CALLS": str(calls)}
    )
    session.unlocks()
    session.waits_for("Ctrl-D saves")
    session.types("She leads.", CTRL_D)
    session.waits_for("saved:")
    assert session.ends() == 0
    expected = [place for row in table("journey") for place in row.places]
    assert out_of_order(expected, called(calls)) == []


def test_a_step_that_comes_too_early_would_be_found() -> None:
    first, second = Place("a.py", "first"), Place("a.py", "second")
    assert out_of_order([first, second], [second, first]) == [second]
    assert out_of_order([first, second], [first, second]) == []
