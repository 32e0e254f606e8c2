"""The world around a command is this machine, or what is handed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.cli.surroundings import Surroundings


def test_the_real_ones_are_those_of_this_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    real = Surroundings.real()
    assert real.state_folder.is_relative_to(tmp_path)
    assert real.default_vault.is_relative_to(tmp_path)
    assert real.default_vault.name == "practice.vault"
    assert real.kdf_profile is None
    assert real.clock.now().tzinfo is not None
    assert list(tmp_path.iterdir()) == []
