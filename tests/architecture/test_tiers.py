"""Every test is in a tier, and every tier is run by a command that is written down."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README, RUN, PAGE = ((ROOT / name).read_text() for name in ("README.md", ".ci/run", "CONTRIBUTING.md"))
PLANTED = """
import pytest

def test_plain(): pass

@pytest.mark.thorough
def test_thorough(): pass

@pytest.mark.slow
def test_slow(): pass

@pytest.mark.needs_terminal
def test_otherwise(): pass
"""


TWICE = (
    PLANTED
    + """
@pytest.mark.slow
@pytest.mark.thorough
def test_twice(): pass
"""
)


def collect(folder: Path, tests: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Collects some planted tests with our settings."""
    (folder / "test_planted.py").write_text(tests)
    shutil.copy(Path(__file__).parents[1] / "conftest.py", folder)
    settings = [f"--config-file={ROOT / 'pyproject.toml'}", f"--rootdir={folder}", "-n0", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", *settings, *options, "test_planted.py"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def taken(folder: Path, *options: str) -> set[str]:
    """Returns which of the planted tests are taken."""
    return set(re.findall(r"::test_(\w+)$", collect(folder, PLANTED, *options).stdout, re.MULTILINE))


def test_each_test_is_in_one_tier(tmp_path: Path) -> None:
    tiers = [taken(tmp_path, *options) for options in ([], ["-m", "thorough"], ["-m", "slow"])]
    assert tiers == [{"plain", "otherwise"}, {"thorough"}, {"slow"}]


def test_no_test_has_two_tiers(tmp_path: Path) -> None:
    done = collect(tmp_path, TWICE)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "test_twice is thorough and slow" in done.stderr


def test_each_tier_is_run_by_a_command_that_is_written_down() -> None:
    assert re.search(r"-m pytest -q$", README, re.MULTILINE)
    commands = re.findall(r"-m pytest -q(.*)$", RUN, re.MULTILINE)
    assert commands == [' -p no:cacheprovider -m "unprivileged and not slow"', " -m thorough"]
    assert RUN.index("run_readme test\n") < RUN.index("-m thorough")
    assert set(re.findall(r"`pytest -q([^`]*)`", PAGE)) == {"", " -m thorough", " -m slow"}


def test_the_search_for_faulty_inputs_comes_last_and_has_what_it_needs() -> None:
    steps = (ROOT / ".ci" / "steps.sh").read_text()
    assert RUN.index("-m thorough") < RUN.index("search_for_faults")
    assert '"$copy[dev,fuzz]"' in RUN
    assert RUN.index("$copy[dev,fuzz]") < RUN.index("require_atheris") < RUN.index("ruff")
    assert "-m tests.fuzz all 60" in steps
    assert "pip install -e '.[dev,fuzz]'" in PAGE
