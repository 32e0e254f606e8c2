"""Where a program is missing that tests drive, they are skipped with a reason, and nothing else goes wrong."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Set
from pathlib import Path

import pytest

from tests.programs import PROGRAMS, hide_programs

ROOT = Path(__file__).parents[2]
BROWSERS = "tests/browsers"
DRIVER = """
import shutil
import pytest

def test_without(): assert not any(map(shutil.which, ("strace", "tmux")))

@pytest.mark.needs_program("strace")
def test_with(): assert shutil.which("strace") and not shutil.which("tmux")

def test_others(): assert shutil.which("sh")
"""


def run(folder: Path, present: Set[str] = frozenset(), *, require_all: bool = False) -> list[str]:
    """Runs the browsers' tests where some programs seem to be there and others not; returns what pytest says."""
    place = hide_programs(folder / "bin", present)
    environment = os.environ | {"PATH": str(place), "COACHVAULT_REQUIRE_ALL": str(int(require_all))}
    environment.pop("PYTEST_ADDOPTS", None)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n0",
        "-rsfE",
        "-p",
        "no:cacheprovider",
        "-m",
        "not slow",
        BROWSERS,
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("present", "reason"),
    [
        pytest.param({"chromium", "pdftoppm", "zbarimg"}, "not installed: chromedriver", marks=pytest.mark.thorough),
        pytest.param(set(), "not installed: chromium, chromedriver", marks=pytest.mark.thorough),
        pytest.param({"chromedriver", "pdftoppm", "zbarimg"}, "not installed: chromium", marks=pytest.mark.thorough),
    ],
    ids=["no driver", "neither", "no browser"],
)
def test_without_a_browser_or_its_driver_its_tests_are_skipped(present: set[str], reason: str, tmp_path: Path) -> None:
    said = run(tmp_path, present)
    assert re.match(r"\d+ passed, \d+ skipped in ", said[-1]), said[-20:]
    reasons = {line.rpartition(": not ")[2] for line in said if line.startswith("SKIPPED")}
    assert reason.removeprefix("not ") in reasons
    assert "installed: firefox-esr" in reasons


@pytest.mark.thorough
def test_where_all_is_required_each_of_them_fails(tmp_path: Path) -> None:
    said = run(tmp_path, require_all=True)
    assert re.match(r"\d+ passed, \d+ errors in ", said[-1]), said[-20:]
    assert any("COACHVAULT_REQUIRE_ALL=1 and yet: " in line for line in said)


def test_all_that_tests_drive_is_installed_by_the_check_of_everything() -> None:
    asked = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for marks in re.findall(r"needs_program\(([^)]*)\)", path.read_text())
        for name in re.findall(r'"([\w-]+)"', marks)
    }
    assert asked - {"no-such-program", "sha256sum"} <= PROGRAMS
    assert len(asked) > 5


@pytest.mark.needs_program("strace", "tmux")
def test_a_test_finds_what_it_asks_for_and_no_more(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    needs_program(name): x\n")
    (tmp_path / "test_driving.py").write_text(DRIVER)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1].startswith("3 passed in "), done.stdout
