"""A text that was received is verified by whoever has it and its sheet, without a vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from coachvault.errors import CoachVaultError
from coachvault.services.releases.export import export
from coachvault.services.releases.received import verify_release
from tests.fakes import filled_practice
from tests.unit.services.releases.test_proposals import signed


def test_what_was_exported_is_verified_and_nothing_else(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    signed(opened)
    written = export(opened, "R1", tmp_path / "R1.txt")
    text, sheet = written.path.read_bytes(), written.sheet_path.read_bytes()
    verified = verify_release(text, sheet)
    assert [(each.grade, each.is_signed) for each in verified.verdicts] == [("email", False)]
    with pytest.raises(CoachVaultError):
        verify_release(text.replace(b"leads", b"led"), sheet)
