"""The numbers that are never given twice are kept in one record."""

from __future__ import annotations

from pathlib import Path

import msgspec

from coachvault.practice import kinds
from coachvault.services.records.counters import counters, save_counters
from coachvault.vault.keys import Part
from tests.fakes import NOON, filled_practice


def test_they_come_back_and_there_is_one_record_of_them(tmp_path: Path) -> None:
    opened = filled_practice(tmp_path).open()
    with opened.vault.change("note add", NOON) as change:
        before = counters(change)
        assert before.own_notes == 1
        save_counters(change, msgspec.structs.replace(before, own_notes=7))
    with opened.vault.read() as snapshot:
        assert counters(snapshot) == msgspec.structs.replace(before, own_notes=7)
        assert len(list(snapshot.head(snapshot.part(Part.SCHEDULE)).of_kind(kinds.COUNTERS))) == 1
