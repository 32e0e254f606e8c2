"""A copy of the checkout, in which the tests of a module that was changed are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.scope import ROOT, TESTS

TIMEOUT_SECONDS = 60
PYTEST = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist"]
PYTEST += ["-o", "addopts=--import-mode=importlib", "-o", "faulthandler_timeout=0"]


class Copy:
    """A copy of the checkout, in which one module at a time is another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("coachvault", "tests", ".ci"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        # Compiled once, and compiled anew where the text is another, however quickly it was changed.
        compiling = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "coachvault"]
        subprocess.run(compiling, cwd=folder, check=True)

    def passes(self, file: str, code: str) -> bool:
        """Tells whether the tests of a module pass with this code in its place; going on for ever is failing."""
        original = (self._folder / file).read_text()
        (self._folder / file).write_text(code)
        try:
            return self._run(TESTS[file]) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            (self._folder / file).write_text(original)

    def _run(self, tests: str) -> int:
        environment = os.environ | {
            "PYTHONPATH": str(self._folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "COACHVAULT_REQUIRE_ALL": "1",  # Hypothesis takes the same examples each time
        }
        run = subprocess.run(
            [*PYTEST, tests],
            cwd=self._folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        if run.returncode == pytest.ExitCode.NO_TESTS_COLLECTED:
            raise RuntimeError(f"There are no tests in {tests}.")
        return run.returncode
