"""Where all is required, a skip is a failure; elsewhere it stays a skip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = """
import pytest

@pytest.mark.needs_program("no-such-program")
def test_marked(): pass

def test_inside(): pytest.skip("not today")

@pytest.mark.xfail
def test_expected(): raise AssertionError

def test_passes(): pass
"""
SKIPPED_FILE = 'import pytest\n\npytest.skip("not here", allow_module_level=True)\n'
MARKERS = "[pytest]\nmarkers =\n    needs_program(name): x\n    unprivileged: x\n"


def closing_line(folder: Path, *, require_all: bool) -> str:
    """Runs pytest with our conftest over some skips, and returns its last line."""
    shutil.copy(Path(__file__).parents[1] / "conftest.py", folder)
    (folder / "pytest.ini").write_text(MARKERS)
    (folder / "test_skips.py").write_text(SKIPS)
    (folder / "test_skipped_file.py").write_text(SKIPPED_FILE)
    here = {"PYTHONPATH": str(Path(__file__).parents[2])}
    environment = os.environ | here | {"COACHVAULT_REQUIRE_ALL": "1" if require_all else "0"}
    command = [sys.executable, "-m", "pytest", "-q", "--continue-on-collection-errors"]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return run.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("require_all", "counts"),
    [(True, "1 failed, 1 passed, 1 xfailed, 2 errors in "), (False, "1 passed, 3 skipped, 1 xfailed in ")],
)
def test_a_skip_is_a_failure_where_all_is_required(tmp_path: Path, require_all: bool, counts: str) -> None:
    assert closing_line(tmp_path, require_all=require_all).startswith(counts)
