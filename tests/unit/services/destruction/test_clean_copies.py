"""Known copies are cleaned of what was taken away here since."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from coachvault.errors import (
    Refused,
)
from coachvault.services.copies import backups
from coachvault.services.destruction import clean_copies
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.keys.credentials import rotate_keys
from coachvault.services.notes.editing import erase_earlier, erase_note
from coachvault.services.notes.journal import read_history
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.records.register import list_entries
from tests.fakes import NOON, PASSPHRASE, TESTING, Practice, filled_practice


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return filled_practice(tmp_path / "here")


class TestCleaning:
    def test_what_was_erased_here_is_erased_in_every_backup_that_is_there(
        self, practice: Practice, tmp_path: Path
    ) -> None:
        first, second = tmp_path / "first.vault", tmp_path / "second.vault"
        backups.create(practice.open(), first)
        backups.create(practice.open(), second)
        erase_note(practice.open(), "heron/1")
        erase_earlier(practice.open(), "heron/2")
        end_engagement(practice.open(), "wren", NOON.date())
        second.rename(tmp_path / "away.vault")
        cleaned = {each.backup.id: each for each in clean_copies.clean(practice.open())}
        assert (cleaned["B1"].count, cleaned["B1"].problem) == (2, "")
        assert "not where it was written" in cleaned["B2"].problem
        assert [entry.event.value for entry in list_entries(practice.open())][-1] == "backup cleaned"
        copy = Practice(msgspec.structs.replace(practice.setting, vault_path=first), practice.clock)
        ids = [str(line.id) for line in list_notes(copy.open(), None, Filter()).notes]
        assert "heron/1" not in ids
        assert len(read_history(copy.open(), "heron/2")) == 1
        assert list_notes(copy.open(), "wren", Filter()).sealed == 1
        assert copy.faults() == practice.faults() == []
        assert backups.verify(practice.open(), "B1", lambda *_: None)[1].faults == []

    def test_a_backup_with_other_keys_is_named_and_left(self, practice: Practice, tmp_path: Path) -> None:
        backups.create(practice.open(), tmp_path / "old.vault")
        before = (tmp_path / "old.vault").read_bytes()
        rotate_keys(practice.open(), PASSPHRASE, TESTING)
        (left,) = clean_copies.clean(practice.open())
        assert "before the keys were rotated" in left.problem
        with pytest.raises(Refused, match="before the keys were rotated"):
            backups.verify(practice.open(), "B1", lambda *_: None)
        assert (tmp_path / "old.vault").read_bytes() == before
