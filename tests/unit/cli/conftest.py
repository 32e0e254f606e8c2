"""Somebody before a practice, who types what a test says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.scripted import Scripted


@pytest.fixture
def coach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Scripted:
    """A coach before the practice of `filled_practice`."""
    return Scripted.filled(tmp_path, monkeypatch, capfd)


@pytest.fixture
def beginner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Scripted:
    """A coach before a practice on its first day."""
    return Scripted.empty(tmp_path, monkeypatch, capfd)
