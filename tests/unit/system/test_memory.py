"""Folders in memory: gone at the end, and gone with the next process after one that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coachvault.system import memory

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from coachvault.system import memory
memory._RAM = Path(sys.argv[1])
with memory.memory_folder() as folder:
    (folder / "text.txt").write_text("a note")
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def ram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(memory, "_RAM", tmp_path)
    return tmp_path


def test_a_folder_is_private_and_gone_at_the_end(ram: Path) -> None:
    with memory.memory_folder() as folder:
        (folder / "text.txt").touch()
        assert folder.parent == ram
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(ram.iterdir()) == []


def test_what_a_killed_process_left_goes_and_what_is_held_stays(ram: Path) -> None:
    words = [sys.executable, "-c", HOLD, str(ram)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        memory.sweep()
        assert [path.name for path in ram.rglob("*") if path.is_file()] == ["text.txt"]
        os.kill(process.pid, signal.SIGKILL)
    assert len(list(ram.iterdir())) == 1
    memory.sweep()
    assert list(ram.iterdir()) == []


def test_what_is_not_ours_stays(ram: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (ram / "other-program").mkdir()
    (ram / "coachvault-file").touch()
    (ram / "coachvault-link").symlink_to(ram / "other-program")
    memory.sweep()
    assert len(list(ram.iterdir())) == 3
    (ram / "coachvault-of-another-user").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    memory.sweep()
    assert len(list(ram.iterdir())) == 4


def test_without_a_folder_in_memory_there_is_nothing_to_sweep(ram: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_RAM", ram / "missing")
    memory.sweep()
    assert not memory.has_memory_folder()
