"""Somebody before a practice, who types what a test says."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.unit.cli.scripted import Scripted


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """Fails a test in which more was asked than it types; it would end the whole run, as Ctrl-C does."""
    try:
        return (yield)
    except KeyboardInterrupt as end:
        raise AssertionError("more was asked than is typed, or the test was interrupted") from end


@pytest.fixture
def coach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Scripted:
    """A coach before the practice of `filled_practice`."""
    return Scripted.filled(tmp_path, monkeypatch, capfd)


@pytest.fixture
def beginner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Scripted:
    """A coach before a practice on its first day."""
    return Scripted.empty(tmp_path, monkeypatch, capfd)
