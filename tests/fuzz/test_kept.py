"""Every input that is kept comes to a verdict or to one of our errors, in time and in little memory.

Those that a search begins with, and those that were faults once; without atheris, in a process of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.kinds import FOLDER, KINDS, ROOT, kept
from tests.fuzz.seeds import MAKERS

MOST_KEPT_BYTES = 300 * 1024


def run_once(*arguments: str, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.fuzz.once", *arguments]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def read_once() -> str:
    """All that reading each input once says."""
    return run_once().stdout


@pytest.mark.parametrize("kind", KINDS)
def test_every_input_that_is_kept_is_read_or_refused(read_once: str, kind: str) -> None:
    said = dict(re.findall(rf"^{kind}/(.*?): (.*)$", read_once, re.MULTILINE))
    assert [f"{name}: {what}" for name, what in said.items() if what.startswith("FAULT")] == []
    assert list(said) == [path.name for path in kept(kind)]
    assert len(said) >= 5


def test_what_is_kept_is_small_and_belongs_to_a_kind() -> None:
    folders = {path.name for path in (FOLDER / "corpus").iterdir()}
    assert folders == set(KINDS) == set(MAKERS)
    assert {path.stem for path in (FOLDER / "words").iterdir()} <= set(KINDS)
    sizes = [path.stat().st_size for path in Path(FOLDER).rglob("*") if path.is_file() and path.suffix != ".py"]
    assert sum(sizes) <= MOST_KEPT_BYTES
