"""A small practice, for what is made from it to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.services.core.open_vault import OpenVault
from tests.fakes import Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "practice")


@pytest.fixture
def opened(practice: Practice) -> OpenVault:
    return practice.open()
