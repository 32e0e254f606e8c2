"""Where a program is missing that tests drive, they are skipped with a reason, and nothing else goes wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROWSERS = "tests/browsers"
EVERY = ("-m", "not slow")
(listed,) = re.findall(r"^programs=\((.*)\)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
PROGRAMS = frozenset(listed.split())
DRIVING = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "tests").rglob("test_*.py")
    if "needs_program(" in path.read_text() and path.parent not in (Path(__file__).parent, ROOT / BROWSERS)
)


def run(folder: Path, *tests: str, present: Set[str] = frozenset(), require_all: bool = False) -> list[str]:
    """Runs tests where some programs seem to be installed and the others are not; returns what pytest says."""
    folder = folder / "bin"
    folder.mkdir()
    for name in present:
        (folder / name).touch(0o755)
    for place in map(Path, os.environ["PATH"].split(os.pathsep)):
        for program in place.iterdir() if place.is_dir() else ():
            if program.name not in PROGRAMS:
                with suppress(FileExistsError):
                    (folder / program.name).symlink_to(program)
    environment = os.environ | {"PATH": str(folder), "COACHVAULT_REQUIRE_ALL": str(int(require_all))}
    environment.pop("PYTEST_ADDOPTS", None)
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-rsfE", "-p", "no:cacheprovider", *tests]
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
    said = run(tmp_path, *EVERY, BROWSERS, present=present)
    assert re.match(r"\d+ passed, \d+ skipped in ", said[-1]), said[-20:]
    reasons = {line.rpartition(": not ")[2] for line in said if line.startswith("SKIPPED")}
    assert reason.removeprefix("not ") in reasons
    assert "installed: firefox-esr" in reasons


@pytest.mark.thorough
def test_where_all_is_required_each_of_them_fails(tmp_path: Path) -> None:
    said = run(tmp_path, *EVERY, BROWSERS, require_all=True)
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
    assert len(DRIVING) > 5


@pytest.mark.thorough
@pytest.mark.parametrize("tests", DRIVING)
def test_without_any_program_what_drives_one_is_skipped(tests: str, tmp_path: Path) -> None:
    said = run(tmp_path, tests)
    assert re.match(r"(\d+ passed, )?(\d+ skipped, )?(\d+ (skipped|deselected) )in ", said[-1]), said[-20:]
