"""The numbers that were given in a vault are known, and never fall."""

from __future__ import annotations

from pathlib import Path

from coachvault.practice.engagement import Counters
from coachvault.practice.ids import Code
from coachvault.services.copies import backups
from coachvault.services.copies.numbers import numbers_given
from coachvault.services.records import roster
from tests.fakes import NOON, filled_practice


def test_numbers_in_the_schedule_and_those_that_are_kept_count(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path / "here").open()
    backups.create(opened, tmp_path / "copy.vault")
    with opened.vault.read() as snapshot:
        found = numbers_given(snapshot)
        own = roster.counters(snapshot).own_notes
    notes = {Code("heron"): 3, Code("wren"): 1, Code("linden"): 2}
    assert found == Counters(own_notes=own, backups=1, engagements=3, notes=notes)
    with opened.vault.change("restore", NOON) as change:
        roster.save_counters(change, Counters(own, engagements=7, releases=2, notes={Code("heron"): 9, Code("jay"): 1}))
    with opened.vault.read() as snapshot:
        found = numbers_given(snapshot)
    assert (found.engagements, found.releases, found.backups) == (7, 2, 1)
    assert found.notes == {**notes, Code("heron"): 9, Code("jay"): 1}
