"""The coaching log, as a person reads it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from rich.console import Console

from coachvault.render.as_text.hours import exported, log
from coachvault.services.core.open_vault import OpenVault
from coachvault.services.engagements import agreements
from coachvault.services.exports import coaching_log


def drawn(opened: OpenVault) -> str:
    console = Console(file=io.StringIO(), width=100)
    console.print(log(coaching_log.coaching_log(opened)))
    output = console.file
    assert isinstance(output, io.StringIO)
    return output.getvalue()


def test_each_engagement_has_its_hours_and_all_come_to_a_sum(opened: OpenVault) -> None:
    said = drawn(opened)
    assert "not listed" in said
    assert "5 hours with 2 clients: 5 paid, 0 pro bono." in said
    assert "ACC: 100 hours" in said
    assert "not yet." in said


def test_who_is_left_off_is_named_with_what_is_missing(opened: OpenVault, tmp_path: Path) -> None:
    agreements.propose(opened, "heron", {"in_coaching_log": True})
    agreements.sign(opened, "heron", date(2026, 11, 1))
    said = exported(coaching_log.export(opened, tmp_path / "log.csv"))
    assert "contains 1 engagement, 3 hours, with names" in said
    assert "without a signed agreement to be listed (`in_coaching_log`): linden." in said
    assert "With them, 2 hours are missing." in said
