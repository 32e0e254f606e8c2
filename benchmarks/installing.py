"""Installing: a fresh virtual environment for each program, the way a user gets one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parent.parent


def install_coachvault(folder: Path) -> Path:
    """Builds a wheel of this checkout, installs it in a new environment, and returns the folder of its programs."""
    programs = _new_environment(folder)
    pip = [str(programs / "python"), "-m", "pip"]
    run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder / "wheel"), str(_ROOT)])
    run([*pip, "install", *map(str, (folder / "wheel").glob("*.whl"))])
    return programs


def install_jrnl(folder: Path) -> Path:
    """Installs the newest jrnl in a new environment and returns the folder of its programs."""
    programs = _new_environment(folder)
    run([str(programs / "python"), "-m", "pip", "install", "jrnl"])
    return programs


def version_of(programs: Path, package: str) -> str:
    """Returns the version of an installed package."""
    code = f"import importlib.metadata as found; print(found.version({package!r}))"
    return run([str(programs / "python"), "-c", code]).strip()


def run(command: list[str]) -> str:
    """Runs a command that is not measured and returns its output.

    Raises:
        RuntimeError: It failed; the message holds what it said.
    """
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _new_environment(folder: Path) -> Path:
    run([sys.executable, "-m", "venv", str(folder)])
    return folder / "bin"
