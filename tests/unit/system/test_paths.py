"""Where things stand unless said otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.system.paths import default_vault_path, state_folder


def test_both_places_are_the_users_own_and_not_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_vault_path().is_relative_to(tmp_path)
    assert state_folder().is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_vault_lies_in_a_folder_of_its_own() -> None:
    assert default_vault_path().parent.name == "coachvault"
    assert default_vault_path().suffix == ".vault"
    assert state_folder().name == "coachvault"
