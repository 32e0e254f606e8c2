"""What is kept, as a person reads it."""

from __future__ import annotations

from pathlib import Path

from coachvault.render.as_text import retention as retention_text
from coachvault.services.retention import due, policy_change
from tests.fakes import NOON, filled_practice


def test_what_is_kept_for_ever_says_so(tmp_path: Path) -> None:
    practice = filled_practice(tmp_path)
    text = '[retention.notes]\nkeep = "for ever"\nbecause = "so agreed"\n'
    policy_change.set_policy(practice.open(), text)
    due.add_hold(practice.open(), "E3", "a claim")
    lines = retention_text.schedule(due.list_kept(practice.open()), NOON.date()).splitlines()
    assert "None" not in "".join(lines)
    told = {tuple(line.split()[:3]): line.split(maxsplit=3)[3] for line in lines}
    assert told["E1", "heron", "notes"] == "for ever"
    assert told["E3", "linden", "notes"] == "for ever, held"
