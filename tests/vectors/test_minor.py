"""What a program of a higher minor version wrote is read as far as it is known, and never written (vault-format 15).

`minor-1.db` (`make_minor_1.py`) is never written again. It holds one of each kind and field of clause 15.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coachvault.errors import UnsupportedVersion
from coachvault.practice.opening import Allowed
from coachvault.services.copies import backups
from coachvault.services.copies.check import check_in_full
from coachvault.services.core.open_vault import Credentials, OpenVault
from coachvault.services.engagements.lifecycle import end_engagement
from coachvault.services.notes.editing import erase_note
from coachvault.services.notes.inbox import write_locked
from coachvault.services.notes.journal import NoteDraft, add_note
from coachvault.services.notes.listing import Filter, list_notes
from coachvault.services.notes.sealed import show_note
from coachvault.services.notes.search import search_notes
from coachvault.services.people import directory
from coachvault.vault.copying import Copying, copy_vault
from coachvault.vault.header import HeaderRole
from tests.fakes import PASSPHRASE, Practice
from tests.independent import reader
from tests.vectors.make_minor_1 import LATER_NUMBER, SCAN

BY_PASSPHRASE = Credentials(lambda: PASSPHRASE)
STORED = Path(__file__).parent / "minor-1.db"
ADDED_KINDS = {"device", "end", "reopening", "note-tally", "counter", "attachment", "attachment-part"}


@pytest.fixture
def stored(tmp_path: Path) -> Practice:
    practice = Practice.at(tmp_path)
    practice.path.parent.mkdir(parents=True, mode=0o700)
    shutil.copyfile(STORED, practice.path)
    practice.path.chmod(0o600)
    return practice


def test_the_independent_reader_knows_every_kind_that_it_adds() -> None:
    found = reader.read(STORED, passphrase=PASSPHRASE)
    assert {record.kind for record in found.records} >= ADDED_KINDS
    parts = [record.value for record in found.records if record.kind == "attachment-part"]
    data = (reader.plain(each["data"], "bytes", "15") for each in sorted(parts, key=lambda part: part["number"]))
    assert b"".join(data) == SCAN
    assert [record.value["former"] for record in found.records if record.value.get("former")] == [["robin"]]


def test_a_copy_carries_every_row_of_a_record_along(stored: Practice, tmp_path: Path) -> None:
    opened = stored.open()
    place, copying = tmp_path / "copy.vault", Copying("backup create", HeaderRole.BACKUP, stored.clock.now())
    copy_vault(stored.path, opened.vault.day, place, stored.setting.state_folder, copying)
    before, after = (reader.read(path, passphrase=PASSPHRASE) for path in (stored.path, place))
    assert after.records == before.records


def test_what_is_known_is_read(stored: Practice) -> None:
    before = stored.path.read_bytes()
    opened = stored.open()
    later = f"heron/{LATER_NUMBER}"
    assert show_note(opened, later).note.body == "Written on the laptop.\n"
    assert later in {str(each.id) for each in list_notes(opened, None, Filter()).notes}
    assert [str(match.id) for match in search_notes(opened, "laptop", None, Filter()).matches] == [later]
    assert directory.show_client(opened, "wren")[0].code == "wren"
    assert not check_in_full(stored.setting, BY_PASSPHRASE, lambda *_: None).faults
    assert stored.path.read_bytes() == before


@pytest.mark.parametrize(
    "write",
    [
        lambda opened: add_note(opened, "heron", NoteDraft("Written.")),
        lambda opened: erase_note(opened, "heron/1"),
        lambda opened: end_engagement(opened, "heron", date(2026, 11, 30)),
        lambda opened: backups.create(opened, opened.vault.path.parent / "backup.vault"),
        lambda opened: show_note(opened, "linden/1", "the client asked"),
    ],
)
def test_nothing_is_written_into_it(stored: Practice, write: Callable[[OpenVault], object]) -> None:
    before = stored.path.read_bytes()
    opened = stored.open()
    assert opened.ruling.may_write is Allowed.NO
    with pytest.raises(UnsupportedVersion, match="newer CoachVault"):
        write(opened)
    assert stored.path.read_bytes() == before
    assert not (stored.path.parent / "backup.vault").exists()


def test_a_note_that_is_written_while_it_is_locked_is_refused(stored: Practice) -> None:
    stored.open()
    before = stored.path.read_bytes()
    with pytest.raises(UnsupportedVersion, match="newer CoachVault"):
        write_locked(stored.setting, "heron", NoteDraft("While locked."))
    assert stored.path.read_bytes() == before
