"""The program needs nothing from the place where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from coachvault import __version__

ROOT = Path(__file__).parents[2]


@pytest.mark.unprivileged
def test_runs_where_it_may_not_write(tmp_path: Path) -> None:
    package = tmp_path / "coachvault"
    copytree(ROOT / "coachvault", package, ignore=ignore_patterns("__pycache__"))
    folders = [package, *(path for path in package.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        with pytest.raises(PermissionError):
            (package / "planted").touch()
        environment = os.environ | {"PYTHONPATH": str(tmp_path)}
        command = [sys.executable, "-m", "coachvault", "--version"]
        run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert (run.returncode, run.stderr) == (0, "")
    assert __version__ in run.stdout
