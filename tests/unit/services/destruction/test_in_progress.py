"""A machine that stopped while it destroyed something goes on at its next start."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from coachvault.services.copies import backups
from coachvault.services.destruction import clean_copies, destroy, in_progress
from coachvault.services.records import certificates
from tests.fakes import Practice, filled_practice
from tests.unit.services.destruction.test_destroy import LINDEN


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


@pytest.mark.parametrize("stop", ["clean_copies", "strike_off"])
def test_a_machine_that_stopped_goes_on_at_its_next_start(
    stop: str, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: Any) -> None:
        raise KeyboardInterrupt

    backups.create(practice.open(), practice.path.parent / "copies")
    with monkeypatch.context() as patched:
        patched.setattr(clean_copies if stop == "clean_copies" else certificates, stop, stops)
        with suppress(KeyboardInterrupt):
            destroy.destroy(practice.open(), LINDEN)
    opened = practice.open()
    assert in_progress.is_begun(opened)
    assert certificates.find_certificate(opened, "E3").state == "destroyed here", "never told before it is done"
    destroy.finish(opened)
    assert certificates.find_certificate(opened, "E3").state == "destroyed in every known copy"
    assert not in_progress.is_begun(opened)
